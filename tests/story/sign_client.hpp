#pragma once
// What a run of `motcua sign-client --server` needs: a signer with a device and a registered hand, a draft to sign, its words.

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>

#include "integrations/signing/stamp.hpp"
#include "tests/story/place.hpp"
#include "tests/support/command.hpp"
#include "tests/support/needed.hpp"
#include "tests/support/places.hpp"

namespace sign_client {

using namespace story;
using namespace test_support;

inline std::filesystem::path at(const std::string& name) { return office().folder() / name; }
inline std::string pem(const char* whose, const char* name) { return (at("pki") / whose / name).string(); }
inline void write(const std::filesystem::path& path, const std::string& text) { std::ofstream{path, std::ios::binary} << text; }

// Son signs results here: his certificate and his hand are registered, his key lies in a device beside a stranger's.
struct Signers {
    SoftToken device{at("device")};

    Signers() {
        device.take(pem("person", "key.pem"), "01");
        device.take(pem("citizen", "key.pem"), "02");
        device.take(pem("agency", "key.pem"), "03");
        write(at("pin"), SoftToken::pin + "\n");
        write(at("wrong-pin"), "000000\n");
        write(at("password"), RunningServer::password() + "\n");
        auto son = desk().sign_in("son"), an = desk().sign_in("an"), duc = desk().sign_in("duc");
        const auto belongs = [&](Visitor& whose, const char* certificate) {
            duc.post("/api/personal-certificates", {{"officer", whose.get("/api/session").at("account").at("id")}, {"certificate", content_of(pem(certificate, "cert.pem"))}});
        };
        belongs(son, "person");
        belongs(an, "citizen");
        const auto hand = son.upload("/api/signature-images?kind=hand&name=Son&width_mm=40&valid_from=2020-01-01&valid_to=2099-01-01",
                                     integrations::signing::demo_signature_png("Son"), "image/png", "son.png");
        duc.post("/api/signature-images/" + hand.at("id").get<std::string>() + "/approve", {{"document", "07/QĐ-UBND"}});
    }
};

struct Draft {
    std::string dossier, code, upload;
    std::string results() const { return "/api/dossiers/" + dossier + "/results/"; }
};

inline const Signers& signers() {
    static const Signers made;
    return made;
}

// A decided dossier and its unsigned result.
inline Draft draft() {
    (void)signers();
    auto specialist = desk().sign_in("tam"), leader = desk().sign_in("son");
    const auto received = desk().received();
    Draft made{received.at("id"), received.at("code"), {}};
    desk().act(desk().reception(), made.dossier, "HandOverTo", {{"unit", "KT"}, {"note", "Đủ thành phần"}, {"paper", true}});
    desk().act(specialist, made.dossier, "TakeOver");
    desk().act(specialist, made.dossier, "AskApproval", {{"proposed", "granted"}, {"draft_text", "Kính trình."}});
    desk().act(leader, made.dossier, "Decide", {{"outcome", "granted"}});
    made.upload = specialist.upload("/api/dossiers/" + made.dossier + "/results?code=KQ.G05.000301&number=41H8000001&form=electronic&title=Ket%20qua",
                                    content_of(in_source("sample_data/scans/1.001612/ho-kinh-doanh.pdf")), "application/pdf", "ket-qua.pdf").at("id");
    wait_until("the draft to be looked through", 180, [&] { return specialist.get(made.results() + made.upload)["status"] != "pending"; });
    return made;
}

// For cases in which nobody signs it.
inline const Draft& unsigned_draft() {
    static const Draft made = draft();
    return made;
}

struct How {
    std::string server = office().url(), authorities{}, pin = "pin", key = "01", whose = "person", dossier{}, more{};
};
inline std::string command(const Draft& of, const How& how) {
    return "'" + program() + "' sign-client --server " + how.server + " --dossier " + (how.dossier.empty() ? of.code : how.dossier) + " --result " + of.upload +
           " --account son --password-file " + at("password").string() + " --cert " + pem(how.whose.c_str(), "cert.pem") + " --chain " +
           pem(how.whose.c_str(), "chain.pem") + " --module " + SoftToken::module + " --token " + SoftToken::label + " --key " + how.key +
           (how.pin.empty() ? "" : " --pin-file " + at(how.pin).string()) + (how.authorities.empty() ? "" : " --ca " + how.authorities) + " " + how.more;
}
inline std::string as_read() { return "--read " + in_source("sample_data/scans/1.001612/ho-kinh-doanh.pdf"); }

}  // namespace sign_client

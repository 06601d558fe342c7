#pragma once
// Two leaders with certificates and approved hands, at a dossier that is being decided.

#include "integrations/signing/stamp.hpp"
#include "server/http/api/signatures.hpp"
#include "server/images.hpp"
#include "server/personal_certificates.hpp"
#include "server/personal_signing.hpp"
#include "tests/jobs/result_desk.hpp"

namespace papers_tests {

struct Leaders : Desk {
    std::string minh = officer_account("minh", "leader"), binh = officer_account("binh", "leader"), quan = officer_account("quan", "administrator");

    Leaders() {
        assign(mai);
        act(dossier, dossier::HandOverTo{"TP", "", "", "", true}, dossier_tests::desk(), "2026-11-23T09:35");
        act(dossier, dossier::TakeOver{}, dossier_tests::specialist(), "2026-11-23T09:36");
        act(dossier, dossier::Decide{dossier::Outcome::Granted, ""}, dossier_tests::leader(), "2026-11-23T09:37");
        belongs("person", minh);
        belongs("citizen", binh);
        has_hand(minh, binh);
        has_hand(binh, minh);
    }
    // The certificates of somebody of the demonstration PKI, his own first.
    std::string certificates(const char* whose) const {
        return signing::read_file(config.demo_pki / whose / "cert.pem") + signing::read_file(config.demo_pki / whose / "chain.pem");
    }
    void belongs(const char* whose, const std::string& officer) {
        REQUIRE(register_certificate(services, actor(dossier::Role::administrator, quan), officer, certificates(whose), vn("2026-11-23T08:00")));
    }
    void has_hand(const std::string& whose, const std::string& approver) {
        const dossier::signing_rules::ImageWish wish{dossier::signing_rules::ImageKind::Hand, "Chữ ký", 40, dossier::parse_iso_date("2026-01-01").value(),
                                                     dossier::parse_iso_date("2027-12-31").value()};
        const auto image = register_image(services, actor(dossier::Role::leader, whose), wish, signing::demo_signature_png(whose), vn("2026-11-23T08:00"));
        REQUIRE(image);
        REQUIRE(approve_image(services, actor(dossier::Role::leader, approver), image->id, "07/QĐ-UBND", vn("2026-11-23T08:10")));
    }
    dossier::Result<http::Response> begin(const std::string& upload, const std::string& who, const char* certificate, json more = json::object()) {
        more["certificates"] = certificates(certificate);
        return http::open_signature(request(upload, dossier::Role::leader, who, more), services);
    }
    // The file that `session` is about.
    dossier::Result<http::Response> shown(const std::string& upload, const std::string& who, const json& session, const char* when = "2026-11-23T10:01") {
        auto asked = request(upload, dossier::Role::leader, who);
        asked.path_values.emplace_back("session_id", session.at("id").get<std::string>());
        asked.arrived_at = vn(when);
        return http::show_prepared_document(asked, services);
    }
    dossier::Result<http::Response> end(const std::string& upload, const std::string& who, const json& session, const std::string& signature,
                                        const char* when = "2026-11-23T10:02") {
        auto asked = request(upload, dossier::Role::leader, who, {{"signature", signing::hex(signature)}});
        asked.path_values.emplace_back("session_id", session.at("id").get<std::string>());
        asked.arrived_at = vn(when);
        return http::close_signature(asked, services);
    }
    // What the device answers.
    std::string by_key(const char* whose, const json& session) const {
        auto key = *signing::SoftKey::load(config.demo_pki / whose / "key.pem");
        std::string attributes;
        const auto digits = session.at("attributes").get<std::string>();
        for (size_t i = 0; i < digits.size(); i += 2) attributes += static_cast<char>(std::stoi(digits.substr(i, 2), nullptr, 16));
        return *key.sign(attributes, signing::Algorithm::Ecdsa);
    }
};

}  // namespace papers_tests

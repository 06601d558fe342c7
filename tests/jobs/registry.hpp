#pragma once
// The clerk's room: documents from outside, taken and registered by requests as the Guard hands them over.

#include "integrations/signing/demo_signer.hpp"
#include "server/custody.hpp"
#include "server/http/api/documents.hpp"
#include "server/paper_signer.hpp"
#include "server/storage/document_store.hpp"
#include "tests/jobs/printing.hpp"
#include "tests/office/requests.hpp"

namespace papers_tests {

using dossier::ErrorCode;
using nlohmann::json;
using Handler = dossier::Result<http::Response> (*)(const http::Request&, Services&);

struct Registry : Printing {
    std::string mai = officer_account("mai", "clerk");

    void give_device() {
        const auto by = actor(dossier::Role::clerk, mai);
        const auto device = register_device(services, by, {"Chứng thư số UBND xã", "SN-1", *agency_certificate_sha256(config)}, vn("2026-11-23T08:00"));
        REQUIRE(device);
        REQUIRE(hand_over(services, by, device->id, {mai, "12/QĐ-UBND", "BB-01", false, ""}, vn("2026-11-23T08:00")));
    }
    http::Request request(const char* when, http::Pairs path = {}, const json& body = nullptr) const {
        auto made = office_tests::request_by(actor(dossier::Role::clerk, mai), when, std::move(path), body);
        made.principal.id = mai;
        return made;
    }
    http::Request with(const std::string& pdf, http::Pairs query, const char* when) const {
        auto made = request(when);
        made.query = std::move(query);
        http::SpoolWriter spool{folder.path()};
        spool.write(pdf);
        made.upload = spool.finish();
        return made;
    }
    json take(const std::string& pdf, const http::Pairs& query, const char* when = "2026-11-23T09:00") {
        return office_tests::told(http::take_incoming(with(pdf, query, when), services));
    }
    dossier::Result<http::Response> step(Handler handler, const json& document, const json& body = nullptr, const char* when = "2026-11-23T10:00") {
        return handler(request(when, {{"document_id", document.at("id").get<std::string>()}}, body), services);
    }
    json done(Handler handler, const json& document, const json& body = nullptr, const char* when = "2026-11-23T10:00") {
        return office_tests::told(step(handler, document, body, when));
    }
    // 409 is what WrongState becomes.
    bool out_of_turn(Handler handler, const json& document, const json& body = nullptr, const char* when = "2026-11-23T10:00") {
        const auto answer = step(handler, document, body, when);
        return !answer && answer.error().code == ErrorCode::WrongState;
    }
    json now(const json& document) { return done(http::show_incoming, document); }
    std::string paper() { return forms.pdf("<meta charset=utf-8><style>@page{size:A4}</style><p>Công văn</p>"); }
    std::string as(signing::DemoRole role, const std::string& pdf) const {
        return *signing::sign_as(config.demo_pki, pdf, {.role = role, .reason = {}, .at = vn("2026-11-23T08:40")});
    }
    std::string signed_by_both() { return as(signing::DemoRole::Agency, as(signing::DemoRole::Person, paper())); }
};

inline http::Pairs came(const char* how, const char* scan = "false", const std::string& sender = "Ủy ban nhân dân xã Mẫu") {
    return {{"came", how}, {"scan", scan}, {"sender", sender}, {"notation", "15/CV-UBND"}, {"subject", "Về việc mẫu"}};
}

}  // namespace papers_tests

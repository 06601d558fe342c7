#pragma once
// A dossier whose result is being signed, and the two clerks of its agency.

#include "integrations/signing/demo_signer.hpp"
#include "server/custody.hpp"
#include "server/http/api/results.hpp"
#include "server/http/problem.hpp"
#include "server/jobs/verify_result.hpp"
#include "server/paper_signer.hpp"
#include "server/storage/result_store.hpp"
#include "tests/jobs/printing.hpp"
#include "tests/office/requests.hpp"

namespace papers_tests {

using dossier::ErrorCode;
using nlohmann::json;

struct Desk : Printing {
    std::string mai = officer_account("mai", "clerk"), hoa = officer_account("hoa", "clerk");
    dossier::DossierId dossier = receive(open().id).id;

    // Somebody gets the device.
    void assign(const std::string& holder) { assign(holder, *agency_certificate_sha256(config)); }
    void assign(const std::string& holder, const std::string& certificate) {
        const auto by = actor(dossier::Role::clerk, mai);
        const auto device = register_device(services, by, {"Chứng thư số UBND xã", "SN-1", certificate}, vn("2026-11-23T08:00"));
        REQUIRE(device);
        REQUIRE(hand_over(services, by, device->id, {holder, "12/QĐ-UBND", "BB-01", false, ""}, vn("2026-11-23T08:00")));
    }
    std::string upload(const std::string& pdf, const char* form = "electronic") {
        storage::ResultUpload row;
        row.agency = dossier_tests::agency;
        row.dossier = dossier;
        row.file = a_file(pdf);
        row.asked = {{"form", form}, {"code", "KQ.G15.000001"}, {"title", "Quyết định"}, {"number", "1"}};
        row.uploaded_by = dossier::OfficerId{mai};
        row.uploaded_at = vn("2026-11-23T09:45");
        storage::UnitOfWork work{*database};
        const auto id = storage::insert_result_upload(work, row);
        storage::enqueue(work, {"verify_result", "", {{"upload", id}}, row.uploaded_at});
        work.commit();
        return id;
    }
    std::string paper() { return forms.pdf("<meta charset=utf-8><style>@page{size:A4}</style><p>Quyết định</p>"); }
    std::string signed_by_person() { return as(signing::DemoRole::Person, paper()); }
    std::string as(signing::DemoRole role, const std::string& pdf) const {
        return *signing::sign_as(config.demo_pki, pdf, {.role = role, .reason = {}, .at = vn("2026-11-23T09:40")});
    }
    http::Request request(const std::string& id, dossier::Role role, const std::string& account, const json& body = nullptr) const {
        auto made = office_tests::request_by(actor(role, account), "2026-11-23T10:00", {{"dossier_id", dossier.text()}, {"upload_id", id}}, body);
        made.principal.id = account;
        return made;
    }
    dossier::Result<http::Response> seal(const std::string& id, dossier::Role role, const std::string& account) {
        return http::seal_uploaded_result(request(id, role, account), services);
    }
    // By mai, who must have the device; the id of the sealed upload.
    std::string sealed(const std::string& id) { return office_tests::told(seal(id, dossier::Role::clerk, mai)).at("id"); }
    ErrorCode refused(const std::string& id, dossier::Role role, const std::string& account) {
        const auto answer = seal(id, role, account);
        REQUIRE_FALSE(answer.has_value());
        return answer.error().code;
    }
    std::string pdf_of(const std::string& id) {
        storage::UnitOfWork work{*database};
        return files.read(storage::find_file(work, storage::find_result_upload(work, id)->file)->sha256);
    }
    signing::Report judged_upload(const std::string& id) { return judged(pdf_of(id)); }
    storage::ResultUpload now_upload(const std::string& id) {
        storage::UnitOfWork work{*database};
        return *storage::find_result_upload(work, id);
    }
};

// The HTTP status of an answer or a refusal.
inline int status_of(const dossier::Result<http::Response>& answer) { return answer ? answer->status : http::problem(answer.error(), "").status; }

}  // namespace papers_tests

// What was signed stays as it was signed.

#include "server/http/api/files.hpp"
#include "server/storage/fault.hpp"
#include "tests/jobs/result_desk.hpp"

using namespace papers_tests;

namespace {

constexpr storage::Statement point_elsewhere{"point_elsewhere", "UPDATE file SET sha256 = :sha256 WHERE id = :id::uuid"};

struct Cabinet : Desk {
    // A file of the dossier's component.
    dossier::FileId filed(const std::string& pdf) {
        const auto file = a_file(pdf);
        act(dossier, dossier::AddFile{dossier_tests::form_code, 1, file, dossier::FileOrigin::Upload, dossier::FileSignature::None, dossier::Originality::Original, {}, ""},
            dossier_tests::desk(), "2026-11-23T09:45");
        return file;
    }
    dossier::Result<http::Response> write(const dossier::FileId& file, const std::string& bytes) {
        auto request = office_tests::request_by(dossier_tests::desk(), "2026-11-23T10:00", {{"dossier_id", dossier.text()}, {"file_id", file.text()}});
        request.method = http::Method::Put;
        request.query = {{"made_by", "applicant"}, {"reason", "Bản rõ hơn"}};
        http::SpoolWriter spool{folder.path()};
        spool.write(bytes);
        request.upload = spool.finish();
        return http::change_file(request, services);
    }
};

}  // namespace

TEST_CASE("writing to a signed file is refused with 409; a change is a new document", "[signing][immutable][R-SIG-18]") {
    Cabinet office;
    const auto first = office.paper(), second = office.forms.pdf("<meta charset=utf-8><p>Bản khác</p>");
    const auto plain = office.filed(first);
    const auto changed = office.write(plain, second);  // not signed: a new version beside the old
    CHECK(status_of(changed) == 201);
    CHECK(office.bytes_of(plain) == first);
    const auto version = office.now(office.dossier).component(dossier_tests::form_code, 1)->files.back();
    CHECK(version.replaces == plain);
    CHECK(office.bytes_of(version.file) == second);

    for (const auto& pdf : {office.signed_by_person(), office.as(signing::DemoRole::Digitised, office.paper())}) {
        const auto file = office.filed(pdf);
        const auto refused = office.write(file, second);
        CHECK(status_of(refused) == 409);
        CHECK(refused.error().detail.find("tệp đã ký số không sửa được") != std::string::npos);
        CHECK(office.bytes_of(file) == pdf);
        CHECK(office.now(office.dossier).component(dossier_tests::form_code, 1)->files.back().file == file);  // nothing came beside it
    }
    // Below the API too: no statement of the application can point a file at other bytes.
    storage::UnitOfWork work{*office.database};
    CHECK_THROWS_AS(work.run(point_elsewhere, {{"id", plain}, {"sha256", std::string(64, '0')}}), storage::StorageFault);
}

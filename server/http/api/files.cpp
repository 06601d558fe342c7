#include "server/http/api/files.hpp"

#include "server/http/api/asking.hpp"
#include "server/http/api/dossier_view.hpp"
#include "server/quarantine.hpp"
#include "server/screening.hpp"
#include "server/signed_result.hpp"
#include "server/stacks.hpp"
#include "server/storage/database.hpp"
#include "server/storage/dossier_store.hpp"
#include "server/storage/file_rows.hpp"
#include "server/storage/file_store.hpp"
#include "server/storage/result_store.hpp"

namespace server::http {

using dossier::DossierId;
using dossier::ErrorCode;
using dossier::fail;
using dossier::FileId;
using dossier::Result;

namespace {

// Stored first; the row goes with the refusal when the action is not allowed, the bytes stay unnamed.
Result<Response> kept_and_added(Services& services, const Brought& brought, dossier::AddFile add, const Asking& who) {
    const auto& id = brought.dossier;
    TRY(may_add_papers(services, id, who));
    const auto pass = TRY(passed(services, brought, who));
    storage::UnitOfWork work{services.database};
    add.file = keep_upload(work, services, brought.upload, pass, who.actor.agency, who);
    screen_later(work, add.file, pass, who.now);
    const auto dossier = TRY(perform_in(work, services, id, add, who));
    work.commit();
    auto view = dossier_view(dossier, who.actor);
    view["warnings"] = nlohmann::json::array();
    for (const auto& each : pass.warnings) view["warnings"].push_back({{"rule", each.rule}, {"message", each.message}});
    return created(view, "/api/dossiers/" + id.text() + "/files/" + add.file.text()).with_version(dossier.version);
}

// The file of the address, when it is one of the dossier's and the reader may see that.
Result<FileId> file_of_dossier(const Request& request, Services& services) {
    const auto id = TRY(request.id<DossierId>("dossier_id"));
    const auto file = TRY(request.id<FileId>("file_id"));
    TRY(read_dossier(services, id, asking(request)));
    storage::UnitOfWork work{services.database};
    if (storage::is_file_of(work, id, file)) return file;
    const auto dossier = storage::find_dossier(work, id);
    for (const auto& form : dossier->forms)
        if (form.file == file) return file;
    return fail(ErrorCode::NotFound, "tệp không thuộc hồ sơ này");
}

}  // namespace

Result<Brought> brought_paper(const Request& request, Spool& upload, const DossierId& dossier) {
    const auto made_by = request.query_value("made_by").value_or(request.principal.kind == Principal::Kind::Officer ? "agency" : "applicant");
    const auto secrecy = TRY(declared_secrecy(request));
    if (made_by == "agency") return Brought{upload, FileUse::AgencyScan, secrecy, dossier};
    if (made_by == "applicant") return Brought{upload, FileUse::ApplicantFile, secrecy, dossier};
    return fail(ErrorCode::InvalidInput, "chưa rõ ai làm ra tệp này", {{"made_by", "enum", "agency (bản quét của cơ quan) hoặc applicant (tệp của người nộp)"}});
}

Result<std::string> declared_secrecy(const Request& request) {
    return declared_level(request.query_value("secrecy").value_or(request.header("x-secrecy-level").value_or("")));
}

Result<Response> file_answer(Services& services, const FileId& id, bool attachment) {
    storage::UnitOfWork work{services.database};
    const auto file = storage::find_file(work, id);
    if (!file) return fail(ErrorCode::NotFound, "không có tệp này");
    TRY(may_be_opened(*file));
    return stored_file({services.files.path_of(file->sha256), file->media_type, file->name, attachment});
}

Result<Response> show_file(const Request& request, Services& services) {
    const auto file = TRY(file_of_dossier(request, services));
    return file_answer(services, file, request.query_value("save").has_value());
}

Result<Response> show_file_facts(const Request& request, Services& services) {
    const auto id = TRY(file_of_dossier(request, services));
    storage::UnitOfWork work{services.database};
    const auto file = storage::find_file(work, id);
    auto warnings = nlohmann::json::array();
    for (const auto& each : file->warnings) warnings.push_back({{"rule", each.rule}, {"message", each.message}});
    return ok({{"name", file->name}, {"media_type", file->media_type}, {"size", file->size}, {"sha256", file->sha256},
               {"pages", file->pages > 0 ? nlohmann::json(file->pages) : nlohmann::json(nullptr)}, {"intake", file->intake}, {"warnings", warnings},
               {"made_from", file->made_from.text()}, {"withheld", file->withheld}, {"screening", dossier::name_of(file->screening)}});
}

Result<Response> add_component_file(const Request& request, Services& services) {
    const auto id = TRY(request.id<DossierId>("dossier_id"));
    const auto upload = TRY(request.required_upload());
    const auto brought = TRY(brought_paper(request, *upload, id));
    const auto who = asking(request);
    dossier::AddFile add;
    add.component = request.path_value("component");
    add.ordinal = static_cast<int>(TRY(request.query_number("ordinal", 1, 99, 1)));
    add.origin = dossier::FileOrigin::Upload;
    if (const auto replaces = request.query_value("replaces")) add.replaces = FileId{*replaces};
    add.reason = request.query_value("reason").value_or("");
    return kept_and_added(services, brought, std::move(add), who);
}

Result<Response> change_file(const Request& request, Services& services) {
    const auto file = TRY(file_of_dossier(request, services));
    const auto id = TRY(request.id<DossierId>("dossier_id"));
    const auto upload = TRY(request.required_upload());
    const auto who = asking(request);
    std::string bytes;
    {
        storage::UnitOfWork work{services.database};
        bytes = services.files.read(storage::find_file(work, file)->sha256);
    }
    TRY(unsigned_file(bytes));
    const auto dossier = TRY(read_dossier(services, id, who));
    for (const auto& component : dossier.components)
        for (const auto& each : component.files) {
            if (each.file != file || !each.current) continue;
            dossier::AddFile add;
            add.component = component.code;
            add.ordinal = component.ordinal;
            add.origin = dossier::FileOrigin::Upload;
            add.replaces = file;
            add.reason = request.query_value("reason").value_or("");
            return kept_and_added(services, TRY(brought_paper(request, *upload, id)), std::move(add), who);
        }
    return fail(ErrorCode::WrongState, "tệp này không phải bản hiện hành của một thành phần hồ sơ nên không sửa được");
}

Result<Response> add_arising_document(const Request& request, Services& services) {
    const auto asked = request.query_value("dossier").value_or("");
    if (asked.empty())
        return fail(ErrorCode::InvalidInput, "văn bản phát sinh phải thuộc một hồ sơ", {{"dossier", "required", "phải ghi hồ sơ của văn bản"}});
    const auto upload = TRY(request.required_upload());
    Request inside = request;
    inside.path_values = {{"dossier_id", asked}};
    const auto id = TRY(inside.id<DossierId>("dossier_id"));
    const auto who = asking(request);
    dossier::AddFile add;
    add.component = std::string{dossier::Dossier::arising};
    add.origin = dossier::FileOrigin::Upload;
    add.reason = request.query_value("title").value_or("");
    const auto secrecy = TRY(declared_secrecy(request));
    return kept_and_added(services, {*upload, FileUse::AgencyDocument, secrecy, id}, std::move(add), who);
}

Result<Response> refuse_untagged_file(const Request& request, Services& services) {
    const auto id = TRY(request.id<DossierId>("dossier_id"));
    TRY(read_dossier(services, id, asking(request)));
    return fail(ErrorCode::InvalidInput, "tệp phải thuộc một thành phần hồ sơ",
                {{"component", "required", "gửi tệp tới …/components/<mã thành phần>/files, hoặc cả tập tới …/stacks"}});
}

Result<Response> list_tagged_files(const Request& request, Services& services) {
    const auto procedure = request.query_value("procedure"), component = request.query_value("component");
    if (!procedure || !component)
        return fail(ErrorCode::InvalidInput, "thiếu điều kiện tìm",
                    {{procedure ? "component" : "procedure", "required", "cần mã thủ tục và mã thành phần"}});
    auto files = nlohmann::json::array();
    storage::UnitOfWork work{services.database};
    for (const auto& each : storage::files_tagged(work, request.principal.agency, *procedure, *component, 500))
        files.push_back({{"dossier", each.dossier.text()},
                         {"file", each.file.text()},
                         {"component", each.component},
                         {"ordinal", each.ordinal},
                         {"version", each.version}});
    return ok({{"procedure", *procedure}, {"component", *component}, {"files", files}});
}

Result<Response> show_file_to_portal(const Request& request, Services& services) {
    const auto file = TRY(request.id<FileId>("file_id"));
    {
        storage::UnitOfWork work{services.database};
        const auto handed_in_for = storage::dossier_of_upload(work, file);
        const bool issued = !handed_in_for || storage::find_dossier(work, *handed_in_for)->result_with(file);
        if (!issued) return fail(ErrorCode::NotFound, "không có tệp này");
    }
    return file_answer(services, file, true);
}

}  // namespace server::http

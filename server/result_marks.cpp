#include "server/result_marks.hpp"

#include "integrations/signing/page_mark.hpp"
#include "server/result_versions.hpp"
#include "server/screening.hpp"
#include "server/storage/file_store.hpp"
#include "server/storage/personal_signing_store.hpp"

namespace server {

using dossier::ErrorCode;
using dossier::fail;
using dossier::Result;

namespace rules = dossier::signing_rules;
namespace signing = integrations::signing;

namespace {

Result<std::string> marked(Services& services, const dossier::DossierId& id, const std::string& upload_id, const signing::PageMark& mark, const nlohmann::json& noted,
                           const Asking& asking) {
    storage::ResultUpload upload;
    std::string pdf;
    {
        storage::UnitOfWork work{services.database};
        upload = TRY(result_upload(work, id, upload_id));
        TRY(still_newest(work, upload));
        const auto file = *storage::find_file(work, upload.file);
        TRY(may_be_opened(file));
        pdf = services.files.read(file.sha256);
    }
    const auto written = TRY(signing::with_mark(pdf, mark));
    storage::UnitOfWork work{services.database};
    const auto next = TRY(hand_in_next(work, services, upload, written, asking, noted));
    work.commit();
    return next;
}

}  // namespace

Result<std::string> stamp_urgency(Services& services, const dossier::DossierId& id, const std::string& upload_id, rules::Urgency level, const Asking& asking) {
    const auto dossier = TRY(read_dossier(services, id, asking));
    TRY(dossier::permitted<dossier::AttachResult>(dossier, asking.actor));
    {
        storage::UnitOfWork work{services.database};
        const auto upload = TRY(result_upload(work, id, upload_id));
        if (upload.asked.contains("urgency")) return fail(ErrorCode::WrongState, "văn bản đã có dấu chỉ mức độ khẩn");
    }
    const signing::PageMark mark{1, [level](auto) { return rules::urgency_place(level); }, {std::string{rules::stamp_text(level)}}, signing::MarkLook::Stamped};
    return marked(services, id, upload_id, mark, {{"urgency", dossier::name_of(level)}}, asking);
}

Result<std::string> note_title(Services& services, const dossier::DossierId& id, const std::string& upload_id, const rules::SigningNote& note,
                               const std::optional<rules::SigningBlock>& block, const Asking& asking) {
    const auto dossier = TRY(read_dossier(services, id, asking));
    TRY(dossier::permitted<dossier::AttachResult>(dossier, asking.actor));
    {
        storage::UnitOfWork work{services.database};
        TRY(rules::may_note(note, asking.actor.id.text(), dossier::vietnam_date(asking.now), storage::delegations_of(work, asking.actor.agency)));
        const auto upload = TRY(result_upload(work, id, upload_id));
        if (upload.asked.contains("authority")) return fail(ErrorCode::WrongState, "văn bản đã ghi thẩm quyền và chức vụ người ký");
    }
    signing::PageMark mark;
    mark.page = 0;
    mark.lines = rules::title_lines(note);
    mark.place = [&block, lines = static_cast<int>(mark.lines.size())](rules::PageSize page) { return rules::title_place(block.value_or(rules::usual_block(page)), lines); };
    return marked(services, id, upload_id, mark, {{"authority", dossier::name_of(note.authority)}, {"place_of", note.place_of}, {"title", note.title}}, asking);
}

}  // namespace server

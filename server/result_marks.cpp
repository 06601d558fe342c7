#include "server/result_marks.hpp"

#include "integrations/signing/page_mark.hpp"
#include "server/result_versions.hpp"
#include "server/screening.hpp"
#include "server/storage/file_store.hpp"

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
    const signing::PageMark mark{1, rules::urgency_place(level), {std::string{rules::stamp_text(level)}}, signing::MarkLook::Stamped};
    return marked(services, id, upload_id, mark, {{"urgency", dossier::name_of(level)}}, asking);
}

}  // namespace server

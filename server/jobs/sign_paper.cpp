#include "server/jobs/sign_paper.hpp"

#include <algorithm>

#include "server/paper_signer.hpp"
#include "server/paper_surroundings.hpp"
#include "server/perform.hpp"
#include "server/storage/dossier_store.hpp"
#include "server/storage/file_rows.hpp"
#include "server/storage/file_store.hpp"

namespace server::jobs {
namespace {

const dossier::IssuedForm* current_form(const dossier::Dossier& dossier, const dossier::FileId& file) {
    const auto found = std::find_if(dossier.forms.begin(), dossier.forms.end(),
                                    [&](const dossier::IssuedForm& form) { return form.file == file && !form.replaced; });
    return found == dossier.forms.end() ? nullptr : &*found;
}

}  // namespace

Outcome sign_paper(const storage::Job& job, Services& services) {
    const dossier::DossierId id{job.payload.at("dossier").get<std::string>()};
    const dossier::FileId file{job.payload.at("file").get<std::string>()};
    const auto now = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
    std::string pdf, name;
    dossier::RecordForm record;
    {
        storage::UnitOfWork work{services.database};
        const auto dossier = storage::find_dossier(work, id);
        const auto* form = dossier ? current_form(*dossier, file) : nullptr;
        const auto row = storage::find_file(work, file);
        if (!form || !row) return Done{};  // a newer paper took its place
        record = {form->form, form->rule_set, form->number, {}};
        name = row->name;
        pdf = services.files.read(row->sha256);
    }
    const auto signed_pdf = server::sign_paper(services.config, pdf, job.id, now);
    if (!signed_pdf) return Again{std::chrono::seconds{60}, "chưa ký được giấy tờ: " + signed_pdf.error().detail};
    const auto sha256 = services.files.keep(*signed_pdf);
    storage::UnitOfWork work{services.database};
    const auto dossier = storage::lock_dossier(work, id);
    if (!dossier || !current_form(*dossier, file)) return Done{};
    record.file = storage::insert_file(work, {{}, dossier->agency, sha256, static_cast<std::int64_t>(signed_pdf->size()), "application/pdf", name, now, ""});
    const auto done = perform_in(work, services, id, record, as_system(*dossier, now));
    if (!done) return GiveUp{done.error().detail};
    work.commit();
    return Done{};
}

}  // namespace server::jobs

#include "server/jobs/render_form.hpp"

#include <algorithm>

#include "server/own_forms.hpp"
#include "server/papers.hpp"
#include "server/paper_signer.hpp"
#include "server/paper_surroundings.hpp"
#include "server/perform.hpp"
#include "server/rules.hpp"
#include "server/storage/dossier_store.hpp"
#include "server/storage/file_rows.hpp"
#include "server/storage/file_store.hpp"
#include "server/storage/number_store.hpp"
#include "templates/form_engine.hpp"

namespace server::jobs {

using dossier::DossierId;

namespace {

// "…/TNHS" is stated for receipts [M], the others from print templates in public code; one yearly series a form.
std::string notation(const std::string& form) {
    if (form == "receipt") return "TNHS";
    if (form == "supplement") return "HDHS";
    if (form == "refusal") return "TCHS";
    if (form == "apology") return "PXL";
    return "TB";
}

// The paper of this very event was made by an earlier run.
bool already_made(const std::string& form, const std::vector<dossier::Event>& since) {
    return std::any_of(since.begin(), since.end(), [&](const dossier::Event& event) {
        const auto* recorded = std::get_if<dossier::Done<dossier::RecordForm>>(&event.change);
        return recorded && recorded->asked.form == form;
    });
}

}  // namespace

Outcome render_form(const storage::Job& job, Services& services) {
    if (!services.forms) return GiveUp{"không có bộ in giấy tờ"};
    const DossierId id{job.payload.at("dossier").get<std::string>()};
    const std::string form = job.payload.at("form");
    const int version = job.payload.at("version");
    const auto now = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());

    std::string html, rule_set, number;
    {
        storage::UnitOfWork work{services.database};
        const auto dossier = storage::find_dossier(work, id);
        if (!dossier) return GiveUp{"hồ sơ không còn"};
        if (already_made(form, storage::events_after(work, id, version))) return Done{};
        const auto date = dossier::vietnam_date(dossier->official_start().value_or(now));
        rule_set = rule_sets(services).on(date).forms;
        auto around = paper_surroundings(work, services, *dossier, now);
        around.number = std::to_string(storage::next_yearly_number(work, dossier->agency, "form", form, static_cast<int>(date.year()))) +
                        "/" + notation(form);
        number = around.number;
        html = printed_form(work, {dossier->agency, rule_set, form}, paper_view(*dossier, form, rule_set, around), templates::Medium::Pdf, now);
        work.commit();  // a paper that fails afterwards leaves its number unused, never used twice
    }
    std::string pdf;
    try {
        pdf = services.forms->pdf(html);
    } catch (const templates::FormFault&) {
        return Again{std::chrono::seconds{10}, "bộ in giấy tờ không trả lời"};
    }
    // The officer has printed already; a device that is silent must not keep the paper from the archive.
    bool unsigned_yet = false;
    if (signs_papers(services.config)) {
        auto signed_pdf = server::sign_paper(services.config, pdf, job.id, now);
        unsigned_yet = !signed_pdf;
        if (signed_pdf) pdf = *std::move(signed_pdf);
    }
    const auto sha256 = services.files.keep(pdf);
    storage::UnitOfWork work{services.database};
    const auto dossier = storage::lock_dossier(work, id);
    if (!dossier) return GiveUp{"hồ sơ không còn"};
    const auto file = storage::insert_file(work, {{}, dossier->agency, sha256, static_cast<std::int64_t>(pdf.size()),
                                                  "application/pdf", form + ".pdf", now, ""});
    const auto done = perform_in(work, services, id, dossier::RecordForm{form, rule_set, number, file}, as_system(*dossier, now));
    if (!done) return GiveUp{done.error().detail};
    if (unsigned_yet) storage::enqueue(work, {"sign_paper", id.text(), {{"dossier", id.text()}, {"file", file.text()}}, now});
    work.commit();
    return Done{};
}

}  // namespace server::jobs

#include "server/jobs/verify_result.hpp"

#include <set>

#include "dossier/signing_rules/release.hpp"
#include "integrations/signing/verify.hpp"
#include "server/catalogue/json_codec.hpp"
#include "server/perform.hpp"
#include "server/result_versions.hpp"
#include "server/signed_result.hpp"
#include "server/storage/account_store.hpp"
#include "server/storage/database.hpp"
#include "server/storage/dossier_store.hpp"
#include "server/storage/file_rows.hpp"
#include "server/storage/file_store.hpp"
#include "server/storage/job_store.hpp"
#include "server/storage/result_store.hpp"
#include "server/trust.hpp"
#include "templates/qr.hpp"

namespace server::jobs {

namespace rules = dossier::signing_rules;
namespace signing = integrations::signing;

namespace {

dossier::SignatureVerdict verdict_of(const signing::Report& report, const std::vector<rules::FoundSignature>& found,
                                     const std::string& refusal) {
    dossier::SignatureVerdict verdict;
    verdict.verdict = signing::name_of(report.verdict);
    verdict.sub_indication = signing::name_of(report.reason);
    verdict.summary = refusal.empty() ? report.summary : refusal + ". " + report.summary;
    for (const auto& each : found) {
        verdict.person_signed = verdict.person_signed || (each.valid && each.signer == rules::SignerKind::Person);
        verdict.agency_signed = verdict.agency_signed || (each.valid && each.signer == rules::SignerKind::Agency);
    }
    return verdict;
}

// Each once, as the store takes it.
std::vector<storage::Evidence> evidence_in(const signing::Report& report) {
    std::vector<storage::Evidence> evidence;
    std::set<std::string> seen;
    for (const auto& signature : report.signatures)
        for (const auto& item : signature.kept)
            if (seen.insert(item.sha256).second) evidence.push_back({signing::name_of(item.kind), item.sha256, templates::base64(*item.der)});
    return evidence;
}

// What is to leave with a document; nothing while one of them is not judged yet: its verdict asks for the document's again.
std::optional<std::vector<dossier::ResultAppendix>> judged_appendices(storage::UnitOfWork& work, const storage::ResultUpload& document) {
    std::vector<dossier::ResultAppendix> appendices;
    for (const auto& each : appendices_of(work, document)) {
        if (each.status == storage::UploadStatus::Pending) return std::nullopt;
        appendices.push_back(as_appendix(each));
    }
    return appendices;
}

// The officer who uploaded it, as an actor again.
dossier::Actor uploader(storage::UnitOfWork& work, const dossier::OfficerId& id) {
    dossier::Actor actor;
    const auto account = storage::find_account(work, id.text());
    if (!account) return actor;
    actor.id = id;
    actor.agency = account->agency;
    actor.unit = account->unit;
    actor.name = account->name;
    for (const auto& name : account->roles)
        if (const auto role = dossier::value_named<dossier::Role>(name)) actor.roles.push_back(*role);
    return actor;
}

}  // namespace

Outcome verify_result(const storage::Job& job, Services& services) {
    const std::string id = job.payload.at("upload");
    const auto now = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
    std::optional<storage::ResultUpload> upload;
    std::string sha256, agency_name;
    bool appendix = false;  // follows its document, never a result by itself
    {
        storage::UnitOfWork work{services.database};
        upload = storage::find_result_upload(work, id);
        if (!upload || upload->status != storage::UploadStatus::Pending) return Done{};
        const auto file = storage::find_file(work, upload->file);
        if (file->withheld || file->screening == storage::Screening::Waiting) return Done{};  // page_screened() asks again
        appendix = is_appendix(*upload);
        if (!appendix && !judged_appendices(work, *upload)) return Done{};
        sha256 = file->sha256;
        const auto dossier = storage::find_dossier(work, upload->dossier);
        const auto agency = storage::find_agency(work, dossier->deciding_agency);
        agency_name = agency ? agency->name : dossier->deciding_agency;
    }
    signing::VerifyOptions options;
    options.trust = trust_of(services.config);
    options.at = now;
    options.source = revocation_source(now);
    const auto report = signing::verify(services.files.read(sha256), options);
    const auto found = found_in(report, agency_name);
    dossier::AttachResult attach;
    std::vector<dossier::FieldError> errors;
    catalogue::from_json(upload->asked, attach, "", errors);
    attach.file = upload->file;
    auto releasable = rules::releasable(appendix ? rules::ResultKind::OwnCopy : rules::kind_of(attach.form), found);
    if (releasable && attach.form == dossier::ResultForm::PaperScan) releasable = rules::scan_confirmed(storage::scan_confirmed(*upload));

    storage::UnitOfWork work{services.database};
    if (!appendix) {
        storage::lock_result_upload(work, id);  // no appendix comes to it any more
        const auto appendices = judged_appendices(work, *upload);
        if (!appendices) return Done{};
        attach.appendices = *appendices;
        if (releasable) releasable = rules::releasable(attach.appendices);
    }
    attach.signature = verdict_of(report, found, releasable ? "" : releasable.error().detail);
    nlohmann::json told = nlohmann::json::parse(signing::to_json(report, "result.pdf"));
    told["releasable"] = releasable.has_value() && report.verdict == signing::Verdict::Passed;
    told["summary"] = attach.signature.summary;
    told["person_signed"] = attach.signature.person_signed;
    told["checked_by"] = {{"program", "motcua"}, {"officer", upload->uploaded_by.text()}};
    bool passed = told["releasable"];
    if (passed && !appendix) {
        const auto attached = perform_in(work, services, upload->dossier, attach, {uploader(work, upload->uploaded_by), now, {}});
        if (!attached) {
            passed = false;
            told["summary"] = attached.error().detail;
        }
    }
    storage::keep_evidence(work, *upload, evidence_in(report), now);
    storage::judge_result_upload(work, id, passed ? storage::UploadStatus::Passed : storage::UploadStatus::Refused, told, now);
    if (appendix)
        for (const auto& document : documents_waiting_for(work, *upload)) storage::enqueue(work, {"verify_result", "", {{"upload", document}}, now});
    work.commit();
    return Done{};
}

}  // namespace server::jobs

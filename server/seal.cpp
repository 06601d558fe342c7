#include "server/seal.hpp"

#include "integrations/signing/verify.hpp"
#include "server/custody.hpp"
#include "server/result_versions.hpp"
#include "server/screening.hpp"
#include "server/signed_result.hpp"
#include "server/storage/account_store.hpp"
#include "server/storage/file_rows.hpp"
#include "server/storage/file_store.hpp"
#include "server/storage/image_store.hpp"
#include "server/storage/result_store.hpp"
#include "server/trust.hpp"

namespace server {

using dossier::ErrorCode;
using dossier::fail;
using dossier::Result;

namespace rules = dossier::signing_rules;
namespace signing = integrations::signing;

namespace {

struct ToSeal {
    storage::ResultUpload upload;
    storage::FileRow file;
    std::string agency_name;
    SealPicture seal;
    std::vector<std::pair<storage::ResultUpload, storage::FileRow>> appendices;
};

rules::ResultKind kind_of(const storage::ResultUpload& upload) {
    const auto form = dossier::value_named<dossier::ResultForm>(upload.asked.value("form", ""));
    return rules::kind_of(form.value_or(dossier::ResultForm::Electronic));
}

Result<ToSeal> read(storage::UnitOfWork& work, const dossier::DossierId& id, const std::string& upload_id, const dossier::Actor& who,
                    const std::string& certificate, dossier::Instant now) {
    const auto upload = TRY(result_upload(work, id, upload_id));
    TRY(rules::may_seal(who, holder_of(work, upload.agency, certificate)));
    TRY(still_newest(work, upload));
    if (kind_of(upload) == rules::ResultKind::InkOriginal) TRY(rules::scan_confirmed(storage::scan_confirmed(upload)));
    const auto agency = storage::find_agency(work, upload.agency);
    const auto image = storage::usable_seal(work, upload.agency, dossier::vietnam_date(now));
    ToSeal what{upload, *storage::find_file(work, upload.file), agency ? agency->name : upload.agency,
                image ? SealPicture{image->png, image->width_mm} : SealPicture{}, {}};
    for (const auto& appendix : appendices_of(work, upload)) what.appendices.emplace_back(appendix, *storage::find_file(work, appendix.file));
    return what;
}

// On what a person signed: over that signature. On the scan of an ink original: the corner of copies the agency made.
Result<std::string> with_seal(const Config& config, const std::string& pdf, const ToSeal& what, CopyMark mark, dossier::Instant now) {
    if (kind_of(what.upload) == rules::ResultKind::Electronic) return seal_paper(config, pdf, what.seal, what.upload.id, now);
    mark.seal = what.seal;
    return seal_copy(config, pdf, mark, what.upload.id, now);
}

Result<std::string> to_be_signed(Services& services, const storage::FileRow& file, rules::ResultKind kind, const std::string& agency_name, dossier::Instant now) {
    TRY(may_be_opened(file));
    auto pdf = services.files.read(file.sha256);
    signing::VerifyOptions options;
    options.trust = trust_of(services.config);
    options.at = now;
    options.source = revocation_source(now);
    TRY(rules::agency_may_sign(kind, found_in(signing::verify(pdf, options), agency_name)));
    return pdf;
}

}  // namespace

Result<std::string> seal_result(Services& services, const dossier::DossierId& id, const std::string& upload_id, CopyMark mark, const Asking& asking) {
    TRY(read_dossier(services, id, asking));
    if (!signs_papers(services.config)) return fail(ErrorCode::WrongState, "chưa cấu hình thiết bị ký của cơ quan");
    const auto certificate = TRY(agency_certificate_sha256(services.config));
    ToSeal what;
    {
        storage::UnitOfWork work{services.database};
        what = TRY(read(work, id, upload_id, asking.actor, certificate, asking.now));
    }
    const auto pdf = TRY(to_be_signed(services, what.file, kind_of(what.upload), what.agency_name, asking.now));
    const auto sealed = TRY(with_seal(services.config, pdf, what, std::move(mark), asking.now));
    std::vector<std::string> signed_appendices;
    for (const auto& [appendix, file] : what.appendices) {
        const auto given = TRY(to_be_signed(services, file, rules::ResultKind::OwnCopy, what.agency_name, asking.now));
        signed_appendices.push_back(TRY(sign_appendix(services.config, given, "Số: " + what.upload.asked.value("number", ""), appendix.id, asking.now)));
    }

    storage::UnitOfWork work{services.database};
    const auto next = TRY(hand_in_next(work, services, what.upload, sealed, asking));
    for (size_t i = 0; i < what.appendices.size(); ++i) TRY(hand_in_next(work, services, what.appendices[i].first, signed_appendices[i], asking));
    work.commit();
    return next;
}

}  // namespace server

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
    return ToSeal{upload, *storage::find_file(work, upload.file), agency ? agency->name : upload.agency,
                  image ? SealPicture{image->png, image->width_mm} : SealPicture{}};
}

// On what a person signed: over that signature. On the scan of an ink original: the corner of copies the agency made.
Result<std::string> with_seal(const Config& config, const std::string& pdf, const ToSeal& what, CopyMark mark, dossier::Instant now) {
    if (kind_of(what.upload) == rules::ResultKind::Electronic) return seal_paper(config, pdf, what.seal, what.upload.id, now);
    mark.seal = what.seal;
    return seal_copy(config, pdf, mark, what.upload.id, now);
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
    TRY(may_be_opened(what.file));
    const auto pdf = services.files.read(what.file.sha256);
    signing::VerifyOptions options;
    options.trust = trust_of(services.config);
    options.at = asking.now;
    options.source = revocation_source(asking.now);
    TRY(rules::agency_may_sign(kind_of(what.upload), found_in(signing::verify(pdf, options), what.agency_name)));
    const auto sealed = TRY(with_seal(services.config, pdf, what, std::move(mark), asking.now));

    storage::UnitOfWork work{services.database};
    const auto next = TRY(hand_in_next(work, services, what.upload, sealed, asking));
    work.commit();
    return next;
}

}  // namespace server

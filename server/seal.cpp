#include "server/seal.hpp"

#include <algorithm>

#include "integrations/signing/verify.hpp"
#include "server/custody.hpp"
#include "server/paper_signer.hpp"
#include "server/screening.hpp"
#include "server/signed_result.hpp"
#include "server/storage/account_store.hpp"
#include "server/storage/file_rows.hpp"
#include "server/storage/file_store.hpp"
#include "server/storage/image_store.hpp"
#include "server/storage/job_store.hpp"
#include "server/storage/result_store.hpp"
#include "server/trust.hpp"

namespace server {

using dossier::ErrorCode;
using dossier::fail;
using dossier::Result;

namespace rules = dossier::signing_rules;
namespace signing = integrations::signing;

namespace {

constexpr const char* sealed_from = "sealed_from";  // in `asked` of the new upload: which one it was made of

// Two seals on one file would make two branches of it.
Result<void> not_sealed_yet(storage::UnitOfWork& work, const storage::ResultUpload& upload) {
    const auto all = storage::result_uploads_of(work, upload.dossier);
    const bool sealed = std::any_of(all.begin(), all.end(), [&](const auto& each) { return each.asked.value(sealed_from, "") == upload.id; });
    if (sealed) return fail(ErrorCode::WrongState, "cơ quan đã ký tệp này");
    if (upload.status == storage::UploadStatus::Passed) return fail(ErrorCode::WrongState, "kết quả đã có đủ chữ ký");
    return {};
}

struct ToSeal {
    storage::ResultUpload upload;
    storage::FileRow file;
    std::string agency_name;
    SealPicture seal;
};

Result<ToSeal> read(storage::UnitOfWork& work, const dossier::DossierId& id, const std::string& upload_id, const dossier::Actor& who,
                    const std::string& certificate, dossier::Instant now) {
    const auto upload = storage::find_result_upload(work, upload_id);
    if (!upload || upload->dossier != id) return fail(ErrorCode::NotFound, "không có lần gửi kết quả này");
    TRY(rules::may_seal(who, holder_of(work, upload->agency, certificate)));
    TRY(not_sealed_yet(work, *upload));
    const auto agency = storage::find_agency(work, upload->agency);
    const auto image = storage::usable_seal(work, upload->agency, dossier::vietnam_date(now));
    return ToSeal{*upload, *storage::find_file(work, upload->file), agency ? agency->name : upload->agency,
                  image ? SealPicture{image->png, image->width_mm} : SealPicture{}};
}

rules::ResultKind kind_of(const storage::ResultUpload& upload) {
    const auto form = dossier::value_named<dossier::ResultForm>(upload.asked.value("form", ""));
    return rules::kind_of(form.value_or(dossier::ResultForm::Electronic));
}

}  // namespace

Result<std::string> seal_result(Services& services, const dossier::DossierId& id, const std::string& upload_id, const Asking& asking) {
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
    const auto sealed = TRY(seal_paper(services.config, pdf, what.seal, upload_id, asking.now));

    storage::UnitOfWork work{services.database};
    storage::lock_result_upload(work, upload_id);
    TRY(not_sealed_yet(work, what.upload));  // somebody may have been faster while the device signed
    auto file = what.file;
    file.id = {};
    file.sha256 = services.files.keep(sealed);
    file.size = static_cast<std::int64_t>(sealed.size());
    file.created_at = asking.now;
    storage::ResultUpload next;
    next.agency = what.upload.agency;
    next.dossier = id;
    next.file = storage::insert_file(work, file);
    next.asked = what.upload.asked;
    next.asked[sealed_from] = upload_id;
    next.uploaded_by = asking.actor.id;
    next.uploaded_at = asking.now;
    next.id = storage::insert_result_upload(work, next);
    storage::enqueue(work, {"verify_result", "", {{"upload", next.id}}, asking.now});
    work.commit();
    return next.id;
}

}  // namespace server

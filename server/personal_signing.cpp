#include "server/personal_signing.hpp"

#include "integrations/signing/chain.hpp"
#include "integrations/signing/hexadecimal.hpp"
#include "integrations/signing/page_geometry.hpp"
#include "integrations/signing/pdf_open.hpp"
#include "integrations/signing/sign.hpp"
#include "integrations/signing/verify.hpp"
#include "server/result_versions.hpp"
#include "server/screening.hpp"
#include "server/signed_result.hpp"
#include "server/storage/account_store.hpp"
#include "server/storage/audit.hpp"
#include "server/storage/file_store.hpp"
#include "server/storage/image_store.hpp"
#include "server/storage/personal_signing_store.hpp"
#include "server/trust.hpp"

namespace server {

using dossier::ErrorCode;
using dossier::fail;
using dossier::Result;
using nlohmann::json;

namespace rules = dossier::signing_rules;
namespace signing = integrations::signing;

namespace {

constexpr auto session_life = std::chrono::minutes{10};
constexpr size_t most_certificates = 10;

std::string fingerprint(X509* certificate) { return signing::hex(signing::sha256(signing::der_of(certificate, i2d_X509))); }

Result<signing::CertificateChain> chain_in(const std::string& pem) {
    auto all = signing::certificates_in(pem);
    if (all.empty() || all.size() > most_certificates)
        return fail(ErrorCode::InvalidInput, "chưa rõ chứng thư số", {{"certificates", "form", "chứng thư số dạng PEM: của người ký trước, rồi các tổ chức cấp"}});
    signing::CertificateChain chain{std::move(all.front()), {}};
    all.erase(all.begin());
    chain.issuers = std::move(all);
    return chain;
}

// On record before it is refused.
tl::unexpected<dossier::Error> security_event(Services& services, const Asking& asking, const char* kind, json detail, const char* why) {
    storage::UnitOfWork work{services.database};
    storage::append_audit(work, {"security", kind, asking.actor.id.text(), asking.actor.agency, std::move(detail), asking.now});
    work.commit();
    return fail(ErrorCode::NotPermitted, why);
}

struct ToSign {
    storage::ResultUpload upload;
    storage::FileRow file;
    std::string agency_name;
    std::optional<storage::PersonalCertificate> certificate;  // nothing: nobody's
    std::optional<storage::UsableImage> hand;
};

Result<ToSign> read(storage::UnitOfWork& work, const dossier::DossierId& id, const std::string& upload_id, const std::string& certificate, const Asking& asking) {
    const auto upload = TRY(result_upload(work, id, upload_id));
    TRY(still_newest(work, upload));
    if (upload.asked.value("form", "") == "paper_scan")
        return fail(ErrorCode::WrongState, "bản quét của kết quả giấy do cơ quan ký số, không ký cá nhân");
    const auto agency = storage::find_agency(work, upload.agency);
    return ToSign{upload, *storage::find_file(work, upload.file), agency ? agency->name : upload.agency,
                  storage::certificate_with(work, asking.actor.agency, certificate),
                  storage::usable_hand(work, upload.agency, asking.actor.id.text(), dossier::vietnam_date(asking.now))};
}

Result<void> still_used(const std::optional<storage::PersonalCertificate>& certificate) {
    if (certificate && !certificate->ended.at) return {};
    return fail(ErrorCode::WrongState, "chứng thư số này đã chấm dứt sử dụng; hãy ký bằng chứng thư số đang dùng");
}

// Before the key is used: a bad, expired or revoked certificate makes a signature nobody accepts.
Result<void> certificate_is_good(const Config& config, const signing::CertificateChain& chain, dossier::Instant now) {
    const auto trust = trust_of(config);
    if (!trust) return fail(ErrorCode::WrongState, "chưa cấu hình nguồn tin cậy, chưa ký số được");
    signing::Evidence companions;
    for (const auto& each : chain.issuers) companions.certificates.push_back(signing::shared(each.get()));
    const auto judged = signing::judge_chain(chain.signer.get(), signing::Usage::Signing, companions, *trust, {now, false, std::nullopt}, {}, revocation_source(now));
    if (!judged.findings.empty()) return fail(ErrorCode::WrongState, "chứng thư số chưa dùng được: " + judged.findings.front().sentence);
    return {};
}

Result<void> takes_persons_signature(const Config& config, const std::string& pdf, const std::string& agency_name, X509* signer, dossier::Instant now) {
    signing::VerifyOptions options;
    options.trust = trust_of(config);
    options.at = now;
    options.source = revocation_source(now);
    const auto report = signing::verify(pdf, options);
    for (const auto& each : report.signatures)
        if (each.certificate_sha256 == fingerprint(signer)) return fail(ErrorCode::WrongState, "bạn đã ký tệp này");
    return rules::person_may_sign(found_in(report, agency_name));
}

Result<signing::Appearance> appearance_of(const std::string& pdf, const SigningWish& wish, const storage::UsableImage& hand) {
    const auto facts = TRY(signing::look_at_png(hand.png));
    auto opened = TRY(signing::open_strictly(pdf));
    const auto pages = opened.pdf->getAllPages();
    const int page = wish.page == 0 ? static_cast<int>(pages.size()) : wish.page;
    if (page < 1 || page > static_cast<int>(pages.size())) return fail(ErrorCode::InvalidInput, "không rõ chỗ ký", {{"block", "page", "tệp không có trang này"}});
    const auto size = signing::PageGeometry(pages[static_cast<size_t>(page - 1)]).displayed();
    const auto block = wish.block.value_or(rules::usual_block(size));
    const auto place = TRY(rules::hand_place(size, block, hand.width_mm, static_cast<double>(facts.height) / facts.width));
    return signing::Appearance{page, place, TRY(signing::draw_stamp({.image_png = hand.png, .width_mm = place.width, .height_mm = place.height, .lines = {}}))};
}

json as_json(const signing::Prepared& prepared, const std::string& base_sha256, const std::string& certificates) {
    return {{"base", base_sha256}, {"base_size", prepared.base_size}, {"increment", signing::hex(prepared.increment)}, {"contents_at", prepared.contents_at},
            {"reserve", prepared.reserve}, {"content_digest", signing::hex(prepared.content_digest)}, {"certificates", certificates}};
}

signing::Prepared prepared_in(const json& stored) {
    signing::Prepared prepared;
    prepared.base_size = stored.at("base_size");
    prepared.increment = signing::unhex(stored.at("increment").get<std::string>()).value_or("");
    prepared.contents_at = stored.at("contents_at");
    prepared.reserve = stored.at("reserve");
    prepared.content_digest = signing::unhex(stored.at("content_digest").get<std::string>()).value_or("");
    return prepared;
}

json named(const OwnSession& which) { return {{"dossier", which.dossier.text()}, {"upload", which.upload}, {"session", which.session}}; }

struct OpenSession {
    storage::ResultUpload upload;
    storage::SigningSession session;
};
Result<OpenSession> open_session(Services& services, const OwnSession& which, const Asking& asking) {
    TRY(read_dossier(services, which.dossier, asking));
    storage::ResultUpload upload;
    std::optional<storage::SigningSession> session;
    {
        storage::UnitOfWork work{services.database};
        upload = TRY(result_upload(work, which.dossier, which.upload));
        session = storage::find_signing_session(work, which.session);
    }
    if (!session || session->upload != which.upload) return fail(ErrorCode::NotFound, "không có lần ký này");
    if (session->account != asking.actor.id.text())
        return security_event(services, asking, "foreign_session", named(which), "lần ký này của người khác; chỉ người đã chuẩn bị ký mới gửi được chữ ký");
    if (session->ended || asking.now > session->expires_at) return fail(ErrorCode::WrongState, "lần ký này đã xong hoặc đã quá hạn; hãy chuẩn bị ký lại");
    return OpenSession{std::move(upload), *std::move(session)};
}

}  // namespace

Result<PreparedSignature> prepare_signature(Services& services, const dossier::DossierId& id, const std::string& upload_id, const SigningWish& wish,
                                            const Asking& asking) {
    const auto dossier = TRY(read_dossier(services, id, asking));
    TRY(dossier::permitted<dossier::AttachResult>(dossier, asking.actor));
    const auto chain = TRY(chain_in(wish.certificates));
    const auto certificate = fingerprint(chain.signer.get());
    ToSign what;
    {
        storage::UnitOfWork work{services.database};
        what = TRY(read(work, id, upload_id, certificate, asking));
    }
    const auto owner = what.certificate ? what.certificate->account : std::string{};
    if (owner != asking.actor.id.text())
        return security_event(services, asking, "foreign_certificate", {{"dossier", id.text()}, {"upload", upload_id}, {"certificate", certificate}, {"owner", owner}},
                              "chứng thư số này không phải của người đang đăng nhập; không ai ký thay bằng chứng thư số cá nhân của người khác");
    TRY(still_used(what.certificate));
    TRY(may_be_opened(what.file));
    TRY(certificate_is_good(services.config, chain, asking.now));
    if (!what.hand) return fail(ErrorCode::WrongState, "bạn chưa có hình chữ ký được phê duyệt và còn hạn");
    const auto pdf = TRY(signing::ready_to_sign(services.files.read(what.file.sha256)));
    TRY(takes_persons_signature(services.config, pdf, what.agency_name, chain.signer.get(), asking.now));
    signing::SigningRequest request{.field = "ChuKyCaNhan", .signer_name = signing::common_name(X509_get_subject_name(chain.signer.get())), .reason = {}, .at = asking.now};
    request.appearance = TRY(appearance_of(pdf, wish, *what.hand));
    const auto prepared = TRY(signing::prepare(pdf, chain.signer.get(), signing::reserve_for(chain, true), request));

    const auto expires_at = asking.now + session_life;
    storage::UnitOfWork work{services.database};
    const auto session = storage::insert_signing_session(
        work, {{}, what.upload.agency, upload_id, asking.actor.id.text(), as_json(prepared, services.files.keep(pdf), wish.certificates), expires_at});
    work.commit();
    return PreparedSignature{session, prepared.attributes, signing::algorithm_for(chain.signer.get()), expires_at};
}

Result<std::string> prepared_document(Services& services, const OwnSession& which, const Asking& asking) {
    const auto open = TRY(open_session(services, which, asking));
    const auto prepared = prepared_in(open.session.prepared);
    return services.files.keep(services.files.read(open.session.prepared.at("base")) + prepared.increment);
}

Result<std::string> complete_signature(Services& services, const OwnSession& which, const std::string& signature, const Asking& asking) {
    const auto [upload, session] = TRY(open_session(services, which, asking));
    const auto chain = TRY(chain_in(session.prepared.at("certificates")));
    const auto prepared = prepared_in(session.prepared);
    const auto algorithm = signing::algorithm_for(chain.signer.get());
    if (!signing::signature_fits(chain.signer.get(), algorithm, signing::signed_attributes(prepared.content_digest, chain.signer.get()), signature))
        return security_event(services, asking, "foreign_signature", named(which), "giá trị chữ ký không do chứng thư số của người đang đăng nhập tạo ra");
    const auto stamper = services.config.tsa_url.empty() ? signing::Stamper{} : signing::http_stamper(services.config.tsa_url);
    const auto token = stamper ? stamper(signing::sha256(signature)) : Result<std::string>{std::string{}};
    const auto increment = TRY(signing::complete(prepared, chain, algorithm, signature, token ? *token : std::string{}));

    storage::UnitOfWork work{services.database};
    TRY(still_used(storage::certificate_with(work, asking.actor.agency, fingerprint(chain.signer.get()))));
    if (!storage::end_signing_session(work, which.session, asking.now)) return fail(ErrorCode::WrongState, "lần ký này đã xong");
    const auto next = TRY(hand_in_next(work, services, upload, services.files.read(session.prepared.at("base")) + increment, asking));
    work.commit();
    return next;
}

}  // namespace server

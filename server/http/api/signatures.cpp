#include "server/http/api/signatures.hpp"

#include <algorithm>

#include "integrations/signing/hexadecimal.hpp"
#include "server/http/api/asking.hpp"
#include "server/personal_certificates.hpp"
#include "server/personal_signing.hpp"
#include "server/result_marks.hpp"
#include "server/signing_delegations.hpp"
#include "server/storage/database.hpp"
#include "server/storage/file_store.hpp"

namespace server::http {

using dossier::DossierId;
using dossier::ErrorCode;
using dossier::fail;
using dossier::Result;
using nlohmann::json;

namespace rules = dossier::signing_rules;
namespace signing = integrations::signing;

namespace {

std::string word(const json& body, const char* name) {
    return body.contains(name) && body[name].is_string() ? body[name].get<std::string>() : std::string{};
}

double number(const json& body, const char* name) { return body.contains(name) && body[name].is_number() ? body[name].get<double>() : -1; }

const char* word_of(signing::Algorithm algorithm) {
    return algorithm == signing::Algorithm::Ecdsa ? "ecdsa" : algorithm == signing::Algorithm::RsaPss ? "pss" : "pkcs1";
}

// A page alone: its usual place.
std::optional<rules::SigningBlock> block_in(const json& block) {
    const auto given = {"left", "width", "title_bottom", "name_top"};
    if (std::none_of(given.begin(), given.end(), [&](const char* name) { return block.contains(name); })) return std::nullopt;
    return rules::SigningBlock{number(block, "left"), number(block, "width"), number(block, "title_bottom"), number(block, "name_top")};
}

SigningWish wish_in(const json& body) {
    SigningWish wish{word(body, "certificates")};
    if (!body.contains("block") || !body["block"].is_object()) return wish;
    const auto& block = body["block"];
    wish.block = block_in(block);
    if (block.contains("page") && block["page"].is_number_integer()) wish.page = block["page"].get<int>();
    return wish;
}

dossier::CivilDate day(const json& body, const char* name) { return dossier::parse_iso_date(word(body, name)).value_or(dossier::CivilDate{}); }

json moment(const std::optional<dossier::Instant>& at) { return at ? json(dossier::iso8601(*at)) : json(nullptr); }

json ending_view(const storage::Ending& ended) {
    if (!ended.at) return nullptr;
    return {{"at", dossier::iso8601(*ended.at)}, {"by_name", ended.by_name}, {"reason", ended.reason}};
}

json certificate_view(const storage::PersonalCertificate& each) {
    return {{"id", each.id}, {"officer", each.account}, {"officer_name", each.account_name}, {"sha256", each.sha256}, {"subject", each.subject},
            {"issuer", each.issuer}, {"serial", each.serial}, {"valid_from", moment(each.valid_from)}, {"valid_to", moment(each.valid_to)},
            {"registered_at", dossier::iso8601(each.registered_at)}, {"ended", ending_view(each.ended)}};
}

Result<OwnSession> session_in(const Request& request) {
    const auto upload = TRY(request.id<dossier::FileId>("upload_id"));
    const auto session = TRY(request.id<dossier::FileId>("session_id"));  // a UUID too
    return OwnSession{TRY(request.id<DossierId>("dossier_id")), upload.text(), session.text()};
}

}  // namespace

Result<Response> open_signature(const Request& request, Services& services) {
    const auto id = TRY(request.id<DossierId>("dossier_id"));
    const auto upload = TRY(request.id<dossier::FileId>("upload_id"));
    const auto body = TRY(request.json());
    const auto prepared = TRY(prepare_signature(services, id, upload.text(), wish_in(body), asking(request)));
    const auto place = request.path + "/" + prepared.id;
    return created({{"id", prepared.id}, {"attributes", signing::hex(prepared.attributes)}, {"digest", signing::hex(signing::sha256(prepared.attributes))},
                    {"algorithm", word_of(prepared.algorithm)}, {"expires_at", dossier::iso8601(prepared.expires_at)}, {"document", place + "/document"}},
                   place);
}

Result<Response> show_prepared_document(const Request& request, Services& services) {
    const auto which = TRY(session_in(request));
    const auto kept = TRY(prepared_document(services, which, asking(request)));
    return stored_file({services.files.path_of(kept), "application/pdf", "van-ban-se-ky.pdf"});
}

Result<Response> close_signature(const Request& request, Services& services) {
    const auto which = TRY(session_in(request));
    const auto body = TRY(request.json());
    const auto signature = signing::unhex(word(body, "signature"));
    if (!signature || signature->empty()) return fail(ErrorCode::InvalidInput, "chưa có chữ ký", {{"signature", "form", "giá trị chữ ký, hệ mười sáu, chữ thường"}});
    const auto next = TRY(complete_signature(services, which, *signature, asking(request)));
    return accepted({{"id", next}, {"status", "pending"}}, "/api/dossiers/" + which.dossier.text() + "/results/" + next);
}

Result<Response> list_certificates(const Request& request, Services& services) {
    auto list = json::array();
    storage::UnitOfWork work{services.database};
    for (const auto& each : storage::certificates_of(work, request.principal.agency)) list.push_back(certificate_view(each));
    return ok({{"certificates", std::move(list)}});
}

Result<Response> add_certificate(const Request& request, Services& services) {
    const auto body = TRY(request.json());
    const auto row = TRY(register_certificate(services, actor_of(request.principal), word(body, "officer"), word(body, "certificate"), request.arrived_at));
    return created(certificate_view(row), "/api/personal-certificates");
}

Result<Response> note_signing_title(const Request& request, Services& services) {
    const auto id = TRY(request.id<DossierId>("dossier_id"));
    const auto upload = TRY(request.id<dossier::FileId>("upload_id"));
    const auto body = TRY(request.json());
    const auto authority = dossier::value_named<rules::Authority>(word(body, "authority"));
    if (!authority) return fail(ErrorCode::InvalidInput, "chưa rõ thẩm quyền ký", {{"authority", "enum", "TM., Q., KT., TL., TUQ. hoặc để trống"}});
    const rules::SigningNote note{*authority, word(body, "place_of"), word(body, "title")};
    const auto next = TRY(note_title(services, id, upload.text(), note, block_in(body), asking(request)));
    return accepted({{"id", next}, {"status", "pending"}}, "/api/dossiers/" + id.text() + "/results/" + next);
}

Result<Response> list_delegations(const Request& request, Services& services) {
    auto list = json::array();
    storage::UnitOfWork work{services.database};
    for (const auto& each : storage::delegation_book(work, request.principal.agency))
        list.push_back({{"id", each.id}, {"giver", each.wish.giver}, {"giver_name", each.giver_name}, {"officer", each.wish.taker}, {"officer_name", each.taker_name},
                        {"document", each.wish.document}, {"content", each.wish.content}, {"valid_from", dossier::iso_date(each.wish.from)},
                        {"valid_to", dossier::iso_date(each.wish.to)}, {"ended", ending_view(each.ended)}});
    return ok({{"delegations", std::move(list)}});
}

Result<Response> add_delegation(const Request& request, Services& services) {
    const auto body = TRY(request.json());
    const rules::Delegation wish{{}, word(body, "officer"), word(body, "document"), day(body, "valid_from"), day(body, "valid_to"), word(body, "content")};
    TRY(authorise(services, wish, asking(request)));
    return created({{"officer", wish.taker}, {"document", wish.document}, {"content", wish.content}, {"valid_from", dossier::iso_date(wish.from)}, {"valid_to", dossier::iso_date(wish.to)}}, "/api/signing-delegations");
}

Result<Response> finish_certificate(const Request& request, Services& services) {
    const auto id = TRY(request.id<dossier::DossierId>("certificate_id"));  // a UUID too
    const auto body = TRY(request.json());
    TRY(end_certificate(services, actor_of(request.principal), id.text(), word(body, "reason"), request.arrived_at));
    return no_content();
}

Result<Response> finish_delegation(const Request& request, Services& services) {
    const auto id = TRY(request.id<dossier::DossierId>("delegation_id"));  // a UUID too
    const auto body = TRY(request.json());
    TRY(end_delegation(services, id.text(), word(body, "reason"), asking(request)));
    return no_content();
}

}  // namespace server::http

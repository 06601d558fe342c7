#include "server/http/once.hpp"

#include "server/http/password.hpp"
#include "server/services.hpp"
#include "server/storage/database.hpp"
#include "server/storage/idempotency_store.hpp"

namespace server::http {

using dossier::Result;
using nlohmann::json;

namespace {

constexpr std::size_t longest_key = 200;  // bytes

// Everything that makes it this request and no other. A JSON array keeps the parts apart.
std::string fingerprint(const Request& request) {
    json parts{request.path, request.query, request.form, sha256_hex(request.body)};
    if (request.upload) parts.push_back({request.upload->sha256, request.upload->file_name});
    return sha256_hex(parts.dump());
}

std::string packed(const Response& response) {
    return json{{"headers", response.headers}, {"media_type", response.media_type}, {"body", response.body}}.dump();
}

Response unpacked(const storage::FirstAnswer& answer) {
    const auto kept = json::parse(answer.body);
    Response response;
    response.status = answer.status;
    response.headers = kept.at("headers").get<Pairs>();
    response.media_type = kept.at("media_type");
    response.body = kept.at("body");
    return response;
}

// Files and cookies are not kept, nor papers: a print asked for again is made again and noted once (print_jobs.cpp).
bool can_be_kept(const Result<Response>& outcome) {
    return outcome && outcome->status < 400 && !outcome->file && outcome->cookies.empty() && outcome->media_type != "application/pdf";
}

}  // namespace

bool takes_key(const Endpoint& endpoint) {
    const bool changes = endpoint.method != Method::Get && endpoint.method != Method::Head;
    return changes && endpoint.body != Body::Form && endpoint.permission != Permission::Public;
}

Result<Response> answer_once(const Endpoint& endpoint, const Request& request, Services& services) {
    if (!takes_key(endpoint) || request.idempotency_key.empty()) return endpoint.handler(request, services);
    const storage::IdempotencyKey key{request.principal.id, std::string{name_of(endpoint.method)} + " " + endpoint.path,
                                      request.idempotency_key};
    if (request.idempotency_key.size() > longest_key)
        return dossier::fail(dossier::ErrorCode::InvalidInput, "khóa chống gửi trùng quá dài",
                             {{"Idempotency-Key", "length", "tối đa 200 byte"}});
    storage::OneTransaction whole{services.database};
    if (const auto before = TRY(storage::claim_key(whole.work(), key, fingerprint(request), request.principal.agency)))
        return unpacked(*before);
    auto outcome = endpoint.handler(request, services);
    if (can_be_kept(outcome)) storage::keep_answer(whole.work(), key, {outcome->status, packed(*outcome)});
    else storage::release_key(whole.work(), key);
    whole.commit();
    return outcome;
}

}  // namespace server::http

#include "integrations/signing/revocation_client.hpp"

#include <openssl/pem.h>

#include "integrations/signing/revocation.hpp"

namespace integrations::signing {
namespace {

using dossier::Instant;

constexpr std::chrono::minutes unstated_life{10};  // of an answer that names no next update
constexpr std::size_t most_kept = 10'000;

std::string host_of(const std::string& url) {
    const auto begin = url.find("://");
    if (begin == std::string::npos) return url;
    return url.substr(0, url.find('/', begin + 3));
}

std::vector<std::string> responders_of(X509* certificate) {
    std::vector<std::string> urls;
    STACK_OF(OPENSSL_STRING)* found = X509_get1_ocsp(certificate);
    for (int i = 0; i < sk_OPENSSL_STRING_num(found); ++i) urls.emplace_back(sk_OPENSSL_STRING_value(found, i));
    X509_email_free(found);
    return urls;
}

std::string question_about(X509* certificate, X509* issuer) {
    const Owned<OCSP_REQUEST, OCSP_REQUEST_free> request{OCSP_REQUEST_new()};
    // SHA-1 here only names the certificate; every responder understands it (RFC 5019).
    if (OCSP_request_add0_id(request.get(), OCSP_cert_to_id(EVP_sha1(), certificate, issuer)) == nullptr) return {};
    return der_of(request.get(), i2d_OCSP_REQUEST);
}

X509CrlPtr list_in(std::string_view bytes) {
    const auto* at = bytes_of(bytes);
    if (X509CrlPtr list{d2i_X509_CRL(nullptr, &at, static_cast<long>(bytes.size()))}) return list;
    const BioPtr text{BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size()))};
    return X509CrlPtr{PEM_read_bio_X509_CRL(text.get(), nullptr, nullptr, nullptr)};
}

Instant list_until(std::string_view bytes, Instant now) {
    const auto list = list_in(bytes);
    const auto* next = list ? X509_CRL_get0_nextUpdate(list.get()) : nullptr;
    return next != nullptr ? instant_of(next) : now + unstated_life;
}

Instant answer_until(std::string_view bytes, Instant now) {
    const auto* at = bytes_of(bytes);
    const OcspResponsePtr response{d2i_OCSP_RESPONSE(nullptr, &at, static_cast<long>(bytes.size()))};
    const OcspBasicPtr basic{response ? OCSP_response_get1_basic(response.get()) : nullptr};
    ASN1_GENERALIZEDTIME* next = nullptr;
    if (basic && OCSP_resp_count(basic.get()) > 0)
        OCSP_single_get0_status(OCSP_resp_get0(basic.get(), 0), nullptr, nullptr, nullptr, &next);
    return next != nullptr ? instant_of(next) : now + unstated_life;
}

}  // namespace

RevocationClient::RevocationClient(Limits limits)
    : limits_(limits), client_(TlsFiles{}, HttpLimits{limits.connect, limits.total, limits.answer_bytes, true}) {}

std::string RevocationClient::answer_to(HttpRequest request, Instant now, Instant (*until)(std::string_view, Instant)) {
    const auto key = request.url + "\n" + request.body, host = host_of(request.url);
    const std::lock_guard guard{lock_};
    if (const auto known = kept_.find(key); known != kept_.end() && now < known->second.until) return known->second.bytes;
    if (const auto silent = silent_.find(host); silent != silent_.end() && now < silent->second) return {};
    auto answer = client_.send(request);
    if (!answer || answer->status != 200) {
        silent_[host] = now + limits_.pause;
        return {};
    }
    if (kept_.size() >= most_kept) kept_.clear();
    const auto good_until = until(answer->body, now);
    ERR_clear_error();
    kept_[key] = {answer->body, good_until};
    return std::move(answer->body);
}

Evidence RevocationClient::ask(X509* certificate, X509* issuer, RevocationWay way, Instant now) {
    Evidence found;
    if (way == RevocationWay::Responder) {
        for (const auto& url : responders_of(certificate)) {
            auto answer = answer_to({"POST", url, {{"Content-Type", "application/ocsp-request"}}, question_about(certificate, issuer)}, now, answer_until);
            if (answer.empty()) continue;
            found.ocsp_responses.push_back(std::move(answer));
            break;
        }
        return found;
    }
    for (const auto& url : list_addresses_of(certificate)) {
        auto list = list_in(answer_to({"GET", url}, now, list_until));
        ERR_clear_error();
        if (!list) continue;
        found.lists.push_back(std::move(list));
        break;
    }
    return found;
}

RevocationSource source_of(std::shared_ptr<RevocationClient> client, Instant now) {
    return [client = std::move(client), now](X509* certificate, X509* issuer, RevocationWay way) { return client->ask(certificate, issuer, way, now); };
}

}  // namespace integrations::signing

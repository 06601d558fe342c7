#include "integrations/signing/timestamp_client.hpp"

#include <memory>

#include "integrations/https_client.hpp"
#include "integrations/signing/der.hpp"
#include "integrations/signing/openssl.hpp"

namespace integrations::signing {
namespace {

using dossier::ErrorCode;
using dossier::fail;
using dossier::Result;

using ReplyPtr = Owned<TS_RESP, TS_RESP_free>;

std::string random_integer() {
    const BigNumPtr number{BN_new()};
    BN_rand(number.get(), 63, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY);
    const Owned<ASN1_INTEGER, ASN1_INTEGER_free> integer{BN_to_ASN1_INTEGER(number.get(), nullptr)};
    return der_of(integer.get(), i2d_ASN1_INTEGER);
}

std::string imprint_in(TS_TST_INFO* info) {
    ASN1_OCTET_STRING* imprint = TS_MSG_IMPRINT_get_msg(TS_TST_INFO_get_msg_imprint(info));
    return {reinterpret_cast<const char*>(ASN1_STRING_get0_data(imprint)), static_cast<size_t>(ASN1_STRING_length(imprint))};
}

}  // namespace

TimestampQuery timestamp_query(std::string_view sha256_value) {
    TimestampQuery query{{}, random_integer(), std::string(sha256_value)};
    const auto imprint = der::sequence({der::algorithm("2.16.840.1.101.3.4.2.1", true), der::octets(sha256_value)});
    const std::string want_certificates("\x01\x01\xff", 3);
    query.der = der::sequence({der::integer(1), imprint, query.nonce, want_certificates});
    return query;
}

Result<std::string> token_in_reply(std::string_view reply, const TimestampQuery& asked) {
    const auto* at = bytes_of(reply);
    const ReplyPtr parsed{d2i_TS_RESP(nullptr, &at, static_cast<long>(reply.size()))};
    ERR_clear_error();
    if (!parsed) return fail(ErrorCode::WrongState, "máy chủ dấu thời gian trả lời sai dạng");
    const long status = ASN1_INTEGER_get(TS_STATUS_INFO_get0_status(TS_RESP_get_status_info(parsed.get())));
    TS_TST_INFO* info = TS_RESP_get_tst_info(parsed.get());
    if ((status != TS_STATUS_GRANTED && status != TS_STATUS_GRANTED_WITH_MODS) || info == nullptr)
        return fail(ErrorCode::WrongState, "máy chủ dấu thời gian từ chối");
    const ASN1_INTEGER* nonce = TS_TST_INFO_get_nonce(info);
    if (nonce == nullptr || der_of(nonce, i2d_ASN1_INTEGER) != asked.nonce || imprint_in(info) != asked.digest)
        return fail(ErrorCode::WrongState, "dấu thời gian nhận được không khớp với yêu cầu");
    return der_of(TS_RESP_get_token(parsed.get()), i2d_PKCS7);
}

Stamper http_stamper(std::string url) {
    auto client = std::make_shared<HttpsClient>(TlsFiles{}, HttpLimits{std::chrono::seconds{5}, std::chrono::seconds{15}, 1U << 20});
    return [client, url = std::move(url)](std::string_view digest) -> Result<std::string> {
        const auto query = timestamp_query(digest);
        const auto answer = client->send({"POST", url, {{"Content-Type", "application/timestamp-query"}}, query.der});
        if (!answer) return fail(ErrorCode::WrongState, "không liên lạc được máy chủ dấu thời gian");
        if (answer->status != 200) return fail(ErrorCode::WrongState, "máy chủ dấu thời gian trả lời lỗi");
        return token_in_reply(answer->body, query);
    };
}

}  // namespace integrations::signing

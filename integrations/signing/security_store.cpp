#include "integrations/signing/security_store.hpp"

#include "integrations/signing/public_keys.hpp"
#include "integrations/signing/stream_data.hpp"

namespace integrations::signing {
namespace {

constexpr size_t most_entries = 1000;
constexpr size_t largest_store = 16U << 20;  // bytes, decoded; some ten times that once parsed

// Answers nothing more once `room` is used up: a store is lists and certificates, not the document.
std::vector<std::string> streams(QPDFObjectHandle list, size_t& room) {
    std::vector<std::string> out;
    if (!list.isArray()) return out;
    for (auto& item : list.getArrayAsVector()) {
        if (out.size() >= most_entries) break;
        auto data = stream_data(item, room);
        if (!data) continue;
        room -= data->size();
        out.push_back(*std::move(data));
    }
    return out;
}

}  // namespace

Evidence security_store(QPDF& pdf) {
    Evidence evidence;
    auto store = pdf.getRoot().getKey("/DSS");
    if (!store.isDictionary()) return evidence;
    size_t room = largest_store;
    for (const auto& der : streams(store.getKey("/Certs"), room))
        if (auto certificate = certificate_of(der)) evidence.certificates.push_back(std::move(certificate));
    for (const auto& der : streams(store.getKey("/CRLs"), room)) {
        const auto* at = bytes_of(der);
        if (X509_CRL* list = d2i_X509_CRL(nullptr, &at, static_cast<long>(der.size()))) evidence.lists.emplace_back(list);
    }
    evidence.ocsp_responses = streams(store.getKey("/OCSPs"), room);
    ERR_clear_error();
    return evidence;
}

Evidence with_companions(const Evidence& store, const CmsFacts& cms) {
    Evidence all;
    for (const auto& certificate : cms.certificates) all.certificates.push_back(shared(certificate.get()));
    for (const auto& certificate : store.certificates) all.certificates.push_back(shared(certificate.get()));
    const auto take = [&](const std::vector<X509CrlPtr>& lists) {
        for (const auto& list : lists) {
            X509_CRL_up_ref(list.get());
            all.lists.emplace_back(list.get());
        }
    };
    take(cms.lists);
    take(store.lists);
    all.ocsp_responses = store.ocsp_responses;
    all.ocsp_responses.insert(all.ocsp_responses.end(), cms.ocsp_responses.begin(), cms.ocsp_responses.end());
    return all;
}

}  // namespace integrations::signing

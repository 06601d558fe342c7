#include "integrations/signing/public_keys.hpp"

#include <array>
#include <string_view>

#include <openssl/core.h>
#include <openssl/core_dispatch.h>
#include <openssl/provider.h>

namespace integrations::signing {
namespace {

// Ends with an empty row, as OpenSSL wants it.
using Algorithms = std::array<OSSL_ALGORITHM, 32>;

template <class Wanted>
Algorithms chosen(const OSSL_ALGORITHM* all, Wanted wanted) {
    Algorithms some{};
    size_t count = 0;
    for (; all != nullptr && all->algorithm_names != nullptr; ++all)
        if (wanted(*all) && count + 1 < some.size()) some[count++] = *all;
    return some;
}

std::string_view first_name(const OSSL_ALGORITHM& algorithm) {
    const std::string_view names = algorithm.algorithm_names;
    return names.substr(0, names.find(':'));
}

// The key of a certificate, of every kind OpenSSL knows.
bool reads_public_keys(const OSSL_ALGORITHM& reader) {
    return std::string_view(reader.property_definition).ends_with("input=der,structure=SubjectPublicKeyInfo") && first_name(reader) != "DER";
}

OSSL_PROVIDER* full = nullptr;  // the default provider, in a context of its own
bool in_default = false;

const OSSL_ALGORITHM* full_list(int operation) {
    int no_store = 0;
    return OSSL_PROVIDER_query_operation(full, operation, &no_store);
}

// What the default provider offers, left out of it what has to do with other than the keys of certificates.
const OSSL_ALGORITHM* offered(void*, int operation, int* no_store) {
    *no_store = 0;
    if (operation != OSSL_OP_DECODER && operation != OSSL_OP_KEYMGMT) return full_list(operation);
    static const auto readers = chosen(full_list(OSSL_OP_DECODER), reads_public_keys);
    if (operation == OSSL_OP_DECODER) return readers.data();
    static const auto keys = chosen(full_list(OSSL_OP_KEYMGMT), [](const OSSL_ALGORITHM& key) {
        for (const auto& reader : readers)
            if (reader.algorithm_names != nullptr && first_name(reader) == first_name(key)) return true;
        return false;
    });
    return keys.data();
}

int start_provider(const OSSL_CORE_HANDLE*, const OSSL_DISPATCH*, const OSSL_DISPATCH** functions, void** context) {
    static const std::array<OSSL_DISPATCH, 2> own{OSSL_DISPATCH{OSSL_FUNC_PROVIDER_QUERY_OPERATION, reinterpret_cast<void (*)()>(offered)}, OSSL_DISPATCH{0, nullptr}};
    *functions = own.data();
    *context = OSSL_PROVIDER_get0_provider_ctx(full);
    return 1;
}

// Into a context that has no provider yet.
bool offer_short_list(OSSL_LIB_CTX* context) {
    full = OSSL_PROVIDER_load(OSSL_LIB_CTX_new(), "default");
    return full != nullptr && OSSL_PROVIDER_add_builtin(context, "judging", start_provider) == 1 && OSSL_PROVIDER_load(context, "judging") != nullptr;
}

// Lives as long as the process: certificates in hand refer to it.
OSSL_LIB_CTX* made() {
    OSSL_LIB_CTX* const context = OSSL_LIB_CTX_new();
    if (offer_short_list(context)) return context;
    OSSL_LIB_CTX_free(context);
    return nullptr;
}

}  // namespace

void judge_in_default_context() { in_default = true; }

OSSL_LIB_CTX* judging_context() {
    static OSSL_LIB_CTX* const context = in_default ? nullptr : made();
    return context;
}

X509Ptr certificate_of(std::string_view der) {
    X509* read = X509_new_ex(judging_context(), nullptr);
    const auto* at = bytes_of(der);
    const bool good = d2i_X509(&read, &at, static_cast<long>(der.size())) != nullptr;
    X509Ptr certificate{read};  // null when OpenSSL freed it for its faults
    return good ? std::move(certificate) : X509Ptr{};
}

}  // namespace integrations::signing

#include "integrations/signing/covered_digest.hpp"

#include "integrations/signing/mapped_file.hpp"

namespace integrations::signing {
namespace {

void take(EVP_MD_CTX* context, std::string_view part) {
    for (size_t at = 0; at < part.size(); at += pass_bytes) {
        const auto piece = part.substr(at, pass_bytes);
        EVP_DigestUpdate(context, piece.data(), piece.size());
        gone_over(piece);
    }
}

MdCtxPtr copy_of(const MdCtxPtr& context) {
    MdCtxPtr copy{EVP_MD_CTX_new()};
    EVP_MD_CTX_copy_ex(copy.get(), context.get());
    return copy;
}

}  // namespace

std::string CoveredDigest::of(const Coverage& coverage, const EVP_MD* hash) {
    const std::pair key{EVP_MD_get_type(hash), coverage.gap_begin};
    auto known = begun_.upper_bound(key);
    MdCtxPtr context;
    size_t taken = 0;
    if (known != begun_.begin() && (--known)->first.first == key.first) {
        context = copy_of(known->second);
        taken = known->first.second;
    } else {
        context.reset(EVP_MD_CTX_new());
        EVP_DigestInit_ex(context.get(), hash, nullptr);
    }
    take(context.get(), bytes_.substr(taken, coverage.gap_begin - taken));
    begun_[key] = copy_of(context);
    take(context.get(), bytes_.substr(coverage.gap_end, coverage.end - coverage.gap_end));
    std::string out(EVP_MAX_MD_SIZE, '\0');
    unsigned int size = 0;
    EVP_DigestFinal_ex(context.get(), reinterpret_cast<unsigned char*>(out.data()), &size);
    out.resize(size);
    return out;
}

}  // namespace integrations::signing

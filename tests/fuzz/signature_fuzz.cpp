// One target for everything a stranger's signed file makes us read: the PDF walk, CMS, time stamps.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "integrations/signing/cms_reader.hpp"
#include "integrations/signing/timestamp_token.hpp"
#include "integrations/signing/verify.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace integrations::signing;
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const ContentDigest nothing = [](const EVP_MD*) { return std::string(); };
    if (input.starts_with("%PDF-")) {
        (void)verify(input, {.trust = nullptr, .policy = {}, .at = dossier::Instant{}});
    } else {
        (void)read_cms(input, nothing, {});
        (void)read_timestamp(input, nothing, {});
    }
    return 0;
}

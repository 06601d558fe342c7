// The list of a package as a stranger sends it: what is read once must read the same again.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "integrations/signing/package_signature.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace integrations::signing;
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    (void)is_package_name(input);
    (void)folded_name(input);
    (void)verify_package(input, input, {}, {.trust = nullptr, .policy = {}, .at = dossier::Instant{}});
    const auto manifest = read_manifest(input);
    if (!manifest) return 0;
    const auto written = to_text(*manifest);
    if (!written) std::abort();
    const auto again = read_manifest(*written);
    if (!again || again->files.size() != manifest->files.size()) std::abort();
    for (std::size_t i = 0; i < again->files.size(); ++i)
        if (again->files[i].name != manifest->files[i].name || again->files[i].name.find('/') != std::string::npos) std::abort();
    return 0;
}

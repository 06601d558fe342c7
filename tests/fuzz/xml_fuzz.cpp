// An XML document as a partner sends it: judged and, when it is plain, prepared; what is prepared is plain once more.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "integrations/signing/xml_signature.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace integrations::signing;
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const auto report = verify_xml(input, {.trust = nullptr, .policy = {}, .at = dossier::Instant{}});
    if (report.verdict == Verdict::Passed) std::abort();  // nobody is trusted
    const auto prepared = prepare_xml(input, Algorithm::Ecdsa);
    if (prepared && !prepare_xml(prepared->document, Algorithm::Ecdsa)) std::abort();
    return 0;
}

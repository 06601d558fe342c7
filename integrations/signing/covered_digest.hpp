#pragma once
// Digests of what signatures cover. Fifty signatures of one file share nearly all of it: it is hashed once.

#include <map>
#include <string>
#include <string_view>

#include "integrations/signing/coverage.hpp"
#include "integrations/signing/openssl.hpp"

namespace integrations::signing {

class CoveredDigest {
  public:
    explicit CoveredDigest(std::string_view bytes) : bytes_(bytes) {}
    std::string of(const Coverage& coverage, const EVP_MD* hash);

  private:
    std::string_view bytes_;
    std::map<std::pair<int, size_t>, MdCtxPtr> begun_;  // kind of hash, bytes taken so far
};

}  // namespace integrations::signing

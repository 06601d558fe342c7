#pragma once
// Which objects an object names. Fifty signatures have the same document walked through fifty times.

#include <unordered_map>
#include <vector>

#include <qpdf/QPDF.hh>

namespace integrations::signing {

// Entries below which everything is drawn.
bool is_drawn(const std::string& key);

class References {
  public:
    struct One {
        QPDFObjectHandle object;
        bool drawn;  // named below /Resources, /Contents or /AP
    };
    // In whatever lies in the object itself, however deep.
    const std::vector<One>& of(QPDFObjectHandle object);

  private:
    std::unordered_map<uint64_t, std::vector<One>> known_;
};

}  // namespace integrations::signing

#include "server/http/spool.hpp"

#include <system_error>

namespace server::http {

Spool::~Spool() {
    if (path.empty()) return;
    std::error_code ignored;  // a left-over is swept at the next start
    std::filesystem::remove(path, ignored);
}

}  // namespace server::http

#pragma once
// Signing and verifying as a process of its own: memory for a big file, and the time beside pdfsig's.

#include <functional>
#include <iosfwd>

#include "dossier/result.hpp"

namespace server {

using Writer = std::function<void(std::ostream&)>;

// Prints its lines; answers whether every bar was kept. Fails with WrongState when one of our own runs does not end well.
dossier::Result<bool> bench_sign_processes(const Writer& small_pdf, const Writer& big_pdf);

}  // namespace server

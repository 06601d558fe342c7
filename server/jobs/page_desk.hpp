#pragma once
// The jobs that need the recogniser: inspect a stack, read a page, arrange what was read, assemble a document. Pages
// are read by several children at once; everything else goes one after the other.

#include <atomic>
#include <memory>

#include "server/services.hpp"

namespace server::jobs {

class PageDesk {
  public:
    explicit PageDesk(Services& services);
    ~PageDesk();
    PageDesk(const PageDesk&) = delete;
    PageDesk& operator=(const PageDesk&) = delete;

    // Works off what is due now; returns how many jobs were taken.
    int run_due();
    void run_until(const std::atomic<bool>& stop);

  private:
    struct Desk;
    std::unique_ptr<Desk> desk_;
};

}  // namespace server::jobs

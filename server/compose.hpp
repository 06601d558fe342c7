#pragma once
// The one place that sees everything: makes a process's parts from its configuration, in order, and takes them down.

#include <memory>

#include "server/services.hpp"

namespace server {

class Composition {
  public:
    // `papers`: with the form engine, started when first used. Throws StorageFault, or std::runtime_error with a sentence
    // for people.
    Composition(Config config, bool papers);
    ~Composition();
    Composition(const Composition&) = delete;
    Composition& operator=(const Composition&) = delete;

    Services& services();

  private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace server

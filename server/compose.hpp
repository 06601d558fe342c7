#pragma once
// The one place that sees everything: makes a process's parts from its configuration, in order, and takes them down.

#include <memory>
#include <string>

#include "server/services.hpp"

namespace server {

namespace storage {
class PrivatePostgres;
}

struct ComposeOptions {
    bool migrate = false;  // bring a private cluster's schema up to date first (serve does; others find it done)
    bool papers = true;    // the form engine, started when first used
};

class Composition {
  public:
    // Throws StorageFault, or std::runtime_error with a sentence for people.
    Composition(Config config, ComposeOptions options);
    ~Composition();
    Composition(const Composition&) = delete;
    Composition& operator=(const Composition&) = delete;

    Services& services();

  private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

// libpq words for the application role: the configured database, else the private cluster's.
std::string application_words(const Config& config, const storage::PrivatePostgres* cluster);

}  // namespace server

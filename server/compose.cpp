#include "server/compose.hpp"

#include <filesystem>

#include "server/catalogue/catalogue.hpp"
#include "server/storage/database.hpp"
#include "server/storage/file_store.hpp"
#include "server/storage/identity_store.hpp"
#include "server/storage/open.hpp"
#include "templates/form_engine.hpp"

namespace server {

struct Composition::Parts {
    Config config;
    storage::Storage opened;
    storage::FileStore files;
    Catalogue catalogue;
    storage::IdentityStore identities;
    templates::FormEngine forms;
    Services services;

    Parts(Config given, bool papers)
        : config(std::move(given)),
          opened(storage::open_storage(config)),
          files(config.files_dir()),
          identities(*opened.database),
          services{config, *opened.database, files, catalogue, &identities, papers ? &forms : nullptr} {
        std::filesystem::create_directories(config.spool_dir());
    }
};

Composition::Composition(Config config, bool papers)
    : parts_(std::make_unique<Parts>(std::move(config), papers)) {}
Composition::~Composition() = default;
Services& Composition::services() { return parts_->services; }

}  // namespace server

#include "server/compose.hpp"

#include <fstream>
#include <stdexcept>

#include "server/catalogue/catalogue.hpp"
#include "server/storage/database.hpp"
#include "server/storage/file_store.hpp"
#include "server/storage/identity_store.hpp"
#include "server/storage/migrations.hpp"
#include "server/storage/private_postgres.hpp"
#include "templates/form_engine.hpp"

namespace server {
namespace {

std::string secret(const std::filesystem::path& file) {
    std::string word;
    std::getline(std::ifstream{file}, word);
    return word;
}

std::unique_ptr<storage::PrivatePostgres> cluster_for(const Config& config) {
    if (!config.database_url.empty()) return nullptr;
    return storage::PrivatePostgres::start({config.data_dir, true});
}

}  // namespace

std::string application_words(const Config& config, const storage::PrivatePostgres* cluster) {
    if (cluster) return cluster->connection("motcua_app");
    auto words = config.database_url;
    if (!config.database_password_file.empty()) words += " password=" + secret(config.database_password_file);
    return words;
}

struct Composition::Parts {
    Config config;
    std::unique_ptr<storage::PrivatePostgres> cluster;
    storage::Database database;
    storage::FileStore files;
    Catalogue catalogue;
    storage::IdentityStore identities;
    templates::FormEngine forms;
    Services services;

    Parts(Config given, ComposeOptions options)
        : config(std::move(given)),
          cluster(cluster_for(config)),
          database({application_words(config, cluster.get()), static_cast<int>(config.database_sessions)}),
          files(config.files_dir()),
          identities(database),
          services{config, database, files, catalogue, &identities, options.papers ? &forms : nullptr} {
        std::filesystem::create_directories(config.spool_dir());
        if (options.migrate && cluster) storage::migrate(cluster->connection("motcua_owner"));
    }
};

Composition::Composition(Config config, ComposeOptions options)
    : parts_(std::make_unique<Parts>(std::move(config), options)) {}
Composition::~Composition() = default;
Services& Composition::services() { return parts_->services; }

}  // namespace server

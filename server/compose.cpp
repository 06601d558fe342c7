#include "server/compose.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <stdexcept>

#include "server/catalogue/catalogue.hpp"
#include "server/catalogue/rule_sets.hpp"
#include "server/file_gate.hpp"
#include "server/storage/database.hpp"
#include "server/storage/file_store.hpp"
#include "server/storage/identity_store.hpp"
#include "server/storage/open.hpp"
#include "templates/form_engine.hpp"

namespace server {

namespace {

std::optional<catalogue::RuleSets> rules_in(const std::filesystem::path& file) {
    if (file.empty()) return std::nullopt;
    std::ifstream in{file};
    const std::string text{std::istreambuf_iterator<char>{in}, {}};
    auto sets = catalogue::parse_rule_sets(text);
    if (sets) return *std::move(sets);
    std::string why = "rules.file: " + sets.error().detail;
    for (const auto& fault : sets.error().fields) why += "; " + fault.field + ": " + fault.message;
    throw std::runtime_error(why);
}

}  // namespace

struct Composition::Parts {
    Config config;
    storage::Storage opened;
    storage::FileStore files;
    Catalogue catalogue;
    storage::IdentityStore identities;
    templates::FormEngine forms;
    std::optional<catalogue::RuleSets> rules;
    FileGate gate;
    Services services;

    Parts(Config given, bool papers)
        : config(std::move(given)),
          opened(storage::open_storage(config)),
          files(config.files_dir()),
          identities(*opened.database),
          rules(rules_in(config.rules_file)),
          gate(config.intake_rules_file, {}),
          services{config, *opened.database, files, catalogue, &identities, papers ? &forms : nullptr, rules ? &*rules : nullptr, &gate} {
        std::filesystem::create_directories(config.spool_dir());
    }
};

Composition::Composition(Config config, bool papers)
    : parts_(std::make_unique<Parts>(std::move(config), papers)) {}
Composition::~Composition() = default;
Services& Composition::services() { return parts_->services; }

}  // namespace server

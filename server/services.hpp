#pragma once
// Everything a handler or a job may use; made once in compose.cpp.

#include <memory>

#include "server/config.hpp"

namespace templates {
class FormEngine;
}

namespace server {

namespace storage {
class Database;
class FileStore;
}  // namespace storage

namespace http {
class Identities;
}

class Catalogue;
class FileGate;
class Watch;
namespace catalogue {
class RuleSets;
}

struct Services {
    const Config& config;
    storage::Database& database;
    storage::FileStore& files;
    Catalogue& catalogue;
    http::Identities* identities = nullptr;  // who may sign in; absent outside `serve`
    templates::FormEngine* forms = nullptr;  // absent in the worker's page children and in tests without papers
    const catalogue::RuleSets* rules = nullptr;  // laws by date; null: those in the binary
    const FileGate* gate = nullptr;          // what files must be; absent in tests without real files
    const Watch* watch = nullptr;            // what is wrong with the server now; absent outside `serve`
};

}  // namespace server

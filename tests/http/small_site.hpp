#pragma once
// A Site with a small table, accounts in memory and no database, for the tests of signing in and of faults.

#include <catch2/catch.hpp>

#include <array>
#include <chrono>
#include <set>

#include "guard_application.hpp"
#include "memory_identities.hpp"
#include "raw_client.hpp"
#include "server/http/server_pages.hpp"
#include "server/http/session.hpp"
#include "server/http/site.hpp"
#include "server/services.hpp"
#include "server/storage/database.hpp"

using namespace tests;
using namespace server::http;
using namespace std::chrono_literals;

namespace {

dossier::Result<Response> who(const Request& request, server::Services&) {
    return ok({{"id", request.principal.id}, {"scopes", request.principal.scopes}});
}
dossier::Result<Response> database_gone(const Request&, server::Services&) {
    throw server::storage::StorageFault(server::storage::StorageFault::Kind::Unavailable, "08006", "", "lock_dossier");
}
dossier::Result<Response> wrong_state(const Request&, server::Services&) {
    return dossier::fail(dossier::ErrorCode::WrongState, "Hồ sơ đã được tiếp nhận.");
}

const std::array table{
    Endpoint{Method::Get, "/health/live", Permission::Public, live, "", Body::None, "", "", 0, Runs::AtOnce},
    Endpoint{Method::Get, "/health/ready", Permission::Public, ready, ""},
    Endpoint{Method::Get, "/metrics", Permission::ReadMetrics, metrics, ""},
    Endpoint{Method::Get, "/api/openapi.json", Permission::Public, openapi, ""},
    Endpoint{Method::Get, "/api/session", Permission::SignedIn, show_session, ""},
    Endpoint{Method::Post, "/api/session", Permission::Public, open_session, "", Body::Json},
    Endpoint{Method::Delete, "/api/session", Permission::Public, close_session, ""},
    Endpoint{Method::Get, "/sign-in", Permission::Public, show_sign_in, ""},
    Endpoint{Method::Post, "/sign-in", Permission::Public, post_sign_in, "", Body::Form},
    Endpoint{Method::Post, "/sign-out", Permission::Public, post_sign_out, "", Body::Form},
    Endpoint{Method::Post, "/api/dossiers/:dossier_id/receive", Permission::ReceiveDossiers, who, "Tiếp nhận", Body::Json},
    Endpoint{Method::Post, "/desk/receive", Permission::ReceiveDossiers, who, "", Body::Form},
    Endpoint{Method::Post, "/desk/stack", Permission::Digitise, who, "", Body::Upload},
    Endpoint{Method::Get, "/desk", Permission::SignedIn, who, ""},
    Endpoint{Method::Get, "/api/gone", Permission::Public, database_gone, ""},
    Endpoint{Method::Get, "/gone", Permission::Public, database_gone, ""},
    Endpoint{Method::Post, "/api/wrong", Permission::Public, wrong_state, ""},
    Endpoint{Method::Get, "/page/wrong", Permission::Public, wrong_state, ""},
};

struct Running {
    Running() {
        config.http_behind_nginx = false;
        identities.add_officer("lan", "đúng mật khẩu", {"reception_officer"});
        identities.add_officer("ha", "đúng mật khẩu", {"controller"});
        identities.add_officer("duc", "đúng mật khẩu", {"administrator"});
        GuardSettings settings;
        settings.wire = {folder.path(), false};
        settings.spool_dir = folder.path() / "spool";
        listener = std::make_unique<Listener>(site, settings, "127.0.0.1", 0, 2);
    }
    Answer ask(const std::string& request) const { return RawClient{listener->port()}.send(request).answer(20s); }
    // Cookie header of a fresh session, and its CSRF token.
    std::pair<std::string, std::string> signed_in(const std::string& username) const {
        const auto answer = ask(post("/api/session", "application/json",
                                     nlohmann::json{{"username", username}, {"password", "đúng mật khẩu"}}.dump()));
        REQUIRE(answer.status == 200);
        const auto cookie = answer.header("Set-Cookie");
        return {"Cookie: " + cookie.substr(0, cookie.find(';')) + "\r\n",
                nlohmann::json::parse(answer.body)["csrf"].get<std::string>()};
    }

    TemporaryFolder folder;
    server::Config config;
    server::storage::Database database{{.connection = "host=/nowhere dbname=none connect_timeout=1", .sessions = 1, .lease_patience = 500ms}};
    MemoryIdentities identities;
    char nothing[1]{};  // no handler here looks at files or catalogue
    server::Services services{config, database, reinterpret_cast<server::storage::FileStore&>(nothing),
                              reinterpret_cast<server::Catalogue&>(nothing), &identities};
    Site site{table, services};
    std::unique_ptr<Listener> listener;
};

std::string post_with(const std::string& path, const std::string& headers, const std::string& type, const std::string& body) {
    return "POST " + path + " HTTP/1.1\r\nHost: a\r\n" + headers + "Content-Type: " + type + "\r\nContent-Length: " +
           std::to_string(body.size()) + "\r\n\r\n" + body;
}

constexpr auto dossier_path = "/api/dossiers/0b6e2c6e-6a53-4c0a-9f6d-0d7c3a1b2c3d/receive";
constexpr auto form_type = "application/x-www-form-urlencoded";

}  // namespace

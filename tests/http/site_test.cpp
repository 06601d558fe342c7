// Signing in, permissions, forms of strangers, faults: the Site with a small table, accounts in memory and no database.

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

TEST_CASE("signing in opens a session that lasts until signing out", "[http][session]") {
    Running running;
    const auto [cookie, csrf] = running.signed_in("lan");
    const auto mine = running.ask(get("/api/session", cookie));
    CHECK(mine.status == 200);
    CHECK(nlohmann::json::parse(mine.body)["csrf"] == csrf);
    const auto out = running.ask("DELETE /api/session HTTP/1.1\r\nHost: a\r\n" + cookie + "X-CSRF-Token: " + csrf + "\r\n\r\n");
    CHECK(out.status == 204);
    CHECK(out.header("Set-Cookie").find("Max-Age=0") != std::string::npos);
    CHECK(running.ask(get("/api/session", cookie)).status == 401);
    // The store never sees the secret itself, and the log of sign-ins is complete.
    CHECK(running.identities.sessions.empty());
    REQUIRE(running.identities.notes.size() == 2);
    CHECK(running.identities.notes[0].kind == SignInNote::Kind::SignedIn);
    CHECK(running.identities.notes[1].kind == SignInNote::Kind::SignedOut);
}

TEST_CASE("the session cookie cannot be read by scripts or sent along from other sites", "[http][session]") {
    server::Config config;
    const SignedIn signed_in{{}, "", "secret"};
    Response response = ok({}).with_cookie(session_cookie(signed_in, config));
    const auto bytes = to_wire({"/", true}, {}, response);
    CHECK(bytes.find("Set-Cookie: __Host-motcua=secret; Path=/; SameSite=Lax; HttpOnly; Secure\r\n") != std::string::npos);
}

TEST_CASE("a session ends when it is idle too long or too old", "[http][session]") {
    Running running;
    const auto [cookie, csrf] = running.signed_in("lan");
    const auto age = GENERATE(std::pair{61min, 61min}, std::pair{13h, 1min});
    for (auto& [token, session] : running.identities.sessions) {
        session.opened_at -= age.first;
        session.seen_at -= age.second;
    }
    CHECK(running.ask(get("/api/session", cookie)).status == 401);
    CHECK(running.identities.sessions.empty());
}

TEST_CASE("wrong passwords are refused alike and then paused", "[http][session]") {
    Running running;
    const auto attempt = [&](const std::string& name, const std::string& password) {
        return running.ask(post("/api/session", "application/json", nlohmann::json{{"username", name}, {"password", password}}.dump()));
    };
    const auto unknown = attempt("nobody", "x");
    const auto wrong = attempt("lan", "x");
    CHECK(unknown.status == 401);
    CHECK(nlohmann::json::parse(unknown.body)["detail"] == nlohmann::json::parse(wrong.body)["detail"]);
    CHECK(unknown.header("Set-Cookie").empty());
    for (int at = 0; at < 4; ++at) attempt("lan", "x");
    const auto paused = attempt("lan", "đúng mật khẩu");
    CHECK(paused.status == 401);
    CHECK(nlohmann::json::parse(paused.body)["detail"].get<std::string>().find("quá nhiều lần") != std::string::npos);
    CHECK(attempt("ha", "đúng mật khẩu").status == 200);  // others are not
    CHECK(running.identities.notes.back().kind == SignInNote::Kind::SignedIn);
    CHECK(running.identities.notes[0].account_id.empty());  // what was typed for no account is not kept
}

TEST_CASE("a permission is asked of each role", "[http][permission]") {
    Running running;
    const auto [lan, lan_csrf] = running.signed_in("lan");
    const auto [ha, ha_csrf] = running.signed_in("ha");
    const auto receive = [&](const std::string& cookie, const std::string& csrf) {
        return running.ask(post_with(dossier_path, cookie + "X-CSRF-Token: " + csrf + "\r\n", "application/json", "{}")).status;
    };
    CHECK(receive(lan, lan_csrf) == 200);
    CHECK(receive(ha, ha_csrf) == 403);
    CHECK(receive("", "") == 401);
    // The table of permissions itself: the administrator neither receives nor decides, the controller only reads.
    const auto may = [](std::string role, Permission permission) {
        return allows({Principal::Kind::Officer, "", "", {std::move(role)}, {}, "", ""}, permission);
    };
    for (const auto permission : {Permission::OpenDossiers, Permission::ReceiveDossiers, Permission::ProcessDossiers,
                                  Permission::DecideDossiers, Permission::AttachResults, Permission::SealResults,
                                  Permission::ReturnResults, Permission::Digitise}) {
        CHECK_FALSE(may("administrator", permission));
        CHECK_FALSE(may("controller", permission));
        CHECK_FALSE(may("citizen", permission));
        CHECK_FALSE(may("partner_system", permission));
    }
    CHECK(may("controller", Permission::ReadDossiers));
    CHECK_FALSE(may("administrator", Permission::ReadDossiers));
    for (const auto& row : permissions()) {
        CHECK_FALSE(row.name.empty());
        CHECK((row.permission == Permission::Public || !row.roles.empty()));
    }
}

TEST_CASE("a changing request needs the token of its session", "[http][csrf]") {
    Running running;
    const auto [cookie, csrf] = running.signed_in("lan");
    const auto send = [&](const std::string& headers, const std::string& body) {
        return running.ask(post_with("/desk/receive", cookie + headers, form_type, body)).status;
    };
    CHECK(send("", "csrf=" + csrf) == 200);
    CHECK(send("X-CSRF-Token: " + csrf + "\r\n", "") == 200);
    CHECK(send("", "") == 403);
    CHECK(send("", "csrf=" + std::string(64, '0')) == 403);
    CHECK(send("X-CSRF-Token: wrong\r\n", "csrf=" + csrf) == 403);
    // In the form of an upload, too.
    const auto upload = [&](const std::string& token) {
        return running.ask(post_with("/desk/stack", cookie, "multipart/form-data; boundary=B",
                                     "--B\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n" + token +
                                         "\r\n--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nx\r\n--B--\r\n")).status;
    };
    CHECK(upload(csrf) == 200);
    CHECK(upload("wrong") == 403);
    CHECK(running.folder.files_below("spool") == 0);
    // Signing in from another site's page is refused before there is a session.
    CHECK(running.ask(post_with("/sign-in", "Origin: https://evil.example\r\n", form_type, "username=lan&password=x")).status == 403);
    CHECK(running.ask(post_with("/sign-in", "Sec-Fetch-Site: cross-site\r\n", form_type, "username=lan&password=x")).status == 403);
}

TEST_CASE("an upload of nobody is refused before its bytes are read", "[http][permission]") {
    Running running;
    RawClient client{running.listener->port()};
    client.send("POST /desk/stack HTTP/1.1\r\nHost: a\r\nContent-Length: 50000000\r\n\r\n");
    CHECK(client.answer(2s).status == 401);
}

TEST_CASE("systems come with tokens that have scopes and an end", "[http][token]") {
    Running running;
    const auto now = std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
    running.identities.add_token("good", {"read_metrics"}, now + 1h);
    running.identities.add_token("old", {"read_metrics"}, now - 1s);
    const auto as = [&](const std::string& token, const std::string& path) {
        return running.ask(get(path, "Authorization: Bearer " + token + "\r\n")).status;
    };
    CHECK(as("good", "/metrics") == 200);
    CHECK(as("good", "/desk") == 403);
    CHECK(as("old", "/metrics") == 401);
    CHECK(as("unknown", "/health/ready") == 401);
    CHECK(running.ask(get("/metrics", "Authorization: Basic abc\r\n")).status == 401);
    // No CSRF token is asked of a system: no browser sends its token by itself.
    running.identities.add_token("receiver", {"receive_dossiers"}, now + 1h);
    CHECK(running.ask(post_with(dossier_path, "Authorization: Bearer receiver\r\n", "application/json", "{}")).status == 200);
}

TEST_CASE("people get pages, programs get problem+json", "[http][problem]") {
    Running running;
    const std::string browser = "Accept: text/html,application/xhtml+xml\r\n";
    const auto to_sign_in = running.ask(get("/desk", browser));
    CHECK(to_sign_in.status == 303);
    CHECK(to_sign_in.header("Location") == "/sign-in?next=%2Fdesk");
    CHECK(running.ask(get("/api/session", browser)).header("Content-Type") == "application/problem+json");
    const auto page = running.ask(get("/nowhere", browser));
    CHECK(page.status == 404);
    CHECK(page.body.find("Không tìm thấy") != std::string::npos);
    CHECK(page.body.find(page.header("X-Request-Id")) != std::string::npos);
    CHECK(page.header("Content-Security-Policy").find("script-src 'self'") != std::string::npos);
    CHECK(running.ask(get("/page/wrong", browser)).status == 409);
    const auto problem = nlohmann::json::parse(running.ask(post("/api/wrong", "application/json", "")).body);
    CHECK(problem["type"] == "/problems/wrong-state");
    CHECK(problem["status"] == 409);
    CHECK(problem["detail"] == "Hồ sơ đã được tiếp nhận.");
}

TEST_CASE("the sign-in form leads back to where it came from, on this site only", "[http][session]") {
    Running running;
    const auto go = [&](const std::string& next) {
        return running.ask(post_with("/sign-in", "", form_type, "username=lan&password=%C4%91%C3%BAng+m%E1%BA%ADt+kh%E1%BA%A9u&next=" + next)).header("Location");
    };
    CHECK(go("%2Fdesk%2Fdossiers%2F7") == "/desk/dossiers/7");
    for (const auto* elsewhere : {"https%3A%2F%2Fevil.example", "%2F%2Fevil.example", "%2F%5Cevil.example", "", "javascript%3Aalert(1)"})
        CHECK(go(elsewhere) == "/desk");
    const auto wrong = running.ask(post_with("/sign-in", "", form_type, "username=%3Cb%3E&password=x"));
    CHECK(wrong.status == 401);
    CHECK(wrong.body.find("&lt;b&gt;") != std::string::npos);
}

TEST_CASE("a database that is away is 503 with Retry-After, and only readiness says so", "[http][health]") {
    Running running;
    CHECK(running.ask(get("/health/live")).status == 200);
    CHECK(running.ask(get("/health/ready")).status == 503);
    const auto gone = running.ask(get("/api/gone"));
    CHECK(gone.status == 503);
    CHECK(gone.header("Retry-After") == "5");
    CHECK(gone.body.find("08006") == std::string::npos);
    CHECK(running.ask(get("/gone", "Accept: text/html\r\n")).header("Retry-After") == "5");
}

TEST_CASE("figures count answers by endpoint", "[http][metrics]") {
    Running running;
    const auto [cookie, csrf] = running.signed_in("duc");
    for (int at = 0; at < 3; ++at) running.ask(get("/health/live"));
    running.ask(get("/nowhere"));
    const auto figures = running.ask(get("/metrics", cookie));
    CHECK(figures.status == 200);
    CHECK(figures.body.find("motcua_http_requests_total{endpoint=\"GET /health/live\",status=\"2xx\"} 3\n") != std::string::npos);
    CHECK(figures.body.find("motcua_http_requests_total{endpoint=\"none\",status=\"4xx\"} 1\n") != std::string::npos);
    CHECK(figures.body.find("motcua_http_request_seconds_bucket{endpoint=\"GET /health/live\",le=\"+Inf\"} 3\n") != std::string::npos);
}

TEST_CASE("the OpenAPI document says what the table says", "[http][openapi]") {
    Running running;
    const auto document = nlohmann::json::parse(running.ask(get("/api/openapi.json")).body);
    CHECK(document["openapi"] == "3.1.0");
    const auto& receive = document["paths"]["/api/dossiers/{dossier_id}/receive"]["post"];
    CHECK(receive["x-permission"] == "receive_dossiers");
    CHECK(receive["parameters"][0]["name"] == "dossier_id");
    CHECK(receive["parameters"][0]["schema"]["format"] == "uuid");
    std::size_t operations = 0;
    for (const auto& path : document["paths"]) operations += path.size();
    CHECK(operations == table.size());
}

TEST_CASE("the real table is sound: no row twice, a summary and a handler in each", "[http][table]") {
    std::set<std::string> seen;
    for (const auto& row : endpoints()) {
        INFO(row.path);
        CHECK(seen.insert(std::string{name_of(row.method)} + " " + row.path).second);
        CHECK(row.handler != nullptr);
        CHECK(std::string_view{row.summary}.size() > 3);
        CHECK(row.path[0] == '/');
        CHECK(limit_of(row) <= upload_limit);
        CHECK((row.body == Body::Upload || limit_of(row) <= form_limit));
        CHECK_FALSE((row.method == Method::Get && row.body != Body::None));
    }
}

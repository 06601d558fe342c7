// Signing in and permissions.

#include "small_site.hpp"

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

// Problems, forms of strangers, faults, figures, the table.

#include "small_site.hpp"

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

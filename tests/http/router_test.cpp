#include <catch2/catch.hpp>

#include <array>

#include "server/http/router.hpp"

using namespace server::http;

namespace {

constexpr std::array table{
    Endpoint{Method::Get, "/", Permission::Public, nullptr, ""},
    Endpoint{Method::Get, "/dossiers/:dossier_id", Permission::Public, nullptr, ""},
    Endpoint{Method::Get, "/dossiers/new", Permission::Public, nullptr, ""},
    Endpoint{Method::Post, "/dossiers/:dossier_id/receive", Permission::Public, nullptr, ""},
    Endpoint{Method::Put, "/dossiers/:dossier_id", Permission::Public, nullptr, ""},
};

Routing route(Method method, std::string_view target) {
    static const Router router{table};
    return router.route(method, read_address(target).value());
}

}  // namespace

TEST_CASE("fixed segments win over parameters, wherever the rows stand", "[http][router]") {
    CHECK(std::get<Match>(route(Method::Get, "/dossiers/new")).index == 2);
    CHECK(std::get<Match>(route(Method::Get, "/dossiers/7")).path_values == Pairs{{"dossier_id", "7"}});
    CHECK(std::get<Match>(route(Method::Head, "/dossiers/7/")).index == 1);
    CHECK(std::get<Match>(route(Method::Get, "/")).index == 0);
}

TEST_CASE("an encoded slash stays inside its segment", "[http][router]") {
    CHECK(std::get<Match>(route(Method::Get, "/dossiers/..%2f..%2fetc")).path_values.at(0).second == "../../etc");
    CHECK_FALSE(read_address("/dossiers/%2e%2e/x"));
    CHECK_FALSE(read_address("/dossiers/../x"));
    CHECK_FALSE(read_address("//dossiers"));
    CHECK_FALSE(read_address("/a%00"));
    CHECK_FALSE(read_address("/a?b=%zz"));
}

TEST_CASE("what is not there is 404, what is there otherwise is 405 with Allow", "[http][router]") {
    CHECK(std::holds_alternative<NoSuchPath>(route(Method::Get, "/nowhere")));
    CHECK(std::get<NoSuchMethod>(route(Method::Delete, "/dossiers/7")).allow == "GET, HEAD, PUT");
    CHECK(std::get<NoSuchMethod>(route(Method::Get, "/dossiers/7/receive")).allow == "POST");
}

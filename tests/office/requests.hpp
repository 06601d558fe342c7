#pragma once
// Requests as the Guard hands them to a handler.

#include <nlohmann/json.hpp>

#include "server/http/request.hpp"
#include "server/http/response.hpp"
#include "tests/support/office.hpp"

namespace office_tests {

using namespace server;
using dossier_tests::at;
using dossier_tests::desk;
using dossier_tests::leader;
using dossier_tests::specialist;
using dossier_tests::vn;
using nlohmann::json;
using test_support::Office;

inline http::Request request_by(const dossier::Actor& actor, const char* time, http::Pairs path_values = {}, const json& body = nullptr) {
    http::Request request;
    request.principal.kind = http::Principal::Kind::Officer;
    request.principal.id = actor.unit == "MC" ? "00000000-0000-7000-8000-000000000010" : "00000000-0000-7000-8000-000000000020";
    request.principal.agency = actor.agency;
    request.principal.unit = actor.unit;
    for (const auto role : actor.roles) request.principal.roles.emplace_back(dossier::name_of(role));
    request.path_values = std::move(path_values);
    request.arrived_at = vn(time);
    if (!body.is_null()) request.body = body.dump();
    return request;
}

inline json told(const dossier::Result<http::Response>& answer) {
    if (!answer) FAIL(answer.error().detail);
    return json::parse(answer->body);
}

}  // namespace office_tests

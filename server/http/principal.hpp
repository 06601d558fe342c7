#pragma once
// Who is asking.

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace server::http {

struct Principal {
    enum class Kind {
        Anonymous,
        Officer,  // signed in with a password; `roles` holds role codes of contracts.md
        Citizen,  // account of a citizen or organisation
        System,   // bearer token; `scopes` holds permission names
    };
    Kind kind = Kind::Anonymous;
    std::string id;       // account or token UUID
    std::string name;     // shown in the page header: the officer's name or the system's
    std::vector<std::string> roles;   // "reception_officer", …
    std::vector<std::string> scopes;  // "read_dossiers", …
    std::string agency;   // agency code, e.g. "H56.14"
    std::string unit;     // unit code inside the agency; may be empty
    std::vector<std::string> stands_in_for{};  // accounts of absent officers who named this one

    bool signed_in() const { return kind != Kind::Anonymous; }
    bool has_role(std::string_view role) const { return std::find(roles.begin(), roles.end(), role) != roles.end(); }
    bool has_scope(std::string_view scope) const { return std::find(scopes.begin(), scopes.end(), scope) != scopes.end(); }
};

}  // namespace server::http

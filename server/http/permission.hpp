#pragma once
// Who may call what: one table. Finer rules (state × role, own agency) are the domain's.

#include <span>
#include <string_view>

#include "server/http/principal.hpp"

namespace server::http {

enum class Permission {
    Public,             // anyone, signed in or not
    SignedIn,           // any officer, whatever the role
    ReadDossiers,
    OpenDossiers,       // drafts: open, fill in, upload and mark components, cancel
    ReceiveDossiers,    // receive, refuse, ask for supplements
    Digitise,           // stacks: upload, correct, split, confirm, undo
    AssignDossiers,     // hand over, give to a specialist
    ProcessDossiers,    // process, propose, ask opinions, pause
    DecideDossiers,     // approve, refuse with reasons
    AttachResults,      // upload and verify signed results, scan paper results
    SealResults,        // the agency's signature
    ReturnResults,
    KeepRecords,        // records, registers, archive
    ReadIndicators,
    ReadAudit,
    ManageAccounts,
    ManageCatalogue,    // procedures, calendars
    CitizenAccount,     // a citizen's or an organisation's own dossiers
    PartnerExchange,    // messages of partner systems
    PortalExchange,     // messages of the national portal
    ReadMetrics,
};

struct PermissionRow {
    Permission permission;
    std::string_view name;                      // scope of a bearer token, word in the OpenAPI document
    std::span<const std::string_view> roles;    // any of these; role codes of contracts.md
    std::string_view title;                     // Vietnamese
};

std::span<const PermissionRow> permissions();
const PermissionRow& row_of(Permission permission);
bool allows(const Principal& principal, Permission permission);

}  // namespace server::http

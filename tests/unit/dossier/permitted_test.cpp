// Walks every state × action × role × own/other unit. The expectation is a list read by people: permitted.txt.

#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "tests/unit/dossier/builders.hpp"
#include "tests/support/places.hpp"

using namespace dossier_tests;

namespace {

Dossier a_dossier_in(State state) {
    Dossier dossier;
    dossier.id = DossierId{"d"};
    dossier.state = state;
    dossier.agency = dossier.deciding_agency = agency;
    dossier.holder_unit = "TP";
    dossier.owner = OfficerId{"owner"};
    return dossier;
}

Actor own(Role role) {
    const bool person = role == Role::citizen || role == Role::organisation;
    return {OfficerId{person ? "owner" : "someone"}, {role}, person ? "" : agency, "TP", "", {}};
}

// opening needs no dossier; everything else does
Dossier subject_of(size_t action, State state) {
    auto dossier = a_dossier_in(state);
    if (action_names[action] == "OpenDraft") dossier.id = {};
    return dossier;
}

std::string line_of(size_t action, State state) {
    std::string roles;
    for (const auto& [name, role] : role_names)
        if (permitted(subject_of(action, state), action, own(role))) roles += " " + std::string{name};
    return roles;
}

}  // namespace

TEST_CASE("who may do what in which state is exactly the list in permitted.txt", "[workflow]") {
    std::ifstream file(test_support::in_source("tests/unit/dossier/permitted.txt"));
    std::map<std::string, std::string> expected;
    for (std::string line; std::getline(file, line);) {
        const auto colon = line.find(':');
        if (colon != std::string::npos && line[0] != '#') expected[line.substr(0, colon)] = line.substr(colon + 1);
    }
    std::string actual_text;
    for (size_t action = 0; action < action_names.size(); ++action)
        for (const auto& [state_name, state] : state_names) {
            const auto key = std::string{action_names[action]} + " " + std::string{state_name};
            const auto roles = line_of(action, state);
            if (!roles.empty()) actual_text += key + ":" + roles + "\n";
            INFO(key);
            CHECK(roles == (expected.contains(key) ? expected[key] : ""));
        }
    if (const char* out = std::getenv("WRITE_PERMITTED")) std::ofstream{out} << actual_text;
}

TEST_CASE("another agency, another unit and another citizen are always refused, with a reason in Vietnamese", "[workflow]") {
    for (size_t action = 1; action < action_names.size(); ++action)
        for (const auto& [state_name, state] : state_names)
            for (const auto& [role_name, role] : role_names) {
                if (role == Role::partner_system || role == Role::portal_system) continue;
                const auto dossier = a_dossier_in(state);
                auto stranger = own(role);
                stranger.id = OfficerId{"stranger"};
                stranger.agency = stranger.agency.empty() ? "" : "H56.99";
                INFO(action_names[action] << " " << state_name << " " << role_name);
                const auto outcome = permitted(dossier, action, stranger);
                REQUIRE_FALSE(outcome.has_value());
                CHECK(outcome.error().code == ErrorCode::NotPermitted);
                CHECK_FALSE(outcome.error().detail.empty());
                if (role != Role::specialist && role != Role::unit_head) continue;
                auto other_unit = own(role);
                other_unit.unit = "XD";
                CHECK_FALSE(permitted(dossier, action, other_unit).has_value());
            }
}

TEST_CASE("controllers, archivists and administrators decide nothing", "[workflow]") {
    const std::set<std::string_view> harmless{"Warn", "RecordForm", "ReportIncident", "MoveAgency", "RemindSupplement", "EscalateOpinion", "Archive"};
    for (size_t action = 0; action < action_names.size(); ++action)
        for (const auto& [name, state] : state_names)
            for (const auto role : {Role::controller, Role::archivist, Role::administrator})
                if (!harmless.contains(action_names[action])) CHECK_FALSE(permitted(subject_of(action, state), action, own(role)));
}

TEST_CASE("an action asked in the wrong state is told apart from one never allowed", "[workflow]") {
    CHECK(permitted<Receive>(a_dossier_in(State::Returned), own(Role::reception_officer)).error().code == ErrorCode::WrongState);
    CHECK(permitted<Receive>(a_dossier_in(State::Draft), own(Role::leader)).error().code == ErrorCode::NotPermitted);
    CHECK(permitted<Receive>(Dossier{}, own(Role::reception_officer)).error().code == ErrorCode::NotFound);
}

TEST_CASE("a substitute acts for the absent specialist, another colleague does not", "[workflow]") {
    auto dossier = a_dossier_in(State::InProcess);
    dossier.holder = "lan";
    auto colleague = own(Role::specialist);
    CHECK(permitted<AskOpinion>(dossier, colleague).error().code == ErrorCode::NotPermitted);
    colleague.stands_in_for = {OfficerId{"lan"}};
    CHECK(permitted<AskOpinion>(dossier, colleague).has_value());
}

TEST_CASE("every state of the portal is reached by some story", "[workflow][R-WFL-29]") {
    std::set<int> reached;
    const auto note = [&](const Dossier& dossier) {
        if (const auto code = portal_code(dossier.state)) reached.insert(*code);
    };
    const Actor citizen{OfficerId{"citizen-1"}, {Role::citizen}, "", "", "", {}};
    Story online;
    online.opened(Channel::Online).with_papers(citizen).act(SubmitDraft{}, at("2026-11-23T09:10", citizen));
    note(online.it);                                                                                          // 1
    online.act(Examine{true, ""}, at("2026-11-23T09:20", desk())).act(Receive{}, at("2026-11-23T09:30", desk()));
    note(online.it);                                                                                          // 2
    Story refused;
    note(refused.opened().act(RefuseReception{"không thuộc thẩm quyền", ""}, at("2026-11-23T09:30", desk())).it);  // 3
    Story story;
    note(story.in_process().it);                                                                              // 4
    auto supplement = story;
    note(supplement.act(AskSupplement{{{form_code, "thiếu chữ ký", "ký lại"}}, {}, ""}, at("2026-11-25T09:00", desk())).it);  // 5
    auto payment = story;
    note(payment.act(AskPayment{"TB1", "Lệ phí", 100000}, at("2026-11-25T09:00", specialist())).it);          // 6
    auto withdrawal = story;
    note(withdrawal.act(AskWithdrawal{"đổi ý"}, at("2026-11-25T09:00", desk())).it);                          // 7
    note(withdrawal.act(DecideWithdrawal{true, ""}, at("2026-11-25T09:30", leader())).it);                    // 8
    story.act(Decide{Outcome::Granted, ""}, at("2026-11-25T09:00", leader()));
    story.act(a_signed_result(), at("2026-11-25T10:00", specialist()));
    note(story.act(Finish{}, at("2026-11-25T10:05", specialist())).it);                                       // 9
    ReturnResult give{ReturnMode::Online, false, {}, "", "giao-1"};
    note(story.act(give, at("2026-11-26T08:00", desk())).it);                                                 // 10
    CHECK(reached.size() == 10);
}

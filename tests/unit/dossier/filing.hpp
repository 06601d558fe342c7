#pragma once
// A dossier of one of the six sample procedures, filled in as its rules ask.

#include <fstream>
#include <sstream>

#include "dossier/intake/completeness.hpp"
#include "server/catalogue/calendar_json.hpp"
#include "server/catalogue/procedure_json.hpp"
#include "tests/support/places.hpp"
#include "tests/unit/dossier/builders.hpp"

namespace dossier_tests {

inline Procedure sample_procedure(const std::string& code) {
    std::ifstream file{test_support::in_source("sample_data/procedures/" + code + ".json")};
    std::stringstream text;
    text << file.rdbuf();
    auto procedure = server::catalogue::parse_procedure(text.str());
    if (!procedure) FAIL(code << ": " << procedure.error().fields.at(0).field << ": " << procedure.error().fields.at(0).message);
    return *std::move(procedure);
}

inline Person a_known(const char* name, const char* number, const char* birth = "1990-05-17") {
    Person person;
    person.name = Personal<std::string>{name};
    person.number = Personal<std::string>{number};
    person.birth_date = Personal<std::string>{birth};
    return person;
}

inline const Actor a_filer{OfficerId{"citizen-1"}, {Role::citizen}, "", "", "", {}};

class Filing : public Story {
  public:
    const WorkingCalendar* calendar = &server::catalogue::shipped_calendar();
    Particulars particulars;

    explicit Filing(const std::string& code) {
        procedure = sample_procedure(code);
        particulars.applicant = a_known("Nguyễn Thị Mẫu", "001190000001");
        if (procedure.subjects == 2) particulars.other_subjects = {a_known("Trần Văn Mẫu", "001090000002")};
        if (procedure.case_required) particulars.case_code = procedure.cases.front().code;
    }
    Context when(const char* time, Actor actor) const { return Context{*calendar, std::move(actor), vn(time)}; }
    OpenDraft draft(Channel channel = Channel::Counter) const {
        OpenDraft open;
        open.id = DossierId{"00000000-0000-0000-0000-000000000001"};
        open.channel = channel;
        open.agency = agency;
        open.particulars = particulars;
        return open;
    }
    Filing& open(const char* time, Channel channel = Channel::Counter) {
        auto context = when(time, channel == Channel::Online ? a_filer : desk());
        context.procedure = &procedure;
        act(draft(channel), context);
        return *this;
    }
    // Every paper that is still missing, in the first way its rule allows.
    Filing& bring_all(const char* time) {
        for (const auto& rule : procedure.components) {
            if (standing(rule.code) != Standing::Missing) continue;
            if (rule.allows(Mode::Submit)) {
                act(AddFile{rule.code, 1, FileId{"f-" + rule.code}, FileOrigin::Scan, FileSignature::None, Originality::Original, {}, ""},
                    when(time, it.channel == Channel::Online ? a_filer : desk()));
            } else {
                act(RecordShown{rule.code, 1, "bản chính"}, when(time, desk()));
            }
        }
        return *this;
    }
    Filing& received_at(const char* time) {
        act(Receive{}, when(time, desk()));
        return *this;
    }
    Filing& handled_from(const char* time) {
        act(HandOverTo{"TP", "", "", "", true}, when(time, desk()));
        act(TakeOver{}, when(time, specialist()));
        return *this;
    }
    Standing standing(const std::string& component) const {
        for (const auto& row : check_components(it))
            if (row.code == component) return row.standing;
        return Standing::NotNeeded;
    }
    std::string due() const { return it.due() ? iso8601(*it.due()) : ""; }
};

inline constexpr const char* birth = "1.001193";
inline constexpr const char* marriage = "1.000894";
inline constexpr const char* business = "1.001612";
inline constexpr const char* land = "1.013831";
inline constexpr const char* residence = "1.010041";
inline constexpr const char* record = "3.000333";  // Phiếu lý lịch tư pháp

inline Filing received(const char* code, const char* time) {
    Filing filing{code};
    filing.open(time).bring_all(time).received_at(time);
    return filing;
}

inline Representative somebody(const char* relation) {
    return {a_known("Lê Văn Thay", "001080000003"), relation, "Giấy ủy quyền 12/UQ", {}};
}

inline std::vector<std::string> faults_of(const Error& error) {
    std::vector<std::string> faults;
    for (const auto& field : error.fields) faults.push_back(field.field + " " + field.rule);
    return faults;
}

}  // namespace dossier_tests

#pragma once
// One revision of an administrative procedure (thủ tục hành chính). A dossier keeps the revision it was received
// under. Shape of the file: sample_data/procedures/procedure.schema.json.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dossier/calendar/limit.hpp"
#include "dossier/fields.hpp"
#include "dossier/shared_list.hpp"
#include "dossier/time.hpp"

namespace dossier {

// How a paper is presented, in the procedure's order of preference.
enum class Mode {
    Submit,   // nộp: kept by the agency
    Present,  // xuất trình: shown, compared, handed back; no copy may be demanded
    Lookup,   // CSDL: taken from a database; paper only when the look-up fails
    Form,     // e-form: interactive form, online only
};
inline constexpr std::array<Name<Mode>, 4> mode_names{
    {{"submit", Mode::Submit}, {"present", Mode::Present}, {"lookup", Mode::Lookup}, {"form", Mode::Form}}};
constexpr const auto& names_of(Mode) { return mode_names; }
std::string_view vietnamese_name(Mode mode);

enum class Channel { Counter, Online, Post };  // trực tiếp, trực tuyến, bưu chính công ích
inline constexpr std::array<Name<Channel>, 3> channel_names{
    {{"counter", Channel::Counter}, {"online", Channel::Online}, {"post", Channel::Post}}};
constexpr const auto& names_of(Channel) { return channel_names; }
std::string_view vietnamese_name(Channel channel);
int portal_channel_code(Channel channel);  // KenhThucHien: 1 direct, 2 online, 3 post

enum class OnlineLevel { Full, Partial, Information };  // toàn trình, một phần, cung cấp thông tin
inline constexpr std::array<Name<OnlineLevel>, 3> online_level_names{
    {{"full", OnlineLevel::Full}, {"partial", OnlineLevel::Partial}, {"information", OnlineLevel::Information}}};
constexpr const auto& names_of(OnlineLevel) { return online_level_names; }
std::string_view vietnamese_name(OnlineLevel level);

enum class FieldKind { Text, PersonName, Date, PersonalNumber, Phone, Address, Number, Money };
inline constexpr std::array<Name<FieldKind>, 8> field_kind_names{{{"text", FieldKind::Text},
                                                                  {"name", FieldKind::PersonName},
                                                                  {"date", FieldKind::Date},
                                                                  {"personal_number", FieldKind::PersonalNumber},
                                                                  {"phone", FieldKind::Phone},
                                                                  {"address", FieldKind::Address},
                                                                  {"number", FieldKind::Number},
                                                                  {"money", FieldKind::Money}}};
constexpr const auto& names_of(FieldKind) { return field_kind_names; }

// A value to read from the paper: printed labels in front of it, best first.
struct FieldRule {
    std::string name;
    std::vector<std::string> labels;
    FieldKind kind = FieldKind::Text;
    DOSSIER_FIELDS(FieldRule, name, labels, kind)
};

// What is known of a dossier when a rule asks whether it applies.
struct Circumstances {
    std::string_view case_code;
    Channel channel = Channel::Counter;
    std::string_view filed_by = filed_by_self;  // or one of representative_relations
    std::string_view fee_class;
    std::optional<int> age;  // full years of the person concerned; nothing when the birth date is unknown

    static constexpr std::string_view filed_by_self = "self";
};
// Who may file for the person concerned: được ủy quyền, cha mẹ, vợ chồng, con, người giám hộ.
inline constexpr std::array<std::string_view, 5> representative_relations{"authorised", "parent", "spouse", "child", "guardian"};

// Full years. An unknown age is within no bounds.
struct AgeBounds {
    std::optional<int> from, below;
    DOSSIER_FIELDS(AgeBounds, from, below)
    bool any() const { return from || below; }
    bool holds(std::optional<int> age) const;
};
std::string vietnamese_ages(const AgeBounds& ages);  // "từ 60 tuổi", "dưới 16 tuổi"

// Empty lists do not restrict.
struct When {
    std::vector<std::string> cases;
    std::vector<Channel> channels;
    std::vector<std::string> filed_by;     // "self" or a relation
    std::vector<std::string> fee_classes;
    AgeBounds ages;
    DOSSIER_FIELDS(When, cases, channels, filed_by, fee_classes, ages)
    bool applies(const Circumstances& circumstances) const;
};

// A field of the interactive form (biểu mẫu điện tử) that stands for a paper.
struct FormRule {
    std::string name, label;
    FieldKind kind = FieldKind::Text;
    bool required = false;
    std::optional<std::int64_t> min, max;  // of a number or sum of money; of other kinds the number of characters
    std::string pattern;                   // ECMAScript regular expression for the whole value
    std::string hint;                      // says the pattern in words, for people
    std::vector<std::string> choices;      // one of these; empty: anything
    DOSSIER_FIELDS(FormRule, name, label, kind, required, min, max, pattern, hint, choices)
};

struct ComponentRule {
    std::string code;   // 000.00.00.G15-KQ004389
    std::string title;
    std::vector<std::string> aliases;  // titles as printed on the papers
    std::vector<Mode> modes;           // best first
    std::string group;                 // one-of group; empty: stands alone
    int originals = 0, copies = 0;
    bool returned = false;    // the original goes back to the citizen
    bool digitisable = true;
    bool required = true;
    When when;
    std::string lookup;       // what the look-up asks: "identity", "residence", "civil_status", …
    SharedList<FieldRule> fields_read;
    SharedList<FormRule> form;  // empty: the form is filled elsewhere and only reported as complete
    DOSSIER_FIELDS(ComponentRule, code, title, aliases, modes, group, originals, copies, returned, digitisable, required,
                   when, lookup, fields_read, form)
    bool allows(Mode mode) const;
};

enum class FeeKind { Fee, Charge, Service };  // phí, lệ phí, giá dịch vụ: different in law, never merged
inline constexpr std::array<Name<FeeKind>, 3> fee_kind_names{
    {{"fee", FeeKind::Fee}, {"charge", FeeKind::Charge}, {"service", FeeKind::Service}}};
constexpr const auto& names_of(FeeKind) { return fee_kind_names; }

struct FeeClass {
    std::string code;   // children, poor, student …
    std::string title;
    std::int64_t amount = 0;  // đồng
    AgeBounds ages;           // of the person concerned: children, elderly
    DOSSIER_FIELDS(FeeClass, code, title, amount, ages)
};

struct FeeRule {
    std::string code, title;
    FeeKind kind = FeeKind::Charge;
    std::int64_t amount = 0;  // đồng
    bool per_copy = false;    // multiplied by the number of copies asked for
    When when;
    std::vector<FeeClass> classes;
    DOSSIER_FIELDS(FeeRule, code, title, kind, amount, per_copy, when, classes)
};

struct CaseRule {
    std::string code, title;       // 1.001193.01
    std::optional<Limit> limit;    // else the procedure's
    std::vector<FeeRule> fees;     // else the procedure's
    bool representative_allowed = true;  // Phiếu LLTP số 2 may never be delegated
    DOSSIER_FIELDS(CaseRule, code, title, limit, fees, representative_allowed)
};

struct ResultRule {
    std::string code, title;
    bool paper = false;  // exists as an ink original; its scan is the agency's digitised copy
    DOSSIER_FIELDS(ResultRule, code, title, paper)
};

struct StepRule {
    std::string code, title, role;  // role as in state.hpp
    std::optional<Limit> limit;
    std::string unit;
    DOSSIER_FIELDS(StepRule, code, title, role, limit, unit)
};

// What an event does to the clock, where this procedure differs from the table in clock.hpp.
struct ClockRule {
    std::string reason, effect;  // "opinion", "pause"
    DOSSIER_FIELDS(ClockRule, reason, effect)
};

struct Procedure {
    std::string code;        // 1.001193
    std::string name;
    std::string field_code, field_name;  // lĩnh vực: G15-TP07, Hộ tịch
    OnlineLevel level = OnlineLevel::Partial;
    CivilDate effective_from{};
    std::vector<std::string> legal_bases;
    Limit limit;
    std::vector<FeeRule> fees;
    std::vector<CaseRule> cases;
    std::vector<ComponentRule> components;
    std::string runs_on = "ours";        // or the ministry's system that handles it
    bool connected = true;               // that system is linked with this agency; otherwise the work is done here
    std::string decided_by;              // kind or code of the deciding agency; empty: the receiving one
    std::vector<ResultRule> results;
    std::vector<StepRule> steps;
    std::vector<ClockRule> clock;
    bool case_required = false;          // components or fees hang on it: chosen before the dossier is taken in
    int subjects = 1;                    // people whose matter it is: two for a marriage
    bool in_person = false;              // all of them come and sign when the result is given; nobody may stand in
    bool verified = false;               // checked against the official text
    DOSSIER_FIELDS(Procedure, code, name, field_code, field_name, level, effective_from, legal_bases, limit, fees, cases,
                   components, runs_on, connected, decided_by, results, steps, clock, case_required, subjects, in_person, verified)

    // The ministry's system decides and its status is authoritative (NĐ 224/2026).
    bool left_to_ministry() const { return runs_on != "ours" && connected; }
    bool asks_age() const;  // of some component or fee
    const FeeClass* fee_class(std::string_view class_code) const;

    const ComponentRule* component(std::string_view component_code) const;
    const CaseRule* find_case(std::string_view case_code) const;
    Limit limit_for(std::string_view case_code) const;
    const std::vector<FeeRule>& fees_for(std::string_view case_code) const;
};

struct FeeDue {
    std::string code, title;
    FeeKind kind = FeeKind::Charge;
    std::int64_t amount = 0;  // đồng
    DOSSIER_FIELDS(FeeDue, code, title, kind, amount)
};
// Fees of a dossier by its circumstances and the number of result copies.
std::vector<FeeDue> fees_due(const Procedure& procedure, const Circumstances& circumstances, int copies);

}  // namespace dossier

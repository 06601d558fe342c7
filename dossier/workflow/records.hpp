#pragma once
// The parts of a dossier that pile up while it is handled.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "dossier/fields.hpp"
#include "dossier/id.hpp"
#include "dossier/personal.hpp"
#include "dossier/time.hpp"

namespace dossier {

enum class ReturnMode { Counter, Online, PublicPost, HiredService, AuthorisedPerson };
inline constexpr std::array<Name<ReturnMode>, 5> return_mode_names{{{"counter", ReturnMode::Counter},
                                                                    {"online", ReturnMode::Online},
                                                                    {"public_post", ReturnMode::PublicPost},
                                                                    {"hired_service", ReturnMode::HiredService},
                                                                    {"authorised_person", ReturnMode::AuthorisedPerson}}};
constexpr const auto& names_of(ReturnMode) { return return_mode_names; }
std::string_view vietnamese_name(ReturnMode mode);

enum class Punctuality { Early, OnTime, Late };  // trước hạn, đúng hạn, quá hạn
inline constexpr std::array<Name<Punctuality>, 3> punctuality_names{
    {{"early", Punctuality::Early}, {"on_time", Punctuality::OnTime}, {"late", Punctuality::Late}}};
constexpr const auto& names_of(Punctuality) { return punctuality_names; }
std::string_view vietnamese_name(Punctuality punctuality);

// The officer looked at an online dossier before taking it over (NĐ45 Đ11.2).
struct Examination {
    Instant at{};
    OfficerId by;
    bool identity_matches = false;
    std::string note;
    DOSSIER_FIELDS(Examination, at, by, identity_matches, note)
};

// Paper brought for an online dossier, compared with it (001 Đ7.1.g).
struct PaperComparison {
    Instant at{};
    OfficerId by;
    bool matches = false;
    std::string note;
    DOSSIER_FIELDS(PaperComparison, at, by, matches, note)
};

struct Assignee {
    std::string unit;
    std::string officer;           // account id, may be empty
    bool lead = false;
    std::optional<Instant> due;
    DOSSIER_FIELDS(Assignee, unit, officer, lead, due)
};

struct Assignment {
    Instant at{};
    OfficerId by;
    std::vector<Assignee> to;      // exactly one lead
    std::string text;
    DOSSIER_FIELDS(Assignment, at, by, to, text)
};

// One line of the control sheet (phiếu kiểm soát): given by, taken by, with both moments.
struct HandOver {
    Instant at{};
    OfficerId by;
    std::string from_unit, to_unit;
    std::string to_officer;        // account id, may be empty
    std::optional<Instant> due;    // by the 15:00 rule, or the step's own limit
    std::optional<Instant> taken_at;
    OfficerId taken_by;
    std::optional<Punctuality> punctuality;
    std::string step;              // code of the procedure's step
    std::string note;
    bool paper = false;            // papers travel too
    DOSSIER_FIELDS(HandOver, at, by, from_unit, to_unit, to_officer, due, taken_at, taken_by, punctuality, step, note, paper)
};

enum class Stage { Intake, Appraisal };
inline constexpr std::array<Name<Stage>, 2> stage_names{{{"intake", Stage::Intake}, {"appraisal", Stage::Appraisal}}};
constexpr const auto& names_of(Stage) { return stage_names; }

struct MissingPoint {
    std::string component;  // code, or empty for a remark on the whole
    std::string reason, how_to_fix;
    DOSSIER_FIELDS(MissingPoint, component, reason, how_to_fix)
};

struct SupplementRound {
    Stage stage = Stage::Intake;
    Instant asked_at{};
    OfficerId asked_by;
    std::vector<MissingPoint> points;
    std::optional<Instant> expires;     // unanswered after this: reminder, then stop
    bool overridden = false;            // a second round in the stage, allowed by the desk head
    std::string override_reason;
    bool late_return = false;           // asked more than 3 working days after reception
    std::optional<Instant> reminded_at;
    std::optional<Instant> answered_at;
    std::optional<Instant> old_due;
    DOSSIER_FIELDS(SupplementRound, stage, asked_at, asked_by, points, expires, overridden, override_reason, late_return,
                   reminded_at, answered_at, old_due)
};

struct Opinion {
    std::string id;                 // chosen by the asker, unique in the dossier
    std::string to_agency;
    std::string content;
    Instant asked_at{};
    Instant due{};
    OfficerId asked_by;
    bool pauses = false;
    std::optional<Instant> answered_at;
    std::string answer;
    FileId answer_file;
    std::optional<Instant> escalated_at;
    DOSSIER_FIELDS(Opinion, id, to_agency, content, asked_at, due, asked_by, pauses, answered_at, answer, answer_file, escalated_at)
};

struct FieldVerification {
    Instant happened_at{};
    std::string place, participants, content;
    FileId minutes;
    Instant recorded_at{};
    OfficerId by;
    DOSSIER_FIELDS(FieldVerification, happened_at, place, participants, content, minutes, recorded_at, by)
};

struct Payment {
    std::string id;                 // notice number, unique in the dossier
    std::string title;
    std::int64_t amount = 0;        // đồng
    Instant asked_at{};
    std::optional<Instant> paid_at;
    std::string proof;              // receipt or platform reference
    bool online = false;
    DOSSIER_FIELDS(Payment, id, title, amount, asked_at, paid_at, proof, online)
};

struct Apology {
    Instant at{};
    OfficerId by;
    std::string reason;
    std::string responsible;        // unit or stage that causes the delay
    std::optional<Instant> old_due;
    Instant new_due{};
    bool too_late = false;          // less than one day before the due date, or after it
    DOSSIER_FIELDS(Apology, at, by, reason, responsible, old_due, new_due, too_late)
};

struct Incident {
    Instant at{};
    OfficerId by;
    std::string kind;               // lost, damaged
    std::string description, responsible_unit, remedy;
    DOSSIER_FIELDS(Incident, at, by, kind, description, responsible_unit, remedy)
};

struct LinkedProcedure {
    std::string procedure, agency, task;
    int order = 1;                  // same order: in parallel
    std::optional<Instant> due;
    std::optional<Instant> sent_at, finished_at;
    std::string result;
    DossierId dossier;              // when it is a dossier of ours
    DOSSIER_FIELDS(LinkedProcedure, procedure, agency, task, order, due, sent_at, finished_at, result, dossier)
};

struct Correction {
    Instant at{};
    OfficerId by;
    std::string what, reason;
    std::string old_procedure, new_procedure;
    DOSSIER_FIELDS(Correction, at, by, what, reason, old_procedure, new_procedure)
};

// A printed legal form; a reissued one marks the earlier as replaced.
struct IssuedForm {
    std::string form;               // receipt, supplement, refusal, apology, stop, control_sheet
    std::string rule_set;           // 2018, 2025
    std::string number;
    FileId file;
    Instant at{};
    bool replaced = false;
    DOSSIER_FIELDS(IssuedForm, form, rule_set, number, file, at, replaced)
};

struct Warning {
    Instant at{};
    std::string kind;               // budget_50, budget_80, budget_100, opinion_late, original_not_returned, …
    std::string text;
    std::string to;                 // role or account warned
    DOSSIER_FIELDS(Warning, at, kind, text, to)
};

// Refusal of reception, withdrawal, stop: why, by whom, on what ground.
struct Ending {
    Instant at{};
    OfficerId by;
    std::string reason, legal_basis;
    DOSSIER_FIELDS(Ending, at, by, reason, legal_basis)
};

// The specialist's work file: what came in, and everything that belongs to it (002 Đ8.3.a).
struct WorkFile {
    Instant at{};
    OfficerId by;
    std::string title;
    std::string incoming;                    // dossier code or number of the incoming document
    FileId incoming_file;
    std::vector<FileId> documents;
    DOSSIER_FIELDS(WorkFile, at, by, title, incoming, incoming_file, documents)
};

// The dossier was filed away; its events go on only for what may happen to archived ones.
struct Archiving {
    Instant at{};
    OfficerId by;
    std::string place;
    int retention_years = 0;                 // 0: kept for good
    std::string note;
    DOSSIER_FIELDS(Archiving, at, by, place, retention_years, note)
};

}  // namespace dossier

#pragma once
// What is done to a dossier while it is handled.

#include <string>
#include <vector>

#include "dossier/intake/dossier.hpp"

namespace dossier {

struct AskSupplement {
    std::vector<MissingPoint> points;
    std::optional<Instant> expires;
    std::string override_reason;  // a second round in one stage needs it, and the desk head
    DOSSIER_FIELDS(AskSupplement, points, expires, override_reason)
};
// everything asked for is here
struct RecordSupplement { DOSSIER_FIELDS(RecordSupplement) };
struct RemindSupplement { DOSSIER_FIELDS(RemindSupplement) };
struct HandOverTo {
    std::string unit, officer, step, note;
    bool paper = false;
    DOSSIER_FIELDS(HandOverTo, unit, officer, step, note, paper)
};
// the other side confirms
struct TakeOver { DOSSIER_FIELDS(TakeOver) };
struct Assign {
    std::vector<Assignee> to;
    std::string text;
    DOSSIER_FIELDS(Assign, to, text)
};
struct ChooseCase {
    std::string case_code, reason;
    DOSSIER_FIELDS(ChooseCase, case_code, reason)
};
struct AskOpinion {
    std::string id, to_agency, content;
    Instant due{};
    DOSSIER_FIELDS(AskOpinion, id, to_agency, content, due)
};
struct RecordOpinion {
    std::string id, answer;
    FileId file;
    DOSSIER_FIELDS(RecordOpinion, id, answer, file)
};
struct EscalateOpinion {
    std::string id;
    DOSSIER_FIELDS(EscalateOpinion, id)
};
struct VerifyOnSite {
    Instant happened_at{};
    std::string place, participants, content;
    FileId minutes;
    DOSSIER_FIELDS(VerifyOnSite, happened_at, place, participants, content, minutes)
};
struct AskPayment {
    std::string id, title;
    std::int64_t amount = 0;
    DOSSIER_FIELDS(AskPayment, id, title, amount)
};
struct RecordPayment {
    std::string id, proof;
    bool online = false;
    DOSSIER_FIELDS(RecordPayment, id, proof, online)
};
struct AskWithdrawal {
    std::string reason;
    DOSSIER_FIELDS(AskWithdrawal, reason)
};
struct DecideWithdrawal {
    bool granted = true;
    std::string reason;
    DOSSIER_FIELDS(DecideWithdrawal, granted, reason)
};
struct Stop {
    std::string reason, legal_basis;
    DOSSIER_FIELDS(Stop, reason, legal_basis)
};
struct Apologise {
    std::string reason, responsible;
    Instant new_due{};
    DOSSIER_FIELDS(Apologise, reason, responsible, new_due)
};
struct ReportIncident {
    std::string kind, description, responsible_unit, remedy;
    DOSSIER_FIELDS(ReportIncident, kind, description, responsible_unit, remedy)
};
struct StartLinked {
    std::vector<LinkedProcedure> procedures;
    DOSSIER_FIELDS(StartLinked, procedures)
};
struct FinishLinked {
    std::string procedure, agency, result;
    DOSSIER_FIELDS(FinishLinked, procedure, agency, result)
};
struct SetUrgent {
    bool urgent = true;
    std::string reason;
    DOSSIER_FIELDS(SetUrgent, urgent, reason)
};
struct MoveAgency {  // administrative units merged: the dossier goes on under the new one
    std::string from, to, basis;
    DOSSIER_FIELDS(MoveAgency, from, to, basis)
};
struct SendToMinistry {
    std::string system, external_code;
    DOSSIER_FIELDS(SendToMinistry, system, external_code)
};
struct RecordExternalStatus {
    std::string status;           // as the ministry words it
    State state = State::InProcess;
    DOSSIER_FIELDS(RecordExternalStatus, status, state)
};
struct RecordForm {
    std::string form, rule_set, number;
    FileId file;
    DOSSIER_FIELDS(RecordForm, form, rule_set, number, file)
};
struct Warn {
    std::string kind, text, to;
    DOSSIER_FIELDS(Warn, kind, text, to)
};

}  // namespace dossier

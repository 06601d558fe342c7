#pragma once
// The aggregate: one case (hồ sơ) and everything that happened to it. A plain value; it changes only by
// apply(dossier, event) in event.hpp. `records.hpp` holds the parts that pile up during handling, `result_records.hpp` the end.

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "dossier/catalogue/procedure.hpp"
#include "dossier/intake/component.hpp"
#include "dossier/intake/person.hpp"
#include "dossier/state.hpp"
#include "dossier/workflow/clock.hpp"
#include "dossier/workflow/printing.hpp"
#include "dossier/workflow/result_records.hpp"

namespace dossier {

enum class Source { Desk, OwnPortal, NationalPortal, ProvincialCentre, Partner };
inline constexpr std::array<Name<Source>, 5> source_names{{{"desk", Source::Desk},
                                                           {"own_portal", Source::OwnPortal},
                                                           {"national_portal", Source::NationalPortal},
                                                           {"provincial_centre", Source::ProvincialCentre},
                                                           {"partner", Source::Partner}}};
constexpr const auto& names_of(Source) { return source_names; }

// How the paper came in (001 Đ7.1.e).
enum class BroughtBy { InPerson, PublicPost, HiredService, AuthorisedPerson, Online };
inline constexpr std::array<Name<BroughtBy>, 5> brought_by_names{{{"in_person", BroughtBy::InPerson},
                                                                  {"public_post", BroughtBy::PublicPost},
                                                                  {"hired_service", BroughtBy::HiredService},
                                                                  {"authorised_person", BroughtBy::AuthorisedPerson},
                                                                  {"online", BroughtBy::Online}}};
constexpr const auto& names_of(BroughtBy) { return brought_by_names; }

// What the person tells us; edited as a whole until the dossier is received.
struct Particulars {
    Person applicant;                        // người nộp hồ sơ
    std::optional<Person> subject;           // chủ hồ sơ, when it is somebody else
    std::vector<Person> other_subjects;      // marriage: the second party
    std::optional<Representative> representative;
    std::string case_code;                   // a case of the procedure, may be chosen after reception
    std::string summary;                     // trích yếu
    std::string fee_class;                   // exempt or reduced class
    int copies = 0;                          // extra copies of the result asked for
    BroughtBy brought_by = BroughtBy::InPerson;
    ReturnMode return_mode = ReturnMode::Counter;
    bool wants_receipt = true;               // on-the-spot results need none unless asked for
    bool name_spelling_confirmed = false;    // read back to the citizen before the receipt prints
    DOSSIER_FIELDS(Particulars, applicant, subject, other_subjects, representative, case_code, summary, fee_class, copies,
                   brought_by, return_mode, wants_receipt, name_spelling_confirmed)
};

// As of a day: ages are counted to it.
Circumstances circumstances_of(const Particulars& particulars, Channel channel, CivilDate day);

struct Dossier {
    DossierId id;
    int version = 0;          // grows with every event; If-Match
    State state = State::Draft;
    bool cancelled = false;   // a draft given up; the state stays Draft
    std::string code;         // mã số hồ sơ; empty until received

    Source source = Source::Desk;
    std::string source_id;    // the portal's or partner's own id, one to one
    Channel channel = Channel::Counter;
    std::string visit;        // one visit with several dossiers shares this word
    std::string agency;            // receiving agency (code); the dossier code carries it
    std::string supporting_point;  // point that helped to file, when another
    std::string deciding_agency;   // the term belongs to it; equals `agency` unless told otherwise
    OfficerId owner;          // account of the citizen or organisation, when filed from one
    OfficerId opened_by;

    Procedure procedure;      // the revision frozen at reception (until then: the newest seen)
    Particulars particulars;
    std::vector<Component> components;
    std::vector<FeeDue> fees;

    std::optional<Instant> opened_at, submitted_at;
    std::optional<Instant> arrived_official;   // online: start of the office period the arrival counts from
    std::optional<Instant> received_at;        // technical moment of reception
    std::optional<Examination> examined;
    std::optional<PaperComparison> paper_compared;

    Clock clock;
    bool immediate = false;   // result on the spot
    bool urgent = false;
    std::string holder_unit;  // where the dossier lies now
    std::string holder;       // the specialist's account id, when named
    std::vector<Assignment> assignments;
    std::vector<HandOver> hand_overs;
    std::vector<SupplementRound> supplements;
    std::vector<Opinion> opinions;
    std::vector<FieldVerification> verifications;
    std::vector<Payment> payments;
    std::vector<Apology> apologies;
    std::vector<Incident> incidents;
    std::vector<LinkedProcedure> linked;
    std::vector<Correction> corrections;
    std::vector<IssuedForm> forms;
    std::vector<Print> prints;
    std::vector<Warning> warnings;
    std::optional<Ending> not_received, withdrawal, stop;
    std::optional<Approval> approval;
    std::optional<Decision> decision;
    std::vector<IssuedResult> results;
    std::optional<Delivery> delivery;
    std::optional<Instant> finished_at;        // state 9
    std::optional<Punctuality> punctuality;    // told at the end by the 766 rule
    std::string external_system, external_code, external_status;  // ministry system, when the procedure runs there
    std::optional<WorkFile> work_file;
    std::optional<Archiving> archived;
    std::vector<State> resume_states;          // where AwaitingSupplement, AwaitingPayment, WithdrawalAsked go back to

    DOSSIER_FIELDS(Dossier, id, version, state, cancelled, code, source, source_id, channel, visit, agency,
                   supporting_point, deciding_agency, owner, opened_by, procedure, particulars, components, fees, opened_at,
                   submitted_at, arrived_official, received_at, examined, paper_compared, clock, immediate, urgent,
                   holder_unit, holder, assignments, hand_overs, supplements, opinions, verifications, payments, apologies,
                   incidents, linked, corrections, forms, warnings, not_received, withdrawal, stop, approval, decision,
                   results, delivery, finished_at, punctuality, external_system, external_code, external_status,
                   work_file, archived, resume_states, prints)

    // For documents that arise while the dossier is handled: belongs to no rule of the procedure.
    static constexpr std::string_view arising = "arising";

    const Component* component(std::string_view component_code, int ordinal = 1) const;
    // The person the matter is about.
    const Person& subject() const { return particulars.subject ? *particulars.subject : particulars.applicant; }
    std::string_view case_code() const { return particulars.case_code; }
    Circumstances circumstances() const;  // views into this dossier; ages on the day it was opened
    std::optional<Instant> due() const { return clock.due; }
    std::optional<Instant> official_start() const { return clock.official_start; }
    bool fully_digitised() const;      // no component is marked "not digitised"
    bool paper_brought() const;        // some paper was counted in
    std::vector<FileId> current_files() const;
    const IssuedResult* result(FileId file) const;            // whose document this is
    const IssuedResult* result_with(const FileId& file) const;  // whose document or appendix this is
};

}  // namespace dossier

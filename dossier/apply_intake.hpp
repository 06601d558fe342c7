#pragma once
// What the events of intake make of a dossier, and what every part of apply.cpp uses. Included there and nowhere else.

#include <algorithm>
#include <array>

#include "dossier/event.hpp"

namespace dossier::applying {


// Where an event is applied: the dossier in hand, and who did it when.
struct Applying {
    Dossier& it;
    const Event& event;
    Instant at() const { return event.at; }
    const OfficerId& by() const { return event.by.id; }
};

template <class A>
Component& component_of(Dossier& it, const A& asked) {
    const auto found = std::find_if(it.components.begin(), it.components.end(), [&](const Component& each) {
        return each.code == asked.component && each.ordinal == asked.ordinal;
    });
    if (found != it.components.end()) return *found;
    it.components.push_back({});
    it.components.back().code = asked.component;
    it.components.back().ordinal = asked.ordinal;
    return it.components.back();
}

template <class List, class Test>
void update_first(List& list, Test test, auto change) {
    const auto found = std::find_if(list.begin(), list.end(), test);
    if (found != list.end()) change(*found);
}

inline void recompute_fees(Dossier& it) {
    it.fees = fees_due(it.procedure, it.circumstances(), it.particulars.copies);
}

inline void set_due(Applying a, std::optional<Instant> due, std::vector<ProofLine> proof, std::string calendar, std::string reason,
                    std::string text) {
    if (due != a.it.clock.due) a.it.clock.history.push_back({a.at(), a.it.clock.due, due, std::move(reason), std::move(text)});
    a.it.clock.due = due;
    if (proof.empty()) return;
    a.it.clock.proof = std::move(proof);
    a.it.clock.calendar = std::move(calendar);
}

inline void pause(Applying a, std::string reason) {
    if (a.it.clock.paused_since || !a.it.clock.counted_from) return;
    a.it.clock.paused_since = a.at();
    a.it.clock.pause_reason = std::move(reason);
}

inline void set_clock(Applying a, const ClockSet& set, std::string text) {
    auto& clock = a.it.clock;
    if (set.counted_from) {
        clock.counted_from = set.counted_from;
        clock.pauses.clear();
        clock.appointed.reset();
    }
    if (set.pause) clock.pauses.push_back(*set.pause);
    clock.paused_since.reset();
    clock.pause_reason.clear();
    set_due(a, set.due, set.proof, set.calendar, set.counted_from ? "restart" : "pause", std::move(text));
}

inline void go_to(Dossier& it, State interruption) {
    it.resume_states.push_back(it.state);
    it.state = interruption;
}

inline void go_back(Dossier& it) {
    if (it.resume_states.empty()) return;
    it.state = it.resume_states.back();
    it.resume_states.pop_back();
}

// ---- intake ----
inline void on(Applying a, const DraftOpened& e) {
    auto& it = a.it;
    it.id = e.asked.id;
    it.state = State::Draft;
    it.source = e.asked.source;
    it.source_id = e.asked.source_id;
    it.channel = e.asked.channel;
    it.visit = e.asked.visit;
    it.agency = e.asked.agency;
    it.supporting_point = e.asked.supporting_point;
    it.deciding_agency = e.asked.deciding_agency.empty() ? e.asked.agency : e.asked.deciding_agency;
    it.opened_by = a.by();
    if (a.event.by.role == Role::citizen || a.event.by.role == Role::organisation) it.owner = a.by();
    it.holder_unit = a.event.by.unit;
    it.opened_at = a.at();
    it.procedure = e.procedure;
    it.particulars = e.asked.particulars;
    recompute_fees(it);
}
inline void on(Applying a, const Done<EditParticulars>& e) {
    a.it.particulars = e.asked.particulars;
    recompute_fees(a.it);
}
inline void on(Applying a, const Done<CancelDraft>&) { a.it.cancelled = true; }
inline void on(Applying a, const Submitted& e) {
    a.it.state = State::Submitted;
    a.it.submitted_at = a.at();
    a.it.arrived_official = e.arrived_official;
}
inline void on(Applying a, const Done<AddFile>& e) {
    auto& component = component_of(a.it, e.asked);
    int version = 1;
    for (auto& file : component.files)
        if (file.file == e.asked.replaces && file.current) {
            file.current = false;
            version = file.version + 1;
        }
    component.files.push_back({e.asked.file, version, e.asked.origin, e.asked.signature, a.at(), a.by(), true, e.asked.reason,
                               e.asked.replaces});
    component.originality = e.asked.originality;
    component.reused = e.asked.origin == FileOrigin::Reused;
    component.confirmed.reset();  // what was confirmed is no longer what is there
}
inline void on(Applying a, const Done<RemoveFile>& e) {
    auto& component = component_of(a.it, e.asked);
    for (auto& file : component.files)
        if (file.file == e.asked.file && file.current) {
            file.current = false;
            file.reason = e.asked.reason;
            if (file.origin == FileOrigin::Reused) component.reused = false;
        }
    component.confirmed.reset();
}
inline void on(Applying a, const Done<CountPaper>& e) {
    auto& component = component_of(a.it, e.asked);
    component.originality = e.asked.originality;
    component.originals = e.asked.originals;
    component.copies = e.asked.copies;
}
inline void on(Applying a, const Done<MarkNotDigitised>& e) {
    component_of(a.it, e.asked).not_digitised = NotDigitised{e.asked.reason, e.asked.text, a.at(), a.by()};
}
inline void on(Applying a, const Done<UnmarkNotDigitised>& e) { component_of(a.it, e.asked).not_digitised.reset(); }
inline void on(Applying a, const Done<RecordShown>& e) {
    component_of(a.it, e.asked).shown = Shown{e.asked.paper, a.at(), a.by()};
}
inline void on(Applying a, const Done<RecordLookup>& e) {
    component_of(a.it, e.asked).looked_up = LookedUp{e.asked.source, e.asked.found, e.asked.reference, a.at(), a.by()};
}
inline void on(Applying a, const Done<FillForm>& e) {
    auto& component = component_of(a.it, e.asked);
    component.form_filled = true;
    component.form_values = e.asked.values;
}
inline void on(Applying a, const Done<ConfirmComponent>& e) {
    component_of(a.it, e.asked).confirmed = Confirmation{a.at(), a.by(), e.asked.values};
}
inline void on(Applying a, const Done<UndoConfirmation>& e) { component_of(a.it, e.asked).confirmed.reset(); }
inline void on(Applying a, const Done<Examine>& e) {
    a.it.examined = Examination{a.at(), a.by(), e.asked.identity_matches, e.asked.note};
}
inline void on(Applying a, const Done<ComparePaper>& e) {
    a.it.paper_compared = PaperComparison{a.at(), a.by(), e.asked.matches, e.asked.note};
}
inline void on(Applying a, const Received& e) {
    auto& it = a.it;
    if (e.procedure) it.procedure = *e.procedure;
    recompute_fees(it);
    it.state = State::Received;
    it.code = e.code;
    it.received_at = a.at();
    it.immediate = e.immediate;
    if (!a.event.by.unit.empty()) it.holder_unit = a.event.by.unit;
    it.clock.limit = e.limit;
    it.clock.official_start = it.clock.counted_from = e.official_start;
    set_due(a, e.due, e.proof, e.calendar, "reception", "hẹn trả khi tiếp nhận");
    for (const auto& code : e.reused) {
        const auto found = std::find_if(it.components.begin(), it.components.end(),
                                        [&](const Component& each) { return each.code == code; });
        auto& component = found == it.components.end() ? it.components.emplace_back() : *found;
        component.code = code;
        component.reused = true;
    }
}
inline void on(Applying a, const Done<RefuseReception>& e) {
    a.it.state = State::NotReceived;
    a.it.resume_states.clear();
    a.it.not_received = Ending{a.at(), a.by(), e.asked.reason, e.asked.legal_basis};
}
inline void on(Applying a, const ReceptionCorrected& e) {
    a.it.corrections.push_back({a.at(), a.by(), e.procedure ? "procedure" : "particulars", e.asked.reason,
                                a.it.procedure.code, e.procedure ? e.procedure->code : a.it.procedure.code});
    if (e.procedure) a.it.procedure = *e.procedure;
    a.it.particulars = e.asked.particulars;
    recompute_fees(a.it);
    a.it.clock.limit = e.limit;
    if (e.due.to) set_due(a, e.due.to, e.proof, e.calendar, e.due.reason, e.due.text);
    for (auto& form : a.it.forms)
        if (form.form == "receipt") form.replaced = true;
}
inline void on(Applying a, const Done<ReturnOriginal>& e) { component_of(a.it, e.asked).original_returned_at = a.at(); }

}  // namespace dossier::applying

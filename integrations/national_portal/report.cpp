#include "integrations/national_portal/report.hpp"

#include <algorithm>
#include <utility>

namespace integrations::national_portal {
namespace {

using dossier::Component;
using dossier::Dossier;

OwnerKind owner_kind(dossier::PersonKind kind) {
    switch (kind) {
        case dossier::PersonKind::Citizen:
        case dossier::PersonKind::Foreigner: return OwnerKind::Citizen;
        case dossier::PersonKind::Enterprise:
        case dossier::PersonKind::Branch: return OwnerKind::Enterprise;
        case dossier::PersonKind::Organisation: return OwnerKind::Other;
    }
    return OwnerKind::Other;
}

ReturnWay return_way(dossier::ReturnMode mode) {
    switch (mode) {
        case dossier::ReturnMode::PublicPost:
        case dossier::ReturnMode::HiredService: return ReturnWay::ByPost;
        case dossier::ReturnMode::Counter:
        case dossier::ReturnMode::Online:
        case dossier::ReturnMode::AuthorisedPerson: return ReturnWay::AtDesk;
    }
    return ReturnWay::AtDesk;
}

// Who took it stays with us.
std::string return_note(dossier::ReturnMode mode) {
    switch (mode) {
        case dossier::ReturnMode::Counter: return "Nhận trực tiếp tại Bộ phận Một cửa";
        case dossier::ReturnMode::Online: return "Nhận bản điện tử";
        case dossier::ReturnMode::PublicPost: return "Trả qua bưu chính công ích";
        case dossier::ReturnMode::HiredService: return "Trả qua dịch vụ được thuê";
        case dossier::ReturnMode::AuthorisedPerson: return "Người được ủy quyền nhận";
    }
    return {};
}

std::string title_of(const Dossier& dossier, const Component& component) {
    const auto* rule = dossier.procedure.component(component.code);
    return rule ? rule->title : component.code;
}

bool was_reused(const Component& component) {
    return component.reused || (component.looked_up && component.looked_up->found);
}

void describe(SubmittedFile& row, const Component& component) {
    row.component_code = component.code;
    row.reuse = was_reused(component) ? Reuse::Reused : Reuse::No;
    row.from_national_repository =
        component.looked_up && component.looked_up->found && component.looked_up->source == "national_repository";
}

// One row a current file. Without a file, a component satisfied from data is told as reused.
void add_files(Record& record, const Dossier& dossier, const Surroundings& surroundings) {
    for (const auto& component : dossier.components) {
        const auto title = title_of(dossier, component);
        for (const auto& file : component.files) {
            if (!file.current) continue;
            SubmittedFile row;
            row.id = file.file.text();
            row.name = title;
            row.link = surroundings.link(file.file);
            row.digitised = component.digitised();
            describe(row, component);
            if (file.origin == dossier::FileOrigin::Reused) row.reuse = Reuse::Reused;
            record.files.push_back(std::move(row));
        }
        if (!component.has_current_file() && was_reused(component)) {
            SubmittedFile row;
            row.id = component.code + "#" + std::to_string(component.ordinal);
            row.name = title;
            describe(row, component);
            record.files.push_back(std::move(row));
        }
    }
}

// Papers taken in without a scan are counted.
void add_other_papers(Record& record, const Dossier& dossier) {
    for (const auto& component : dossier.components) {
        if (component.has_current_file()) continue;
        const auto title = title_of(dossier, component);
        if (component.originals > 0) record.other_papers.push_back({title, component.originals, 1});
        if (component.copies > 0) record.other_papers.push_back({title, component.copies, 2});
        if (component.not_digitised && component.originals + component.copies == 0)
            record.other_papers.push_back({title, 1, 1});
    }
}

std::string points_of(const dossier::SupplementRound& round) {
    std::string text;
    for (const auto& point : round.points) {
        if (!text.empty()) text += "; ";
        text += point.reason;
        if (!point.how_to_fix.empty()) text += " (" + point.how_to_fix + ")";
    }
    return text;
}

void add_supplements(Record& record, const Dossier& dossier, const Surroundings& surroundings) {
    int number = 0;
    for (const auto& round : dossier.supplements) {
        SupplementRound row;
        row.id = std::to_string(++number);
        row.asked_by = surroundings.officer_name(round.asked_by);
        row.what = points_of(round);
        row.asked_at = round.asked_at;
        row.received_at = round.answered_at;
        row.due_before = round.old_due;
        if (round.answered_at) row.due_after = dossier.due();
        record.supplements.push_back(std::move(row));
    }
}

// A cancelled or replaced result is no longer offered; the portal takes the list as it stands. Its record has one file a row:
// an appendix is a row of its own, under the code of its result, after it.
void add_results(Record& record, const Dossier& dossier, const Surroundings& surroundings) {
    for (const auto& result : dossier.results) {
        if (!result.in_force()) continue;
        record.results.push_back(
            {result.title, {}, result.file.text(), surroundings.link(result.file), result.code});
        for (const auto& appendix : result.appendices)
            record.results.push_back({appendix.title + " (kèm theo " + result.title + ")", {}, appendix.file.text(),
                                      surroundings.link(appendix.file), result.code});
    }
}

void add_databases(Record& record, const Dossier& dossier, const Surroundings& surroundings) {
    for (const auto& component : dossier.components) {
        if (!component.looked_up || !component.looked_up->found) continue;
        const auto code = surroundings.database_codes.find(component.looked_up->source);
        if (code == surroundings.database_codes.end()) continue;
        if (std::find(record.databases.begin(), record.databases.end(), code->second) == record.databases.end())
            record.databases.push_back(code->second);
    }
}

// No fee at all is not "not paid online": the indicator leaves such dossiers out.
OnlinePayment payment_of(const Dossier& dossier) {
    const bool online = std::any_of(dossier.payments.begin(), dossier.payments.end(),
                                    [](const auto& payment) { return payment.online && payment.paid_at; });
    return online ? OnlinePayment::OnPortal : OnlinePayment::None;
}

void add_course(Record& record, const Dossier& dossier) {
    record.state = dossier.state;
    record.filed_at = dossier.submitted_at ? dossier.submitted_at : dossier.opened_at;
    record.received_at = dossier.official_start() ? dossier.official_start() : dossier.received_at;
    record.due_at = dossier.due();
    record.finished_at = dossier.finished_at;
    record.return_way = return_way(dossier.particulars.return_mode);
    if (dossier.not_received) record.refused_at = dossier.not_received->at;
    if (!dossier.delivery) return;
    record.returned_at = dossier.delivery->at;
    record.return_note = return_note(dossier.delivery->mode);
    record.return_way = return_way(dossier.delivery->mode);
}

}  // namespace

std::string reported_code(const Dossier& dossier) {
    if (dossier.source == dossier::Source::NationalPortal && !dossier.source_id.empty()) return dossier.source_id;
    return dossier.code;
}

bool concerns_portal(const Dossier& before, const Dossier& after) {
    if (reported_code(after).empty() || !dossier::portal_code(after.state)) return false;
    return before.state != after.state || before.due() != after.due() || before.results != after.results;
}

Record report_of(const Dossier& dossier, const Surroundings& surroundings) {
    Record record;
    record.code = reported_code(dossier);
    record.procedure_code = dossier.procedure.code;
    record.procedure_name = dossier.procedure.name;
    record.field_code = dossier.procedure.field_code;
    record.field_name = dossier.procedure.field_name;
    record.channel = dossier.channel;
    record.receipt_number = dossier.code;
    const auto& owner = dossier.subject();
    record.owner = owner.name;
    record.owner_number = owner.number;
    record.owner_kind = owner_kind(owner.kind);
    record.email = dossier.particulars.applicant.email;
    record.phone = dossier.particulars.applicant.phone;
    record.abstract = dossier.particulars.summary;
    record.unit = surroundings.agency_name(dossier.deciding_agency.empty() ? dossier.agency : dossier.deciding_agency);
    record.filed_where = dossier.source == dossier::Source::NationalPortal ? FiledAt::Portal : FiledAt::LocalSystem;
    record.payment = payment_of(dossier);
    for (const auto& fee : dossier.fees) record.fees.push_back({fee.title, fee.code, true, fee.amount, fee.kind});
    add_course(record, dossier);
    add_files(record, dossier, surroundings);
    add_other_papers(record, dossier);
    add_supplements(record, dossier, surroundings);
    add_results(record, dossier, surroundings);
    add_databases(record, dossier, surroundings);
    return record;
}

Progress progress_of(const Dossier& after, const dossier::Event& event, const Surroundings& surroundings) {
    Progress row;
    row.code = reported_code(after);
    row.officer = event.by.name.empty() ? surroundings.officer_name(event.by.id) : event.by.name;
    row.position = std::string{dossier::vietnamese_name(event.by.role)};
    row.unit = event.by.unit;
    row.what = std::string{dossier::vietnamese_name(event.change)};
    row.at = event.at;
    row.state = after.state;
    row.started_at = event.at;
    row.due_at = after.due();
    return row;
}

}  // namespace integrations::national_portal

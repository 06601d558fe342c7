#include "server/storage/work_list.hpp"

#include <charconv>

#include "server/storage/text_array.hpp"
#include "server/storage/work_list.sql.hpp"

namespace server::storage {
namespace {

// "0/1764300000000000/6f1e…": calm (1) or urgent (0), microseconds (empty: no due date), id.
struct Cursor {
    bool calm = false;
    std::optional<std::int64_t> at;
    std::string id;
};

Cursor read_cursor(std::string_view text) {
    const auto first = text.find('/');
    const auto second = first == std::string_view::npos ? first : text.find('/', first + 1);
    if (second == std::string_view::npos) return {};
    const auto number = text.substr(first + 1, second - first - 1), id = text.substr(second + 1);
    if (id.size() != 36 || id.find_first_not_of("0123456789abcdef-") != std::string_view::npos) return {};
    Cursor cursor{text.substr(0, first) == "1", {}, std::string{id}};
    std::int64_t at = 0;
    if (const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), at);
        error == std::errc{} && end == number.data() + number.size() && at > 0 && at < 4'102'444'800'000'000)  // year 2100
        cursor.at = at;
    else if (!number.empty())
        return {};
    return cursor;
}

std::string cursor_after(const WorkLine& line, WorkFilter::Order order) {
    const auto at = order == WorkFilter::Order::Recent ? std::optional{line.opened_at} : line.due_at;
    return std::string{line.urgent ? "0" : "1"} + "/" + (at ? std::to_string(at->time_since_epoch().count()) : "") + "/" +
           line.id.text();
}

WorkLine line_of(const Row& row) {
    WorkLine line;
    line.id = row.id<dossier::DossierId>("id");
    line.version = static_cast<int>(row.number("version"));
    line.code = row.text("code");
    line.state = dossier::value_named<dossier::State>(row.text("state")).value_or(dossier::State::Draft);
    line.cancelled = row.truth("cancelled");
    line.urgent = row.truth("urgent");
    line.fully_digitised = row.truth("fully_digitised");
    line.channel = row.text("channel");
    line.source = row.text("source");
    line.agency = row.text("agency");
    line.deciding_agency = row.text("deciding_agency");
    line.procedure_code = row.text("procedure_code");
    line.procedure_name = row.text("procedure_name");
    line.applicant = dossier::Personal<std::string>{row.text("applicant_name")};
    line.subject = dossier::Personal<std::string>{row.text("subject_name")};
    line.holder_unit = row.text("holder_unit");
    line.holder = row.text("holder");
    line.holder_name = row.text("holder_name");
    line.opened_at = row.instant("opened_at");
    line.received_at = row.maybe_instant("received_at");
    line.due_at = row.maybe_instant("due_at");
    line.finished_at = row.maybe_instant("finished_at");
    return line;
}

Rows rows_of(UnitOfWork& work, const WorkFilter& filter) {
    std::vector<std::string> states;
    for (const auto state : filter.states) states.emplace_back(dossier::name_of(state));
    const auto listed = as_array(states);
    const auto cursor = read_cursor(filter.after);
    const auto most = filter.most + 1;  // one more tells whether there is a next page
    if (filter.order == WorkFilter::Order::Recent)
        return work.query(sql::work_by_opening, {{"agency", filter.agency},
                                                 {"deciding_agency", filter.deciding_agency},
                                                 {"owner", filter.owner},
                                                 {"states", listed},
                                                 {"holder_unit", filter.holder_unit},
                                                 {"holder", filter.holder},
                                                 {"procedure_code", filter.procedure_code},
                                                 {"due_before", filter.due_before},
                                                 {"after_id", cursor.at ? cursor.id : std::string{}},
                                                 {"after_at", cursor.at},
                                                 {"most", most}});
    return work.query(sql::work_by_urgency, {{"agency", filter.agency},
                                             {"deciding_agency", filter.deciding_agency},
                                             {"owner", filter.owner},
                                             {"states", listed},
                                             {"holder_unit", filter.holder_unit},
                                             {"holder", filter.holder},
                                             {"procedure_code", filter.procedure_code},
                                             {"due_before", filter.due_before},
                                             {"after_id", cursor.id},
                                             {"after_calm", cursor.calm},
                                             {"after_at", cursor.at},
                                             {"most", most}});
}

}  // namespace

WorkPage work_list(UnitOfWork& work, const WorkFilter& filter) {
    WorkPage page;
    for (const auto& row : rows_of(work, filter)) page.lines.push_back(line_of(row));
    if (page.lines.size() > static_cast<std::size_t>(filter.most)) {
        page.lines.pop_back();
        page.next = cursor_after(page.lines.back(), filter.order);
    }
    return page;
}

WorkCounts count_work(UnitOfWork& work, const std::string& agency, dossier::Instant now) {
    WorkCounts counts;
    for (const auto& row : work.query(sql::count_work, {{"agency", agency}, {"now", now}})) {
        if (const auto state = dossier::value_named<dossier::State>(row.text("state")))
            counts.by_state[*state] = row.number("dossiers");
        counts.late += row.number("late");
    }
    return counts;
}

}  // namespace server::storage

// The pure domain on one core: due dates beside a bare loop over the days, and `decide` of every action of a story.

#include <array>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iostream>
#include <iterator>
#include <stdexcept>

#include <CLI/CLI.hpp>

#include "dossier/calendar/deadline.hpp"
#include "dossier/workflow/decide.hpp"
#include "server/catalogue/calendar_json.hpp"
#include "server/catalogue/procedure_json.hpp"
#include "server/tools/bench/bench.hpp"
#include "server/tools/bench/running.hpp"
#include "server/tools/bench/table.hpp"

namespace server {
namespace {

using namespace dossier;

constexpr double due_dates_bar = 1'000'000, decisions_bar = 200'000;  // per second

volatile long kept = 0;  // so that nothing measured is optimised away

// Calls per second of processor time: this thread alone, whatever else the machine does. The clock is read once in a
// hundred calls.
template <class Work>
double rate_for(double seconds, const Work& work) {
    const auto begun = std::clock();
    long calls = 0;
    double spent = 0;
    do {
        for (int i = 0; i < 100; ++i) kept = kept + work(calls++);
        spent = static_cast<double>(std::clock() - begun) / CLOCKS_PER_SEC;
    } while (spent < seconds);
    return static_cast<double>(calls) / spent;
}

bool print_rate(const std::string& what, double per_second, double bar) {
    std::printf("  %s%12.0f/giây", padded(what, 52).c_str(), per_second);
    if (bar > 0) std::printf("   mức ≥ %.0f: %s", bar, per_second >= bar ? "đạt" : "KHÔNG ĐẠT");
    std::printf("\n");
    return per_second >= bar;
}

// Days of 2026 that start a term which ends in the calendar, with limits as procedures have them.
struct Question {
    CivilDate from{};
    Limit limit;
};
std::vector<Question> questions(const WorkingCalendar& calendar, std::span<const char* const> limits) {
    std::vector<Question> all;
    for (auto day = std::chrono::sys_days{*parse_iso_date("2026-01-05")}; day < std::chrono::sys_days{*parse_iso_date("2026-10-01")};
         day += std::chrono::days{1})
        for (const auto* limit : limits)
            if (calendar.is_working_day(CivilDate{day})) all.push_back({CivilDate{day}, *parse_limit(limit)});
    return all;
}

// The limit: the same answers by stepping over a table of days, nothing checked.
class BareLoop {
  public:
    explicit BareLoop(const WorkingCalendar& calendar) : first_(std::chrono::sys_days{*parse_iso_date("2026-01-01")}) {
        for (int day = 0; day < 365; ++day) works_.push_back(calendar.is_working_day(CivilDate{first_ + std::chrono::days{day}}));
    }
    long after(CivilDate from, std::int64_t count) const {
        auto day = static_cast<std::size_t>((std::chrono::sys_days{from} - first_).count());
        while (count > 0) count -= works_[++day];
        return static_cast<long>(day);
    }

  private:
    std::chrono::sys_days first_;
    std::vector<char> works_;
};

bool measure_due_dates(double seconds) {
    const auto& calendar = catalogue::shipped_calendar();
    constexpr std::array working{"1wd", "3wd", "5wd", "10wd", "15wd", "30wd"};
    constexpr std::array mixed{"3wd", "10d", "1m", "15wd", "30d"};
    const auto days = questions(calendar, working), all = questions(calendar, mixed);
    const BareLoop bare{calendar};
    const auto ask = [&](const std::vector<Question>& list) {
        return rate_for(seconds, [&](long call) {
            const auto& question = list[static_cast<std::size_t>(call) % list.size()];
            return static_cast<long>(static_cast<unsigned>(due_date(calendar, question.from, question.limit)->day()));
        });
    };
    const auto loop = rate_for(seconds, [&](long call) {
        const auto& question = days[static_cast<std::size_t>(call) % days.size()];
        return bare.after(question.from, question.limit.amount);
    });
    const auto proved = rate_for(seconds, [&](long call) {
        const auto& question = all[static_cast<std::size_t>(call) % all.size()];
        const auto from = *calendar.next_reception(*calendar.closing(question.from));
        return static_cast<long>(deadline(calendar, from, question.limit)->lines.size());
    });
    std::cout << "Ngày hẹn trả, một nhân, lịch đi kèm\n";
    const auto counted = ask(days);
    print_rate("vòng đếm ngày trần, 1–30 ngày làm việc", loop, 0);
    const bool holds = print_rate("due_date, 1–30 ngày làm việc", counted, due_dates_bar);
    std::printf("    %.2f của vòng đếm trần\n", counted / loop);
    const bool mixed_holds = print_rate("due_date, ngày làm việc, ngày, tháng", ask(all), due_dates_bar);
    print_rate("deadline, có chứng minh từng dòng", proved, 0);
    return holds && mixed_holds;
}

// One action of the story, on the dossier as it was then.
struct Step {
    Dossier before;
    Action action;
    Context context;
};

class Story {
  public:
    explicit Story(const Procedure& procedure) : procedure_(procedure) {}

    void act(Action action, Role role, const char* unit, const char* time) {
        Actor actor{OfficerId{"officer-" + std::string{unit}}, {role}, "H99.14", unit, "Cán bộ", {}};
        Context context{catalogue::shipped_calendar(), std::move(actor), *parse_iso8601(time), nullptr, &procedure_, {}};
        auto event = decide(it_, action, context);
        if (!event) throw std::runtime_error(std::string{action_names[action.index()]} + ": " + event.error().detail +
                                             (event.error().fields.empty() ? "" : ", " + event.error().fields[0].field));
        steps.push_back({it_, std::move(action), context});
        if (receiving_series(it_, *event)) event = number(it_, *event, 1, CodeScheme::B);
        it_ = apply(it_, *event);
    }
    std::vector<Step> steps;

  private:
    const Procedure& procedure_;
    Dossier it_;
};

Procedure sample_procedure() {
    std::ifstream file{read_by_path().sample_data / "procedures/1.001612.json"};
    const std::string text{std::istreambuf_iterator<char>{file}, {}};
    auto procedure = catalogue::parse_procedure(text);
    if (!procedure) throw std::runtime_error("không đọc được thủ tục mẫu");
    return *std::move(procedure);
}

OpenDraft a_draft() {
    OpenDraft open;
    open.id = DossierId{"00000000-0000-7000-8000-000000000001"};
    open.agency = "H99.14";
    auto& applicant = open.particulars.applicant;
    applicant.name = Personal<std::string>{"Nguyễn Văn Mẫu"};
    applicant.number = Personal<std::string>{"001090000017"};
    open.particulars.name_spelling_confirmed = true;
    return open;
}

void tell_intake(Story& story) {
    constexpr const char* application = "000.00.00.G05-KQ900301";
    constexpr const char* identity = "000.00.00.G05-KQ900304";
    constexpr auto desk = Role::reception_officer;
    story.act(a_draft(), desk, "MC", "2026-11-23T09:00");
    story.act(EditParticulars{a_draft().particulars}, desk, "MC", "2026-11-23T09:01");
    story.act(AddFile{application, 1, FileId{"f1"}, FileOrigin::Scan, FileSignature::None, Originality::Original, {}, ""}, desk, "MC",
              "2026-11-23T09:02");
    story.act(CountPaper{application, 1, Originality::Original, 1, 0}, desk, "MC", "2026-11-23T09:03");
    story.act(RecordLookup{identity, 1, "identity", true, "tra-cuu-1"}, desk, "MC", "2026-11-23T09:04");
    story.act(ConfirmComponent{application, 1, {}}, desk, "MC", "2026-11-23T09:05");
    story.act(Receive{}, desk, "MC", "2026-11-23T09:30");
}

void tell_handling(Story& story) {
    constexpr auto expert = Role::specialist;
    story.act(RecordForm{"receipt", "2025", "1/TNHS", FileId{"p1"}}, Role::reception_officer, "MC", "2026-11-23T09:31");
    story.act(HandOverTo{"KT", "", "", "", true}, Role::reception_officer, "MC", "2026-11-23T10:00");
    story.act(TakeOver{}, expert, "KT", "2026-11-23T10:30");
    story.act(Assign{{{"KT", "", true, std::nullopt}}, "xem xét"}, Role::leader, "LD", "2026-11-23T10:40");
    story.act(AskSupplement{{{"000.00.00.G05-KQ900301", "thiếu chữ ký", "ký lại"}}, std::nullopt, ""}, Role::reception_officer, "MC", "2026-11-23T11:00");
    story.act(RecordSupplement{}, Role::reception_officer, "MC", "2026-11-24T09:00");
    story.act(ReportIncident{"damaged", "ướt một tờ", "MC", "đã sao lại"}, expert, "KT", "2026-11-25T09:05");
    story.act(Decide{Outcome::Granted, "đủ điều kiện"}, Role::leader, "LD", "2026-11-25T09:10");
}

bool measure_decisions(double seconds) {
    const auto procedure = sample_procedure();
    Story story{procedure};
    tell_intake(story);
    tell_handling(story);
    std::cout << "decide, một nhân, thủ tục " << procedure.code << " (" << procedure.components.size() << " thành phần)\n";
    bool holds = true;
    for (const auto& step : story.steps) {
        const auto rate = rate_for(seconds / 4, [&](long) { return static_cast<long>(decide(step.before, step.action, step.context).has_value()); });
        holds = print_rate(std::string{action_names[step.action.index()]}, rate, decisions_bar) && holds;
    }
    return holds;
}

int measure(double seconds) {
    const bool dates = measure_due_dates(seconds);
    return measure_decisions(seconds) && dates ? 0 : 1;
}

}  // namespace

int bench_deadline(int argc, char** argv) {
    CLI::App app{"Ngày hẹn trả (mức một triệu mỗi giây) và decide (mức 200.000 mỗi giây) trên một nhân", "motcua bench deadline"};
    double seconds = 1;
    app.add_option("--seconds", seconds, "thời gian mỗi phép đo")->check(CLI::Range(0.05, 60.0));
    return measured(app, argc, argv, [&] { return measure(seconds); });
}

}  // namespace server

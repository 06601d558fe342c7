#include "server/tools/deadline.hpp"

#include <fstream>
#include <iostream>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "dossier/calendar/deadline.hpp"
#include "server/catalogue/calendar_json.hpp"

namespace server {
namespace {

using namespace dossier;

constexpr const char* help = R"(Tính hạn trả kết quả và chứng minh từng dòng.

Thời hạn: sd, sd@15:00 (trong ngày) · 3wd, 0.5wd (ngày làm việc) · 1.5wh (giờ làm việc) · 10d (ngày) · 2m (tháng).
Tạm dừng: 2026-11-25T08:00/2026-11-27T10:00:lý-do, có thể lặp lại.
Lịch (JSON): office_hours, reception_hours, seasons, holidays, extra_days_off, extra_working_days.
Mã thoát: 0 xong, 1 lịch không có ngày cần dùng, 2 sai cách dùng hoặc lịch, thời hạn, khoảng tạm dừng sai.)";

// START/END[:reason]. Times hold colons themselves: the longest part that reads as a time is the time.
std::optional<Pause> read_pause(const std::string& text) {
    const auto slash = text.find('/');
    if (slash == std::string::npos) return std::nullopt;
    const auto from = parse_iso8601(text.substr(0, slash));
    const auto rest = text.substr(slash + 1);
    if (!from) return std::nullopt;
    if (const auto to = parse_iso8601(rest)) return Pause{*from, *to, ""};
    for (auto colon = rest.rfind(':'); colon != std::string::npos && colon > 0; colon = rest.rfind(':', colon - 1))
        if (const auto to = parse_iso8601(rest.substr(0, colon))) return Pause{*from, *to, rest.substr(colon + 1)};
    return std::nullopt;
}

int refuse(const Error& error, int code) {
    std::cerr << error.detail << "\n";
    for (const auto& field : error.fields)
        if (field.message != error.detail) std::cerr << "  " << field.field << ": " << field.message << "\n";
    return code;
}

std::string number_text(double value) {
    std::ostringstream out;
    out.precision(10);
    out << value;
    return out.str();
}

void print_json(const Deadline& term) {
    catalogue::Json json{{"official_start", iso8601(term.official_start)}, {"due", iso8601(term.due)}};
    json["lines"] = catalogue::Json::array();
    for (const auto& line : term.lines)
        json["lines"].push_back({{"from", iso8601(line.from)}, {"to", iso8601(line.to)}, {"counted", line.counted}, {"why", line.why}});
    std::cout << json.dump(2) << "\n";
}

void print_text(const Deadline& term, const Limit& limit) {
    std::cout << "Thời hạn:             " << vietnamese_limit(limit) << "\nThời điểm tiếp nhận:  " << vietnamese_time(term.official_start)
              << "\nHẹn trả kết quả:      " << vietnamese_time(term.due) << "\n\n";
    double sum = 0;
    for (const auto& line : term.lines) {
        sum += line.counted;
        std::cout << vietnamese_time(line.from) << " – " << vietnamese_time(line.to) << "  +" << number_text(line.counted)
                  << "  (cộng " << number_text(sum) << ")  " << line.why << "\n";
    }
}

}  // namespace

int run_deadline(int argc, char** argv) {
    CLI::App app{help, "motcua deadline"};
    std::string from, limit_words, calendar_file;
    std::vector<std::string> pause_words;
    bool as_json = false;
    app.add_option("--from", from, "Thời điểm nộp, ISO 8601")->required();
    app.add_option("--limit", limit_words, "Thời hạn, ví dụ 3wd")->required();
    app.add_option("--calendar", calendar_file, "Tệp lịch JSON; mặc định là lịch đi kèm");
    app.add_option("--pause", pause_words, "Khoảng tạm dừng START/END[:lý do]");
    app.add_flag("--json", as_json, "In JSON");
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& asked_for_help) {
        return app.exit(asked_for_help);
    } catch (const CLI::ParseError& error) {
        std::cerr << "Sai cách dùng (" << error.what() << "). Cần --from và --limit, thời hạn là số dương; xem motcua deadline --help\n";
        return 2;
    }
    const auto start = parse_iso8601(from);
    if (!start) return refuse(start.error(), 2);
    const auto limit = parse_limit(limit_words);
    if (!limit) return refuse(limit.error(), 2);
    std::vector<Pause> pauses;
    for (const auto& words : pause_words) {
        const auto pause = read_pause(words);
        if (!pause) return refuse({ErrorCode::InvalidInput, "khoảng tạm dừng phải có dạng START/END[:lý do]: " + words}, 2);
        pauses.push_back(*pause);
    }
    std::optional<WorkingCalendar> own;
    if (!calendar_file.empty()) {
        std::ifstream file(calendar_file, std::ios::binary);
        std::stringstream text;
        text << file.rdbuf();
        if (!file) return refuse({ErrorCode::InvalidInput, "không đọc được tệp lịch " + calendar_file}, 2);
        auto parsed = catalogue::parse_calendar(text.str());
        if (!parsed) return refuse(parsed.error(), 2);
        own = *std::move(parsed);
    }
    const auto term = deadline(own ? *own : catalogue::shipped_calendar(), *start, *limit, pauses);
    if (!term) {
        const auto& fields = term.error().fields;
        return refuse(term.error(), !fields.empty() && fields.front().field == "calendar" ? 1 : 2);
    }
    if (as_json) print_json(*term);
    else print_text(*term, *limit);
    return 0;
}

}  // namespace server

#include "server/http/api/books.hpp"

#include <charconv>

#include "server/http/exports.hpp"
#include "server/own_forms.hpp"
#include "server/rules.hpp"
#include "server/services.hpp"
#include "server/storage/book_store.hpp"

namespace server::http {

using dossier::ErrorCode;
using dossier::fail;
using dossier::Result;
using nlohmann::json;

namespace {

// The present year when the address names none.
Result<int> year_of(const Request& request) {
    const auto& text = request.path_value("year");
    if (text.empty()) return static_cast<int>(dossier::vietnam_date(request.arrived_at).year());
    int year = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), year);
    if (error != std::errc{} || end != text.data() + text.size() || year < 2000 || year > 2200)
        return fail(ErrorCode::NotFound, "không có sổ của năm này");
    return year;
}

std::string two_digits(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

std::string when(const std::optional<dossier::Instant>& at) { return at ? dossier::vietnamese_time(*at) : ""; }

json line_view(const storage::BookLine& line) {
    const auto& it = line.dossier;
    const auto& person = it.particulars.applicant;
    const auto handed = it.hand_overs.empty() ? std::nullopt : std::optional{it.hand_overs.front().at};
    return {{"no", two_digits(line.number)}, {"dossier", it.id.text()}, {"code", it.code}, {"procedure", it.procedure.name}, {"sets", 1},
            {"applicant", person.name.reveal()}, {"address", person.address.reveal()}, {"phone", person.phone.reveal()},
            {"handling_agency", it.deciding_agency}, {"received", when(it.official_start())}, {"due", when(it.due())},
            {"transferred", when(handed)}, {"result_received", when(it.finished_at)},
            {"returned", it.delivery ? dossier::vietnamese_time(it.delivery->at) : ""},
            {"return_mode", it.delivery ? std::string{vietnamese_name(it.delivery->mode)} : ""}, {"note", it.stop ? it.stop->reason : ""}};
}

}  // namespace

Result<Response> show_book(const Request& request, Services& services) {
    const auto year = TRY(year_of(request));
    const auto after = static_cast<int>(TRY(request.query_number("after", 0, 10'000'000, 0)));
    const auto most = static_cast<int>(TRY(request.query_number("most", 1, 500, 200)));
    storage::UnitOfWork work{services.database};
    const auto book = storage::find_book(work, request.principal.agency, year);
    json lines = json::array();
    for (const auto& line : storage::book_lines(work, request.principal.agency, year, after, most)) lines.push_back(line_view(line));
    const bool closed = book && book->closed_at;
    return ok({{"year", year}, {"last", book ? book->last : 0}, {"closed_at", closed ? json(dossier::iso8601(*book->closed_at)) : json(nullptr)},
               {"lines", lines}});
}

Result<Response> close_book(const Request& request, Services& services) {
    const auto year = TRY(year_of(request));
    if (year > static_cast<int>(dossier::vietnam_date(request.arrived_at).year()))
        return fail(ErrorCode::WrongState, "sổ của năm chưa tới");
    storage::UnitOfWork work{services.database};
    if (!storage::close_book(work, request.principal.agency, year, request.principal.id, request.arrived_at))
        return fail(ErrorCode::WrongState, "sổ của năm này đã khóa");
    work.commit();
    return ok({{"year", year}, {"closed_at", dossier::iso8601(request.arrived_at)}});
}

Result<Response> export_book(const Request& request, Services& services) {
    const auto year = TRY(year_of(request));
    auto rows = json::array();
    storage::UnitOfWork work{services.database};
    for (const auto& line : storage::book_lines(work, request.principal.agency, year, 0, static_cast<int>(most_exported) + 1)) rows.push_back(line_view(line));
    const bool cut = rows.size() > most_exported;
    if (cut) rows.erase(rows.end() - 1);
    return exported(request.query_value("format").value_or("csv"),
                    {"so-theo-doi-" + std::to_string(year), "Sổ theo dõi hồ sơ năm " + std::to_string(year),
                     {{"no", "Số thứ tự"}, {"code", "Mã hồ sơ"}, {"procedure", "Thủ tục"}, {"applicant", "Người nộp"}, {"address", "Địa chỉ"},
                      {"phone", "Điện thoại"}, {"handling_agency", "Cơ quan giải quyết"}, {"received", "Tiếp nhận"}, {"due", "Hẹn trả"},
                      {"transferred", "Chuyển hồ sơ"}, {"result_received", "Có kết quả"}, {"returned", "Trả kết quả"}, {"return_mode", "Hình thức trả"},
                      {"note", "Ghi chú"}},
                     std::move(rows), cut},
                    services.forms);
}

Result<Response> print_book(const Request& request, Services& services) {
    const auto year = TRY(year_of(request));
    constexpr int whole_year = 100'000;
    const auto rule_set = rule_sets(services).on(std::chrono::year{year} / std::chrono::December / 31).forms;
    json rows = json::array();
    storage::UnitOfWork work{services.database};
    for (const auto& line : storage::book_lines(work, request.principal.agency, year, 0, whole_year)) rows.push_back(line_view(line));
    const std::string law = rule_set == "2018" ? "TT 01/2018/TT-VPCP" : "TT 03/2025/TT-VPCP";
    return page(printed_form(work, {request.principal.agency, rule_set, "register"},
                             {{"law", law}, {"agency", services.config.agency_name}, {"book", "01"}, {"year", year}, {"rows", rows}},
                             templates::Medium::Screen, request.arrived_at));
}

}  // namespace server::http

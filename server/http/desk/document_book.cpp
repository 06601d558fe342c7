#include "server/http/desk/document_book.hpp"

#include <algorithm>

#include "dossier/time.hpp"

namespace server::http::desk {

namespace rules = dossier::signing_rules;

namespace {

std::string_view title_of(rules::Came came) {
    switch (came) {
        case rules::Came::Paper: return "Văn bản giấy";
        case rules::Came::Email: return "Thư điện tử";
        case rules::Came::Exchange: return "Trục liên thông";
    }
    return "";
}

std::string_view title_of(rules::CheckName check) {
    switch (check) {
        case rules::CheckName::Completeness: return "Đầy đủ";
        case rules::CheckName::Integrity: return "Toàn vẹn";
        case rules::CheckName::Origin: return "Đúng nơi gửi";
        case rules::CheckName::Signatures: return "Chữ ký số";
    }
    return "";
}

template <class E, class Titled>
std::vector<Option> options_of(const char* any, const E& names, const Titled& titled) {
    std::vector<Option> options{{"", any}};
    for (const auto& [name, value] : names) options.push_back({std::string{name}, std::string{titled(value)}});
    return options;
}

std::string_view title_of(storage::DocumentDay day) {
    switch (day) {
        case storage::DocumentDay::Arrived: return "Ngày đến";
        case storage::DocumentDay::Dated: return "Ngày văn bản";
        case storage::DocumentDay::Seen: return "Ngày kiểm tra chữ ký, con dấu";
        case storage::DocumentDay::Sealed: return "Ngày ký số bản quét";
        case storage::DocumentDay::Registered: return "Ngày vào sổ";
        case storage::DocumentDay::Forwarded: return "Ngày chuyển";
    }
    return "";
}

std::string when(const std::optional<dossier::Instant>& at) { return at ? dossier::vietnamese_time(*at) : std::string{}; }

std::string number_of(int number, int year) { return (number < 10 ? "0" : "") + std::to_string(number) + "/" + std::to_string(year); }

std::string number_of(const storage::IncomingDocument& document) {
    return document.registered_at ? number_of(document.number, document.register_year) : "";
}

// The checks before reception, of what is no scan.
View checks_view(const storage::IncomingDocument& document) {
    auto rows = View::array();
    for (const auto& check : document.checks)
        rows.push_back({{"check", title_of(check.name)}, {"detail", check.detail}, {"tag", check.passed ? "đạt" : "không đạt"},
                        {"tag_class", check.passed ? "govuk-tag--green" : "govuk-tag--red"}});
    return rows;
}

// What was done so far, oldest first.
View trail_view(const storage::IncomingDocument& document) {
    auto steps = View::array();
    if (document.seen_at) steps.push_back({{"done", (document.came == rules::Came::Paper ? "Đối chiếu bản giấy " : "Kiểm tra chữ ký, con dấu ") + when(document.seen_at) + ", " + document.seen_by_name}});
    if (document.sealed_at) steps.push_back({{"done", "Ký số bản quét " + when(document.sealed_at)}});
    if (document.registered_at) steps.push_back({{"done", "Vào sổ " + when(document.registered_at)}});
    return steps;
}

std::string standing_of(const storage::Arrived& there) {
    if (there.forwarded_at) return "Nơi nhận đã chuyển xử lý lúc " + when(there.forwarded_at) + ", số đến " + number_of(there.number, there.register_year);
    if (there.registered_at) return "Nơi nhận đã vào sổ lúc " + when(there.registered_at) + ", số đến " + number_of(there.number, there.register_year);
    if (there.failed) return "Nơi nhận không vào sổ được: kiểm tra trước khi tiếp nhận không đạt";
    return "Đã đến nơi nhận, chờ vào sổ";
}

std::string unit_name(const std::string& code, const std::vector<storage::Unit>& units) {
    const auto found = std::find_if(units.begin(), units.end(), [&](const auto& unit) { return unit.code == code; });
    return found == units.end() ? code : found->name;
}

// A step of the address, its button, and the fields that go with it; without a button what keeps the document where it is.
struct NextStep {
    const char* name = "";
    const char* button = "";
    std::vector<Field> fields{};
    std::string standing{};
};

NextStep next_step(const storage::IncomingDocument& document, const Onlooker& who) {
    const auto standing = document.standing();
    if (standing.forwarded) return {.standing = "Đã chuyển " + unit_name(document.forwarded_to, who.units) + " lúc " + when(document.forwarded_at)};
    if (rules::may_forward(standing)) {
        Field unit{.name = "unit", .label = "Chuyển cho", .input = Input::Choice, .options = {{"", "Chọn đơn vị"}}};
        for (const auto& each : who.units) unit.options.push_back({each.code, each.name});
        return {"forward", "Chuyển", {unit}, "Đã vào sổ, chờ chuyển"};
    }
    const auto entry = rules::may_register(standing);
    if (entry) return {"registration", "Vào sổ", {}, "Chờ vào sổ"};
    if (rules::may_seal_scan(standing)) {
        if (who.seals) return {"seal", "Ký số của cơ quan", {}, "Chờ ký số bản quét"};
        return {.standing = "Chờ ký số bản quét; chưa cấu hình thiết bị ký của cơ quan"};
    }
    if (document.scan && !standing.seen) {
        const bool own = document.came == rules::Came::Paper;
        return {"seen", "Xác nhận", {{.name = "seen", .label = own ? "Bản quét đúng và đủ như bản giấy" : "Đã kiểm tra chữ ký, con dấu trên bản quét", .input = Input::Tick}},
                own ? "Chờ đối chiếu với bản giấy" : "Chờ kiểm tra bằng mắt"};
    }
    return {.standing = "Không vào sổ được: " + entry.error().detail};
}

}  // namespace

std::string_view title_of(Book book) { return book == Book::Incoming ? "Văn bản đến" : "Văn bản đi"; }
std::string_view name_of(Book book) { return book == Book::Incoming ? "incoming" : "sent"; }
Book book_named(std::string_view name) { return name == "sent" ? Book::Sent : Book::Incoming; }

std::vector<Field> question_fields(Book book, const std::vector<storage::Unit>& units) {
    const bool incoming = book == Book::Incoming;
    std::vector<Field> fields{
        {.name = "q", .label = "Tìm trong mọi cột và trong chữ của tệp", .hint = "Không dấu cũng được; gõ phần đầu của chữ cũng tìm được",
         .width = "govuk-input--width-30", .kind = "search"},
        {.name = "party", .label = incoming ? "Nơi gửi" : "Nơi nhận", .width = "govuk-input--width-20"},
        {.name = "notation", .label = "Số, ký hiệu", .width = "govuk-input--width-20"},
        {.name = "subject", .label = "Trích yếu", .width = "govuk-input--width-20"}};
    if (incoming) {
        fields.push_back({.name = "number", .label = "Số đến", .width = "govuk-input--width-5", .inputmode = "numeric"});
        fields.push_back({.name = "year", .label = "Năm của sổ", .width = "govuk-input--width-5", .inputmode = "numeric"});
        fields.push_back({.name = "day", .label = "Tìm theo ngày nào", .input = Input::Choice,
                          .options = options_of("Ngày đến", storage::document_day_names, [](auto day) { return title_of(day); })});
        fields.back().options.erase(fields.back().options.begin() + 1);  // arriving is what is meant without a choice
    }
    fields.push_back({.name = "from", .label = "Từ ngày", .width = "govuk-input--width-10", .kind = "date"});
    fields.push_back({.name = "to", .label = "Đến hết ngày", .width = "govuk-input--width-10", .kind = "date"});
    if (incoming) {
        fields.push_back({.name = "came", .label = "Cách đến", .input = Input::Choice,
                          .options = options_of("Mọi cách", rules::came_names, [](auto came) { return title_of(came); })});
        fields.push_back({.name = "scan", .label = "Bản quét hay bản điện tử", .input = Input::Choice,
                          .options = {{"", "Cả hai"}, {"true", "Bản quét từ giấy"}, {"false", "Bản điện tử"}}});
        fields.push_back({.name = "legal_status", .label = "Giá trị pháp lý", .input = Input::Choice,
                          .options = options_of("Mọi giá trị", rules::legal_status_names, [](auto status) { return vietnamese_name(status); })});
        fields.push_back({.name = "check", .label = "Kiểm tra không đạt", .input = Input::Choice,
                          .options = options_of("Không lọc", rules::check_names, [](auto check) { return title_of(check); })});
        Field unit{.name = "unit", .label = "Đơn vị được chuyển", .input = Input::Choice, .options = {{"", "Mọi đơn vị"}}};
        for (const auto& each : units) unit.options.push_back({each.code, each.name});
        fields.push_back(std::move(unit));
    }
    fields.push_back({.name = "officer", .label = incoming ? "Người nhận, kiểm tra, ký, vào sổ hoặc chuyển" : "Người gửi", .width = "govuk-input--width-20"});
    return fields;
}

std::vector<Field> taking_fields() {
    return {{.name = "came", .label = "Văn bản đến bằng cách nào", .input = Input::Radios,
             .options = {{"paper", "Bản giấy, cơ quan quét"}, {"email", "Thư điện tử"}, {"exchange", "Trục liên thông"}}},
            {.name = "scan", .label = "Tệp nhận qua thư điện tử là bản quét từ giấy", .input = Input::Tick},
            {.name = "sender", .label = "Nơi gửi", .hint = "Đúng tên cơ quan ghi trên văn bản và trong chữ ký số", .width = "govuk-input--width-30"},
            {.name = "notation", .label = "Số, ký hiệu", .hint = "Ví dụ: 15/CV-STP", .width = "govuk-input--width-20"},
            {.name = "dated", .label = "Ngày văn bản", .hint = "Ngày ghi trên văn bản, không phải ngày đến; không ghi ngày thì để trống",
             .width = "govuk-input--width-10", .kind = "date"},
            {.name = "subject", .label = "Trích yếu", .input = Input::Area},
            {.name = "sha256", .label = "Mã băm SHA-256 nơi gửi báo kèm (không bắt buộc)", .hint = "Có thì tệp được so với mã này", .width = "govuk-input--width-30"}};
}

std::vector<Field> sending_fields(const std::vector<storage::Agency>& agencies, std::string_view own) {
    Field to{.name = "to", .label = "Nơi nhận", .input = Input::Choice, .options = {{"", "Chọn cơ quan nhận"}}};
    for (const auto& agency : agencies)
        if (agency.code != own) to.options.push_back({agency.code, agency.name});
    return {std::move(to),
            {.name = "notation", .label = "Số, ký hiệu", .hint = "Ví dụ: 16/CV-UBND", .width = "govuk-input--width-20"},
            {.name = "subject", .label = "Trích yếu", .input = Input::Area}};
}

View row_of(const storage::FoundIncoming& hit, const Onlooker& who) {
    const auto& document = hit.document;
    const auto step = next_step(document, who);
    const bool offered = who.clerk && *step.button;
    return {{"id", document.id}, {"href", "/desk/documents/" + document.id + "/file"}, {"number", number_of(document)},
            {"day", dossier::vietnamese_time(document.arrived_at)}, {"party", document.sender}, {"notation", document.notation},
            {"dated", document.dated ? dossier::vietnamese_date(*document.dated) : ""},
            {"subject", document.subject}, {"came", title_of(document.came)}, {"worth", vietnamese_name(document.legal_status)},
            {"forwarded", document.forwarded_at ? unit_name(document.forwarded_to, who.units) : ""}, {"forwarded_at", when(document.forwarded_at)},
            {"by", ""}, {"by_text", hit.by_text}, {"standing", step.standing}, {"checked", !document.checks.empty()}, {"checks", checks_view(document)},
            {"trail", trail_view(document)},
            {"step", offered ? View{{"path", "/desk/documents/" + document.id + "/" + step.name}, {"button", step.button},
                                    {"fields", fields_view(step.fields, document.id + "-", nullptr, {})}}
                             : View(nullptr)}};
}

View row_of(const storage::FoundSent& hit) {
    return {{"id", hit.id}, {"href", "/desk/documents/" + hit.id + "/file"}, {"number", ""}, {"day", dossier::vietnamese_time(hit.sent_at)},
            {"party", hit.receiver}, {"notation", hit.notation}, {"dated", ""}, {"subject", hit.subject}, {"by", hit.sent_by_name}, {"by_text", hit.by_text},
            {"standing", standing_of(hit.there)}, {"checked", false}, {"checks", View::array()}, {"trail", View::array()}, {"step", nullptr}};
}

std::vector<Column> columns_of(Book book) {
    if (book == Book::Sent)
        return {{"notation", "Số, ký hiệu"}, {"day", "Ngày gửi"}, {"party", "Nơi nhận"}, {"subject", "Trích yếu"}, {"by", "Người gửi"}, {"standing", "Trạng thái"}};
    return {{"number", "Số đến"}, {"day", "Ngày đến"}, {"party", "Nơi gửi"}, {"notation", "Số, ký hiệu"}, {"dated", "Ngày văn bản"},
            {"subject", "Trích yếu"}, {"came", "Cách đến"}, {"worth", "Giá trị"}, {"forwarded", "Đơn vị nhận"}, {"forwarded_at", "Ngày chuyển"}};
}

}  // namespace server::http::desk

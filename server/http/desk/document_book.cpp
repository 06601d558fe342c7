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
        case storage::DocumentDay::Seen: return "Ngày kiểm tra chữ ký, con dấu";
        case storage::DocumentDay::Sealed: return "Ngày ký số bản quét";
        case storage::DocumentDay::Registered: return "Ngày vào sổ";
        case storage::DocumentDay::Forwarded: return "Ngày chuyển";
    }
    return "";
}

std::string when(const std::optional<dossier::Instant>& at) { return at ? dossier::vietnamese_time(*at) : std::string{}; }

std::string number_of(const storage::IncomingDocument& document) {
    if (!document.registered_at) return "";
    return (document.number < 10 ? "0" : "") + std::to_string(document.number) + "/" + std::to_string(document.register_year);
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

View row_of(const storage::FoundIncoming& hit, const Onlooker& who) {
    const auto& document = hit.document;
    const auto step = next_step(document, who);
    const bool offered = who.clerk && *step.button;
    return {{"id", document.id}, {"href", "/desk/documents/" + document.id + "/file"}, {"number", number_of(document)},
            {"day", dossier::vietnamese_time(document.arrived_at)}, {"party", document.sender}, {"notation", document.notation},
            {"subject", document.subject}, {"came", title_of(document.came)}, {"worth", vietnamese_name(document.legal_status)},
            {"forwarded", document.forwarded_at ? unit_name(document.forwarded_to, who.units) : ""}, {"forwarded_at", when(document.forwarded_at)},
            {"by", ""}, {"by_text", hit.by_text}, {"standing", step.standing},
            {"step", offered ? View{{"path", "/desk/documents/" + document.id + "/" + step.name}, {"button", step.button},
                                    {"fields", fields_view(step.fields, document.id + "-", nullptr, {})}}
                             : View(nullptr)}};
}

View row_of(const storage::FoundSent& hit) {
    return {{"id", hit.id}, {"href", "/desk/documents/" + hit.id + "/file"}, {"number", ""}, {"day", dossier::vietnamese_time(hit.sent_at)},
            {"party", hit.receiver}, {"notation", hit.notation}, {"subject", hit.subject}, {"by", hit.sent_by_name}, {"by_text", hit.by_text},
            {"standing", ""}, {"step", nullptr}};
}

std::vector<Column> columns_of(Book book) {
    if (book == Book::Sent)
        return {{"notation", "Số, ký hiệu"}, {"day", "Ngày gửi"}, {"party", "Nơi nhận"}, {"subject", "Trích yếu"}, {"by", "Người gửi"}};
    return {{"number", "Số đến"}, {"day", "Ngày đến"}, {"party", "Nơi gửi"}, {"notation", "Số, ký hiệu"}, {"subject", "Trích yếu"},
            {"came", "Cách đến"}, {"worth", "Giá trị"}, {"forwarded", "Đơn vị nhận"}, {"forwarded_at", "Ngày chuyển"}};
}

}  // namespace server::http::desk

#include "server/http/request.hpp"

#include <algorithm>
#include <charconv>
#include <cctype>

#include "server/http/encoding.hpp"

namespace server::http {
namespace {

using dossier::ErrorCode;
using dossier::fail;
using dossier::Result;

constexpr int deepest_json = 32;

std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

bool is_blank(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](unsigned char sign) { return std::isspace(sign) != 0; });
}

// Brings every string to NFC; false when one holds NUL.
bool clean(nlohmann::json& value) {
    if (value.is_string()) {
        auto text = clean_text(value.get_ref<const std::string&>());
        if (!text) return false;
        value = *std::move(text);
        return true;
    }
    if (!value.is_structured()) return true;
    for (auto& part : value)
        if (!clean(part)) return false;
    return true;
}

}  // namespace

std::string_view name_of(Method method) {
    switch (method) {
        case Method::Get: return "GET";
        case Method::Head: return "HEAD";
        case Method::Post: return "POST";
        case Method::Put: return "PUT";
        case Method::Patch: return "PATCH";
        case Method::Delete: return "DELETE";
    }
    return "";
}

const std::string* find(const Pairs& pairs, std::string_view name) {
    const auto at = std::find_if(pairs.begin(), pairs.end(), [&](const auto& pair) { return pair.first == name; });
    return at == pairs.end() ? nullptr : &at->second;
}

const std::string& Request::path_value(std::string_view name) const {
    static const std::string none;
    const auto* value = find(path_values, name);
    return value ? *value : none;
}

Result<std::string> Request::uuid(std::string_view name) const {
    const auto& text = path_value(name);
    if (!is_uuid(text)) return fail(ErrorCode::NotFound, "Không tìm thấy nội dung được yêu cầu.");
    return lower_ascii(text);
}

std::optional<std::string> Request::header(std::string_view name) const {
    const auto* value = find(headers, name);
    return value ? std::optional{*value} : std::nullopt;
}

std::optional<std::string> Request::query_value(std::string_view name) const {
    const auto* value = find(query, name);
    return value ? std::optional{*value} : std::nullopt;
}

std::optional<std::string> Request::field(std::string_view name) const {
    const auto* value = find(form, name);
    return value ? std::optional{*value} : std::nullopt;
}

std::vector<std::string> Request::fields(std::string_view name) const {
    std::vector<std::string> values;
    for (const auto& [key, value] : form)
        if (key == name) values.push_back(value);
    return values;
}

Result<std::string> Request::required_field(std::string_view name) const {
    const auto* value = find(form, name);
    if (value && !is_blank(*value)) return *value;
    return fail(ErrorCode::InvalidInput, "Thiếu thông tin bắt buộc.",
                {{std::string{name}, "required", "Vui lòng nhập thông tin này."}});
}

Result<std::int64_t> Request::query_number(std::string_view name, std::int64_t low, std::int64_t high,
                                           std::int64_t otherwise) const {
    const auto* value = find(query, name);
    if (!value || value->empty()) return otherwise;
    const auto number = whole_number(*value);
    if (number && *number >= low && *number <= high) return *number;
    return fail(ErrorCode::InvalidInput, "Tham số không hợp lệ.",
                {{std::string{name}, "range",
                  "Phải là số nguyên từ " + std::to_string(low) + " đến " + std::to_string(high) + "."}});
}

Result<nlohmann::json> Request::json() const {
    bool too_deep = false;
    const nlohmann::json::parser_callback_t depth = [&](int at, nlohmann::json::parse_event_t, nlohmann::json&) {
        if (at > deepest_json) too_deep = true;
        return !too_deep;
    };
    auto value = nlohmann::json::parse(body, depth, false);
    if (value.is_discarded() || too_deep || !value.is_object() || !clean(value))
        return fail(ErrorCode::InvalidInput, "Nội dung gửi lên không phải là một đối tượng JSON hợp lệ.",
                    {{"", "json", "Cần một đối tượng JSON mã hóa UTF-8."}});
    return value;
}

Result<std::int64_t> Request::required_version() const {
    if (if_match) return *if_match;
    return fail(ErrorCode::InvalidInput, "Thiếu phiên bản của hồ sơ đang xem.",
                {{"version", "required", "Gửi phiên bản đang xem trong If-Match; trên trang, vui lòng tải lại rồi thực hiện lại."}});
}

Result<std::shared_ptr<Spool>> Request::required_upload() const {
    if (upload && upload->size > 0) return upload;
    return fail(ErrorCode::InvalidInput, "Chưa có tệp nào được gửi lên.",
                {{"file", "required", "Vui lòng chọn một tệp có nội dung."}});
}

bool Request::wants_html() const {
    const auto* accept = find(headers, "accept");
    return accept && accept->find("text/html") != std::string::npos;
}

}  // namespace server::http

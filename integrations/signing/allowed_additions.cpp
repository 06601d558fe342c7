#include "integrations/signing/allowed_additions.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>

#include "integrations/signing/stream_data.hpp"

namespace integrations::signing {
namespace {

using Object = QPDFObjectHandle;

constexpr size_t longest_metadata = 8U << 20;  // bytes; a packet with thumbnails has some hundred kilobytes

constexpr int most_plain = 10'000;        // values, counted at every place they are named
constexpr int most_of_a_list = 1'000, most_validations = 500;

bool plain(Object value, int depth, int& left) {
    if (depth > 5 || value.isStream() || --left < 0) return false;
    if (value.isArray()) {
        for (auto& item : value.getArrayAsVector())
            if (!plain(item, depth + 1, left)) return false;
        return true;
    }
    if (value.isDictionary()) {
        for (const auto& key : value.getKeys())
            if (!plain(value.getKey(key), depth + 1, left)) return false;
        return true;
    }
    return value.isScalar();
}

bool is_list_of_streams(Object list) {
    if (!list.isArray() || list.getArrayNItems() > most_of_a_list) return false;
    for (auto& item : list.getArrayAsVector())
        if (!item.isStream()) return false;
    return true;
}

bool is_hash(const std::string& key) {
    return key.size() == 41 && std::all_of(key.begin() + 1, key.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
           });
}

// What a store says about one signature.
bool is_validation_entry(Object entry) {
    if (!entry.isDictionary()) return false;
    for (auto& [key, value] : entry.getDictAsMap()) {
        auto each = value;
        if (key == "/Type" ? !each.isName() : key == "/TU" ? !each.isString() : key == "/TS" ? !each.isStream()
            : key == "/Cert" || key == "/CRL" || key == "/OCSP" ? !is_list_of_streams(each)
                                                                : true)
            return false;
    }
    return true;
}

bool is_validation_list(Object list) {
    if (!list.isDictionary() || list.getKeys().size() > most_validations) return false;
    for (auto& [key, entry] : list.getDictAsMap())
        if (key != "/Type" && (!is_hash(key) || !is_validation_entry(entry))) return false;
    return true;
}

// "00.500" → ".5"; nothing for what readers may count differently: no digit, a strange sign, too many digits.
std::optional<std::string> without_idle_zeros(std::string_view number) {
    constexpr size_t longest_number = 16;
    static constexpr std::string_view digits = "0123456789";
    const std::string sign(number.substr(0, number.starts_with('-') ? 1 : 0));
    number.remove_prefix(sign.size());
    const auto point = number.find('.');
    if (number.size() > longest_number || point == std::string_view::npos || number.find('.', point + 1) != std::string_view::npos ||
        number.find_first_of(digits) == std::string_view::npos || number.find_first_not_of("0123456789.") != std::string_view::npos)
        return std::nullopt;
    const auto first = number.find_first_not_of('0'), last = number.find_last_not_of('0');
    return sign + std::string(number.substr(first, last - first + 1));
}

// Also as UTF-16 that says so and nothing else.
bool is_empty_text(const std::string& text) { return text.empty() || text == "\xfe\xff"; }

// A stream, or streams by state.
bool is_picture(Object picture) {
    if (picture.isStream()) return true;
    if (!picture.isDictionary()) return false;
    for (const auto& state : picture.getKeys())
        if (!picture.getKey(state).isStream()) return false;
    return true;
}

}  // namespace

bool same_scalar(Object one, Object other) {
    if (one.getTypeCode() != other.getTypeCode()) return false;
    const auto first = one.unparseResolved(), second = other.unparseResolved();
    if (first == second || !one.isReal()) return first == second;
    const auto number = without_idle_zeros(first);
    return number && number == without_idle_zeros(second);
}

bool is_plain(Object value) {
    int left = most_plain;
    return plain(value, 0, left);
}

bool is_security_store(Object store) {
    if (!store.isDictionary()) return false;
    for (auto& [key, value] : store.getDictAsMap()) {
        auto each = value;
        if (key == "/Type" ? !each.isName() : key == "/VRI" ? !is_validation_list(each)
            : key == "/Certs" || key == "/CRLs" || key == "/OCSPs" ? !is_list_of_streams(each)
                                                                   : true)
            return false;
    }
    return true;
}

bool is_metadata(Object stream) {
    if (!stream.isStream()) return false;
    const auto bytes = stream_data(stream, longest_metadata);
    if (!bytes) return false;
    // UTF-16 packets hold a zero beside every ASCII character.
    std::string text;
    std::copy_if(bytes->begin(), bytes->end(), std::back_inserter(text), [](char c) { return c != '\0'; });
    const auto first = text.find_first_not_of("\xef\xbb\xbf\xfe\xff \t\r\n");
    return first != std::string::npos && text[first] == '<' &&
           (text.find("xmpmeta") != std::string::npos || text.find("rdf:RDF") != std::string::npos);
}

bool is_appearance(Object appearance) {
    if (appearance.isNull()) return true;
    if (!appearance.isDictionary()) return false;
    for (const auto& key : appearance.getKeys())
        if ((key != "/N" && key != "/D" && key != "/R") || !is_picture(appearance.getKey(key))) return false;
    return true;
}

bool is_field_value(Object value) {
    if (value.isNull() || value.isString() || value.isName() || value.isStream()) return true;
    if (!value.isArray()) return false;
    for (auto& item : value.getArrayAsVector())
        if (!item.isString()) return false;
    return true;
}

bool is_empty_value(Object value) {
    return value.isNull() || (value.isString() && is_empty_text(value.getStringValue())) || value.isNameAndEquals("/Off") ||
           (value.isArray() && value.getArrayNItems() == 0);
}

bool asks_readers_to_draw(Object form) {
    auto asks = form.getKey("/NeedAppearances");
    return asks.isBool() && asks.getBoolValue();
}

}  // namespace integrations::signing

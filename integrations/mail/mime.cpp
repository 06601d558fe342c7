#include "integrations/mail/mime.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>

namespace integrations::mail {
namespace {

std::string base64(std::string_view bytes) {
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        unsigned group = 0;
        for (std::size_t i = 0; i < 3; ++i)
            group = group << 8 | (at + i < bytes.size() ? static_cast<unsigned char>(bytes[at + i]) : 0u);
        for (std::size_t i = 0; i < 4; ++i)
            text += at + i <= bytes.size() ? letters[group >> (18 - 6 * i) & 63] : '=';
    }
    return text;
}

// 76 letters a line.
std::string folded_base64(std::string_view bytes) {
    const auto text = base64(bytes);
    std::string lines;
    for (std::size_t at = 0; at < text.size(); at += 76) lines += text.substr(at, 76) + "\r\n";
    return lines;
}

// Words of at most 45 bytes, cut between characters (RFC 2047: one encoded word stands alone).
std::string encoded_header(std::string text) {
    std::replace_if(text.begin(), text.end(), [](unsigned char letter) { return letter < 32 || letter == 127; }, ' ');
    std::string words;
    for (std::size_t at = 0; at < text.size();) {
        auto end = std::min(at + 45, text.size());
        while (end < text.size() && end > at + 1 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
        if (!words.empty()) words += "\r\n ";
        words += "=?UTF-8?B?" + base64(std::string_view{text}.substr(at, end - at)) + "?=";
        at = end;
    }
    return words;
}

std::string rfc5322_date(dossier::Instant at) {
    constexpr std::array<const char*, 7> days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array<const char*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto local = std::chrono::floor<std::chrono::seconds>(at + dossier::vietnam_offset);
    const auto midnight = std::chrono::floor<std::chrono::days>(local);
    const std::chrono::year_month_day date{midnight};
    const std::chrono::hh_mm_ss clock{local - midnight};
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%s, %02u %s %d %02d:%02d:%02d +0700",
                  days[std::chrono::weekday{midnight}.c_encoding()], static_cast<unsigned>(date.day()),
                  months[static_cast<unsigned>(date.month()) - 1], static_cast<int>(date.year()),
                  static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                  static_cast<int>(clock.seconds().count()));
    return text.data();
}

std::string safe_id(std::string id) {
    std::erase_if(id, [](unsigned char letter) { return !std::isalnum(letter) && letter != '-' && letter != '.'; });
    return id;
}

std::string text_part(const std::string& text) {
    std::string lines;
    for (const char letter : text) {
        if (letter == '\r') continue;
        lines += letter == '\n' ? "\r\n" : std::string(1, letter);
    }
    return "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n" + folded_base64(lines);
}

std::string attachment_part(const Attachment& attachment) {
    const auto name = encoded_header(attachment.name);
    return "Content-Type: " + safe_id(attachment.media_type.substr(0, attachment.media_type.find('/'))) + "/" +
           safe_id(attachment.media_type.substr(attachment.media_type.find('/') + 1)) + ";\r\n name=\"" + name +
           "\"\r\nContent-Disposition: attachment;\r\n filename=\"" + name +
           "\"\r\nContent-Transfer-Encoding: base64\r\n\r\n" + folded_base64(attachment.bytes);
}

}  // namespace

bool is_address(std::string_view text) {
    const auto at = text.find('@');
    if (at == std::string_view::npos || at == 0 || at + 1 >= text.size() || text.size() > 254) return false;
    if (text.find('@', at + 1) != std::string_view::npos) return false;
    const auto plain = [](unsigned char letter) {
        return std::isalnum(letter) || std::string_view{".!#$%&'*+-/=?^_`{|}~@"}.find(static_cast<char>(letter)) !=
                                           std::string_view::npos;
    };
    if (!std::all_of(text.begin(), text.end(), [&](char letter) {
            const auto byte = static_cast<unsigned char>(letter);
            return byte < 128 && plain(byte);
        }))
        return false;
    const auto domain = text.substr(at + 1);
    return domain.find("..") == std::string_view::npos && domain.front() != '.' && domain.back() != '.' &&
           domain.front() != '-';
}

std::optional<std::string> compose(const Mail& mail, dossier::Instant now) {
    if (!is_address(mail.from) || !is_address(mail.to.reveal())) return std::nullopt;
    const auto domain = mail.from.substr(mail.from.find('@') + 1);
    std::string message = "Date: " + rfc5322_date(now) + "\r\nFrom: " +
                          (mail.from_name.empty() ? "" : encoded_header(mail.from_name) + " ") + "<" + mail.from +
                          ">\r\nTo: <" + mail.to.reveal() + ">\r\nSubject: " + encoded_header(mail.subject) +
                          "\r\nMessage-ID: <" + safe_id(mail.id) + "@" + domain +
                          ">\r\nAuto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n";
    if (mail.attachments.empty()) return message + text_part(mail.text);
    const auto boundary = "=_" + safe_id(mail.id) + "_motcua";  // no base64 line can hold "=_"
    message += "Content-Type: multipart/mixed; boundary=\"" + boundary + "\"\r\n\r\n";
    message += "--" + boundary + "\r\n" + text_part(mail.text);
    for (const auto& attachment : mail.attachments)
        message += "--" + boundary + "\r\n" + attachment_part(attachment);
    return message + "--" + boundary + "--\r\n";
}

}  // namespace integrations::mail

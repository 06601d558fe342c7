#pragma once
// DVCQG v1 on the wire: exact field names, every value a string, dates yyyyMMddHHmmss on the Vietnamese clock.
// Pure. Source of the names: two working integrations read in public code (integrations/README.md).

#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "integrations/national_portal/record.hpp"

namespace integrations::national_portal {

std::string wire_time(Instant at);                     // "20261120081530"
std::optional<Instant> parse_wire_time(std::string_view text);

// An element of `data` of DongBoHoSoMC and of CapNhatTienDoHoSoMC.
nlohmann::ordered_json to_wire(const Record& record);
nlohmann::ordered_json to_wire(const Progress& progress);

// The body of an outbox message: {"MaHoSo", "HoSo", "TienDo"}. It is written when the event happens, so each status is
// told as it was, however late it leaves. One row a message: what was acknowledged is known row by row.
std::string message_body(const Record& record, const Progress& progress);

// error_code comes as number or string; "0" and "00" are success.
struct Answer {
    std::string error_code;
    std::string message;
    nlohmann::json result = nlohmann::json::array();
    bool succeeded() const { return error_code == "0" || error_code == "00"; }
    bool already_exists() const;   // 3, -3 or "đã tồn tại"
    bool does_not_exist() const;   // "không tồn tại", "chưa tồn tại", "không tìm thấy"
    bool session_lost() const;     // by the text; no code is published
    bool data_refused() const;     // by the text: the same again would be refused again
};
// Nothing when the text is no JSON object with an error_code.
std::optional<Answer> parse_answer(std::string_view text);

}  // namespace integrations::national_portal

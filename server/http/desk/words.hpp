#pragma once
// How pages and papers write money, moments and persons in Vietnamese.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dossier/intake/person.hpp"
#include "dossier/state.hpp"
#include "dossier/time.hpp"
#include "dossier/workflow/printing.hpp"

namespace server::http::desk {

std::string long_moment(dossier::Instant at);             // "09 giờ 30 phút, ngày 21/11/2026"
std::string grouped_phone(std::string_view digits);       // "0912 345 678"
std::string_view number_label(dossier::PersonKind kind);  // "Số định danh cá nhân"
std::string_view kind_name(dossier::PersonKind kind);     // "Công dân Việt Nam"

struct TimeLeft {
    std::string text;  // "còn 2 ngày", "quá hạn 3 giờ"; empty without a due time
    bool late = false;
};
TimeLeft time_left(std::optional<dossier::Instant> due, dossier::Instant now);

// "Giấy tiếp nhận hồ sơ và hẹn trả kết quả (mẫu 01) số 12/TNHS, bản in lại; 2 tờ phân cách"
std::string list_of(const std::vector<dossier::PrintedPaper>& papers);

// The colour of a state's tag: one of the classes named in templates/partials/tags.html.
std::string_view tag_class(dossier::State state);

}  // namespace server::http::desk

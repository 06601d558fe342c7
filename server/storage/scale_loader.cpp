#include "server/storage/scale_loader.hpp"

#include <algorithm>

#include "server/storage/scale_loader.sql.hpp"
#include "server/storage/session.hpp"

namespace server::storage {
namespace {

using Words = std::vector<std::string>;

const Words family{"Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ"};
const Words middle{"Thị", "Văn", "Hữu", "Đức", "Ngọc", "Minh", "Thanh"};
const Words given{"An",  "Bình", "Châu", "Dũng", "Đào", "Giang", "Hà",  "Hạnh", "Hiếu", "Hương", "Khánh", "Lan",
                  "Linh", "Mai", "Nam", "Oanh", "Phúc", "Quân", "Sơn", "Tâm", "Uyên", "Vinh", "Xuân", "Yến"};
const Words vocabulary{"giấy", "khai", "sinh", "kết", "hôn", "hộ", "khẩu", "tạm", "trú", "thường", "đăng", "ký", "kinh", "doanh",
                       "ngành", "nghề", "địa", "chỉ", "thôn", "xã", "tỉnh", "quê", "quán", "dân", "tộc", "quốc", "tịch", "cha", "mẹ",
                       "con", "nơi", "cấp", "ngày", "tháng", "năm", "số", "căn", "cước", "công", "chứng", "thực", "bản", "sao", "chính",
                       "đất", "thửa", "diện", "tích", "sử", "dụng", "mục", "đích", "người", "yêu", "cầu", "xác", "nhận", "lý", "lịch", "tư"};
const dossier::FileId scan{"00000000-0000-7000-8000-000000000001"};
constexpr std::int64_t microseconds_per_day = 86'400'000'000;

// 00:00 UTC of a day as load_dossiers counts it; the last of all is 21 November 2026.
std::int64_t start_of(std::int64_t day, std::int64_t days) {
    const auto last = std::chrono::sys_days{std::chrono::year{2026} / 11 / 21};
    return std::chrono::duration_cast<std::chrono::microseconds>(last.time_since_epoch()).count() +
           (day - days + 1) * microseconds_per_day;
}

}  // namespace

void load_dossiers(const std::string& words, const dossier::DossierId& pattern, std::int64_t first, std::int64_t last,
                   std::int64_t all) {
    Session session{DatabaseOptions{words, 1, {}, std::chrono::minutes{60}}};
    session.execute_script("SET synchronous_commit = off; SET work_mem = '256MB'", "load_settings");
    session.execute(sql::load_scan, {{"file", scan}, {"at", start_of(0, 1)}});
    const auto per_day = 10 * ((all + 4'999) / 5'000), days = (all + per_day - 1) / per_day;  // about 500
    // Whole days: what belongs to a day is found by its date.
    for (auto from = first; from < last;) {
        const auto next = std::min(last, (from / per_day + std::max<std::int64_t>(1, 10'000 / per_day)) * per_day);
        const auto since = start_of(from / per_day, days), until = start_of((next - 1) / per_day + 1, days);
        session.begin();
        session.execute(sql::load_dossiers, {{"first", from}, {"last", next}, {"per_day", per_day}, {"days", days}, {"pattern", pattern},
                                             {"family", family}, {"middle", middle}, {"given", given}});
        session.execute(sql::load_events, {{"since", since}, {"until", until}, {"pattern", pattern}});
        session.execute(sql::load_chain, {{"since", since}, {"until", until}, {"pattern", pattern}});
        session.execute(sql::load_stacks, {{"file", scan}, {"since", since}, {"until", until}});
        session.execute(sql::load_pages, {{"words", vocabulary}, {"since", since}, {"until", until}});
        session.execute(sql::load_tags, {{"file", scan}, {"since", since}, {"until", until}});
        session.commit();
        from = next;
    }
}

void settle(const std::string& words) {
    Session session{DatabaseOptions{words, 1, {}, std::chrono::minutes{60}}};
    for (const auto* table : {"dossier", "event", "audit", "stack", "page", "component_file"})
        session.execute_script(std::string{"VACUUM ANALYZE "} + table, "settle");
}

}  // namespace server::storage

#include "server/storage/scale_loader.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <future>
#include <iomanip>
#include <memory>
#include <random>
#include <sstream>
#include <thread>

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
constexpr std::int64_t per_day = 2'400, at_once = 4 * per_day;
constexpr std::array settled{"event", "audit", "dossier", "page", "stack", "component_file"};

// 500 pieces of 35 words, four to a page.
Words phrases() {
    std::mt19937 dice{1};
    Words all(500);
    for (auto& phrase : all)
        for (int n = 0; n < 35; ++n) phrase += (n ? " " : "") + vocabulary[dice() % vocabulary.size()];
    return all;
}

// Before the dossier of this number, after the one before it.
std::string first_id_of(std::int64_t number) {
    std::ostringstream hex;
    hex << std::hex << std::setw(12) << std::setfill('0') << 1'700'000'000'000 + number * 25;
    return hex.str() + "70000000000000000000";
}

void load_days(Session& session, const Words& patterns, const Words& pieces, std::size_t scans, std::int64_t first, std::int64_t last,
               std::int64_t days) {
    const auto first_id = first_id_of(first), last_id = first_id_of(last);
    session.begin();
    session.execute(sql::load_dossiers, {{"first", first}, {"last", last}, {"per_day", per_day}, {"days", days}, {"patterns", patterns},
                                         {"family", family}, {"middle", middle}, {"given", given}});
    session.execute(sql::load_events, {{"first_id", first_id}, {"last_id", last_id}, {"patterns", patterns}});
    session.execute(sql::load_chain, {{"first_id", first_id}, {"last_id", last_id}});
    session.execute(sql::load_stacks, {{"scans", scans}, {"first_id", first_id}, {"last_id", last_id}});
    session.execute(sql::load_pages, {{"phrases", pieces}, {"first_id", first_id}, {"last_id", last_id}});
    session.execute(sql::load_tags, {{"first_id", first_id}, {"last_id", last_id}});
    session.commit();
}

std::unique_ptr<Session> loading_session(const std::string& words) {
    auto session = std::make_unique<Session>(DatabaseOptions{words, 1, {}, std::chrono::minutes{60}});
    session->execute_script("SET synchronous_commit = off; SET session_replication_role = replica; SET work_mem = '256MB'; "
                            "SET maintenance_work_mem = '512MB'", "load_settings");
    return session;
}

// As many sessions as there are processors each take the next part until none is left.
template <class Work>
void shared_out(const std::string& words, std::size_t parts, Work work) {
    std::atomic<std::size_t> next{0};
    std::vector<std::future<void>> hands;
    for (unsigned hand = 0; hand < std::max(1u, std::thread::hardware_concurrency()); ++hand)
        hands.push_back(std::async(std::launch::async, [&] {
            const auto session = loading_session(words);
            for (auto part = next++; part < parts; part = next++) work(*session, part);
        }));
    for (auto& hand : hands) hand.get();
}

}  // namespace

void load_dossiers(const std::string& words, const std::vector<dossier::DossierId>& patterns, const std::vector<LoadedScan>& scans,
                   std::int64_t dossiers) {
    auto session = loading_session(words);
    const auto large = session->execute(sql::large_indexes, {}).rows;
    for (const auto& index : large) session->execute_script("DROP INDEX " + index.text("name"), "drop_large_index");
    for (std::size_t number = 0; number < scans.size(); ++number)
        session->execute(sql::load_scan, {{"number", number}, {"sha256", scans[number].sha256}, {"size", scans[number].size}});
    const auto days = (dossiers + per_day - 1) / per_day;
    const auto pieces = phrases();
    Words ids;
    for (const auto& pattern : patterns) ids.push_back(pattern.text());
    shared_out(words, static_cast<std::size_t>((dossiers + at_once - 1) / at_once), [&](Session& loading, std::size_t part) {
        const auto from = static_cast<std::int64_t>(part) * at_once;
        load_days(loading, ids, pieces, scans.size(), from, std::min(dossiers, from + at_once), days);
    });
    shared_out(words, large.size(), [&](Session& loading, std::size_t index) {
        loading.execute_script(large[index].text("definition"), "make_large_index");
    });
    // As autovacuum would have done in the meantime.
    shared_out(words, settled.size(), [](Session& loading, std::size_t table) {
        loading.execute_script(std::string{"VACUUM ANALYZE "} + settled[table], "settle");
    });
}

std::int64_t count_loaded(const std::string& words) {
    return Session{DatabaseOptions{words, 1, {}, std::chrono::minutes{5}}}.execute(sql::count_loaded, {}).rows.at(0).number("loaded");
}

}  // namespace server::storage

#include <chrono>

#include "server/catalogue/dossier_json.hpp"
#include "server/storage/audit.hpp"
#include "server/storage/audit.sql.hpp"
#include "server/storage/dossier_store.hpp"
#include "server/storage/file_store.hpp"

namespace server::storage {
namespace {

constexpr int page_size = 2'000;
constexpr std::size_t most_findings = 1'000;

struct Verification {
    Database& database;
    AuditReport report{};

    void found(const std::string& chain, std::int64_t number, const char* what) {
        if (report.findings.size() < most_findings) report.findings.push_back({chain, number, what});
    }

    // The link as it must be, computed here: not by the database that is being checked.
    static std::string link(const Row& row, const std::string& previous) {
        auto text = previous + "\n" + row.text("chain") + "\n" + row.text("number") + "\n" + row.text("at") + "\n" +
                    row.text("kind") + "\n" + row.text("actor");
        if (const auto detail = row.maybe_text(row.is_null("detail") ? "payload" : "detail")) text += "\n" + *detail;
        return sha256_of(text);
    }

    void entry(const Row& row, const std::string& expected_previous, std::int64_t expected_number) {
        const auto chain = row.text("chain");
        const auto number = row.number("number");
        if (number != expected_number) found(chain, expected_number, "thiếu dòng nhật ký");
        else if (row.text("previous_hash") != expected_previous) found(chain, number, "mắt xích không nối với dòng trước");
        if (row.is_null("detail")) {
            if (row.is_null("payload")) return found(chain, number, "sự kiện đã bị xóa");
            if (row.text("event_at") != row.text("at") || row.text("event_kind") != row.text("kind") ||
                row.text("event_actor") != row.text("actor"))
                return found(chain, number, "sự kiện đã bị sửa");
        }
        if (link(row, row.text("previous_hash")) != row.text("hash")) found(chain, number, "nội dung đã bị sửa");
    }

    void links() {
        std::string chain, previous;
        std::int64_t number = 0;
        for (;;) {
            UnitOfWork work{database};
            const auto rows = work.query(sql::audit_page, {{"chain", chain}, {"number", number}, {"most", page_size}});
            for (const auto& row : rows) {
                if (row.text("chain") != chain) {
                    chain = row.text("chain");
                    previous.clear();
                    number = 0;
                    ++report.chains;
                }
                entry(row, previous, number + 1);
                number = row.number("number");
                previous = row.text("hash");
                ++report.entries;
            }
            if (rows.size() < page_size) return;
        }
    }

    void unlinked_events() {
        UnitOfWork work{database};
        for (const auto& row : work.query(sql::events_without_entry))
            found(row.text("dossier"), row.number("number"), "sự kiện không có trong nhật ký");
    }

    void roots() {
        std::string previous;
        UnitOfWork work{database};
        for (const auto& root : work.query(sql::roots)) {
            const auto id = root.number("id");
            auto text = root.text("previous_root");
            std::int64_t ends = 0;
            for (const auto& end : work.query(sql::root_ends, {{"root", id}})) {
                text += "\n" + end.text("chain") + " " + end.text("number") + " " + end.text("hash");
                ++ends;
                if (end.maybe_text("now") != end.text("hash"))
                    found(end.text("chain"), end.number("number"), "khác với mốc niêm phong: chuỗi đã bị cắt hoặc viết lại");
            }
            if (root.text("previous_root") != previous) found("root", id, "mốc niêm phong không nối với mốc trước");
            if (sha256_of(text) != root.text("root") || ends != root.number("chains"))
                found("root", id, "mốc niêm phong đã bị sửa");
            previous = root.text("root");
            ++report.roots;
        }
    }

    // The row is a projection: it must say what the events say.
    bool says_the_same(UnitOfWork& work, const Row& row) {
        const dossier::DossierId id{row.text("id")};
        dossier::Dossier replayed;
        for (const auto& event : events_after(work, id, 0)) replayed = dossier::apply(std::move(replayed), event);
        const auto stored = find_dossier(work, id);
        const auto& applicant = replayed.particulars.applicant;
        return stored && row.number("version") == replayed.version && row.text("code") == replayed.code &&
               row.text("state") == dossier::name_of(replayed.state) && row.text("agency") == replayed.agency &&
               row.text("applicant_name") == applicant.name.reveal() &&
               row.text("applicant_number") == applicant.number.reveal() &&
               catalogue::dossier_to_json(*stored) == catalogue::dossier_to_json(replayed);
    }

    // A document altered so that it no longer parses is a finding too, not the end of the verification.
    void projection(UnitOfWork& work, const Row& row) {
        const auto* what = "hồ sơ khác với các sự kiện của nó";
        try {
            if (says_the_same(work, row)) return;
        } catch (const StorageFault& fault) {
            if (fault.kind() != StorageFault::Kind::Broken) throw;
            what = "sự kiện hoặc hồ sơ không đọc được";
        } catch (const catalogue::Json::exception&) {
            what = "sự kiện hoặc hồ sơ không đọc được";
        }
        found(row.text("id"), row.number("version"), what);
    }

    void projections() {
        std::string after = "00000000-0000-0000-0000-000000000000";
        for (;;) {
            UnitOfWork work{database};
            const auto rows = work.query(sql::dossier_ids, {{"after", after}, {"most", 200}});
            for (const auto& row : rows) {
                after = row.text("id");
                ++report.dossiers;
                projection(work, row);
            }
            if (rows.size() < 200) return;
        }
    }
};

}  // namespace

AuditReport verify_audit(Database& database) {
    Verification verification{database};
    verification.links();
    verification.unlinked_events();
    verification.roots();
    verification.projections();
    return std::move(verification.report);
}

}  // namespace server::storage

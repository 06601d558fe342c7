#include <algorithm>
#include <future>
#include <mutex>
#include <thread>

#include "server/catalogue/dossier_json.hpp"
#include "server/storage/audit.hpp"
#include "server/storage/audit.sql.hpp"
#include "server/storage/dossier_store.hpp"
#include "server/storage/file_store.hpp"

namespace server::storage {
namespace {

constexpr int page_size = 2'000;  // as in audit_page
constexpr std::size_t most_findings = 1'000;

// The row of a dossier is a projection: it must say what the events say. As many readers as there are processors share the list,
// each takes the next few and has a session of its own.
class Projections {
  public:
    explicit Projections(Database& database) : database_{database} {}

    void run() {
        const auto wanted = std::min<int>(static_cast<int>(std::thread::hardware_concurrency()), database_.options().sessions);
        std::vector<std::future<void>> readers;
        for (int reader = 0; reader < std::max(1, wanted); ++reader) readers.push_back(std::async(std::launch::async, [this] { read(); }));
        for (auto& reader : readers) reader.get();
        std::sort(findings.begin(), findings.end(), [](const auto& one, const auto& other) { return one.chain < other.chain; });
    }
    std::int64_t dossiers = 0;
    std::vector<AuditFinding> findings;

  private:
    void read() {
        for (;;) {
            UnitOfWork work{database_};
            const auto rows = next(work);
            for (const auto& row : rows)
                if (const auto* wrong = judged(work, row)) {
                    const std::lock_guard lock{mutex_};
                    if (findings.size() < most_findings) findings.push_back({row.text("id"), row.number("version"), wrong});
                }
            if (rows.empty()) return;
        }
    }

    Rows next(UnitOfWork& work) {
        const std::lock_guard lock{mutex_};
        auto rows = work.query(sql::dossier_ids, {{"after", after_}});
        dossiers += static_cast<std::int64_t>(rows.size());
        for (const auto& row : rows) after_ = row.text("id");
        return rows;
    }

    // Null: as it must be. A document altered so that it no longer parses is a finding too, not the end of the verification.
    static const char* judged(UnitOfWork& work, const Row& row) {
        try {
            return says_the_same(work, row) ? nullptr : "hồ sơ khác với các sự kiện của nó";
        } catch (const StorageFault& fault) {
            if (fault.kind() != StorageFault::Kind::Broken) throw;
        } catch (const catalogue::Json::exception&) {
        }
        return "sự kiện hoặc hồ sơ không đọc được";
    }

    static bool says_the_same(UnitOfWork& work, const Row& row) {
        const dossier::DossierId id{row.text("id")};
        dossier::Dossier replayed;
        for (const auto& event : events_after(work, id, 0)) replayed = dossier::apply(std::move(replayed), event);
        const auto stored = find_dossier(work, id);
        const auto& applicant = replayed.particulars.applicant;
        return stored && row.number("version") == replayed.version && row.text("code") == replayed.code &&
               row.text("state") == dossier::name_of(replayed.state) && row.text("agency") == replayed.agency &&
               row.text("applicant_name") == applicant.name.reveal() && row.text("applicant_number") == applicant.number.reveal() &&
               catalogue::dossier_to_json(*stored) == catalogue::dossier_to_json(replayed);
    }

    Database& database_;
    std::mutex mutex_;
    std::string after_ = "00000000-0000-0000-0000-000000000000";
};

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
            const auto rows = work.query(sql::audit_page, {{"chain", chain}, {"number", number}});
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
        work.query(sql::allow_an_hour);
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

    void projections() {
        Projections check{database};
        check.run();
        report.dossiers = check.dossiers;
        for (auto& finding : check.findings) found(finding.chain, finding.number, finding.what.c_str());
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

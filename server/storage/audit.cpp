#include "server/storage/audit.hpp"

#include "server/storage/audit.sql.hpp"
#include "server/storage/file_store.hpp"

namespace server::storage {

void append_audit(UnitOfWork& work, const AuditEntry& entry) {
    work.query(sql::lock_chain, {{"chain", entry.chain}});
    work.run(sql::append_audit, {{"chain", entry.chain},
                                 {"agency", entry.agency},
                                 {"at", entry.at},
                                 {"kind", entry.kind},
                                 {"actor", entry.actor},
                                 {"detail", entry.detail.dump()}});
}

std::vector<AuditLine> audit_lines(UnitOfWork& work, const std::string& chain, std::int64_t before, int most) {
    std::vector<AuditLine> lines;
    for (const auto& row : work.query(sql::audit_lines, {{"chain", chain}, {"before", before}, {"most", most}}))
        lines.push_back({row.text("chain"), row.text("kind"), row.text("actor"), row.text("agency"), row.text("detail"),
                         row.number("number"), row.instant("at")});
    return lines;
}

std::optional<std::int64_t> seal_audit(UnitOfWork& work, dossier::Instant now) {
    work.query(sql::lock_roots);
    const auto last = work.one(sql::last_root);
    const auto previous = last ? last->text("root") : std::string{};
    const auto rows = work.query(sql::ends_since, {{"since", last ? last->number("at") : 0}});
    if (rows.empty()) return std::nullopt;
    auto text = previous;
    auto ends = nlohmann::json::array();
    for (const auto& row : rows) {
        text += "\n" + row.text("chain") + " " + row.text("number") + " " + row.text("hash");
        ends.push_back({{"chain", row.text("chain")}, {"number", row.number("number")}, {"hash", row.text("hash")}});
    }
    const auto root = work.one(sql::insert_root, {{"at", now},
                                                  {"chains", rows.size()},
                                                  {"previous_root", previous},
                                                  {"root", sha256_of(text)}});
    work.run(sql::insert_root_ends, {{"root", root->number("id")}, {"ends", ends.dump()}});
    return root->number("id");
}

}  // namespace server::storage

#include "server/storage/saved_search_store.hpp"

#include "server/storage/new_id.hpp"
#include "server/storage/saved_search_store.sql.hpp"

namespace server::storage {

bool save_search(UnitOfWork& work, const Searcher& by, std::string_view name, const nlohmann::json& question, dossier::Instant now) {
    return work.run(sql::save_search, {{"id", new_uuid()},
                                       {"account", by.account},
                                       {"agency", by.agency},
                                       {"page", by.page},
                                       {"name", name},
                                       {"question", question.dump()},
                                       {"most", most_saved_searches},
                                       {"now", now}}) == 1;
}

std::vector<SavedSearch> saved_searches(UnitOfWork& work, std::string_view account, SearchedPage page) {
    std::vector<SavedSearch> list;
    for (const auto& row : work.query(sql::saved_searches, {{"account", account}, {"page", page}}))
        list.push_back({row.text("id"), row.text("name"), nlohmann::json::parse(row.text("question"))});
    return list;
}

bool forget_search(UnitOfWork& work, std::string_view account, std::string_view id) {
    return work.run(sql::forget_search, {{"id", id}, {"account", account}}) == 1;
}

}  // namespace server::storage

#pragma once
// A list as a file: the rows a page shows, in the page's words.

#include <string>
#include <string_view>
#include <vector>

#include "dossier/result.hpp"
#include "server/http/response.hpp"
#include "templates/render.hpp"

namespace server::http {

inline constexpr int most_exported = 4'000;  // rows; the last line says so when there were more

struct Column {
    const char* member;  // of a row's view data
    const char* title;
};
// `format`: csv or xlsx. Fails with InvalidInput for another.
dossier::Result<Response> exported(std::string_view format, const std::string& name, const std::vector<Column>& columns,
                                   const templates::View& rows, bool cut);

}  // namespace server::http

// Files that come with a form: the same calls as the API's, whose query is the form's fields here.

#include "server/http/api/files.hpp"
#include "server/http/api/results.hpp"
#include "server/http/desk/fields.hpp"
#include "server/http/desk/handlers.hpp"

namespace server::http::desk {
namespace {

std::string back_to(const Request& request) { return "/desk/dossiers/" + request.path_value("dossier_id"); }

}  // namespace

Result<Response> upload_component_file(const Request& request, Services& services) {
    auto call = as_api_call(request);
    const auto component = TRY(request.required_field("component"));
    call.path_values.emplace_back("component", component);
    TRY(add_component_file(call, services));
    return see_other(back_to(request) + "?done=AddFile#c-" + component);
}

Result<Response> upload_signed_result(const Request& request, Services& services) {
    TRY(upload_result(as_api_call(request), services));
    return see_other(back_to(request) + "#results");
}

}  // namespace server::http::desk

#pragma once
// The frame around every page: who is signed in, where they may go, what has just been done.

#include <string>
#include <string_view>

#include "server/http/request.hpp"
#include "server/http/response.hpp"
#include "server/services.hpp"
#include "templates/render.hpp"

namespace server::http::desk {

using templates::View;

// What layout.html asks for, without errors. `?done=Receive` in the address becomes the sentence of that action.
View frame(const Request& request, const Services& services, std::string title);
// The same for pages anybody sees.
View public_frame(const Request& request, const Services& services, std::string title);
// Adds an error summary: lines as summary_of() makes them.
void add_errors(View& view, View lines);

// The page with the policies every page of ours needs.
Response html(std::string_view name, const View& view, int status = 200);

}  // namespace server::http::desk

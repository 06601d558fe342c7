#include "guard_application.hpp"

#include <array>
#include <chrono>
#include <cstdlib>
#include <thread>
#include <unistd.h>

#include "server/http/problem.hpp"

namespace tests {
namespace {

using namespace server::http;
using dossier::Result;

Result<Response> small(const Request&, server::Services&) { return ok({{"ok", true}}); }

Result<Response> hello(const Request& request, server::Services&) {
    return ok({{"name", request.path_value("name")}, {"query", request.query_value("q").value_or("")}});
}

Result<Response> echo(const Request& request, server::Services&) { return ok(TRY(request.json())); }

Result<Response> form(const Request& request, server::Services&) {
    nlohmann::json fields = nlohmann::json::object();
    for (const auto& [name, value] : request.form) fields[name] = value;
    return ok(fields);
}

Result<Response> upload(const Request& request, server::Services&) {
    const auto file = TRY(request.required_upload());
    return ok({{"size", file->size}, {"sha256", file->sha256}, {"type", file->media_type}, {"name", file->file_name},
               {"fields", request.form.size()}});
}

Result<Response> slow(const Request& request, server::Services&) {
    std::this_thread::sleep_for(std::chrono::milliseconds{TRY(request.query_number("ms", 0, 60'000, 100))});
    return ok({{"slept", true}});
}

Result<Response> big(const Request&, server::Services&) { return bytes(std::string(900'000, 'x'), "text/plain"); }

Result<Response> file(const Request& request, server::Services&) {
    return stored_file({request.query_value("path").value_or(""), "application/pdf", "Giấy hẹn trả.pdf", true});
}

Result<Response> throws(const Request&, server::Services&) { throw std::runtime_error("secret text"); }
Result<Response> throws_odd(const Request&, server::Services&) { throw 7; }

constexpr auto anyone = Permission::Public;
const std::array table{
    Endpoint{Method::Get, "/small", anyone, small, "", Body::None, "", "", 0, Runs::AtOnce},
    Endpoint{Method::Get, "/small-pool", anyone, small, ""},
    Endpoint{Method::Get, "/hello/:name", anyone, hello, ""},
    Endpoint{Method::Post, "/echo", anyone, echo, "", Body::Json},
    Endpoint{Method::Post, "/form", anyone, form, "", Body::Form},
    Endpoint{Method::Post, "/upload", anyone, upload, "", Body::Upload, "", "", 100'000'000},
    Endpoint{Method::Get, "/slow", anyone, slow, ""},
    Endpoint{Method::Get, "/big", anyone, big, ""},
    Endpoint{Method::Get, "/file", anyone, file, ""},
    Endpoint{Method::Get, "/throws", anyone, throws, ""},
    Endpoint{Method::Get, "/throws-odd", anyone, throws_odd, ""},
};

}  // namespace

std::span<const Endpoint> GuardApplication::endpoints() const { return table; }

Response GuardApplication::answer(const Endpoint& endpoint, Request& request) {
    static char nothing[1];  // these handlers never look at the services
    auto outcome = endpoint.handler(request, reinterpret_cast<server::Services&>(nothing));
    return outcome ? *std::move(outcome) : problem(outcome.error(), request.request_id);
}

TemporaryFolder::TemporaryFolder() {
    std::string name = "/tmp/motcua-http-XXXXXX";
    path_ = ::mkdtemp(name.data());
    std::filesystem::permissions(path_, std::filesystem::perms{0755});
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::size_t TemporaryFolder::files_below(const std::string& name) const {
    std::size_t count = 0;
    for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(path_ / name)) ++count;
    return count;
}

GuardServer::GuardServer(bool behind_nginx, const std::function<void(GuardSettings&)>& change) {
    GuardSettings settings;
    settings.wire = {folder.path(), behind_nginx};
    settings.spool_dir = folder.path() / "spool";
    settings.workers = 4;
    if (change) change(settings);
    listener = std::make_unique<Listener>(application, settings, "127.0.0.1", 0, 2);
}

std::size_t open_descriptors() {
    std::size_t count = 0;
    for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator("/proc/self/fd")) ++count;
    return count;
}

}  // namespace tests

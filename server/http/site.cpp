#include "server/http/site.hpp"

#include <atomic>

#include "server/http/encoding.hpp"
#include "server/http/error_page.hpp"
#include "server/http/once.hpp"
#include "server/http/problem.hpp"
#include "server/http/session.hpp"
#include "server/log.hpp"
#include "server/services.hpp"
#include "server/storage/fault.hpp"

namespace server::http {
namespace {

std::atomic<const Site*> newest{nullptr};

bool changes(Method method) { return method != Method::Get && method != Method::Head; }

// People on a page are led to the sign-in page and back; programs get 401.
Response ask_to_sign_in(const Request& request) {
    if (!wants_page(request)) return problem(401, "Cần đăng nhập hoặc mã truy cập còn hiệu lực.", request.request_id);
    if (changes(request.method)) return see_other("/sign-in");
    return see_other("/sign-in?next=" + percent_encode(request.path));
}

}  // namespace

Site::Site(std::span<const Endpoint> table, Services& services) : table_(table), services_(services), figures_(table) {
    newest = this;
}

const Site* Site::current() { return newest; }

std::optional<Response> Site::refuse_early(const Endpoint& endpoint, const Request& request) {
    if (endpoint.permission == Permission::Public) return {};
    if (find(request.headers, "authorization") || find(request.cookies, session_cookie_name(services_.config))) return {};
    return ask_to_sign_in(request);
}

Response Site::answer(const Endpoint& endpoint, Request& request) {
    try {
        return guarded(endpoint, request);
    } catch (const storage::StorageFault& fault) {
        const int status = fault.temporary() ? 503 : 500;
        log::error("storage fault", {.request_id = request.request_id, .endpoint = endpoint.path,
                                     .statement = fault.statement(), .sqlstate = fault.sqlstate(), .status = status});
        return refuse(status, "", request);
    } catch (const std::exception&) {  // its text may hold anything: not logged
        log::error("handler threw", {.request_id = request.request_id, .endpoint = endpoint.path, .status = 500});
        return refuse(500, "", request);
    }
}

Response Site::guarded(const Endpoint& endpoint, Request& request) {
    if (endpoint.runs == Runs::InPool && !identify(request, *services_.identities, services_.config))
        return refuse(401, "Mã truy cập không đúng hoặc đã hết hạn.", request);
    if (endpoint.permission != Permission::Public && !request.principal.signed_in()) return ask_to_sign_in(request);
    const bool by_token = request.principal.kind == Principal::Kind::System;
    if (changes(endpoint.method) && !by_token && !comes_from_our_page(request))
        return refuse(403, "Trang đã mở quá lâu hoặc không phải của hệ thống này. Vui lòng tải lại trang rồi thực hiện lại.", request);
    if (!allows(request.principal, endpoint.permission))
        return refuse(403, "Tài khoản không có quyền “" + std::string{row_of(endpoint.permission).title} + "”.", request);
    auto outcome = answer_once(endpoint, request, services_);
    if (outcome) return *std::move(outcome);
    const auto& error = outcome.error();
    if (wants_page(request)) return error_page(kind_of(error.code), error.detail, error.fields, request, services_);
    return problem(error, request.request_id);
}

Response Site::refuse(int status, std::string_view detail, const Request& request) {
    if (!wants_page(request)) return problem(status, detail, request.request_id);
    auto page = error_page(kind_of_status(status), detail, {}, request, services_);
    if (status == 503) page.with_header("Retry-After", "5");
    return page;
}

void Site::served(const Served& served) {
    figures_.add(served.endpoint_index, served.status, served.microseconds);
    const bool known = served.endpoint_index < table_.size();
    if (known && table_[served.endpoint_index].runs == Runs::AtOnce) return;
    log::info("served", {.request_id = served.request_id, .endpoint = known ? table_[served.endpoint_index].path : "none",
                         .status = served.status, .microseconds = served.microseconds});
}

}  // namespace server::http

// THE TABLE: every endpoint of the server, in reading order. To add one: write its handler in api/, desk/ or citizen/,
// add its row here, and its test in tests/http.

#include <vector>

#include "server/http/endpoint.hpp"
#include "server/http/server_pages.hpp"

namespace server::http {
namespace {

using enum Method;
using enum Permission;

const std::vector<Endpoint> table{
    // The server itself.
    {Get, "/health/live", Public, live, "Máy chủ đang chạy", Body::None, "", "{status}", 0, Runs::AtOnce},
    {Get, "/health/ready", Public, ready, "Máy chủ và cơ sở dữ liệu sẵn sàng", Body::None, "", "{status}"},
    {Get, "/metrics", ReadMetrics, metrics, "Số đo vận hành, dạng văn bản Prometheus"},
    {Get, "/api/openapi.json", Public, openapi, "Mô tả giao diện lập trình (OpenAPI 3.1)"},

    // Signing in.
    {Get, "/api/session", SignedIn, show_session, "Ai đang đăng nhập", Body::None, "", "{account, csrf}"},
    {Post, "/api/session", Public, open_session, "Đăng nhập", Body::Json, "{username, password}", "{account, csrf} và cookie"},
    {Delete, "/api/session", Public, close_session, "Đăng xuất"},
    {Get, "/sign-in", Public, show_sign_in, "Trang đăng nhập"},
    {Post, "/sign-in", Public, post_sign_in, "Đăng nhập bằng biểu mẫu", Body::Form, "username, password, next"},
    {Post, "/sign-out", Public, post_sign_out, "Đăng xuất bằng biểu mẫu", Body::Form, "csrf"},
};

}  // namespace

std::span<const Endpoint> endpoints() { return table; }

}  // namespace server::http

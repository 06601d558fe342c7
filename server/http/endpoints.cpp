// THE TABLE: every endpoint of the server, in reading order. To add one: write its handler in api/, desk/ or citizen/,
// add its row here, and its test in tests/http.

#include <vector>

#include "server/http/endpoint.hpp"

namespace server::http {
namespace {

const std::vector<Endpoint> table{
};

}  // namespace

std::span<const Endpoint> endpoints() { return table; }

}  // namespace server::http

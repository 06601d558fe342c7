#pragma once
// Counts by endpoint, for /metrics (Prometheus text format 0.0.4).

#include <atomic>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "server/http/endpoint.hpp"

namespace server::http {

class RequestFigures {
  public:
    // One row per endpoint and one for what reached none.
    explicit RequestFigures(std::span<const Endpoint> table);
    void add(std::size_t endpoint_index, int status, std::int64_t microseconds);
    void print(std::string& out) const;

  private:
    struct Row {
        std::atomic<std::uint64_t> by_class[5]{};  // 1xx … 5xx
        std::atomic<std::uint64_t> microseconds{0};
        std::atomic<std::uint64_t> buckets[6]{};   // up to 5, 25, 100, 500, 2500 ms, above
    };
    std::span<const Endpoint> table_;
    std::unique_ptr<Row[]> rows_;
};

// name{label="value"} number
void print_figure(std::string& out, std::string_view name, std::string_view labels, std::uint64_t value);
void print_kind(std::string& out, std::string_view name, std::string_view kind, std::string_view help);
std::string label(std::string_view name, std::string_view value);  // name="value", escaped

}  // namespace server::http

#include "server/http/metrics.hpp"

#include <algorithm>
#include <array>

namespace server::http {
namespace {

constexpr std::array<std::int64_t, 5> bounds_ms{5, 25, 100, 500, 2500};
constexpr std::array<std::string_view, 6> bound_names{"0.005", "0.025", "0.1", "0.5", "2.5", "+Inf"};
constexpr std::array<std::string_view, 5> class_names{"1xx", "2xx", "3xx", "4xx", "5xx"};

std::string seconds_text(std::uint64_t microseconds) {
    auto fraction = std::to_string(1'000'000 + microseconds % 1'000'000);
    fraction[0] = '.';
    return std::to_string(microseconds / 1'000'000) + fraction;
}

}  // namespace

std::string label(std::string_view name, std::string_view value) {
    std::string text{name};
    text += "=\"";
    for (const char sign : value) {
        if (sign == '"' || sign == '\\') text += '\\';
        if (sign == '\n') continue;
        text += sign;
    }
    return text += '"';
}

void print_kind(std::string& out, std::string_view name, std::string_view kind, std::string_view help) {
    out.append("# HELP ").append(name).append(" ").append(help).append("\n# TYPE ").append(name).append(" ").append(kind).append("\n");
}

void print_figure(std::string& out, std::string_view name, std::string_view labels, std::uint64_t value) {
    out.append(name);
    if (!labels.empty()) out.append("{").append(labels).append("}");
    out.append(" ").append(std::to_string(value)).append("\n");
}

RequestFigures::RequestFigures(std::span<const Endpoint> table)
    : table_(table), rows_(std::make_unique<Row[]>(table.size() + 1)) {}

void RequestFigures::add(std::size_t index, int status, std::int64_t microseconds) {
    auto& row = rows_[std::min(index, table_.size())];
    const auto status_class = static_cast<std::size_t>(std::clamp(status / 100, 1, 5) - 1);
    row.by_class[status_class].fetch_add(1, std::memory_order_relaxed);
    row.microseconds.fetch_add(static_cast<std::uint64_t>(microseconds), std::memory_order_relaxed);
    const auto bound = std::lower_bound(bounds_ms.begin(), bounds_ms.end(), (microseconds + 999) / 1000);
    row.buckets[static_cast<std::size_t>(bound - bounds_ms.begin())].fetch_add(1, std::memory_order_relaxed);
}

void RequestFigures::print(std::string& out) const {
    print_kind(out, "motcua_http_requests_total", "counter", "Answers by endpoint and class of status.");
    const auto name = [this](std::size_t index) {
        if (index == table_.size()) return label("endpoint", "none");
        return label("endpoint", std::string{name_of(table_[index].method)} + " " + table_[index].path);
    };
    for (std::size_t index = 0; index <= table_.size(); ++index)
        for (std::size_t at = 0; at < class_names.size(); ++at)
            if (const auto count = rows_[index].by_class[at].load())
                print_figure(out, "motcua_http_requests_total", name(index) + "," + label("status", class_names[at]), count);
    print_kind(out, "motcua_http_request_seconds", "histogram", "Time from the head of a request to its answer.");
    for (std::size_t index = 0; index <= table_.size(); ++index) {
        std::uint64_t sum = 0;
        for (const auto& bucket : rows_[index].buckets) sum += bucket.load();
        if (sum == 0) continue;
        std::uint64_t up_to = 0;
        for (std::size_t at = 0; at < bound_names.size(); ++at) {
            up_to += rows_[index].buckets[at].load();
            print_figure(out, "motcua_http_request_seconds_bucket", name(index) + "," + label("le", bound_names[at]), up_to);
        }
        print_figure(out, "motcua_http_request_seconds_count", name(index), sum);
        out += "motcua_http_request_seconds_sum{" + name(index) + "} " + seconds_text(rows_[index].microseconds) + "\n";
    }
}

}  // namespace server::http

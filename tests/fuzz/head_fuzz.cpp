// Whatever bytes come: the head parser neither crashes nor reads past what it was given, and what it accepts holds
// what it promises. Built with libFuzzer in the fuzz preset; in the others replay.cpp runs it over the corpus.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "server/http/chunks.hpp"
#include "server/http/head.hpp"
#include "server/http/router.hpp"

using namespace server::http;

namespace {

void demand(bool holds) {
    if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view input{reinterpret_cast<const char*>(bytes), size};
    const auto outcome = read_head(input);
    if (const auto* complete = std::get_if<HeadComplete>(&outcome)) {
        const auto& head = complete->head;
        demand(complete->length <= size && complete->length <= head_limit + 2);
        demand(input.substr(0, complete->length).ends_with("\r\n\r\n"));
        demand(head.target.starts_with('/'));
        demand(!(head.chunked && head.content_length));
        for (const auto& [name, value] : head.headers) {
            demand(!name.empty());
            demand(value.find_first_of(std::string_view{"\r\n\0", 3}) == std::string::npos);
        }
        if (const auto address = read_address(head.target))
            for (const auto& segment : address->segments) demand(!segment.empty() && segment != ".." && segment.find('\0') == std::string::npos);
        // What follows, as chunks.
        ChunkReader chunks;
        std::string payload;
        auto rest = input.substr(complete->length);
        chunks.read(rest, payload);
        demand(payload.size() <= size);
    }
    return 0;
}

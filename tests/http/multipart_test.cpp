#include <catch2/catch.hpp>

#include <map>

#include "server/http/chunks.hpp"
#include "server/http/multipart.hpp"

using namespace server::http;

namespace {

struct Read {
    bool well_formed = true;
    bool finished = false;
    std::map<std::string, std::string> values;
    std::string file_name;
};

// Feeds `body` in pieces of `piece` bytes.
Read read(const std::string& body, std::size_t piece) {
    Read result;
    PartHead part;
    MultipartReader reader{"XX",
                           {[&](const PartHead& head) {
                                part = head;
                                if (head.is_file) result.file_name = head.file_name;
                                result.values[head.name];
                                return true;
                            },
                            [&](std::string_view bytes) {
                                result.values[part.name] += bytes;
                                return true;
                            },
                            [] { return true; }}};
    for (std::size_t at = 0; at < body.size() && result.well_formed; at += piece)
        result.well_formed = reader.read(std::string_view{body}.substr(at, piece));
    result.finished = reader.finished();
    return result;
}

const std::string form =
    "--XX\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\nabc\r\n"
    "--XX\r\nContent-Disposition: form-data; name=\"empty\"\r\n\r\n\r\n"
    "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"Gi\xE1\xBA\xA5y.pdf\"\r\n"
    "Content-Type: application/pdf\r\n\r\n%PDF\r\n--X\r\n--\r\nend\r\n--XX--\r\n";

}  // namespace

TEST_CASE("a multipart form reads the same however it is cut", "[http][multipart]") {
    const auto piece = GENERATE(1U, 2U, 3U, 7U, 64U, 4096U);
    const auto result = read(form, piece);
    REQUIRE(result.well_formed);
    CHECK(result.finished);
    CHECK(result.values.at("csrf") == "abc");
    CHECK(result.values.at("empty").empty());
    CHECK(result.values.at("file") == "%PDF\r\n--X\r\n--\r\nend");
    CHECK(result.file_name == "Giấy.pdf");
}

TEST_CASE("broken multipart forms are seen as such", "[http][multipart]") {
    CHECK_FALSE(read("--XX\r\nContent-Disposition: form-data\r\n\r\nabc\r\n--XX--", 5).well_formed);
    CHECK_FALSE(read("--XX\r\nno colon\r\n\r\nabc\r\n--XX--", 5).well_formed);
    CHECK_FALSE(read("--XX\r\nX: " + std::string(5000, 'x'), 50).well_formed);
    CHECK_FALSE(read(form.substr(0, form.size() - 6), 9).finished);
    CHECK(boundary_of("multipart/form-data; boundary=\"a b\"").empty());
    CHECK(boundary_of("multipart/form-data; boundary=abc; charset=x") == "abc");
    CHECK(boundary_of("multipart/form-data; boundary=" + std::string(71, 'a')).empty());
}

TEST_CASE("chunks read the same however they are cut, and strictly", "[http][chunks]") {
    const std::string wire = "5\r\nhello\r\n00006\r\n world\r\n0\r\nX-Trailer: a\r\n\r\nGET /";
    for (std::size_t piece = 1; piece <= wire.size(); ++piece) {
        ChunkReader reader;
        std::string payload;
        std::string left;
        bool done = false;
        for (std::size_t at = 0; at < wire.size(); at += piece) {
            auto bytes = std::string_view{wire}.substr(at, piece);
            if (!done) {
                const auto outcome = reader.read(bytes, payload);
                REQUIRE(outcome != ChunkReader::Outcome::Malformed);
                done = outcome == ChunkReader::Outcome::Done;
            }
            left += bytes;
        }
        CHECK(done);
        CHECK(payload == "hello world");
        CHECK(left == "GET /");
    }
    for (const std::string bad : {"5;ext=1\r\n", "\r\n", "g\r\n", "5\nhello", "-1\r\n", "123456789\r\n", "1\r\nab\r\n", "0x5\r\n"}) {
        INFO(bad);
        ChunkReader reader;
        std::string payload;
        std::string_view bytes = bad;
        CHECK(reader.read(bytes, payload) == ChunkReader::Outcome::Malformed);
    }
}

#include <catch2/catch.hpp>

#include "server/http/encoding.hpp"
#include "server/http/request.hpp"
#include "server/http/sniff.hpp"

using namespace server::http;

TEST_CASE("text from outside is decoded once and brought to NFC", "[http][encoding]") {
    CHECK(percent_decode("a%20b+c", Plus::Literal) == "a b+c");
    CHECK(percent_decode("a%20b+c", Plus::Space) == "a b c");
    CHECK(percent_decode("%2561", Plus::Literal) == "%61");  // once
    CHECK(percent_decode("Nguye%CC%82%CC%83n", Plus::Literal) == "Nguyễn");
    for (const auto* bad : {"%", "%4", "%zz", "%00", "%ff", "%c0%af", "%ed%a0%80", "a%f4%90%80%80"}) {
        INFO(bad);
        CHECK_FALSE(percent_decode(bad, Plus::Literal));
    }
}

TEST_CASE("forms keep repeated names in order", "[http][encoding]") {
    const auto form = decode_form("a=1&b=%C4%91&a=2&c&&d=");
    REQUIRE(form);
    CHECK(*form == Pairs{{"a", "1"}, {"b", "đ"}, {"a", "2"}, {"c", ""}, {"d", ""}});
    CHECK_FALSE(decode_form("a=%"));
}

TEST_CASE("file names lose folders and control signs", "[http][encoding]") {
    CHECK(safe_file_name("C:\\temp\\Giấy tờ.pdf") == "Giấy tờ.pdf");
    CHECK(safe_file_name("../../etc/passwd") == "passwd");
    CHECK(safe_file_name("..").empty());
    CHECK(safe_file_name("a\r\nb") == "ab");
    CHECK(safe_file_name(std::string(198, 'a') + "ễễ").size() == 198 + 0U);
}

TEST_CASE("JSON that is no object, too deep, or holds NUL is refused; names come out in NFC", "[http][encoding]") {
    const auto read = [](std::string body) {
        Request request;
        request.body = std::move(body);
        return request.json();
    };
    CHECK(read(R"({"name": "Nguye\u0302\u0303n"})")->at("name") == "Nguyễn");
    for (const std::string bad : {"", "[]", "7", "{", "{\"a\": \"\\u0000\"}", "{\"a\": \"\xff\"}"}) {
        INFO(bad);
        CHECK_FALSE(read(bad));
    }
    CHECK_FALSE(read("{\"a\":" + std::string(100'000, '[') + std::string(100'000, ']') + "}"));
}

TEST_CASE("numbers in queries use every digit", "[http][encoding]") {
    Request request;
    request.query = {{"good", "12"}, {"tail", "12abc"}, {"huge", "99999999999999999999"}};
    CHECK(request.query_number("good", 1, 50, 5) == 12);
    CHECK(request.query_number("absent", 1, 50, 5) == 5);
    CHECK_FALSE(request.query_number("tail", 1, 50, 5));
    CHECK_FALSE(request.query_number("huge", 1, 50, 5));
    CHECK_FALSE(request.query_number("good", 1, 10, 5));
}

TEST_CASE("files are known by their first bytes", "[http][sniff]") {
    using namespace std::string_view_literals;
    CHECK(media_type_of("%PDF-1.7\n%...") == "application/pdf");
    CHECK(media_type_of("\xFF\xD8\xFF\xE0 JFIF") == "image/jpeg");
    CHECK(media_type_of("\x89PNG\r\n\x1A\n...") == "image/png");
    CHECK(media_type_of("II*\0rest"sv) == "image/tiff");
    CHECK(media_type_of("\0\0\0\x18" "ftypheic\0\0\0\0"sv) == "image/heic");
    CHECK(media_type_of("MZ\x90") == "application/x-msdownload");
    CHECK(media_type_of("<html>%PDF-1.7") == "text/html");
    CHECK(media_type_of("Nguyễn Văn A") == "text/plain");
    CHECK(media_type_of("PK\x03\x04....word/document.xml") ==
          "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
    CHECK(media_type_of("") == "application/octet-stream");
    CHECK(media_type_of("\x01\x02\xff") == "application/octet-stream");
}

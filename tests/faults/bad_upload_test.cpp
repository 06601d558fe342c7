// Scans that are broken, hostile or not what they say.

#include <catch2/catch.hpp>

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include "tests/faults/place.hpp"

using namespace faults;
using namespace test_support;

namespace {

std::string written(QPDF& pdf, bool locked = false) {
    QPDFWriter writer{pdf};
    writer.setOutputMemory();
    if (locked) writer.setR6EncryptionParameters("mở", "chủ", true, true, true, true, true, true, qpdf_r3p_full, true);
    writer.write();
    const auto buffer = writer.getBufferSharedPointer();
    return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

std::string encrypted() {
    const auto bytes = sample_scan();
    QPDF pdf;
    pdf.processMemoryFile("mau", bytes.data(), bytes.size());
    return written(pdf, true);
}

std::string without_pages() {
    QPDF pdf;
    pdf.emptyPDF();
    return written(pdf);
}

// The second of three pages says its image has 250,000 × 200,000 pixels.
std::string with_a_monstrous_page() {
    const auto bytes = sample_scan();
    QPDF pdf;
    pdf.processMemoryFile("mau", bytes.data(), bytes.size());
    auto page = QPDFPageDocumentHelper{pdf}.getAllPages().at(1);
    for (auto& [name, image] : page.getImages()) {
        image.getDict().replaceKey("/Width", QPDFObjectHandle::newInteger(250'000));
        image.getDict().replaceKey("/Height", QPDFObjectHandle::newInteger(200'000));
    }
    return written(pdf);
}

// A PNG whose header claims 250,000 × 200,000 pixels: 50,000 megapixels in 60 bytes.
std::string monstrous_png() {
    using namespace std::string_literals;
    return "\x89PNG\r\n\x1a\n"s + "\0\0\0\x0dIHDR\0\x03\xd0\x90\0\x03\x0d\x40\x08\0\0\0\0"s + "\x9e\xd1\x2f\x3c"s +
           "\0\0\0\x0aIDATx\x9c\x63\0\0\0\x02\0\x01\0\0\0\0"s + "\0\0\0\0IEND\xae\x42\x60\x82"s;
}

struct Bad {
    const char* name;
    std::string bytes;
    const char* said;  // part of the Vietnamese sentence
};

}  // namespace

TEST_CASE("a bad upload is refused at the door with a Vietnamese sentence", "[faults][upload]") {
    const auto whole = sample_scan();
    const std::vector<Bad> bad{
        {"cut.pdf", whole.substr(0, whole.size() / 2), "PDF hỏng"},
        {"khoa.pdf", encrypted(), "PDF có mật khẩu"},
        {"rong.pdf", without_pages(), "PDF không có trang nào"},
        {"khong-lo.png", monstrous_png(), "vượt giới hạn"},
        {"gia.pdf", "#!/bin/sh\necho xin chao\n", "không khớp nội dung"},
    };
    const auto dossier = desk().draft();
    for (const auto& each : bad)
        for (const auto* door : {"/stacks?made_by=agency", "/stacks?made_by=applicant"}) {
            INFO(each.name << " " << door);
            const auto answer = desk().reception().ask("POST", "/api/dossiers/" + dossier + door, each.bytes, "application/octet-stream",
                                                       {{"Content-Disposition", std::string{"attachment; filename=\""} + each.name + "\""}});
            INFO(answer.body);
            CHECK(answer.status == 422);
            CHECK(answer.body.find(each.said) != std::string::npos);
        }
    CHECK(desk().show(dossier).at("id") == dossier);  // and the server goes on
}

TEST_CASE("a page no one can read costs that page alone: the upload is kept as it came", "[faults][upload]") {
    const auto dossier = desk().draft();
    const auto mixed = with_a_monstrous_page();
    const auto uploaded = desk().reception().upload("/api/dossiers/" + dossier + "/stacks?made_by=applicant", mixed, "application/pdf", "lan-lon.pdf");
    const auto view = desk().settled(uploaded.at("id"));
    REQUIRE(view["pages"].size() == 3);
    CHECK(view["pages"][0]["state"] == "read");
    CHECK(view["pages"][1]["state"] == "quarantined");
    CHECK(view["pages"][1]["problem"].get<std::string>().find("vượt giới hạn") != std::string::npos);
    CHECK(view["pages"][2]["state"] == "read");
    CHECK(desk().reception().bytes("/api/dossiers/" + dossier + "/files/" + view.at("file").get<std::string>()) == mixed);
    CHECK_FALSE(view["documents"].empty());  // and the officer goes on with what was read
}

// The command line signs and judges packages and XML as it does PDFs: by what lies there, with the same exit codes.

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>

#include <nlohmann/json.hpp>

#include "tests/support/command.hpp"
#include "tests/support/database.hpp"
#include "tests/support/needed.hpp"
#include "tests/support/places.hpp"

namespace {

using test_support::Said;
namespace fs = std::filesystem;

struct Place {
    test_support::TemporaryFolder folder;

    Place() {
        if (motcua("pki demo " + at("pki")).code != 0) throw std::runtime_error("pki demo");
        fs::create_directory(at("goi"));
        write("goi/Quyết định.txt", "Đồng ý.");
        write("goi/phu-luc.xml", "<a/>");
        write("thu.xml", "\xEF\xBB\xBF<?xml version=\"1.0\"?>\n<edXML><Money>100.000</Money></edXML>\n");
    }
    std::string at(const std::string& name) const { return (folder.path() / name).string(); }
    void write(const std::string& name, const std::string& text) const { std::ofstream{at(name), std::ios::binary} << text; }
    void change(const std::string& name, const std::string& from, const std::string& to) const {
        std::ifstream in{at(name), std::ios::binary};
        std::string text{std::istreambuf_iterator<char>{in}, {}};
        write(name, text.replace(text.find(from), from.size(), to));
    }
    Said motcua(const std::string& words) const { return test_support::run("'" + test_support::program() + "' " + words); }
    Said sign(const std::string& words) const { return motcua("sign " + words + " --pki " + at("pki") + " --as agency"); }
    Said verify(const std::string& names, const std::string& more = "") const { return motcua("verify " + names + " --trust " + at("pki") + more); }
    std::string names() const { return " --package-id GT-1 --sender H99.14 --receiver H99.15"; }
};

}  // namespace

TEST_CASE("a folder is signed as a package and judged as one", "[packaging][package]") {
    const Place here;
    CHECK(here.verify(here.at("goi")).code == 1);  // nothing says what belongs to it
    REQUIRE(here.sign(here.at("goi") + here.names()).code == 0);
    const auto good = here.verify(here.at("goi"), " --json");
    CHECK(good.code == 0);
    const auto report = nlohmann::json::parse(good.text);
    CHECK(report.at("file") == here.at("goi"));
    CHECK(report.at("verdict") == "TOTAL-PASSED");
    CHECK(report.at("signatures").at(0).at("level") == "CAdES-B-B");
    CHECK(here.motcua("verify " + here.at("goi")).code == 3);  // nobody is trusted
    CHECK(here.motcua("verify --integrity-only " + here.at("goi")).code == 0);
    const auto again = here.sign(here.at("goi") + here.names());
    CHECK(again.code == 3);
    CHECK(again.text.find("đã có manifest.json") != std::string::npos);

    here.change("goi/phu-luc.xml", "<a/>", "<b/>");
    CHECK(here.verify(here.at("goi")).code == 1);
    here.change("goi/phu-luc.xml", "<b/>", "<a/>");
    fs::remove(here.at("goi/manifest.p7s"));
    CHECK(here.verify(here.at("goi")).code == 4);
}

TEST_CASE("an XML document is signed and judged, whatever its name", "[packaging][xml]") {
    const Place here;
    CHECK(here.verify(here.at("thu.xml")).code == 4);
    REQUIRE(here.sign(here.at("thu.xml") + " --out " + here.at("da-ky.pdf")).code == 0);
    const auto good = here.verify(here.at("da-ky.pdf"), " --json");
    CHECK(good.code == 0);
    const auto report = nlohmann::json::parse(good.text);
    CHECK(report.at("signatures").at(0).at("level") == "XAdES-B-B");
    CHECK(report.at("signatures").at(0).at("claimed_time").is_string());
    CHECK(here.sign(here.at("da-ky.pdf") + " --out " + here.at("hai.xml")).code == 3);

    REQUIRE(here.sign(here.at("goi") + here.names()).code == 0);
    const auto both = here.verify(here.at("goi") + " " + here.at("da-ky.pdf"), " --json");
    CHECK(both.code == 0);
    CHECK(nlohmann::json::parse(both.text).size() == 2);
    here.change("da-ky.pdf", "100.000", "900.000");
    CHECK(here.verify(here.at("da-ky.pdf")).code == 1);
    CHECK(here.verify(here.at("goi") + " " + here.at("da-ky.pdf") + " " + here.at("thu.xml")).code == 1);  // the most serious
    here.write("hong.xml", "<a>");
    CHECK(here.verify(here.at("hong.xml")).code == 1);
}

TEST_CASE("a device signs packages and XML too", "[packaging][token]") {
    const Place here;
    test_support::SoftToken device{here.folder.path() / "device"};
    device.take(here.at("pki/agency/key.pem"), "01");
    here.write("pin", device.pin + "\n");
    const auto by_device = [&](const std::string& words) {
        return here.motcua("sign-client " + words + " --cert " + here.at("pki/agency/cert.pem") + " --chain " + here.at("pki/agency/chain.pem") + " --module " + device.module +
                           " --token " + device.label + " --key 01 --pin-file " + here.at("pin"));
    };
    const auto xml = by_device(here.at("thu.xml") + " --out " + here.at("da-ky.xml"));
    INFO(xml.text);
    CHECK(xml.code == 0);
    CHECK(by_device(here.at("goi") + here.names()).code == 0);
    CHECK(here.verify(here.at("da-ky.xml") + " " + here.at("goi")).code == 0);
}

TEST_CASE("the agency's device seals what a person signed first, and alone only when it is told so", "[packaging][token][seal]") {
    const Place here;
    test_support::SoftToken device{here.folder.path() / "device"};
    device.take(here.at("pki/agency/key.pem"), "01");
    here.write("pin", device.pin + "\n");
    here.write("wrong-pin", "000000\n");
    const auto draft = test_support::in_source("sample_data/scans/1.001612/ho-kinh-doanh.pdf"), by_person = here.at("nguoi-ky.pdf"), by_agency = here.at("co-quan-ky.pdf"),
               changed = here.at("sua.pdf"), none = here.at("khong-co.pdf");
    REQUIRE(here.motcua("sign " + draft + " --out " + by_person + " --pki " + here.at("pki") + " --as person").code == 0);
    REQUIRE(here.sign(draft + " --out " + by_agency).code == 0);
    fs::copy_file(by_person, changed);
    here.change("sua.pdf", "startxref", "startxreg");
    const auto seal = [&](const std::string& from, const std::string& to, const std::string& more, const char* pin = "pin") {
        return here.motcua("sign-client " + from + " --out " + to + " --seal " + here.at("pki/agency/seal.png") + " --cert " + here.at("pki/agency/cert.pem") + " --chain " +
                           here.at("pki/agency/chain.pem") + " --module " + device.module + " --token " + device.label + " --key 01 --pin-file " + here.at(pin) + more);
    };
    REQUIRE(here.motcua("pki demo " + here.at("others")).code == 0);
    const auto trust = " --trust " + here.at("pki"), others = " --trust " + here.at("others");
    const std::tuple<std::string, std::string, const char*> refused[]{
        {draft, "", "cơ quan chưa được ký. Người có thẩm quyền ký tệp này trước"}, {by_agency, "", "thì thêm --alone"}, {by_agency, trust, "thì thêm --alone"},
        {changed, "", "Không hợp lệ"}, {changed, " --alone", "Không hợp lệ"}, {by_person, others, "Chưa kết luận được"}};
    for (const auto& [from, more, why] : refused) {
        const auto said = seal(from, none, more, "wrong-pin");  // the device is not asked
        CAPTURE(from, more, said.text);
        CHECK(said.code == 3);
        CHECK(said.text.find(why) != std::string::npos);
        CHECK(said.text.find("PIN") == std::string::npos);
        CHECK_FALSE(fs::exists(none));
    }
    const std::pair<std::string, std::string> sealed[]{{by_person, ""}, {by_person, trust}, {draft, " --alone"}, {by_agency, " --alone"}};
    for (int number = 0; const auto& [from, more] : sealed) {
        const auto to = here.at("dong-dau-" + std::to_string(number++) + ".pdf");
        const auto said = seal(from, to, more);
        CAPTURE(from, more, said.text);
        CHECK(said.code == 0);
        CHECK(here.verify(to).code == 0);
    }
}

TEST_CASE("words that do not go with what lies there are told", "[packaging][usage]") {
    const Place here;
    const auto token = " --cert " + here.at("pki/agency/cert.pem") + " --module x --token x --key 01 --pin-file x";
    const std::pair<std::string, const char*> wrong[]{
        {"sign " + here.at("thu.xml") + " --pki x --as agency", "thiếu --out"},
        {"sign " + here.at("goi") + " --pki x --as agency --package-id 1 --sender 2", "thiếu --receiver"},
        {"sign " + here.at("goi") + " --pki x --as agency --out x" + here.names(), "thư mục được ký tại chỗ"},
        {"sign " + here.at("thu.xml") + " --pki x --as agency --out x --sender 2", "chỉ đi cùng một thư mục"},
        {"sign " + here.at("khong-co") + " --pki x --as agency --out x", "không có tệp"},
        {"verify " + here.at("khong-co"), "không có tệp"},
        {"sign-client" + token, "thiếu INPUT"},
        {"sign-client " + here.at("thu.xml") + token, "thiếu --out"},
        {"sign-client " + here.at("thu.xml") + " --server https://x" + token, "INPUT không đi cùng --server"},
        {"sign-client --server https://x --dossier 1 --result 2" + token, "thiếu --account"},
        {"sign-client --server https://x --dossier 1 --result 2 --account son" + token, "cần tệp để lưu bản sẽ ký"},
        {"sign-client " + here.at("thu.xml") + " --out x --alone" + token, "--alone phải đi cùng --seal"},
        {"sign-client --dossier 1" + token, "--dossier phải đi cùng --server"},
        {"sign-client --server https://x --dossier 1 --result 2 --account son --save " + here.at("thu.xml") + token, "--save: đã có"},
    };
    for (const auto& [words, why] : wrong) {
        const auto said = here.motcua(words);
        CAPTURE(words, said.text);
        CHECK(said.code == 2);
        CHECK(said.text.find(why) != std::string::npos);
        CHECK(said.text.find("--help") != std::string::npos);
    }
}

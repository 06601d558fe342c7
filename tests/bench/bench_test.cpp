// Every benchmark runs to its end and says its figures; how large they are is nobody's business here.

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include <catch2/catch.hpp>

#include "tests/support/command.hpp"
#include "tests/support/places.hpp"

namespace {

test_support::Said bench(const std::string& words) { return test_support::run("timeout 240 '" + test_support::program() + "' bench " + words); }

// A bar may be missed on a busy machine (1); anything else is a benchmark that does not work.
void runs(const std::string& words, std::initializer_list<const char*> figures) {
    const auto outcome = bench(words);
    INFO(outcome.text);
    CHECK((outcome.code == 0 || outcome.code == 1));
    for (const auto* figure : figures) CHECK(outcome.text.find(figure) != std::string::npos);
}

}  // namespace

TEST_CASE("a benchmark refuses what it does not know, and says how it is used", "[bench]") {
    CHECK(bench("").code == 2);
    CHECK(bench("không-có").code == 2);
    CHECK(bench("--help").code == 0);
    for (const std::string name : {"deadline", "http", "memory", "numbering", "ocr", "receive", "scale", "sign"}) {
        INFO(name);
        CHECK(bench(name + " --mot-tham-so-la").code == 2);
    }
    CHECK(bench("http --help").code == 0);
    CHECK(bench("http --seconds 0").code == 2);
    CHECK(bench("receive --officers nhiều").code == 2);
}

TEST_CASE("the pure domain is measured", "[bench]") { runs("deadline --seconds 0.05", {"due_date", "vòng đếm trần", "Receive", "/giây"}); }

TEST_CASE("the smallest answer is measured beside nginx", "[bench]") {
    runs("http --seconds 1 --rounds 1", {"motcua, trực tiếp", "của nginx", "qua nginx", "/giây"});
}

TEST_CASE("receptions are measured beside pgbench with the statements they send", "[bench]") {
    runs("receive --seconds 1 --rounds 1 --officers 2", {"pgbench, cùng các câu lệnh", "của pgbench", "mỗi hồ sơ một mã"});
}

TEST_CASE("memory is measured idle and after work", "[bench]") { runs("memory --seconds 1", {"serve và PostgreSQL", "work", "MB"}); }

TEST_CASE("numbering is measured beside one locked row", "[bench]") {
    runs("numbering --receivers 4 --dossiers 20", {"mã/giây", "giới hạn", "20/20, liên tục"});
}

TEST_CASE("a loaded database is measured, kept, and measured again without loading", "[bench]") {
    std::string folder = "/tmp/motcua-scale-XXXXXX";
    REQUIRE(mkdtemp(folder.data()));
    std::filesystem::permissions(folder, std::filesystem::perms(0755));  // PostgreSQL may be another user
    const auto words = "scale --dossiers 1000 --officers 4 --seconds 1 --receive 1 --folder " + folder;
    runs(words, {"nạp 1000 hồ sơ", "1000 hồ sơ (mili giây)", "p95", "tiếp nhận liền 1 giây"});
    CHECK(bench(words + " --fill-only").text.empty());
    runs(words, {"1000 hồ sơ (mili giây)"});
    std::filesystem::remove_all(folder);
}

TEST_CASE("what was loaded is backed up, and restored it is what its events say", "[bench]") {
    std::string folder = "/tmp/motcua-scale-XXXXXX";
    REQUIRE(mkdtemp(folder.data()));
    std::filesystem::permissions(folder, std::filesystem::perms(0755));
    CHECK(bench("scale --dossiers 1000 --fill-only --folder " + folder).code == 0);
    std::ofstream{folder + "/motcua.toml"} << "data_dir = \"" << folder << "/1000\"\n";
    const auto motcua = "timeout 120 '" + test_support::program() + "' ";
    const auto backup = test_support::run(motcua + "backup --config " + folder + "/motcua.toml --out " + folder + "/backup");
    const auto restored = test_support::run(motcua + "restore --from " + folder + "/backup --data-dir " + folder + "/restored");
    INFO(backup.text << restored.text);
    CHECK(backup.text.find("11 tệp") != std::string::npos);
    CHECK(restored.code == 0);
    CHECK(restored.text.find("1003 hồ sơ") != std::string::npos);
    CHECK(restored.text.find("nguyên vẹn") != std::string::npos);
    std::filesystem::remove_all(folder);
}

TEST_CASE("signatures are measured beside raw ones", "[bench]") { runs("sign --seconds 0.05", {"kiểm tra", "lần pdfsig", "RSA-2048", "ECDSA", "/s"}); }

TEST_CASE("recognition is measured on a fixed page set and fails above the limit that is set", "[bench][R-DIG-23]") {
    const std::string pages = "ocr '" + test_support::in_source("sample_data/scans/pages") + "' --alone";

    const auto measured = bench(pages);
    const auto limited = bench(pages + " --bad 0.001 --office 0.001 --clean 0.001");

    INFO(measured.text);
    CHECK(measured.code == 0);
    for (const auto* figure : {"CER", "WER", "không dấu", "clean", "office", "bad", "mức ≤ 3.50 %: đạt"}) CHECK(measured.text.find(figure) != std::string::npos);
    CHECK(limited.code == 1);
    CHECK(limited.text.find("mức ≤ 0.00 %: KHÔNG ĐẠT") != std::string::npos);
}

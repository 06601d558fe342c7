// A signed package: exactly the listed files, each as it was, under names that mean one file everywhere.
#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>

#include <unistd.h>

#include "forge.hpp"
#include "integrations/signing/package_signature.hpp"
#include "producers.hpp"
#include "tests/support/needed.hpp"

using namespace signing_tests;
namespace fs = std::filesystem;

namespace {

// A folder that is a package: two files, manifest, signature of the agency.
class Package {
  public:
    Package() {
        static int number = 0;
        folder = fs::temp_directory_path() / ("motcua-package-" + std::to_string(::getpid()) + "-" + std::to_string(number++));
        fs::create_directories(folder);
        put("Quyết định số 12.pdf", a_pdf());
        put("phu-luc.xml", "<a/>");
        put(manifest_name, *to_text({"GT-1", "H56.14", "H56.15", now(), listed(*files_in(folder))}));
        sign(world().agency);
    }
    ~Package() {
        std::error_code none;
        fs::remove_all(folder, none);
    }
    Package(const Package&) = delete;
    void put(const std::string& name, const std::string& text) const { std::ofstream(folder / name, std::ios::binary) << text; }
    std::string text(const std::string& name) const { return read_file(folder / name); }
    void sign(const Identity& by, const std::string& token = {}) const {
        EVP_PKEY_up_ref(by.key.get());
        SoftKey key{PKeyPtr{by.key.get()}};
        const auto manifest = text(manifest_name);
        const auto algorithm = algorithm_for(by.certificate.get());
        const auto value = *key.sign(package_attributes(manifest, by.certificate.get()), algorithm);
        put(manifest_signature_name, *package_signature(manifest, chain_of(by), algorithm, value, token));
    }
    // The manifest as an attacker rewrites it, signed anew by the agency: only the reading of it can refuse it.
    void relist(const std::string& from, const std::string& to) const {
        put(manifest_name, replaced(text(manifest_name), from, to));
        sign(world().agency);
    }
    Report judged() const { return verify_package_folder(folder, judge()); }

    fs::path folder;
};

struct Attack {
    const char* name;
    std::function<void(const Package&)> do_it;
    Reason reason;
};

const std::vector<Attack>& attacks() {
    static const std::vector<Attack> list{
        {"file changed", [](const Package& p) { p.put("phu-luc.xml", "<b/>"); }, Reason::HashFailure},
        {"file cut off", [](const Package& p) { p.put("phu-luc.xml", ""); }, Reason::HashFailure},
        {"file missing", [](const Package& p) { fs::remove(p.folder / "phu-luc.xml"); }, Reason::HashFailure},
        {"file added", [](const Package& p) { p.put("them.pdf", "x"); }, Reason::ForbiddenChange},
        {"hidden file added", [](const Package& p) { p.put(".them", "x"); }, Reason::ForbiddenChange},
        {"files exchanged", [](const Package& p) { fs::rename(p.folder / "phu-luc.xml", p.folder / "x"); fs::rename(p.folder / "Quyết định số 12.pdf", p.folder / "phu-luc.xml"); fs::rename(p.folder / "x", p.folder / "Quyết định số 12.pdf"); }, Reason::HashFailure},
        {"file renamed", [](const Package& p) { fs::rename(p.folder / "phu-luc.xml", p.folder / "PHU-LUC.xml"); }, Reason::HashFailure},
        {"twin in capitals", [](const Package& p) { p.put("QUYẾT ĐỊNH SỐ 12.pdf", "x"); }, Reason::FormatFailure},
        {"file behind a link", [](const Package& p) { fs::rename(p.folder / "phu-luc.xml", p.folder.string() + "-x"); fs::create_symlink(p.folder.string() + "-x", p.folder / "phu-luc.xml"); }, Reason::FormatFailure},
        {"folder inside", [](const Package& p) { fs::create_directory(p.folder / "them"); }, Reason::FormatFailure},
        {"manifest gone", [](const Package& p) { fs::remove(p.folder / manifest_name); }, Reason::FormatFailure},
        {"signature gone", [](const Package& p) { fs::remove(p.folder / manifest_signature_name); }, Reason::None},
        {"list and file changed alike", [](const Package& p) { p.put("phu-luc.xml", "<b/>"); p.put(manifest_name, replaced(p.text(manifest_name), hex(sha256("<a/>")), hex(sha256("<b/>")))); }, Reason::HashFailure},
        {"receiver changed", [](const Package& p) { p.put(manifest_name, replaced(p.text(manifest_name), "H56.15", "H56.16")); }, Reason::HashFailure},
        {"blank added to the manifest", [](const Package& p) { p.put(manifest_name, p.text(manifest_name) + " "); }, Reason::HashFailure},
        {"signature of another package", [](const Package& p) { const Package other; other.relist("GT-1", "GT-2"); p.put(manifest_signature_name, other.text(manifest_signature_name)); }, Reason::HashFailure},
        {"signature cut off", [](const Package& p) { auto s = p.text(manifest_signature_name); p.put(manifest_signature_name, s.substr(0, s.size() / 2)); }, Reason::FormatFailure},
        {"signature of a stranger", [](const Package& p) { static const auto root = *issue({.common_name = "Lạ", .organisation = "Lạ", .title = {}, .from = now() - days{1}, .to = now() + days{9}, .key_usage = "digitalSignature", .kind = KeyKind::P256}, nullptr); p.sign(root); }, Reason::NoCertificateChain},
        {"name that climbs out", [](const Package& p) { p.relist("phu-luc.xml", "../phu-luc.xml"); }, Reason::FormatFailure},
        {"name with a backslash", [](const Package& p) { p.relist("phu-luc.xml", "..\\\\phu-luc.xml"); }, Reason::FormatFailure},
        {"name from the root", [](const Package& p) { p.relist("phu-luc.xml", "/etc/passwd"); }, Reason::FormatFailure},
        {"name with a drive", [](const Package& p) { p.relist("phu-luc.xml", "C:phu-luc.xml"); }, Reason::FormatFailure},
        {"name with a zero byte", [](const Package& p) { p.relist("phu-luc.xml", "phu-luc.xml\\u0000.pdf"); }, Reason::FormatFailure},
        {"name written from right to left", [](const Package& p) { p.relist("phu-luc.xml", "phu-luc\\u202elmx.exe"); }, Reason::FormatFailure},
        {"name with a letter apart from its mark", [](const Package& p) { p.relist("phu-luc.xml", "phu\\u0323-luc.xml"); }, Reason::FormatFailure},
        {"name a file system trims", [](const Package& p) { p.relist("phu-luc.xml", "phu-luc.xml."); }, Reason::FormatFailure},
        {"name of the manifest itself", [](const Package& p) { p.relist("phu-luc.xml", "Manifest.JSON"); }, Reason::FormatFailure},
        {"name twice", [](const Package& p) { p.relist("phu-luc.xml", "Quyết định số 12.pdf"); }, Reason::FormatFailure},
        {"name twice but for capitals", [](const Package& p) { p.relist("phu-luc.xml", "QUYẾT ĐỊNH SỐ 12.PDF"); }, Reason::FormatFailure},
        {"key twice", [](const Package& p) { p.relist("\"sender\"", "\"receiver\": \"H56.99\", \"sender\""); }, Reason::FormatFailure},
        {"key unknown", [](const Package& p) { p.relist("\"sender\"", "\"more\": 1, \"sender\""); }, Reason::FormatFailure},
        {"file without digest", [](const Package& p) { p.relist("\"sha256\"", "\"sha1\""); }, Reason::FormatFailure},
        {"digest in capitals", [](const Package& p) { auto d = hex(sha256("<a/>")), u = d; std::transform(u.begin(), u.end(), u.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); }); p.relist(d, u); }, Reason::FormatFailure},
        {"size a fraction", [](const Package& p) { p.relist("\"size\": 4", "\"size\": 4.0"); }, Reason::FormatFailure},
        {"size negative", [](const Package& p) { p.relist("\"size\": 4", "\"size\": -4"); }, Reason::FormatFailure},
        {"another version", [](const Package& p) { p.relist("\"version\": 1", "\"version\": 2"); }, Reason::FormatFailure},
        {"no JSON", [](const Package& p) { p.put(manifest_name, "x"); p.sign(world().agency); }, Reason::FormatFailure},
        {"nested without end", [](const Package& p) { p.put(manifest_name, std::string(3'000'000, '[')); p.sign(world().agency); }, Reason::FormatFailure},
    };
    return list;
}

}  // namespace

TEST_CASE("a package whose files are exactly the signed ones is valid", "[signing][package]") {
    const Package package;
    const auto report = package.judged();
    CAPTURE(why(report));
    CHECK(report.verdict == Verdict::Passed);
    CHECK(report.signatures.at(0).level == "CAdES-B-B");
    CHECK(report.signatures.at(0).claimed_time == now());
    const auto list = read_manifest(package.text(manifest_name));
    REQUIRE(list.has_value());
    CHECK(list->package_id == "GT-1");
    CHECK(list->receiver == "H56.15");
    CHECK(list->files.size() == 2);
}

TEST_CASE("a package that differs from its signed list is refused for the right reason", "[signing][package][attack]") {
    const auto& attack = attacks()[GENERATE(range(size_t{0}, attacks().size()))];
    const Package package;
    attack.do_it(package);
    const auto report = package.judged();
    CAPTURE(attack.name, why(report));
    CHECK(report.verdict != Verdict::Passed);
    CHECK(report.reason == attack.reason);
}

TEST_CASE("a package signature may carry a time stamp and is a CAdES signature for openssl", "[signing][package][oracle]") {
    const Package package;
    const auto manifest = package.text(manifest_name);
    EVP_PKEY_up_ref(world().agency.key.get());
    SoftKey key{PKeyPtr{world().agency.key.get()}};
    const auto value = *key.sign(package_attributes(manifest, world().agency.certificate.get()), Algorithm::Ecdsa);
    const auto token = token_of({.authority = &world().stamper, .imprint = sha256(value), .time = now() - days{1}});
    package.put(manifest_signature_name, *package_signature(manifest, chain_of(world().agency), Algorithm::Ecdsa, value, token));
    const auto report = package.judged();
    CAPTURE(why(report));
    CHECK(report.verdict == Verdict::Passed);
    CHECK(report.signatures.at(0).level == "CAdES-B-T");
    CHECK(report.signatures.at(0).proven_time == now() - days{1});
    CHECK_FALSE(package_signature(manifest + " ", chain_of(world().agency), Algorithm::Ecdsa, value).has_value());
    test_support::need({"openssl"});
    package.put("root.pem", pem_of(world().root.certificate.get()));
    int status = 0;
    const auto opinion = output_of("cd " + package.folder.string() + " && openssl cms -verify -cades -purpose any -binary -inform DER -in manifest.p7s -content manifest.json -CAfile root.pem -attime " +
                                       std::to_string(std::chrono::duration_cast<std::chrono::seconds>(now().time_since_epoch()).count()) + " -out /dev/null", &status);
    CAPTURE(opinion);
    CHECK(status == 0);
}

TEST_CASE("a big file of a package is hashed without being held in memory", "[signing][package]") {
    const Package package;
    {
        std::ofstream big(package.folder / "lon.bin", std::ios::binary);
        const std::string piece(1U << 20, 'x');
        for (int i = 0; i < 100; ++i) big << piece;
    }
    package.put(manifest_name, *to_text({"GT-1", "H56.14", "H56.15", now(), listed(*files_in(package.folder))}));
    package.sign(world().agency);
    CHECK(package.judged().verdict == Verdict::Passed);
}

TEST_CASE("names that Vietnamese offices use are plain names", "[signing][package]") {
    for (const auto* name : {"Giấy khai sinh (bản sao).pdf", "ĐƠN ĐỀ NGHỊ.docx", "a", "phụ lục 1 – bảng kê “A”.xlsx"}) {
        CAPTURE(name);
        CHECK(is_package_name(name));
    }
    CHECK(folded_name("ĐƯỜNG ỐC Ở Ý.PDF") == "đường ốc ở ý.pdf");
}

// The package as a province's engineer gets it: complete, its units valid, its site accepted by nginx, its program running.

#include <catch2/catch.hpp>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>

#include "tests/support/database.hpp"
#include "tests/support/places.hpp"

namespace fs = std::filesystem;

namespace {

struct Said {
    int status;
    std::string text;
};
Said run(const std::string& command) {
    FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
    std::string text;
    char piece[4096];
    while (const auto got = std::fread(piece, 1, sizeof piece, pipe)) text.append(piece, got);
    return {::pclose(pipe), text};
}

std::string content(const fs::path& path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

void replace(std::string& text, const std::string& what, const std::string& by) {
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size())) text.replace(at, what.size(), by);
}

// Made once, from the program just built, and unpacked.
struct Package {
    test_support::TemporaryFolder folder;
    fs::path root = folder.path() / "root";
    std::string file;

    Package() {
        const auto made = run("MOTCUA_BUILT=yes " + test_support::in_source("scripts/package") + " " + folder.path().string());
        INFO(made.text);
        REQUIRE(made.status == 0);
        file = made.text.substr(made.text.rfind('\n', made.text.size() - 2) + 1);
        file.pop_back();
        REQUIRE(run("dpkg-deb -x " + file + " " + root.string()).status == 0);
        REQUIRE(run("dpkg-deb -e " + file + " " + (folder.path() / "control").string()).status == 0);
    }
};

Package& package() {
    static Package made;
    return made;
}

}  // namespace

TEST_CASE("the package holds the program and all it reads by path, nothing of the sources, nothing for others to write", "[packaging]") {
    const auto& root = package().root;
    for (const auto* path : {"usr/bin/motcua", "usr/bin/motcua-server", "usr/share/motcua/models/vie.traineddata.gz", "usr/share/motcua/nginx/prepare", "usr/share/motcua/nginx/site.conf",
                             "usr/share/motcua/sample_data/procedures/1.001193.json", "usr/share/motcua/packaging/backup", "usr/share/motcua/packaging/restore-test",
                             "usr/lib/systemd/system/motcua.service", "usr/lib/systemd/system/motcua-work.service", "usr/lib/systemd/system/motcua-backup.timer",
                             "usr/lib/systemd/system/motcua-restore-test.timer", "etc/motcua/motcua.toml", "usr/share/doc/motcua/README.md", "usr/share/doc/motcua/copyright"}) {
        INFO(path);
        CHECK(fs::is_regular_file(root / path));
    }
    CHECK(fs::file_size(root / "usr/bin/motcua-server") < 40'000'000);  // stripped
    for (const auto& entry : fs::recursive_directory_iterator{root}) {
        INFO(entry.path());
        CHECK(entry.path().extension() != ".cpp");
        CHECK((fs::status(entry.path()).permissions() & fs::perms::others_write) == fs::perms::none);
    }
    CHECK(run("grep -rlI '" + test_support::in_source("") + "' " + root.string()).text.empty());  // no path of the builder's
    CHECK(content(package().folder.path() / "control/conffiles") == "/etc/motcua/motcua.toml\n");
    const auto facts = run("dpkg-deb -f " + package().file + " Depends").text;
    for (const auto* name : {"postgresql", "weasyprint", "tesseract-ocr-vie", "libpistache0", "libsoci-core4.0", "libssl3"}) CHECK(facts.find(name) != std::string::npos);
    for (const auto* script : {"postinst", "prerm", "postrm"}) CHECK(run("sh -n " + (package().folder.path() / "control" / script).string()).status == 0);
    for (const auto* program : {"usr/bin/motcua", "usr/bin/motcua-server"}) CHECK(run("ldd " + (root / program).string()).text.find("not found") == std::string::npos);
}

TEST_CASE("systemd accepts every unit", "[packaging]") {
    const auto units = package().folder.path() / "units";
    fs::create_directories(units);
    std::string names;
    for (const auto& entry : fs::directory_iterator{package().root / "usr/lib/systemd/system"}) {
        auto text = content(entry.path());
        replace(text, "=/usr/", "=" + package().root.string() + "/usr/");  // where the programs lie here
        std::ofstream{units / entry.path().filename()} << text;
        names += " " + (units / entry.path().filename()).string();
    }
    const auto verified = run("systemd-analyze verify" + names);
    CHECK(verified.status == 0);
    CHECK(verified.text.empty());
}

TEST_CASE("the packaged configuration is valid, and nginx accepts the site it writes", "[packaging]") {
    const auto& root = package().root;
    const auto motcua = (root / "usr/bin/motcua").string();
    const auto checked = run(motcua + " check-config --config " + (root / "etc/motcua/motcua.toml").string());
    INFO(checked.text);
    CHECK(checked.status == 0);
    CHECK(run(motcua + " --help").text.find("check-receipt") != std::string::npos);

    const auto place = package().folder.path() / "nginx";
    fs::create_directories(place);
    REQUIRE(run("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=x -keyout " + (place / "key.pem").string() + " -out " +
                (place / "certificate.pem").string()).status == 0);
    REQUIRE(run((root / "usr/share/motcua/nginx/prepare").string() + " --site " + (place / "site").string() + " --upstream 8080 --files /var/lib/motcua/files --https 18943 "
                "--redirect 18944 --address 127.0.0.1 --name motcua.vidu.example --certificate " + (place / "certificate.pem").string() + " --key " +
                (place / "key.pem").string()).status == 0);
    auto site = content(place / "site");
    CHECK(site.find("server_name motcua.vidu.example;") != std::string::npos);
    replace(site, "/var/log/nginx/", place.string() + "/");
    std::ofstream{place / "site"} << site;
    std::ofstream conf{place / "nginx.conf"};
    conf << "pid " << (place / "pid").string() << ";\nevents {}\nhttp {\n";
    for (const auto* kind : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"})  // nginx makes them even for a test; Debian's are root's
        conf << kind << "_temp_path " << (place / kind).string() << ";\n";
    conf << "include " << (place / "site").string() << ";\n}\n";
    conf.close();
    const auto tested = run("/usr/sbin/nginx -t -p " + place.string() + " -c " + (place / "nginx.conf").string() + " -e " + (place / "error.log").string());
    INFO(tested.text);
    CHECK(tested.status == 0);
}

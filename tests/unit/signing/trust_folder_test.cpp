// A trust folder whose certificates and lists are opened only when their names are asked for judges as if all were open.
#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>

#include <openssl/pem.h>
#include <unistd.h>

#include "integrations/signing/filed.hpp"
#include "world.hpp"

using namespace signing_tests;
namespace fs = std::filesystem;

namespace {

struct Folder {
    fs::path path;
    Folder() {
        static int number = 0;
        path = fs::temp_directory_path() / ("motcua-trust-" + std::to_string(::getpid()) + "-" + std::to_string(number++));
        for (const char* part : {"official", "public", "crl"}) fs::create_directories(path / part);
    }
    ~Folder() {
        std::error_code none;
        fs::remove_all(path, none);
    }
    void put(const std::string& name, const std::string& bytes) const { std::ofstream{path / name, std::ios::binary} << bytes; }
    Report judge(const std::string& pdf) const {
        auto trust = TrustStore::load(path);
        REQUIRE(trust.has_value());
        return verify(pdf, {.trust = std::make_shared<TrustStore>(*std::move(trust)), .policy = {}, .at = now()});
    }
};

std::vector<std::string> named(const std::vector<LeftAside>& files) {
    std::vector<std::string> names;
    for (const auto& one : files) names.push_back((one.partly ? "part of " : "") + one.file.filename().string());
    return names;
}

std::string list_of(const Identity& issuer) { return pem_of(make_crl(issuer, {}, now() - days{1}, now() + days{30})->get()); }

Folder usual() {
    Folder folder;
    folder.put("official/root.pem", pem_of(world().root.certificate.get()));
    folder.put("crl/root.crl", list_of(world().root));
    folder.put("crl/authority.crl", list_of(world().authority));
    return folder;
}

Identity another_root(const std::string& name) {
    return *issue({.common_name = name, .organisation = {}, .title = {}, .from = now() - days{9}, .to = now() + days{900}, .authority = true,
                   .key_usage = "critical,keyCertSign,cRLSign", .kind = KeyKind::P256}, nullptr);
}

std::string without_authority() {  // the file carries the signer's certificate alone
    CertificateChain chain;
    chain.signer = shared(world().person.certificate.get());
    EVP_PKEY_up_ref(world().person.key.get());
    SoftKey key{PKeyPtr{world().person.key.get()}};
    return *sign_pdf(a_pdf(), chain, key, a_request(), Algorithm::Ecdsa);
}

}  // namespace

TEST_CASE("a path is found among hundreds of certificates that have nothing to do with it", "[signing]") {
    const auto folder = usual();
    std::string others;
    const auto root = another_root("Tổ chức khác");
    for (int i = 0; i < 300; ++i) others += pem_of(root.certificate.get());
    folder.put("public/others.pem", others);
    const auto report = folder.judge(signed_by(world().person, a_pdf()));
    CAPTURE(why(report));
    CHECK(report.verdict == Verdict::Passed);
    CHECK(report.signatures[0].role == "official");
}

TEST_CASE("a root written with other capitals and blanks is the same issuer", "[signing]") {
    const X509Ptr other{X509_dup(world().root.certificate.get())};
    auto text = common_name(X509_get_subject_name(other.get()));
    for (auto& letter : text) letter = static_cast<char>(letter >= 'a' && letter <= 'z' ? letter - 32 : letter);
    const Owned<X509_NAME, X509_NAME_free> name{X509_NAME_dup(X509_get_subject_name(other.get()))};
    const int at = X509_NAME_get_index_by_NID(name.get(), NID_commonName, -1);
    X509_NAME_ENTRY_free(X509_NAME_delete_entry(name.get(), at));
    const auto wide = "  " + text + " ";
    X509_NAME_add_entry_by_NID(name.get(), NID_commonName, MBSTRING_UTF8, bytes_of(wide), static_cast<int>(wide.size()), at, 0);
    X509_set_subject_name(other.get(), name.get());
    X509_set_issuer_name(other.get(), name.get());
    REQUIRE(X509_sign(other.get(), world().root.key.get(), EVP_sha256()) > 0);
    const auto folder = usual();
    folder.put("official/root.pem", pem_of(other.get()));
    const auto report = folder.judge(signed_by(world().person, a_pdf()));
    CAPTURE(why(report));
    CHECK(report.verdict == Verdict::Passed);
}

TEST_CASE("certificates below a root that is not at hand are the anchors, and an intermediate helps beside a root", "[signing]") {
    const auto pdf = without_authority();
    Folder lone;
    lone.put("official/ca.pem", pem_of(world().authority.certificate.get()));
    lone.put("crl/authority.crl", list_of(world().authority));
    const auto alone = lone.judge(pdf);
    CAPTURE(why(alone));
    CHECK(alone.verdict == Verdict::Passed);
    const auto folder = usual();
    folder.put("public/ca.pem", pem_of(world().authority.certificate.get()));
    const auto both = folder.judge(pdf);
    CAPTURE(why(both));
    CHECK(both.verdict == Verdict::Passed);
    CHECK(both.signatures[0].role == "official");  // of the root, not of the folder the intermediate lies in
    // Another root makes the certificate an intermediate again, and nothing leads to that root.
    lone.put("official/other.pem", pem_of(another_root("Gốc khác").certificate.get()));
    CHECK(lone.judge(pdf).reason == Reason::NoCertificateChain);
}

TEST_CASE("a root of the same name with another key is not believed, nor one that is broken inside", "[signing][attack]") {
    Folder folder;
    const auto name = common_name(X509_get_subject_name(world().root.certificate.get()));
    folder.put("official/root.pem", pem_of(another_root(name).certificate.get()));
    folder.put("crl/authority.crl", list_of(world().authority));
    CHECK(folder.judge(signed_by(world().person, a_pdf())).verdict != Verdict::Passed);

    const auto whole = usual();
    auto der = der_of(world().root.certificate.get(), i2d_X509);
    der[der.size() / 2] = static_cast<char>(der[der.size() / 2] ^ 0x41);
    const auto* at = bytes_of(der);
    const X509Ptr spoiled{d2i_X509(nullptr, &at, static_cast<long>(der.size()))};
    if (spoiled) {
        whole.put("official/root.pem", pem_of(spoiled.get()));
        const auto trust = TrustStore::load(whole.path);
        if (trust) CHECK(whole.judge(signed_by(world().person, a_pdf())).verdict != Verdict::Passed);
    }
    whole.put("official/root.pem", "-----BEGIN CERTIFICATE-----\nMAMCAQE=\n-----END CERTIFICATE-----\n");
    CHECK_FALSE(TrustStore::load(whole.path).has_value());
    whole.put("official/root.pem", "không phải PEM");
    CHECK_FALSE(TrustStore::load(whole.path).has_value());
}

TEST_CASE("a root and an authority that were renewed under their names and keys are believed, whichever file comes first", "[signing][genuine]") {
    const auto expired = [](const Identity& of, const Identity& issuer) {
        X509Ptr old{X509_dup(of.certificate.get())};
        ASN1_TIME_set(X509_getm_notBefore(old.get()), std::chrono::system_clock::to_time_t(now() - days{900}));
        ASN1_TIME_set(X509_getm_notAfter(old.get()), std::chrono::system_clock::to_time_t(now() - days{10}));
        REQUIRE(X509_sign(old.get(), issuer.key.get(), EVP_sha256()) > 0);
        return pem_of(old.get());
    };
    const auto old_root = expired(world().root, world().root), old_authority = expired(world().authority, world().root);
    const auto authority = pem_of(world().authority.certificate.get());
    for (const char* name : {"official/a.pem", "official/z.pem"}) {
        const auto folder = usual();
        folder.put(name, old_root);
        folder.put("public/between.pem", old_authority + authority + old_authority);
        const auto report = folder.judge(without_authority());
        CAPTURE(name, why(report));
        CHECK(report.verdict == Verdict::Passed);
    }
    const auto folder = usual();
    folder.put("official/root.pem", old_root);
    CHECK(folder.judge(signed_by(world().person, a_pdf())).verdict == Verdict::Failed);
}

TEST_CASE("every list of an issuer is asked: one that revokes counts beside one that does not", "[signing]") {
    const auto folder = usual();
    const auto revoking = make_crl(world().authority, {{world().person.certificate.get(), now() - days{5}}}, now() - days{1}, now() + days{30});
    folder.put("crl/zz.der", der_of(revoking->get(), i2d_X509_CRL));
    CHECK(folder.judge(signed_by(world().person, a_pdf())).verdict == Verdict::Failed);
}

TEST_CASE("a file of certificates means what OpenSSL reads in it, however it is written", "[signing]") {
    const auto one = pem_of(world().root.certificate.get()), two = pem_of(world().authority.certificate.get());
    const auto changed = [&](size_t at, size_t length, const std::string& into) { return std::string{one}.replace(at, length, into); };
    const size_t body = one.find('\n') + 1, second = one.find('\n', body) + 1, foot = one.find("-----END");
    std::string crlf, one_line = one;
    for (const char letter : one) crlf += letter == '\n' ? std::string{"\r\n"} : std::string{letter};
    for (size_t at = body; (at = one_line.find('\n', at)) + 1 < one_line.find("-----END");) one_line.erase(at, 1);
    const std::vector<std::string> texts{
        one, one + two, two + one + two, "", "\n", "một ghi chú\n" + one, one + "\n\n" + two, one + "ghi chú\n" + two, crlf, crlf + two, one_line,
        one.substr(0, one.size() - 1), one.substr(0, foot), one.substr(0, second) + two, one + one.substr(0, second) + two,
        changed(body, 0, "\n"), changed(second, 0, "\n"), changed(second, 0, " "), changed(second - 1, 1, " \n"), changed(second, 1, "="),
        changed(second, 1, "-"), changed(second, 1, "*"), changed(foot - 2, 1, "="), changed(foot - 3, 2, "=="), changed(foot - 5, 4, "===="),
        changed(foot - 1, 0, "="), changed(body, 4, ""), changed(body, 1, ""), changed(body, 0, "Ghi-Chu: a\n\n"), changed(foot, 8, "-----end"),
        changed(11, 11, "TRUSTED CERTIFICATE"), changed(11, 11, "X509 CERTIFICATE"), one.substr(body), one.substr(0, body) + one.substr(foot), one + '\0'};
    const Folder folder;
    for (size_t i = 0; i < texts.size(); ++i) {
        CAPTURE(i, texts[i]);
        std::vector<std::string> expected, found;
        const BioPtr bio{BIO_new_mem_buf(texts[i].data(), static_cast<int>(texts[i].size()))};
        unsigned char* der = nullptr;
        long size = 0;
        while (PEM_bytes_read_bio(&der, &size, nullptr, PEM_STRING_X509, bio.get(), nullptr, nullptr) == 1) {
            const std::string read{reinterpret_cast<const char*>(der), static_cast<size_t>(size)};
            OPENSSL_free(der);
            const auto* at = bytes_of(read);
            if (!X509Ptr{d2i_X509(nullptr, &at, size)}) break;
            expected.push_back(read);
        }
        folder.put("public/one.pem", texts[i]);
        auto contents = certificates_filed_in(folder.path / "public/one.pem");
        for (auto& each : contents.items)
            if (each.open() != nullptr) found.push_back(each.der);
        CHECK(found == expected);
    }
}

TEST_CASE("a folder that can be read whole names no file, however its files are written", "[signing]") {
    const auto folder = usual();
    const auto one = pem_of(world().root.certificate.get()), two = pem_of(world().authority.certificate.get());
    std::string crlf;
    for (const char letter : two) crlf += letter == '\n' ? std::string{"\r\n"} : std::string{letter};
    folder.put("public/two.pem", one + two);
    folder.put("public/windows.pem", crlf);
    folder.put("public/explained.pem", "Tổ chức cấp\n-----------\n" + one + "----------- rồi\n" + two + "-----\n");
    folder.put("public/beside-its-list.pem", one + list_of(world().root));
    folder.put("public/no-line-end.pem", one.substr(0, one.size() - 1));
    folder.put("crl/whole.der", der_of(make_crl(world().root, {}, now() - days{1}, now() + days{30})->get(), i2d_X509_CRL));
    folder.put("crl/.gitkeep", "");
    fs::create_directories(folder.path / "public/old");
    fs::create_symlink(folder.path / "official/root.pem", folder.path / "public/link.pem");
    const auto trust = TrustStore::load(folder.path);
    REQUIRE(trust.has_value());
    CHECK(named(trust->left_aside()).empty());
    CHECK(named(TrustStore::unreadable_in(folder.path)).empty());
}

TEST_CASE("the files of a trust folder that do not count are named, and those that count in part", "[signing]") {
    const auto folder = usual();
    const auto one = pem_of(world().root.certificate.get()), two = pem_of(world().authority.certificate.get());
    folder.put("official/a-cut.pem", one.substr(0, one.size() / 2));
    folder.put("official/b-second-cut.pem", one + two.substr(0, two.size() - 30));
    folder.put("official/c-head-cut.pem", one + "\n-----BEGIN CERTIF");
    folder.put("official/d-second-no-certificate.pem", one + "-----BEGIN CERTIFICATE-----\nMAMCAQE=\n-----END CERTIFICATE-----\n" + two);
    folder.put("official/e-second-spoiled.pem", one + "\n" + std::string{two}.replace(two.find('\n') + 9, 1, "*"));
    folder.put("public/f.der", der_of(world().root.certificate.get(), i2d_X509));
    folder.put("public/g-empty.pem", "");
    folder.put("public/h-list.pem", list_of(world().root));
    fs::create_symlink("nowhere.pem", folder.path / "public/i-dangling.pem");
    const auto list = list_of(world().root), der = der_of(make_crl(world().root, {}, now() - days{1}, now() + days{30})->get(), i2d_X509_CRL);
    folder.put("crl/j-README", "danh sách thu hồi");
    folder.put("crl/k-certificate.pem", one);
    folder.put("crl/l-cut.der", der.substr(0, der.size() - 1));
    folder.put("crl/m-second-cut.pem", list + list.substr(0, list.size() / 2));
    const auto trust = TrustStore::load(folder.path);
    REQUIRE(trust.has_value());
    CHECK(named(trust->left_aside()) == std::vector<std::string>{"j-README", "k-certificate.pem", "l-cut.der", "part of m-second-cut.pem", "a-cut.pem",
                                                                 "part of b-second-cut.pem", "part of c-head-cut.pem", "part of d-second-no-certificate.pem",
                                                                 "part of e-second-spoiled.pem", "f.der", "g-empty.pem", "h-list.pem", "i-dangling.pem"});
    CHECK(sentence_of(trust->left_aside()[0]) == "Bỏ qua tệp trong thư mục tin cậy, không đọc được: " + (folder.path / "crl/j-README").string());
    CHECK(folder.judge(signed_by(world().person, a_pdf())).verdict == Verdict::Passed);  // a note, no error

    Folder lone;
    lone.put("official/cut.pem", one.substr(0, one.size() / 2));
    lone.put("public/other.txt", "x");
    const auto none = TrustStore::load(lone.path);
    REQUIRE_FALSE(none.has_value());
    CHECK(none.error().detail.find("official/cut.pem") != std::string::npos);
    CHECK(none.error().detail.find("public/other.txt") != std::string::npos);
    CHECK(named(TrustStore::unreadable_in(lone.path)) == std::vector<std::string>{"cut.pem", "other.txt"});
}

TEST_CASE("a list broken inside is named once a verdict asked for it, or when the whole folder is looked through", "[signing]") {
    const auto folder = usual();
    auto der = der_of(make_crl(world().authority, {}, now() - days{1}, now() + days{30})->get(), i2d_X509_CRL);
    const auto times = der.find("\x17\x0d");
    REQUIRE(times != std::string::npos);
    der[times] = '\x02';  // an integer where the list's date should be
    folder.put("crl/authority.crl", der);
    const auto trust = std::make_shared<TrustStore>(*TrustStore::load(folder.path));
    CHECK(named(trust->left_aside()).empty());
    CHECK(verify(signed_by(world().person, a_pdf()), {.trust = trust, .policy = {}, .at = now()}).verdict == Verdict::Indeterminate);
    CHECK(named(trust->left_aside()) == std::vector<std::string>{"authority.crl"});
    CHECK(named(TrustStore::unreadable_in(folder.path)) == std::vector<std::string>{"authority.crl"});
}

TEST_CASE("a root that was put away under another name is believed no more", "[signing][attack]") {
    const auto pdf = signed_by(world().person, a_pdf());
    auto folder = usual();
    REQUIRE(folder.judge(pdf).verdict == Verdict::Passed);
    folder.put("public/other.pem", pem_of(another_root("Tổ chức khác").certificate.get()));  // else there is no root at all
    for (const char* name : {"official/root.pem~", "official/.root.pem", "official/root.pem.bak", "official/root.old"}) {
        CAPTURE(name);
        fs::remove(folder.path / "official/root.pem");
        folder.put(name, pem_of(world().root.certificate.get()));
        CHECK(folder.judge(pdf).reason == Reason::NoCertificateChain);
        fs::remove(folder.path / name);
    }
}

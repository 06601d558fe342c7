// No door of the server takes a private key, and no column could keep one.

#include <regex>

#include <openssl/pem.h>

#include "dossier/event.hpp"
#include "server/file_gate.hpp"
#include "server/http/endpoint.hpp"
#include "server/storage/session.hpp"
#include "tests/http/memory_identities.hpp"
#include "tests/jobs/printing.hpp"
#include "tests/office/requests.hpp"
#include "tests/support/places.hpp"

using namespace papers_tests;
using nlohmann::json;

namespace {

std::string hex(std::string_view bytes) { return signing::hex(bytes); }

struct Doors : Printing {
    FileGate gate{{}, {{test_support::program(), "page-host"}}};
    tests::MemoryIdentities identities;
    dossier::DossierId dossier = receive(open().id).id;
    std::string pem = signing::read_file(config.demo_pki / "agency" / "key.pem");
    std::string der;

    Doors() {
        services.gate = &gate;
        services.identities = &identities;
        const signing::BioPtr in{BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()))};
        const signing::PKeyPtr key{PEM_read_bio_PrivateKey(in.get(), nullptr, nullptr, nullptr)};
        REQUIRE(key);
        der = signing::der_of(key.get(), i2d_PrivateKey);
    }
    http::Request request(const http::Endpoint& row, const std::string& action) const {
        auto made = office_tests::request_by(actor(dossier::Role::clerk, "00000000-0000-7000-8000-000000000030"), "2026-11-23T10:00");
        for (const auto& [name, role] : dossier::role_names) made.principal.roles.emplace_back(name);
        made.method = row.method;
        made.if_match = 1;
        for (const auto* name : {"dossier_id", "upload_id", "device_id", "image_id", "stack_id", "absence_id", "file_id", "held_id", "label_id", "search_id", "session_id"})
            made.path_values.emplace_back(name, dossier.text());
        made.path_values.emplace_back("component", dossier_tests::form_code);
        made.path_values.emplace_back("code", dossier_tests::a_procedure().code);
        made.path_values.emplace_back("year", "2026");
        made.path_values.emplace_back("rule_set", "2025");
        made.path_values.emplace_back("form", "receipt");
        made.path_values.emplace_back("number", "1");
        made.path_values.emplace_back("action", action);
        return made;
    }
    // A key under every name it might be asked by.
    void hand_in(const http::Endpoint& row, const std::string& action = "Receive") {
        auto asked = request(row, action);
        json body;
        for (const auto* name : {"private_key", "key", "pkcs12", "pfx", "pem", "certificate_sha256", "pin"}) {
            body[name] = pem;
            asked.form.emplace_back(name, pem);
        }
        asked.body = row.body == http::Body::Json ? body.dump() : "";
        (void)answer(row, asked);
    }
    // Whether the door said yes to this file.
    bool takes(const http::Endpoint& row, const std::string& bytes, const std::string& name) {
        auto asked = request(row, "AddFile");
        asked.query = {{"kind", "seal"}, {"name", "Con dấu"}, {"width_mm", "36"}, {"valid_from", "2026-01-01"}, {"valid_to", "2027-01-01"}, {"number", "1"},
                       {"dossier", dossier.text()}, {"title", "Văn bản"}, {"component", dossier_tests::form_code}};
        asked.form = asked.query;
        http::SpoolWriter spool{folder.path()};
        spool.write(bytes);
        asked.upload = spool.finish();
        asked.upload->file_name = name;
        return answer(row, asked);
    }
    // A fault is no yes either.
    bool answer(const http::Endpoint& row, const http::Request& asked) {
        try {
            const auto given = row.handler(asked, services);
            return given && given->status < 400;
        } catch (const std::exception&) {
            return false;
        }
    }
    // Tables and files that hold a piece of the key.
    std::vector<std::string> traces() {
        const std::vector<std::string> pieces{pem.substr(40, 48), hex(pem.substr(40, 48)), hex(std::string_view{der}.substr(der.size() / 2, 24))};
        std::vector<std::string> found;
        storage::UnitOfWork work{*database};
        for (const auto& row : work.query({"tables", "SELECT table_name::text AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"})) {
            const auto name = "trace in " + row.text("name");  // statements are kept by name
            const auto text = "SELECT 1 AS one FROM \"" + row.text("name") + "\" AS t WHERE strpos(t::text, :piece) > 0 LIMIT 1";
            for (const auto& piece : pieces)
                if (work.one({name.c_str(), text.c_str()}, {{"piece", piece}})) found.push_back(row.text("name"));
        }
        for (const auto& entry : std::filesystem::recursive_directory_iterator{folder.path()}) {
            if (!entry.is_regular_file() || entry.path().string().find("/pki/") != std::string::npos) continue;
            const auto content = signing::read_file(entry.path());
            if (content.find(pieces[0]) != std::string::npos || content.find(der.substr(der.size() / 2, 24)) != std::string::npos) found.push_back(entry.path().filename());
        }
        return found;
    }
};

}  // namespace

TEST_CASE("no endpoint accepts a private key, and no column is made for one", "[signing][R-SIG-12]") {
    Doors office;
    const std::regex asks{"(private|secret|pkcs|pfx|p12|\\bkey\\b|\\bpin\\b)", std::regex::icase};
    int doors = 0;
    for (const auto& row : http::endpoints()) {
        INFO(row.path);
        CHECK_FALSE(std::regex_search(std::string{row.request_note}, asks));
        if (row.body == http::Body::None) continue;
        ++doors;
        if (std::string_view{row.path}.find(":action") == std::string_view::npos) office.hand_in(row);
        else
            for (const auto& action : dossier::action_names) office.hand_in(row, std::string{action});
        const bool keeps = std::string_view{row.path} != "/xac-minh";  // says that it is no signed PDF, and keeps nothing
        if (row.body == http::Body::Upload && keeps) {
            for (const auto* name : {"khoa.pem", "khoa.key", "khoa.txt", "khoa.png", "khoa.pdf", ""}) CHECK_FALSE(office.takes(row, office.pem, name));
            for (const auto* name : {"khoa.der", "khoa.p12", "khoa.txt", "khoa.png", "khoa.pdf", ""}) CHECK_FALSE(office.takes(row, office.der, name));
        }
    }
    CHECK(doors > 30);
    CHECK(office.traces() == std::vector<std::string>{});

    // By name and by type: what is called a key is none, and bytes are pictures or certificates, lists, answers.
    std::vector<std::string> named, bytes;
    storage::UnitOfWork work{*office.database};
    for (const auto& row : work.query({"columns", "SELECT (table_name || '.' || column_name)::text AS name, data_type::text AS type FROM information_schema.columns "
                                                  "WHERE table_schema = 'public' ORDER BY 1"})) {
        if (std::regex_search(row.text("name"), std::regex{"(private|secret|key|pkcs|pfx|p12|_pin$|\\.pin$)", std::regex::icase})) named.push_back(row.text("name"));
        if (row.text("type") == "bytea") bytes.push_back(row.text("name"));
    }
    CHECK(named == std::vector<std::string>{"idempotency.key", "job.unique_key"});
    CHECK(bytes == std::vector<std::string>{"signature_evidence.der", "signature_image.png"});
}

#include "server/tools/import.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include <CLI/CLI.hpp>

#include "server/catalogue/calendar_json.hpp"
#include "server/catalogue/publication.hpp"
#include "server/compose.hpp"
#include "server/http/password.hpp"
#include "server/storage/account_store.hpp"
#include "server/storage/catalogue_store.hpp"
#include "server/tools/configured.hpp"

namespace server {
namespace {

namespace fs = std::filesystem;
using catalogue::Json;
using dossier::ErrorCode;
using dossier::fail;
using dossier::Instant;
using dossier::Result;

struct Tally {
    int taken = 0, unchanged = 0, unpublished = 0, refused = 0;
};

enum class Changes { Show, Publish };  // of procedures already in the catalogue

void show(const catalogue::Publication& publication, Changes changes) {
    std::cout << publication.procedure.code << ": " << publication.changes.size() << " thay đổi "
              << (changes == Changes::Publish ? "được công bố" : "chưa công bố") << "\n";
    for (const auto& change : publication.changes) std::cout << "  " << catalogue::vietnamese_text(change) << "\n";
}

Result<void> import_procedures(storage::UnitOfWork& work, const std::string& text, const Json& json, Changes changes, Instant now,
                               Tally& tally) {
    using catalogue::Offer, catalogue::Origin;
    const auto origin = catalogue::is_national_answer(json) ? Origin::NationalCatalogue : Origin::OurFile;
    for (auto& procedure : TRY(catalogue::parse_procedure_file(text, dossier::vietnam_date(now)))) {
        const auto publication = catalogue::compared_with_stored(work, std::move(procedure), origin);
        if (publication.offer == Offer::Unchanged) {
            ++tally.unchanged;
            continue;
        }
        if (publication.offer == Offer::Changed) show(publication, changes);
        if (publication.offer == Offer::Changed && changes == Changes::Show) {
            ++tally.unpublished;
            continue;
        }
        TRY(catalogue::publish(work, publication.procedure, "", now));
        ++tally.taken;
    }
    return {};
}

Result<void> import_calendar(storage::UnitOfWork& work, const std::string& text, const Json& json, Tally& tally) {
    TRY(catalogue::parse_calendar(text));
    const auto from = json.contains("valid_from") ? TRY(dossier::parse_iso8601(json.at("valid_from").get<std::string>())) : Instant{};
    storage::put_calendar(work, json.value("agency", ""), json.dump(), json.value("basis", ""), from);
    ++tally.taken;
    return {};
}

Result<void> import_people(storage::UnitOfWork& work, const Json& json, Instant now, Tally& tally) {
    const auto password = json.value("demo_password", std::string{});
    const auto hash = password.empty() ? std::string{} : http::hash_password(password);
    for (const auto& agency : json.value("agencies", Json::array())) {
        const auto code = agency.at("code").get<std::string>();
        storage::put_agency(work, {code, agency.at("name"), agency.value("kind", "commune"), "", "", agency.value("phone", "")});
        if (agency.contains("code_qcvn102"))
            storage::put_agency_code(work, code, "2016", agency.at("code_qcvn102").get<std::string>(),
                                     dossier::CivilDate{std::chrono::year{2018}, std::chrono::January, std::chrono::day{1}});
        for (const auto& unit : agency.value("units", Json::array())) storage::put_unit(work, {code, unit.at("code"), unit.at("name")});
        ++tally.taken;
    }
    for (const auto& each : json.value("accounts", Json::array())) {
        storage::AccountRow account;
        account.login = each.at("name");
        account.name = each.at("display_name");
        account.title = each.value("title", "");
        account.agency = each.at("agency");
        account.unit = each.value("unit", "");
        account.roles = each.at("roles").get<std::vector<std::string>>();
        account.password_hash = hash;
        storage::put_account(work, account, now);
        ++tally.taken;
    }
    return {};
}

Result<void> import_text(storage::UnitOfWork& work, const std::string& text, Changes changes, Instant now, Tally& tally) {
    const auto json = Json::parse(text, nullptr, false);
    if (json.is_discarded()) return fail(ErrorCode::InvalidInput, "không phải JSON");
    if (json.is_object() && json.contains("accounts")) return import_people(work, json, now, tally);
    if (json.is_object() && json.contains("office_hours")) return import_calendar(work, text, json, tally);
    return import_procedures(work, text, json, changes, now, tally);
}

// Schemas lie beside the files they describe.
bool is_data(const fs::path& path) {
    const auto name = path.filename().string();
    return path.extension() == ".json" && name.find(".schema.") == std::string::npos;
}

std::vector<fs::path> files_of(const std::vector<std::string>& inputs) {
    std::vector<fs::path> files;
    for (const auto& input : inputs) {
        if (!fs::is_directory(input)) files.emplace_back(input);
        else
            for (const auto& entry : fs::directory_iterator(input))
                if (entry.is_regular_file() && is_data(entry.path())) files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

// One file, one unit of work: it is taken whole or not at all.
void import_file(Services& services, const fs::path& path, Changes changes, Instant now, Tally& tally) {
    std::ostringstream text;
    std::ifstream file{path};
    text << file.rdbuf();
    storage::UnitOfWork work{services.database};
    const auto before = tally;
    const auto done = file ? import_text(work, text.str(), changes, now, tally) : fail(ErrorCode::NotFound, "không đọc được tệp");
    if (done) {
        work.commit();
        const bool waits = tally.unpublished > before.unpublished;
        std::cout << path.string() << (waits ? ": có thay đổi chưa công bố, hãy nhập lại với --publish để công bố\n" : ": đã nhập\n");
        return;
    }
    tally = before;
    ++tally.refused;
    std::cerr << path.string() << ": " << done.error().detail << "\n";
    for (const auto& field : done.error().fields) std::cerr << "  " << field.field << ": " << field.message << "\n";
}

}  // namespace

int run_import(int argc, char** argv) {
    CLI::App app{"Nhập thủ tục, lịch làm việc, cơ quan và tài khoản từ tệp JSON hoặc thư mục.\n"
                 "Thủ tục đã có mà nội dung khác thì chỉ in ra từng thay đổi; có --publish mới công bố.\n"
                 "Mã thoát: 0 nhập hết, 2 sai cách dùng, 3 có tệp bị từ chối, 4 có thay đổi chưa công bố.",
                 "motcua import"};
    std::string config_file;
    std::vector<std::string> inputs;
    add_config_option(app, config_file);
    bool publish = false;
    app.add_flag("--publish", publish, "công bố thay đổi của thủ tục đã có");
    app.add_option("INPUT", inputs, "tệp hoặc thư mục")->required();
    return configured(app, argc, argv, config_file, [&](Config config) {
        std::cout << "Nhập vào " << (config.database_url.empty() ? config.data_dir.string() : "cơ sở dữ liệu của database.url") << "\n";
        Composition composition{std::move(config), false};
        const auto now = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
        Tally tally;
        for (const auto& path : files_of(inputs)) import_file(composition.services(), path, publish ? Changes::Publish : Changes::Show, now, tally);
        std::cout << "Nhập mới " << tally.taken << ", không đổi " << tally.unchanged << ", chưa công bố " << tally.unpublished << ", từ chối " << tally.refused << "\n";
        return tally.refused > 0 ? 3 : tally.unpublished > 0 ? 4 : 0;
    });
}

}  // namespace server

#include "server/storage/backup_plan.hpp"

#include <algorithm>
#include <fstream>

#include <nlohmann/json.hpp>

namespace server::storage {

namespace fs = std::filesystem;
using nlohmann::json;

dossier::Result<BackupPlan> read_plan(const fs::path& file) {
    std::ifstream in{file};
    const auto written = json::parse(in, nullptr, false);
    std::vector<dossier::FieldError> errors;
    const auto text = [&](const json& of, const std::string& prefix, const char* key, bool required) {
        const auto value = of.value(key, json{});
        if (value.is_string() && !value.get_ref<const std::string&>().empty()) return value.get<std::string>();
        if (required || !(value.is_null() || value.is_string())) errors.push_back({prefix + key, "required", "phải là chữ, không để trống"});
        return std::string{};
    };
    const auto number = [&](const char* key, int& into) {
        if (!written.contains(key)) return;
        if (written[key].is_number_integer() && written[key] > 0 && written[key] < 10'000) into = written[key].get<int>();
        else errors.push_back({key, "range", "phải là số nguyên dương"});
    };
    if (!written.is_object()) return dossier::fail(dossier::ErrorCode::InvalidInput, "không phải kế hoạch sao lưu (JSON): " + file.string());
    BackupPlan plan;
    plan.file = file;
    plan.backups = text(written, "", "backups", true);
    plan.recipient = text(written, "", "recipient", true);
    plan.key_kept = text(written, "", "key_kept", true);
    number("newest_hours", plan.newest_hours);
    number("tried_days", plan.tried_days);
    const auto copies = written.value("copies", json{});
    if (!copies.is_array() || copies.empty()) errors.push_back({"copies", "required", "phải là danh sách nơi để bản sao"});
    else
        for (const auto& copy : copies) {
            const auto prefix = "copies[" + std::to_string(plan.copies.size()) + "].";
            const auto each = copy.is_object() ? copy : json::object();
            plan.copies.push_back({text(each, prefix, "place", true), text(each, prefix, "medium", true), text(each, prefix, "apart", false)});
        }
    if (!errors.empty()) return dossier::fail(dossier::ErrorCode::InvalidInput, "kế hoạch sao lưu chưa đúng", std::move(errors));
    return plan;
}

fs::path newest_backup(const BackupPlan& plan) {
    fs::path newest;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(plan.backups, ignored)) {
        const auto name = entry.path().filename().string();
        if (name.starts_with("backup-") && fs::exists(entry.path() / "manifest.json") && name > newest.filename().string()) newest = entry.path();
    }
    return newest;
}

}  // namespace server::storage

#include "server/file_gate.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "ocr/fields/secrecy.hpp"
#include "server/http/sniff.hpp"
#include "server/log.hpp"

namespace server {

using catalogue::FileKind;
using catalogue::IntakeProfile;
using catalogue::IntakeRules;
using dossier::ErrorCode;
using dossier::fail;
using dossier::FieldError;
using dossier::Result;

namespace {

constexpr std::size_t most_told = 8;    // faults in the sentence; all are in the list
constexpr std::size_t most_listed = 500;
constexpr std::int64_t megabyte = 1024 * 1024;

std::string extension_of(const std::string& name) {
    auto extension = std::filesystem::path{name}.extension().string();
    if (!extension.empty()) extension.erase(0, 1);
    std::transform(extension.begin(), extension.end(), extension.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return extension;
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const auto& word : words) text += (text.empty() ? "" : ", ") + word;
    return text;
}

bool holds(const std::vector<std::string>& words, std::string_view word) { return std::find(words.begin(), words.end(), word) != words.end(); }

FieldError of_file(std::string rule, std::string message) { return {"file", std::move(rule), std::move(message)}; }

// What name and first bytes say; the kind when they agree.
const FileKind* kind_of(std::string_view first_bytes, const std::string& name, const IntakeProfile& profile, std::vector<FieldError>& errors) {
    const auto extension = extension_of(name);
    const auto media_type = http::media_type_of(first_bytes);
    const auto* content = catalogue::kind_of_content(media_type);
    const auto* named = extension.empty() ? content : catalogue::kind_of_extension(extension);
    const auto refused = [&] {
        errors.push_back(of_file("R-FMT-05", (extension.empty() ? "Loại tệp này" : "Tệp ." + extension) + " không được nhận; " + profile.title + " nhận: " + joined(profile.types)));
        return nullptr;
    };
    if (!named) return refused();
    if (!catalogue::fits(*named, media_type)) {
        errors.push_back(of_file("R-FMT-06", "Đuôi tệp ." + extension + " không khớp nội dung" + (content ? ", nội dung là " + std::string{content->name} : "")));
        return nullptr;
    }
    return holds(profile.types, named->name) ? named : refused();
}

std::string in_a_sentence(const std::vector<FieldError>& errors) {
    std::string text;
    for (std::size_t i = 0; i < errors.size() && i < most_told; ++i) text += (text.empty() ? "" : "; ") + errors[i].message;
    if (errors.size() > most_told) text += "; và " + std::to_string(errors.size() - most_told) + " lỗi khác";
    return text;
}

tl::unexpected<dossier::Error> refusal(std::vector<FieldError> errors) {
    if (errors.size() > most_listed) errors.resize(most_listed);
    auto sentence = "Tệp không được nhận: " + in_a_sentence(errors) + ".";
    return fail(ErrorCode::InvalidInput, std::move(sentence), std::move(errors));
}

IntakeRules rules_in(const std::filesystem::path& file) {
    std::ifstream in{file};
    const std::string text{std::istreambuf_iterator<char>{in}, {}};
    auto rules = catalogue::parse_intake_rules(text);
    if (rules) return *std::move(rules);
    std::string why = "rules.intake_file: " + rules.error().detail;
    for (const auto& fault : rules.error().fields) why += "; " + fault.field + ": " + fault.message;
    throw std::runtime_error(why);
}

}  // namespace

FieldError as_error(const ocr::Violation& violation) {
    return of_file(violation.rule, (violation.page > 0 ? "Trang " + std::to_string(violation.page) + ": " : "") + violation.message);
}

std::vector<FieldError> blocking(const IntakeProfile& profile, const std::vector<ocr::Violation>& violations) {
    std::vector<FieldError> errors;
    for (const auto& violation : violations)
        if (holds(profile.block, violation.rule)) errors.push_back(as_error(violation));
    return errors;
}

FileGate::FileGate(std::filesystem::path rules_file, ocr::JudgeOptions judging)
    : rules_file_(std::move(rules_file)), judging_(std::move(judging)) {
    if (rules_file_.empty()) {
        rules_ = std::make_shared<const IntakeRules>(catalogue::shipped_intake_rules());
        return;
    }
    std::error_code ignored;
    read_at_ = std::filesystem::last_write_time(rules_file_, ignored);
    rules_ = std::make_shared<const IntakeRules>(rules_in(rules_file_));
}

void FileGate::reload() const {
    std::error_code error;
    const auto changed_at = std::filesystem::last_write_time(rules_file_, error);
    if (error || changed_at == read_at_) return;
    read_at_ = changed_at;
    try {
        rules_ = std::make_shared<const IntakeRules>(rules_in(rules_file_));
        log::info("intake rules read again");
    } catch (const std::runtime_error&) {
        log::error("intake rules do not parse, the ones before stay", {.source = "rules.intake_file"});
    }
}

std::shared_ptr<const IntakeRules> FileGate::rules() const {
    const std::lock_guard lock{mutex_};
    if (!rules_file_.empty()) reload();
    return rules_;
}

Result<PassedFile> FileGate::check(const http::Spool& upload, FileUse use) const {
    return check(upload.path, upload.size, upload.first_bytes, upload.file_name, use);
}

Result<PassedFile> FileGate::check(const std::filesystem::path& file, std::uint64_t size, std::string_view first_bytes,
                                   const std::string& name, FileUse use) const {
    const auto in_force = rules();
    const auto& profile = in_force->of(use);
    std::vector<FieldError> errors;
    if (size == 0) return refusal({of_file("empty", "Tệp rỗng, không có byte nào")});
    if (size > static_cast<std::uint64_t>(profile.bytes))
        errors.push_back(of_file("size", "Tệp lớn hơn " + std::to_string(profile.bytes / megabyte) + " MB, giới hạn của " + profile.title));
    const auto* kind = kind_of(first_bytes, name, profile, errors);
    if (!kind) return refusal(std::move(errors));

    const auto facts = ocr::judge_in_child(file, judging_);
    if (!facts && facts.error().problem == ocr::Problem::Secret) return refusal({of_file("secret", ocr::degree_of(facts.error()))});
    if (!facts) {
        errors.push_back(of_file(ocr::name_of(facts.error().problem), facts.error().detail));
        return refusal(std::move(errors));
    }
    if (facts->pages > profile.pages)
        errors.push_back(of_file("pages", "Tệp có " + std::to_string(facts->pages) + " trang, quá " + std::to_string(profile.pages) + " trang của " + profile.title));
    for (auto& error : blocking(profile, facts->violations)) errors.push_back(std::move(error));
    if (!errors.empty()) return refusal(std::move(errors));
    PassedFile passed{use, facts->pages};
    for (const auto& violation : facts->violations)
        if (holds(profile.warn, violation.rule)) passed.warnings.push_back(as_error(violation));
    return passed;
}

int FileGate::pages_of(const std::filesystem::path& file) const {
    const auto facts = ocr::judge_in_child(file, judging_);
    return facts ? facts->pages : 0;
}

}  // namespace server

#include "server/tools/digitise_run.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <numeric>

#include "server/tools/digitise_stack.hpp"

namespace server {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

void write_file(const fs::path& path, const std::string& bytes) {
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!file.flush()) throw std::runtime_error("không ghi được " + path.string());
}

json rows_of(const std::vector<ocr::Violation>& violations) {
    json rows = json::array();
    for (const ocr::Violation& v : violations) rows.push_back({{"rule", v.rule}, {"message", v.message}});
    return rows;
}

double rounded(double value, int digits) { return std::round(value * std::pow(10, digits)) / std::pow(10, digits); }

// A page before anything is known of it; the keys of contracts.md.
json empty_row(const std::string& input, int page) {
    return {{"input", input}, {"page", page}, {"text", nullptr}, {"preview", nullptr}, {"words", nullptr}, {"rotation", 0}, {"skew", 0.0},
            {"blank", false}, {"separator", false}, {"document", nullptr}, {"first", false}, {"component", nullptr}, {"score", 0.0},
            {"reason", ""}, {"codes", json::array()}, {"fields", json::array()}, {"violations", json::array()}, {"quarantined", false},
            {"confidence", 0.0}, {"seconds", 0.0}};
}

std::vector<size_t> in_order(size_t pages) {
    std::vector<size_t> order(pages);
    std::iota(order.begin(), order.end(), size_t{0});
    return order;
}

ocr::ServiceOptions service_options(const DigitiseOptions& options) {
    ocr::ServiceOptions service;
    service.workers = options.jobs;
    return service;
}

}  // namespace

DigitiseRun::DigitiseRun(const DigitiseOptions& options)
    : options_(options), service_(service_options(options)), splitter_(options.procedures, options.procedure) {}

void DigitiseRun::refuse(const std::string& input, const ocr::Refusal& refusal) {
    refused_.push_back({{"input", input}, {"reason", ocr::name_of(refusal.problem)}, {"detail", refusal.detail}});
}

std::string DigitiseRun::free_stem(const std::string& path) {
    const std::string stem = fs::path(path).stem().string();
    std::string free = stem;
    for (int n = 2; !stems_.insert(free).second; ++n) free = stem + "_" + std::to_string(n);
    return free;
}

std::string DigitiseRun::page_stem(const Input& input, int page) const {
    const bool one_image = input.facts.type != ocr::FileType::Pdf && input.facts.pages == 1;
    return one_image ? input.stem : input.stem + "-" + std::to_string(page);
}

// Whoever stops us may have stopped the children too: what they answer then is nothing about the page.
void DigitiseRun::go_on() const {
    if (options_.stop && *options_.stop) throw Interrupted{};
}

void DigitiseRun::open_inputs() {
    for (const std::string& path : options_.inputs) {
        ocr::Task task;
        task.path = path;
        const ocr::Answer answer = service_.ask(task);
        go_on();
        if (answer.refused) {
            refuse(path, *answer.refused);
            continue;
        }
        const size_t input = inputs_.size();
        inputs_.push_back({path, free_stem(path), answer.facts, static_cast<int>(rows_.size())});
        const auto pages = static_cast<size_t>(answer.facts.pages);
        for (const size_t page : options_.two_pass ? ocr::two_pass_order(pages) : in_order(pages)) order_.push_back(rows_.size() + page);
        for (int page = 1; page <= answer.facts.pages; ++page) {
            rows_.push_back(empty_row(path, page));
            places_.emplace_back(input, page);
        }
        if (!answer.facts.violations.empty()) rows_[static_cast<size_t>(inputs_.back().first_row)]["violations"] = rows_of(answer.facts.violations);
    }
}

void DigitiseRun::read_pages() {
    size_t next = 0;
    size_t done = 0;
    sides_.resize(rows_.size());
    // Twice as many as can run: the children never wait for us, and no pile of answers builds up.
    while (done < rows_.size()) {
        while (next < rows_.size() && service_.outstanding() < 2 * static_cast<size_t>(options_.jobs)) {
            const auto [input, page] = places_[order_[next]];
            ocr::Task task;
            task.kind = ocr::TaskKind::ReadPage;
            task.path = inputs_[input].path;
            task.type = inputs_[input].facts.type;
            task.page = page;
            asked_[service_.submit(task)] = next++;
        }
        const auto finished = service_.next(std::chrono::milliseconds(500));
        go_on();
        if (!finished) continue;
        take(*finished);
        show_progress(++done);
    }
}

void DigitiseRun::take(const ocr::Finished& finished) {
    const size_t place = asked_.at(finished.id);
    const size_t row = order_[place];
    asked_.erase(finished.id);
    if (!finished.answer.refused) {
        write_page(row, finished.answer.page);
        ocr::PageAnswer kept = finished.answer.page;
        kept.preview.clear();
        return suggest_in_order(place, std::move(kept));
    }
    const ocr::Refusal& refusal = *finished.answer.refused;
    json& page = rows_[row];
    page["quarantined"] = true;
    page["reason"] = std::string(ocr::name_of(refusal.problem)) + ": " + refusal.detail;
    suggest_in_order(place, std::nullopt);
    const auto& input = inputs_[places_[row].first];
    if (refusal.problem == ocr::Problem::Secret) return secret_.insert({places_[row].first, refusal}), void();
    // One image is one page: when it cannot be read, the input as a whole is refused.
    if (input.facts.pages == 1) refuse(input.path, refusal);
}

void DigitiseRun::suggest_in_order(size_t place, std::optional<ocr::PageAnswer> page) {
    early_.emplace(place, std::move(page));
    for (auto next = early_.find(next_suggestion_); next != early_.end(); next = early_.find(++next_suggestion_)) {
        const size_t row = order_[next->first];
        if (places_[row].second == 1) splitter_.begin_input();
        if (next->second) suggest(splitter_, *next->second, rows_[row]);
        if (next->second) sides_[row] = ocr::side_of(next->second->text, next->second->blank, next->second->rotation);
        early_.erase(next);
    }
}

// A file with a secret page leaves nothing behind: what was written of its other pages is removed (R-ACC-12).
void DigitiseRun::take_back_secrets() {
    for (const auto& [input, refusal] : secret_) {
        refuse(inputs_[input].path, refusal);
        for (size_t row = 0; row < rows_.size(); ++row) {
            if (places_[row].first != input) continue;
            for (const char* file : {"text", "preview", "words"})
                if (rows_[row][file].is_string()) fs::remove(fs::path(options_.out) / rows_[row][file].get<std::string>());
            rows_[row] = empty_row(inputs_[input].path, places_[row].second);
            rows_[row]["quarantined"] = true;
            rows_[row]["reason"] = "secret: " + refusal.detail;
        }
    }
}

void DigitiseRun::write_page(size_t row, const ocr::PageAnswer& page) {
    const auto [input, number] = places_[row];
    const std::string stem = page_stem(inputs_[input], number);
    const fs::path out = options_.out;
    write_file(out / (stem + ".txt"), page.text.text());
    write_file(out / (stem + ".jpg"), page.preview);
    write_file(out / (stem + ".words.json"), ocr::words_json(page).dump() + "\n");
    json& made = rows_[row];
    made["text"] = stem + ".txt";
    made["preview"] = stem + ".jpg";
    made["words"] = stem + ".words.json";
    made["rotation"] = page.rotation;
    made["skew"] = rounded(page.skew, 2);
    made["confidence"] = rounded(page.text.confidence().value, 3);
    made["seconds"] = rounded(page.seconds, 3);
    for (json& violation : rows_of(page.violations)) made["violations"].push_back(std::move(violation));
}

std::vector<std::vector<size_t>> DigitiseRun::documents() const {
    std::vector<std::vector<size_t>> found;
    for (const size_t row : order_) {
        if (!rows_[row]["document"].is_number()) continue;
        const size_t number = rows_[row]["document"].get<size_t>();
        found.resize(std::max(found.size(), number));
        found[number - 1].push_back(row);
    }
    return found;
}

json DigitiseRun::assemble(const std::vector<size_t>& rows, int number) {
    ocr::Task task;
    task.kind = ocr::TaskKind::Assemble;
    const std::string name = "document-" + std::to_string(number) + ".pdf";
    task.output = (fs::absolute(options_.out) / name).string();
    json pages = json::array();
    bool keep = false;  // a signed file is stored as it is
    for (const size_t row : rows) {
        const auto [input, page] = places_[row];
        const Input& source = inputs_[input];
        task.pages.push_back({source.path, source.facts.type, page, rows_[row]["rotation"].get<int>(),
                              (fs::path(options_.out) / rows_[row]["words"].get<std::string>()).string()});
        task.title = rows_[row]["component"].is_string() ? rows_[row]["component"].get<std::string>() : source.stem;
        pages.push_back({{"input", source.path}, {"page", page}});
        keep = keep || source.facts.is_signed;
    }
    json made{{"number", number}, {"pages", pages}, {"component", rows_[rows[0]]["component"]}, {"pdf", name}, {"pdf_a", false}};
    if (keep) {
        fs::copy_file(inputs_[places_[rows[0]].first].path, task.output, fs::copy_options::overwrite_existing);
        made["note"] = "tệp đã ký số, giữ nguyên từng byte";
        return made;
    }
    const ocr::Answer answer = service_.ask(task);
    if (answer.refused) {
        std::error_code ignored;
        fs::remove(task.output, ignored);
        made["pdf"] = nullptr;
        made["note"] = answer.refused->detail;
        return made;
    }
    made["pdf_a"] = answer.assembled.pdf_a;
    if (!answer.assembled.why_not.empty()) made["why_not_pdf_a"] = answer.assembled.why_not;
    return made;
}

json DigitiseRun::assemble_documents() {
    json made = json::array();
    int number = 0;
    for (const auto& rows : documents()) {
        ++number;
        if (!rows.empty()) made.push_back(assemble(rows, number));
    }
    return made;
}

json DigitiseRun::collations() const {
    json found = json::array();
    for (size_t input = 0; input < inputs_.size(); ++input) {
        if (secret_.contains(input)) continue;
        const auto first = sides_.begin() + inputs_[input].first_row;
        const auto collation = ocr::suggest_collation({first, first + inputs_[input].facts.pages});
        const bool applied = options_.two_pass && inputs_[input].facts.pages % 2 == 0;
        if (applied || collation.two_pass)
            found.push_back({{"input", inputs_[input].path}, {"two_pass", applied ? "applied" : "suggested"}, {"score", rounded(collation.score, 2)}, {"reason", collation.reason}});
    }
    return found;
}

void DigitiseRun::show_progress(size_t done) const {
    if (!options_.progress) return;
    const size_t width = 30;
    const size_t filled = done * width / rows_.size();
    std::fprintf(stderr, "\r[%s%s] %zu/%zu trang%s", std::string(filled, '#').c_str(), std::string(width - filled, '.').c_str(), done,
                 rows_.size(), done == rows_.size() ? "\n" : "");
    std::fflush(stderr);
}

json DigitiseRun::run() {
    fs::create_directories(options_.out);
    open_inputs();
    read_pages();
    take_back_secrets();
    const json made = assemble_documents();
    go_on();
    json manifest{{"pages", rows_}, {"documents", made}, {"refused", refused_}, {"collation", collations()}};
    write_file(fs::path(options_.out) / "manifest.json", manifest.dump(1, ' ') + "\n");
    return manifest;
}

}  // namespace server

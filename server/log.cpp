#include "server/log.hpp"

#include <chrono>
#include <cstring>
#include <memory>
#include <string>

#include <nlohmann/json.hpp>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include "dossier/time.hpp"

namespace server::log {
namespace {

std::string process_name = "motcua";

spdlog::level::level_enum level_of(Level level) {
    switch (level) {
        case Level::Debug: return spdlog::level::debug;
        case Level::Info: return spdlog::level::info;
        case Level::Warn: return spdlog::level::warn;
        case Level::Error: return spdlog::level::err;
    }
    return spdlog::level::err;
}

std::string_view name_of(Level level) {
    switch (level) {
        case Level::Debug: return "debug";
        case Level::Info: return "info";
        case Level::Warn: return "warn";
        case Level::Error: return "error";
    }
    return "error";
}

std::shared_ptr<spdlog::logger>& logger() {
    static std::shared_ptr<spdlog::logger> current = [] {
        auto first = std::make_shared<spdlog::logger>("motcua", std::make_shared<spdlog::sinks::stderr_sink_mt>());
        first->set_pattern("%v");
        first->set_level(spdlog::level::warn);
        return first;
    }();
    return current;
}

// Local time with its offset and milliseconds: "2026-11-28T19:30:00.123+07:00".
std::string now_text() {
    const auto now = std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
    auto text = dossier::iso8601(now);
    const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count() % 1000;
    auto digits = std::to_string(1000 + milliseconds);
    digits[0] = '.';
    return text.insert(19, digits);
}

}  // namespace

void open(const Config& config, Literal process) {
    process_name = process.text();
    spdlog::sink_ptr sink;
    if (config.log_file.empty())
        sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
    else
        sink = std::make_shared<spdlog::sinks::basic_file_sink_mt>(config.log_file.string());
    auto opened = std::make_shared<spdlog::logger>("motcua", sink);
    opened->set_pattern("%v");
    opened->set_level(spdlog::level::from_str(config.log_level));
    opened->flush_on(spdlog::level::info);
    logger() = std::move(opened);
}

void write(Level level, Literal event, const Fields& fields) {
    const auto target = logger();
    if (!target->should_log(level_of(level))) return;
    nlohmann::ordered_json line{
        {"time", now_text()}, {"level", name_of(level)}, {"process", process_name}, {"event", event.text()}};
    const auto add_text = [&](const char* name, std::string_view value) {
        if (!value.empty()) line[name] = value;
    };
    add_text("request_id", fields.request_id);
    add_text("endpoint", fields.endpoint);
    add_text("statement", fields.statement);
    add_text("sqlstate", fields.sqlstate);
    add_text("job", fields.job);
    add_text("subject", fields.subject);
    add_text("source", fields.source);
    add_text("trust_file", fields.trust_file);
    if (fields.status != 0) line["status"] = fields.status;
    if (fields.microseconds >= 0) line["microseconds"] = fields.microseconds;
    if (fields.count >= 0) line["count"] = fields.count;
    if (fields.error_number != 0) line["errno"] = fields.error_number;
    target->log(level_of(level), line.dump(-1, ' ', true, nlohmann::ordered_json::error_handler_t::replace));
}

}  // namespace server::log

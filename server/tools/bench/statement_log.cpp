#include "server/tools/bench/statement_log.hpp"

#include <sstream>
#include <stdexcept>
#include <utility>

namespace server {
namespace {

constexpr const char* series_word = "INSERT INTO number_series";

// "parameters: $1 = 'it''s', $2 = NULL"
std::vector<std::optional<std::string>> parameters_of(const std::string& detail) {
    std::vector<std::optional<std::string>> values;
    for (auto at = detail.find(" = "); at != std::string::npos; at = detail.find(" = ", at)) {
        at += 3;
        if (detail.compare(at, 4, "NULL") == 0) {
            values.emplace_back();
            continue;
        }
        std::string value;
        for (++at; at < detail.size(); ++at) {
            if (detail[at] == '\'' && (at + 1 == detail.size() || detail[at + 1] != '\'')) break;
            if (detail[at] == '\'') ++at;
            value += detail[at];
        }
        values.emplace_back(std::move(value));
    }
    return values;
}

std::string after(const std::string& line, const std::string& word) {
    const auto at = line.find(word);
    return at == std::string::npos ? std::string{} : line.substr(at + word.size());
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) text.replace(at, from.size(), to);
    return text;
}

// pgbench takes ":name" for a variable even inside quotes, so colons go as octal.
std::string quoted(const std::string& text) {
    return "E'" + replaced(replaced(replaced(text, "\\", "\\\\"), "'", "''"), ":", "\\072") + "'";
}

using Names = std::vector<std::pair<std::string, std::string>>;  // as logged → as SQL that makes a new one

// Every row inserted with an id of its own gets a new id in every run: "INSERT INTO message (id, …) VALUES ($1::uuid, …".
Names new_ids(const std::vector<LoggedStatement>& statements) {
    Names names;
    for (const auto& statement : statements) {
        const auto table = after(statement.text, "INSERT INTO ");
        const bool own_id = table.compare(0, table.find(' ') + 4, table.substr(0, table.find(' ')) + " (id") == 0;
        if (!own_id || statement.parameters.empty() || !statement.parameters[0]) continue;
        names.emplace_back(*statement.parameters[0], "('00000000-0000-700" + std::to_string(names.size()) +
                                                         "-8000-'||lpad(to_hex(:n::bigint),12,'0'))");
    }
    return names;
}

// A value as SQL; where it names what is new, the new name is put in.
std::string expression(const std::optional<std::string>& value, const Names& names) {
    if (!value) return "NULL";
    auto sql = quoted(*value);
    for (const auto& [logged, made] : names) {
        if (*value == logged) return made;
        if (value->find(logged) != std::string::npos) sql = "replace(" + sql + ",'" + logged + "'," + made + ")";
    }
    return sql;
}

}  // namespace

std::vector<LoggedStatement> logged_statements(const std::string& log) {
    std::vector<LoggedStatement> statements;
    std::istringstream lines{log};
    std::string* open = nullptr;  // what a line that begins with a tab goes on with
    std::string detail;
    for (std::string line; std::getline(lines, line);) {
        if (!line.empty() && line.front() == '\t') {
            if (open) *open += "\n" + line.substr(1);
            continue;
        }
        if (open == &detail && !statements.empty()) statements.back().parameters = parameters_of(detail);
        open = nullptr;
        if (auto parameters = after(line, "DETAIL:  parameters: "); !parameters.empty()) {
            detail = parameters;
            open = &detail;
        } else if (auto plain = after(line, "LOG:  statement: "); !plain.empty()) {
            statements.push_back({plain});
            open = &statements.back().text;
        } else if (auto prepared = after(line, "LOG:  execute "); !prepared.empty()) {
            statements.push_back({after(prepared, ": ")});
            open = &statements.back().text;
        }
    }
    if (open == &detail && !statements.empty()) statements.back().parameters = parameters_of(detail);
    return statements;
}

std::string pgbench_script(const std::vector<LoggedStatement>& statements, const std::string& code) {
    auto names = new_ids(statements);
    // "H99.14-261130-0001": the serial is the last part. Seven digits, for a run draws more than a day has.
    names.emplace_back(code, "(" + quoted(code.substr(0, code.rfind('-') + 1)) + "||to_char(:last::bigint,'FM0000000'))");
    std::string script = "\\set n random(1, 281474976710655)\n";
    bool has_series = false;
    for (const auto& statement : statements) {
        auto text = statement.text;
        for (std::size_t i = statement.parameters.size(); i-- > 0;)  // $12 before $1
            text = replaced(text, "$" + std::to_string(i + 1), expression(statement.parameters[i], names));
        const bool series = text.find(series_word) != std::string::npos;
        has_series = has_series || series;
        script += text + (series ? " \\gset\n" : ";\n");
    }
    if (names.size() < 2 || !has_series) throw std::runtime_error("nhật ký câu lệnh không có lần tiếp nhận nào");
    return script;
}

}  // namespace server

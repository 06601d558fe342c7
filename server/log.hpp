#pragma once
// The log: JSON lines with a fixed set of fields, so that no personal data can get in: there is no free text field.
// What happened is a word from the caller's source; values are ids, names of endpoints and statements, numbers.

#include <cstdint>
#include <string_view>

#include "dossier/id.hpp"
#include "server/config.hpp"

namespace server::log {

enum class Level { Debug, Info, Warn, Error };

// A word or short phrase written in the source: only literals convert, text made at run time does not.
class Literal {
  public:
    template <std::size_t n>
    consteval Literal(const char (&text)[n]) : text_(text, n - 1) {}
    constexpr std::string_view text() const { return text_; }

  private:
    std::string_view text_;
};

struct Fields {
    std::string_view request_id{};   // UUID
    std::string_view endpoint{};     // "POST /api/dossiers/:dossier_id/receive", never the address itself
    std::string_view statement{};    // name of an SQL statement
    std::string_view sqlstate{};
    std::string_view job{};          // kind of job
    std::string_view subject{};      // a UUID: dossier, job, account
    std::string_view source{};       // file:line of our code
    std::string_view trust_file{};   // below signing.trust_dir, as the administrator named it
    int status = 0;                  // HTTP status or exit code; 0: none
    std::int64_t microseconds = -1;  // duration; -1: none
    std::int64_t count = -1;         // whatever the event counts; -1: none
    int error_number = 0;            // errno; 0: none
};

// Opens stderr or the file; called once by each verb that logs. Before that, warnings and errors go to stderr.
void open(const Config& config, Literal process);
void write(Level level, Literal event, const Fields& fields = {});

inline void info(Literal event, const Fields& fields = {}) { write(Level::Info, event, fields); }
inline void warn(Literal event, const Fields& fields = {}) { write(Level::Warn, event, fields); }
inline void error(Literal event, const Fields& fields = {}) { write(Level::Error, event, fields); }

}  // namespace server::log

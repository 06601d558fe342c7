#pragma once
// What every partner looks like to the sender: a message goes in, and the answer says what to do next.

#include <chrono>
#include <string>
#include <string_view>
#include <variant>

namespace integrations {

// One row of the outbox. The body holds personal data: it goes to the partner and to nobody else, no log, no error.
struct Message {
    std::string id;        // ours, unique; a message is delivered once under this id
    std::string subject;   // dossier id; messages of one subject leave one after the other, oldest first
    std::string kind;      // the partner's own word for what it is, for example "status"
    std::string body;      // as the partner's codec wrote it
    int earlier_attempts;  // 0 the first time; later the partner is asked first what it already has
};

// The four answers, named by the next step of the sender. Reasons are Vietnamese and hold no personal data.
struct Delivered {
    std::string answer;  // the partner's own words, for the ledger; at most 1,000 bytes
};
struct RetryLater {
    std::chrono::seconds after;  // the partner's wish or ours; the job runner adds jitter
    std::string reason;
};
struct Rejected {
    std::string reason;  // sending it again unchanged is useless: a person decides
};
struct Duplicate {};  // the partner had it already; as good as delivered

using Delivery = std::variant<Delivered, RetryLater, Rejected, Duplicate>;

class Partner {
  public:
    virtual ~Partner() = default;
    virtual std::string_view name() const = 0;
    // Blocks for at most the client's time limits. Never called inside a unit of work.
    virtual Delivery deliver(const Message& message) = 0;
};

}  // namespace integrations

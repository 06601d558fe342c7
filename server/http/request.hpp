#pragma once
// One HTTP request after the Guard: framed, limited, decoded once, in NFC. Handlers see nothing rawer than this.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "dossier/id.hpp"
#include "dossier/result.hpp"
#include "dossier/time.hpp"
#include "server/http/principal.hpp"
#include "server/http/spool.hpp"

namespace server::http {

enum class Method { Get, Head, Post, Put, Patch, Delete };
std::string_view name_of(Method method);

// Names may repeat; order is the client's.
using Pairs = std::vector<std::pair<std::string, std::string>>;
// First value under `name`, if any.
const std::string* find(const Pairs& pairs, std::string_view name);

struct Request {
    Method method = Method::Get;
    std::string path;               // decoded, NFC; for texts only, never for opening files
    Pairs path_values;              // ":dossier_id" → value, decoded
    Pairs query;                    // decoded
    Pairs headers;                  // names in lower case, values trimmed
    Pairs cookies;
    Pairs form;                     // decoded fields of a urlencoded or multipart body
    std::string body;               // JSON or form body, at most the endpoint's limit (≤ 1 MB)
    std::shared_ptr<Spool> upload;  // the streamed file of an Upload endpoint
    Principal principal;
    std::string csrf_token;         // what a page puts into its forms as field "csrf"; empty without a session
    std::string request_id;         // UUID; also in the X-Request-Id answer header and in every log line
    std::string client_address;     // from nginx, else the socket; for throttling and audit
    dossier::Instant arrived_at{};  // the one reading of the clock for this request
    std::optional<std::int64_t> if_match;  // the version from If-Match: "7", or form field "version"
    std::string idempotency_key;           // Idempotency-Key, or form field "idempotency_key"; may be empty

    // Value of a path parameter; empty when the row has no such parameter.
    const std::string& path_value(std::string_view name) const;
    // A UUID from the path. Fails with NotFound when it is none.
    template <class IdType>
    dossier::Result<IdType> id(std::string_view name) const {
        return IdType{TRY(uuid(name))};
    }
    // The signed-in officer; only in handlers whose permission demands one.
    dossier::OfficerId officer() const { return dossier::OfficerId{principal.id}; }

    std::optional<std::string> header(std::string_view lower_case_name) const;
    std::optional<std::string> query_value(std::string_view name) const;
    std::optional<std::string> field(std::string_view name) const;
    std::vector<std::string> fields(std::string_view name) const;  // check boxes and other repeated names
    // Fails with InvalidInput naming the field when it is missing or blank.
    dossier::Result<std::string> required_field(std::string_view name) const;
    // Whole number in [low, high], all digits used. Fails with InvalidInput; `otherwise` when absent.
    dossier::Result<std::int64_t> query_number(std::string_view name, std::int64_t low, std::int64_t high,
                                               std::int64_t otherwise) const;
    // The body as a JSON object. Fails with InvalidInput: not JSON, not an object, nested deeper than 32, or a NUL
    // in a string. Strings come out in NFC.
    dossier::Result<nlohmann::json> json() const;
    // The version the client last saw. Fails with InvalidInput when neither If-Match nor a form field gives it.
    dossier::Result<std::int64_t> required_version() const;
    // The streamed file. Fails with InvalidInput when none came.
    dossier::Result<std::shared_ptr<Spool>> required_upload() const;
    // Whether the client would rather see a page than JSON (browsers ask for text/html).
    bool wants_html() const;

  private:
    dossier::Result<std::string> uuid(std::string_view name) const;
};

}  // namespace server::http

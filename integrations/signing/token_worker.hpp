#pragma once
// The process that holds a token's session, so that a vendor's library cannot take the server down. It understands one
// sentence: sign this digest for job N. One connection and one signature at a time: real tokens do 2–10 a second.
//   request   {"job": "…", "algorithm": "pss"|"pkcs1"|"ecdsa", "digest": "<64 hexadecimal digits>"}\n
//   answer    {"job": "…", "signature": "<hexadecimal>"}\n   or   {"job": "…", "error": "…"}\n

#include <atomic>
#include <filesystem>
#include <string>

#include "integrations/signing/pkcs11_key.hpp"

namespace integrations::signing {

// Serves on a Unix socket (mode 0600) until `stop`. Fails with WrongState when the socket cannot be made.
dossier::Result<void> serve_token(Pkcs11Key& key, const std::filesystem::path& socket, const std::atomic<bool>& stop);

// The server's end: a Key whose signatures come from the worker.
class RemoteKey : public Key {
  public:
    explicit RemoteKey(std::filesystem::path socket, std::string job) : socket_(std::move(socket)), job_(std::move(job)) {}
    dossier::Result<std::string> sign(std::string_view message, Algorithm algorithm) override;

  private:
    std::filesystem::path socket_;
    std::string job_;
};

// One request line → one answer line; what serve_token does for each line.
std::string answer_line(Pkcs11Key& key, std::string_view line);

}  // namespace integrations::signing

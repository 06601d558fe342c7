#pragma once
// What a test needs beside our own programs. scripts/install installs it: without it a test fails, it does not pass unseen.

#include <filesystem>
#include <initializer_list>
#include <string>

namespace test_support {

// Programs on PATH, or files by their whole path. Throws std::runtime_error naming the first that is missing.
void need(std::initializer_list<std::string> what);

// SoftHSM in the place of an officer's device: an empty token "MotCua" with PIN 123456 in a folder of its own, which every
// program started from here sees too.
class SoftToken {
  public:
    explicit SoftToken(const std::filesystem::path& folder);
    void take(const std::filesystem::path& key_pem, const std::string& id);  // a private key, by CKA_ID in hexadecimal

    inline static const std::string module = "/usr/lib/softhsm/libsofthsm2.so";
    inline static const std::string label = "MotCua", pin = "123456";
};

}  // namespace test_support

// What people call `motcua`. Judging PDFs happens here; everything else, packages and XML, help and mistakes too, is the server
// program's, which lies beside this one and takes the process over.

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <optional>
#include <span>
#include <string_view>

#include "server/hand_over.hpp"
#include "server/quick_openssl.hpp"
#include "server/tools/document_kind.hpp"
#include "server/tools/verify.hpp"

namespace {

// Nothing when these are not plain words of `verify`.
std::optional<server::VerifyWords> plain_words(std::span<char*> given) {
    if (given.size() < 3 || std::string_view(given[1]) != "verify") return std::nullopt;
    server::VerifyWords words;
    for (size_t i = 2; i < given.size(); ++i) {
        const std::string_view word = given[i];
        std::string* const wanted = word == "--trust" ? &words.trust : word == "--at" ? &words.at : word == "--policy" ? &words.policy : nullptr;
        if (word == "--json") words.json = true;
        else if (word == "--integrity-only") words.integrity_only = true;
        else if (wanted != nullptr && wanted->empty() && i + 1 < given.size() && given[i + 1][0] != '-' && given[i + 1][0] != '\0') *wanted = given[++i];
        else if (!word.starts_with('-') && std::filesystem::is_regular_file(word) && server::kind_of(word) == server::DocumentKind::Pdf) words.files.emplace_back(word);
        else return std::nullopt;
    }
    if (words.files.empty()) return std::nullopt;
    return words;
}

}  // namespace

int main(int argc, char** argv) {
    server::remember_words(argv);
    const auto words = plain_words({argv, static_cast<size_t>(argc)});
    if (!words) server::hand_over();
#ifdef MOTCUA_STATIC
    ::setenv("TZ", ":", 1);  // UTC, without looking for a file: OpenSSL's calendar asks for the zone and then leaves it aside
    server::start_openssl_for_judging();
#endif
    const int code = server::verify_files(*words, integrations::signing::verify_file, nullptr);
    std::cout.flush();
    std::_Exit(code);  // what is left in memory goes with the process
}

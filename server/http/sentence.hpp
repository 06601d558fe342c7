#pragma once
// Refusals are worded without a capital, so that they can follow "chưa gửi được: "; alone on a page they are sentences.

#include <string>

namespace server::http {

// Begins with a capital letter, "đ" and "ệ" too. UTF-8 in NFC.
std::string sentence(std::string text);

}  // namespace server::http

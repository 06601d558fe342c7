#pragma once
// Writing DER (X.690) by hand: the few shapes a SignedData needs, with full control over order and tags.

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace integrations::signing::der {

std::string tagged(unsigned char tag, std::string_view content);
std::string sequence(std::initializer_list<std::string_view> members);
std::string set_of(std::vector<std::string> members);  // sorted as DER demands
std::string oid(const char* dotted);
std::string octets(std::string_view content);
std::string integer(int value);  // 0 … 127
std::string null();
// SEQUENCE { oid, NULL } or SEQUENCE { oid }.
std::string algorithm(const char* dotted, bool null_parameters);

}  // namespace integrations::signing::der

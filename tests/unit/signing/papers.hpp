#pragma once
// Documents to attack or to work on legally after they were signed, and one more way to write an update.

#include "forge.hpp"

namespace signing_tests {

using Objects = std::map<int, std::string>;

// A document with something of everything: two pages, an image form, a text field, a link, an empty signature field,
// unused objects an attacker could wake up, and a reference to an object that does not exist. A signature adds its
// dictionary as 19 and its widget as 20; new objects start at 21.
Objects rich_objects();

// Signed with more entries in the signature dictionary than we ever write, e.g. "/Reference [...]".
std::string signed_with(const std::string& pdf, const std::string& entries, const SigningRequest& request);

// A document certified by its first signature, /P as given: permissions, dictionary and widget are the next objects.
std::string certified(int level, Objects objects);
// /Reference entry that locks fields: action "/All", "/Include" or "/Exclude", names as PDF strings.
std::string field_lock(const std::string& action, const std::string& names = {});

// A form to be filled: 6 text "SoTien" with a look, 7 group "Nhom" with 8 text "Ten" and 9 check box "DongY",
// 10 an empty signature field. A signature adds 16 (dictionary) and 17 (widget).
Objects form_objects();
std::string filled(const std::string& pdf);   // "SoTien" gets a new value and look

// A sound update with a cross-reference stream; `packed` lie in an object stream.
std::string updated_by_stream(const std::string& pdf, const Objects& objects, const Objects& packed = {},
                              const std::string& trailer_extra = {});

}  // namespace signing_tests

#pragma once
// What an appearance draws depends on its resources, and on the page's: a reader that does not find a name in the form looks for
// it in the page, where the author could put anything before somebody signed.

#include <qpdf/QPDFObjectHandle.hh>

namespace integrations::signing {

QPDFObjectHandle resources_of_page(QPDFObjectHandle page);           // inherited ones too; null: none
bool redefines_colours(QPDFObjectHandle resources);                  // device colours would not be what their numbers say
bool draws_letters_by_procedures(QPDFObjectHandle resources);        // a Type 3 font: its letters draw what they like
QPDFObjectHandle resource(QPDFObjectHandle resources, const char* kind, QPDFObjectHandle name);  // null: there is none

}  // namespace integrations::signing

#pragma once
// The shapes of what a later revision may add to a signed document. Anything that only resembles them is refused.

#include <qpdf/QPDF.hh>

namespace integrations::signing {

// Names, numbers, strings, and containers of those: nothing that can show or do something.
bool is_plain(QPDFObjectHandle value);
// The same number, name or string. Some programs write a real number with other zeros around it.
bool same_scalar(QPDFObjectHandle one, QPDFObjectHandle other);
// /DSS as ISO 32000-2, 12.8.4.3 describes it: arrays of streams, and VRI entries by SHA-1.
bool is_security_store(QPDFObjectHandle store);
// An XMP packet (ISO 16684-1).
bool is_metadata(QPDFObjectHandle stream);
// /AP of a field that was filled: a picture per state, nothing else.
bool is_appearance(QPDFObjectHandle appearance);
// /V of a text, choice or button field.
bool is_field_value(QPDFObjectHandle value);
// A field that nobody filled in yet: no value, an empty text, a box without a tick.
bool is_empty_value(QPDFObjectHandle value);
bool asks_readers_to_draw(QPDFObjectHandle form);  // all its fields (ISO 32000-1, table 218)

}  // namespace integrations::signing

#pragma once
// What a stream holds, taken in pieces and never more than a limit: a kilobyte in a file can be a gigabyte decoded.

#include <optional>
#include <string>

#include <qpdf/QPDFObjectHandle.hh>

namespace integrations::signing {

// Whether decoding is bounded: filters named and set up in the stream's own dictionary, rows of a sensible width, at most
// one filter that expands. Two of them in a row can hide terabytes between them.
bool decodes_plainly(QPDFObjectHandle dictionary);

// Decoded; nothing when it is no stream, does not decode plainly, or holds more than `limit` bytes.
std::optional<std::string> stream_data(QPDFObjectHandle stream, size_t limit);

// SHA-256 of what stands in the file; nothing when it cannot be read.
std::optional<std::string> stored_digest(QPDFObjectHandle stream);

}  // namespace integrations::signing

#include "server/http/chunks.hpp"

#include <algorithm>

#include "server/http/encoding.hpp"

namespace server::http {
namespace {

constexpr int most_digits = 8;
constexpr std::size_t most_trailer_bytes = 4096;

}  // namespace

ChunkReader::Outcome ChunkReader::take_sign(char sign) {
    const auto expect = [&](char wanted, At next) {
        at_ = next;
        return sign == wanted ? Outcome::More : Outcome::Malformed;
    };
    switch (at_) {
        case At::Size:
            if (const int value = hex_value(sign); value >= 0 && digits_ < most_digits) {
                size_ = size_ * 16 + static_cast<unsigned>(value);
                ++digits_;
                return Outcome::More;
            }
            if (digits_ == 0) return Outcome::Malformed;
            return expect('\r', At::SizeEnd);
        case At::SizeEnd: return expect('\n', size_ == 0 ? At::TrailerStart : At::Data);
        case At::DataCr: return expect('\r', At::DataLf);
        case At::DataLf:
            digits_ = 0;
            size_ = 0;
            return expect('\n', At::Size);
        case At::TrailerStart:
            if (sign == '\r') {
                at_ = At::EndLf;
                return Outcome::More;
            }
            at_ = At::Trailer;
            return sign == '\n' || sign == '\0' ? Outcome::Malformed : Outcome::More;
        case At::Trailer:
            if (++trailer_bytes_ > most_trailer_bytes || sign == '\n' || sign == '\0') return Outcome::Malformed;
            if (sign == '\r') at_ = At::TrailerLf;
            return Outcome::More;
        case At::TrailerLf: return expect('\n', At::TrailerStart);
        case At::EndLf:
            done_ = true;
            return sign == '\n' ? Outcome::Done : Outcome::Malformed;
        case At::Data: break;
    }
    return Outcome::Malformed;
}

ChunkReader::Outcome ChunkReader::read(std::string_view& bytes, std::string& payload) {
    while (!bytes.empty() && !done_) {
        if (at_ == At::Data) {
            const auto piece = bytes.substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(size_, bytes.size())));
            payload.append(piece);
            bytes.remove_prefix(piece.size());
            size_ -= piece.size();
            if (size_ == 0) at_ = At::DataCr;
            continue;
        }
        const auto outcome = take_sign(bytes.front());
        bytes.remove_prefix(1);
        if (outcome != Outcome::More) return outcome;
    }
    return done_ ? Outcome::Done : Outcome::More;
}

}  // namespace server::http

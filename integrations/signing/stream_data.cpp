#include "integrations/signing/stream_data.hpp"

#include <algorithm>
#include <stdexcept>
#include <vector>

#include <qpdf/Pipeline.hh>

#include "integrations/signing/openssl.hpp"

namespace integrations::signing {
namespace {

using Object = QPDFObjectHandle;

constexpr long long widest_row = 1 << 16;  // samples; a predictor keeps two rows in memory

class Collector : public Pipeline {
  public:
    explicit Collector(size_t limit) : Pipeline("collector", nullptr), limit_(limit) {}
    void write(unsigned char const* data, size_t size) override {
        if (size > limit_ - text.size()) {
            overflown = true;
            throw std::length_error("stream too long");
        }
        text.append(reinterpret_cast<const char*>(data), size);
    }
    void finish() override {}
    std::string text;
    bool overflown = false;

  private:
    size_t limit_;
};

class Hasher : public Pipeline {
  public:
    Hasher() : Pipeline("hasher", nullptr), context_(EVP_MD_CTX_new()) { EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr); }
    void write(unsigned char const* data, size_t size) override { EVP_DigestUpdate(context_.get(), data, size); }
    void finish() override {}
    std::string digest() {
        std::string out(EVP_MAX_MD_SIZE, '\0');
        unsigned int size = 0;
        EVP_DigestFinal_ex(context_.get(), reinterpret_cast<unsigned char*>(out.data()), &size);
        out.resize(size);
        return out;
    }

  private:
    MdCtxPtr context_;
};

constexpr int most_filters = 3;

bool expands(Object filter) {
    for (const char* name : {"/FlateDecode", "/Fl", "/LZWDecode", "/LZW", "/RunLengthDecode", "/RL"})
        if (filter.isNameAndEquals(name)) return true;
    return false;
}

bool is_plain_number(Object value, long long most) {
    return value.isNull() || (value.isInteger() && !value.isIndirect() && value.getIntValue() >= 0 && value.getIntValue() <= most);
}

bool is_plain_set_up(Object set_up) {
    if (set_up.isIndirect()) return false;
    return set_up.isNull() || (set_up.isDictionary() && is_plain_number(set_up.getKey("/Columns"), widest_row) &&
                               is_plain_number(set_up.getKey("/Colors"), 32) && is_plain_number(set_up.getKey("/BitsPerComponent"), 16));
}

// A value or a short list of them, all in place.
std::optional<std::vector<Object>> listed(Object value) {
    if (value.isIndirect()) return std::nullopt;
    if (!value.isArray()) return std::vector<Object>{value};
    if (value.getArrayNItems() > most_filters) return std::nullopt;
    return value.getArrayAsVector();
}

}  // namespace

bool decodes_plainly(Object dictionary) {
    const auto filters = listed(dictionary.getKey("/Filter")), set_ups = listed(dictionary.getKey("/DecodeParms"));
    if (!filters || !set_ups || !std::all_of(set_ups->begin(), set_ups->end(), is_plain_set_up)) return false;
    int expanding = 0;
    for (auto filter : *filters) {
        if (filter.isIndirect() || (!filter.isNull() && !filter.isName())) return false;
        if (expands(filter)) ++expanding;
    }
    return expanding <= 1;
}

std::optional<std::string> stream_data(Object stream, size_t limit) {
    if (!stream.isStream() || !decodes_plainly(stream.getDict())) return std::nullopt;
    Collector collector(limit);
    bool attempted = false;
    bool decoded = false;
    try {
        decoded = stream.pipeStreamData(&collector, &attempted, 0, qpdf_dl_generalized, true);
    } catch (const std::length_error&) {
    }
    if (!decoded || !attempted || collector.overflown) return std::nullopt;
    return std::move(collector.text);
}

std::optional<std::string> stored_digest(Object stream) {
    Hasher hasher;
    bool attempted = false;
    if (!stream.pipeStreamData(&hasher, &attempted, 0, qpdf_dl_none, true)) return std::nullopt;
    return hasher.digest();
}

}  // namespace integrations::signing

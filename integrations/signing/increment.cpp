#include "integrations/signing/increment.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include <qpdf/QUtil.hh>

#include "integrations/signing/openssl.hpp"

namespace integrations::signing {
namespace {

std::string indirect(QPDFObjectHandle trailer, const char* key) {
    auto value = trailer.getKey(key);
    return value.isNull() ? std::string{} : value.unparse();
}

template <class... Parts>
std::string printed(const char* format, Parts... parts) {
    char buffer[96];
    std::snprintf(buffer, sizeof buffer, format, parts...);
    return buffer;
}

void append_big_endian(std::string& out, unsigned long long value, int width) {
    for (int shift = (width - 1) * 8; shift >= 0; shift -= 8) out += static_cast<char>((value >> shift) & 0xff);
}

}  // namespace

dossier::Result<Increment> Increment::after(std::string_view base, OpenPdf& opened) {
    const auto previous = last_startxref(base);
    if (previous == std::string_view::npos)
        return dossier::fail(dossier::ErrorCode::InvalidInput, "tệp PDF không có bảng tham chiếu chéo");
    Increment increment;
    increment.base_size_ = base.size();
    increment.previous_ = previous;
    increment.table_ = base.substr(previous, 4) == "xref";
    increment.ends_with_eol_ = base.ends_with('\n') || base.ends_with('\r');
    auto trailer = opened.pdf->getTrailer();
    increment.root_ = indirect(trailer, "/Root");
    increment.info_ = indirect(trailer, "/Info");
    increment.id_ = indirect(trailer, "/ID");
    int highest = 0;
    for (const auto& [id, entry] : opened.pdf->getXRefTable()) highest = std::max(highest, id.getObj());
    auto size = trailer.getKey("/Size");
    if (size.isInteger()) highest = std::max(highest, size.getIntValueAsInt() - 1);
    increment.next_ = highest + 1;
    return increment;
}

int Increment::reserve() { return next_++; }

void Increment::put(QPDFObjGen id, std::string body) { objects_[id] = std::move(body); }

std::string Increment::trailer_keys(int size) const {
    std::string keys = " /Size " + std::to_string(size) + " /Prev " + std::to_string(previous_) + " /Root " + root_;
    if (!info_.empty()) keys += " /Info " + info_;
    if (!id_.empty()) keys += " /ID " + id_;
    return keys;
}

Increment::Written Increment::write() const {
    Written written;
    if (!ends_with_eol_) written.text = "\n";
    std::map<QPDFObjGen, size_t> offsets;
    for (const auto& [id, body] : objects_) {
        offsets[id] = base_size_ + written.text.size();
        written.text += printed("%d %d obj\n", id.getObj(), id.getGen());
        written.body_at[id.getObj()] = written.text.size();
        written.text += body;
        written.text += "\nendobj\n";
    }
    const size_t at = base_size_ + written.text.size();
    written.text += table_ ? table(offsets) : stream(offsets, at);
    written.text += "startxref\n" + std::to_string(at) + "\n%%EOF\n";
    return written;
}

std::string Increment::table(const std::map<QPDFObjGen, size_t>& offsets) const {
    std::string text = "xref\n";
    for (auto first = offsets.begin(); first != offsets.end();) {
        auto last = first;
        int count = 0;
        while (last != offsets.end() && last->first.getObj() == first->first.getObj() + count) ++last, ++count;
        text += printed("%d %d\n", first->first.getObj(), count);
        for (; first != last; ++first) text += printed("%010zu %05d n \n", first->second, first->first.getGen());
    }
    return text + "trailer\n<<" + trailer_keys(next_) + " >>\n";
}

std::string Increment::stream(std::map<QPDFObjGen, size_t> offsets, size_t at) const {
    const int own = next_;
    offsets[QPDFObjGen(own, 0)] = at;
    std::string rows, index;
    for (auto first = offsets.begin(); first != offsets.end();) {
        auto last = first;
        int count = 0;
        while (last != offsets.end() && last->first.getObj() == first->first.getObj() + count) ++last, ++count;
        index += printed("%s%d %d", index.empty() ? "" : " ", first->first.getObj(), count);
        for (; first != last; ++first) {
            rows += '\1';
            append_big_endian(rows, first->second, 5);
            append_big_endian(rows, static_cast<unsigned long long>(first->first.getGen()), 2);
        }
    }
    return printed("%d 0 obj\n<< /Type /XRef /W [1 5 2] /Length %zu /Index [", own, rows.size()) + index + "]" +
           trailer_keys(own + 1) + " >>\nstream\n" + rows + "\nendstream\nendobj\n";
}

std::string pdf_number(double value) {
    auto text = printed("%.4f", value);
    while (text.ends_with('0')) text.pop_back();
    if (text.ends_with('.')) text.pop_back();
    return text == "-0" ? "0" : text;
}

std::string pdf_text(std::string_view utf8) {
    return "<" + hex(QUtil::utf8_to_utf16(std::string(utf8))) + ">";
}

}  // namespace integrations::signing

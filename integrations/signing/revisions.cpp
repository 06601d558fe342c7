#include "integrations/signing/revisions.hpp"

#include "integrations/signing/signature_fields.hpp"
#include "integrations/signing/update_reader.hpp"

namespace integrations::signing {
namespace {

// A file with more of them is not a signed paper; judging each takes time.
constexpr size_t most_updates = 500;

bool only_blanks(std::string_view text) { return text.find_first_not_of("\r\n ") == std::string_view::npos; }

// Some signers leave the line end after %%EOF out of what they sign.
bool line_end(std::string_view text) { return text == "\n" || text == "\r" || text == "\r\n"; }

}  // namespace

std::optional<OpenPdf> Revisions::ending_at(size_t end) const {
    auto opened = open_strictly(bytes_.substr(0, end), Loading::Safe);
    if (!opened || !opened->clean()) return std::nullopt;
    return *std::move(opened);
}

std::string Revisions::judge_update(size_t begin, size_t& end) {
    if (const auto known = update_end_.find(begin); known != update_end_.end()) {
        end = known->second;
        return judged_[begin];
    }
    const auto judged = [&](std::string reason) {
        update_end_[begin] = end;
        return judged_[begin] = std::move(reason);
    };
    end = bytes_.size();
    if (update_end_.size() >= most_updates || patience_.over()) return judged("tệp có quá nhiều bản cập nhật sau khi ký");
    const auto update = read_update(bytes_, begin);
    if (!update) return judged("sau phần đã ký có dữ liệu không phải là bản cập nhật PDF đúng chuẩn");
    end = update->end;
    if (!update->points_at_its_table) return judged("bảng tham chiếu của bản cập nhật không nằm trong bản cập nhật đó");
    auto opened = end == bytes_.size() ? std::optional<OpenPdf>{} : ending_at(end);
    if (end != bytes_.size() && !opened) return judged("bản cập nhật sau khi ký không đọc được");
    QPDF& revision = opened ? *opened->pdf : newest();
    auto previous = revision.getTrailer().getKey("/Prev");
    const auto expected = last_startxref(bytes_.substr(0, begin));
    if (!previous.isInteger() || static_cast<size_t>(previous.getIntValue()) != expected)
        return judged("bản cập nhật không nối tiếp phiên bản đã ký");
    if (auto reason = judge_rows(*update, revision); !reason.empty()) return judged(std::move(reason));
    std::set<size_t> listed{update->startxref};  // some writers leave the stream itself out of its own list
    if (update->second_table) listed.insert(*update->second_table);
    for (const auto& row : update->rows)
        if (row.type == 1) listed.insert(row.second);
    for (const size_t object : update->objects)
        if (!listed.contains(object)) return judged("bản cập nhật chứa đối tượng ẩn ngoài bảng tham chiếu");
    for (auto& field : signature_fields(revision, bytes_.substr(0, end)))
        if (field.signed_already()) seen_signatures_.emplace(field.name, field.value.getObjGen());
    return judged({});
}

std::string Revisions::judge_tail(size_t end) {
    size_t at = end;
    if (line_end(bytes_.substr(end))) return {};
    while (at < bytes_.size()) {
        if (at > end && only_blanks(bytes_.substr(at))) return "có dữ liệu thừa sau cuối tệp";
        size_t next = at;
        if (auto reason = judge_update(at, next); !reason.empty()) return reason;
        at = next;
    }
    return {};
}

}  // namespace integrations::signing

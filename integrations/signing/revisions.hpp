#pragma once
// What was appended after a signed revision, read strictly: nothing but whole incremental updates whose every object
// is listed in their own cross-reference, so that no reader (and no repair) can see more than we compared.

#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "integrations/signing/pdf_open.hpp"

namespace integrations::signing {

// The revisions of one file, opened when needed. Keeps the bytes' view: they must outlive it.
class Revisions {
  public:
    Revisions(std::string_view bytes, OpenPdf newest) : bytes_(bytes), newest_(std::move(newest)) {}
    std::string_view bytes() const { return bytes_; }
    QPDF& newest() { return *newest_.pdf; }
    OpenPdf& newest_opened() { return newest_; }
    // The first `end` bytes as a PDF of their own; null when they do not parse strictly.
    QPDF* ending_at(size_t end);
    // Empty when bytes from `end` on are whole, well-formed updates; otherwise the Vietnamese reason.
    std::string judge_tail(size_t end);
    // Signatures of the updates judged so far: field and object of the value.
    const std::set<std::pair<std::string, QPDFObjGen>>& seen_signatures() const { return seen_signatures_; }

  private:
    std::string judge_update(size_t begin, size_t& end);

    std::string_view bytes_;
    OpenPdf newest_;
    std::map<size_t, OpenPdf> opened_;
    std::map<size_t, std::string> judged_;   // update begin → reason
    std::map<size_t, size_t> update_end_;
    std::set<std::pair<std::string, QPDFObjGen>> seen_signatures_;
};

}  // namespace integrations::signing

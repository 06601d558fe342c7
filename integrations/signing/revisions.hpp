#pragma once
// What was appended after a signed revision, read strictly: nothing but whole incremental updates whose every object
// is listed in their own cross-reference, so that no reader (and no repair) can see more than we compared.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "integrations/signing/covered_digest.hpp"
#include "integrations/signing/patience.hpp"
#include "integrations/signing/pdf_open.hpp"
#include "integrations/signing/revision_diff.hpp"

namespace integrations::signing {

// The revisions of one file, opened when needed. Keeps the bytes' view: they must outlive it.
class Revisions {
  public:
    Revisions(std::string_view bytes, OpenPdf newest, const Patience& patience)
        : bytes_(bytes), newest_(std::move(newest)), patience_(patience), digests_(bytes), table_(newest_.pdf->getXRefTable()) {}
    std::string_view bytes() const { return bytes_; }
    QPDF& newest() { return *newest_.pdf; }
    OpenPdf& newest_opened() { return newest_; }
    const Patience& patience() const { return patience_; }
    CoveredDigest& digests() { return digests_; }
    Newest whole() { return {*newest_.pdf, table_, references_}; }
    // The first `end` bytes as a PDF of their own; nothing when they do not parse strictly. Opened anew each time: what
    // fifty signatures saw would not fit into memory together.
    std::optional<OpenPdf> ending_at(size_t end) const;
    // Empty when bytes from `end` on are whole, well-formed updates; otherwise the Vietnamese reason.
    std::string judge_tail(size_t end);
    // Signatures of the updates judged so far: field and object of the value.
    const std::set<std::pair<std::string, QPDFObjGen>>& seen_signatures() const { return seen_signatures_; }

  private:
    std::string judge_update(size_t begin, size_t& end);

    std::string_view bytes_;
    OpenPdf newest_;
    Patience patience_;
    CoveredDigest digests_;
    std::map<QPDFObjGen, QPDFXRefEntry> table_;  // of the newest
    References references_;
    std::map<size_t, std::string> judged_;   // update begin → reason
    std::map<size_t, size_t> update_end_;
    std::set<std::pair<std::string, QPDFObjGen>> seen_signatures_;
};

}  // namespace integrations::signing

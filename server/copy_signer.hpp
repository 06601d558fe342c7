#pragma once
// The agency's signature on scans, copies and appendices; made in paper_signer.cpp like its other signatures.

#include <string_view>

#include "server/paper_signer.hpp"

namespace server {

// The agency's signature on what it scanned or copied itself: top right corner of page 1, and nowhere else.
// Sources: QĐ 20/2019/QĐ-UBND (Thanh Hóa) art. 8.5.c (2019: red seal, name, time); NĐ 30/2020/NĐ-CP Appendix I, part II,
// I.3 (2020: form of the copy, name, time, 10 pt black, no picture).
struct CopyMark {
    dossier::signing_rules::CopyProfile profile = dossier::signing_rules::CopyProfile::Rules2019;
    SealPicture seal{};                // 2019
    std::string copy_form = "SAO Y";  // 2020: SAO Y, SAO LỤC, TRÍCH SAO
};
// `profile`: "2019", "2020" or empty (2019); `copy_form` may be empty. Fails with InvalidInput.
dossier::Result<CopyMark> copy_mark(std::string_view profile, std::string_view copy_form);

// Answers the whole signed file; fails as sign_paper.
dossier::Result<std::string> seal_copy(const Config& config, const std::string& pdf, const CopyMark& mark, const std::string& job,
                                       dossier::Instant now);
// An appendix that is a file of its own: the number and notation of its document and the time, no picture (NĐ 30/2020 Appendix I,
// 8.b). Fails as sign_paper.
dossier::Result<std::string> sign_appendix(const Config& config, const std::string& pdf, const std::string& notation, const std::string& job,
                                           dossier::Instant now);

}  // namespace server

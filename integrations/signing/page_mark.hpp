#pragma once
// Words written onto a page before anybody signs it: they become part of what is signed.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "dossier/result.hpp"
#include "dossier/signing_rules/placement.hpp"

namespace integrations::signing {

enum class MarkLook {
    Title,   // bold black capitals, 13 pt: what stands before a signature
    Stamped  // bold red, 13 pt, in a frame with a single line: a stamp of urgency
};

struct PageMark {
    int page = 1;  // from 1; 0: the last
    std::function<dossier::signing_rules::PlaceMm(dossier::signing_rules::PageSize)> place;
    std::vector<std::string> lines;
    MarkLook look = MarkLook::Title;
};

// The whole new file. Fails with WrongState when the file is signed, InvalidInput when it cannot be read or has no such page.
dossier::Result<std::string> with_mark(std::string_view pdf, const PageMark& mark);

}  // namespace integrations::signing

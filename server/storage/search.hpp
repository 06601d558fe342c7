#pragma once
// Finding dossiers: with and without diacritics (đ too), by fragments of the code as spoken at a counter, by the last
// four digits of a personal number, by the text of scanned papers. Best first: the words as typed, the same words
// without diacritics, words that only begin so; inside that the newest. When the newest dossiers alone fill a page, or those and as
// many matches next to them as it misses, they come first, in that order, and older ones after them: what thousands share costs no
// more than what few do. Only what the reader may see is looked at.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "dossier/state.hpp"
#include "server/storage/database.hpp"

namespace server::storage {

struct SearchQuestion {
    std::string text;        // as typed; at most 300 bytes of it and 12 words count
    std::string agency;      // of the reading officer
    std::string owner;       // instead: account of the reading citizen
    std::optional<dossier::State> state;
    std::string procedure_code;
    bool in_papers = false;  // also in the text of scanned pages
    std::string after;       // SearchPage::next of the page before
    int most = 20;
    int window = 200;        // how many dossiers the newest are; at most 200
    int candidates = 2'000;  // so many matches, the newest, are ranked
};

struct SearchHit {
    dossier::DossierId id;
    std::string code, procedure_code, procedure_name, agency;
    dossier::State state = dossier::State::Draft;
    dossier::Personal<std::string> applicant, subject;
    dossier::Instant opened_at{};
    std::optional<dossier::Instant> due_at;
    int rank = 0;            // 0 as typed, 1 without diacritics, 2 by beginnings, 3 only in a paper's text
};

struct SearchPage {
    std::vector<SearchHit> hits;
    std::string next{};      // empty: that was all
    bool bounded = false;    // that was all, but older matches were not ranked and are not shown
};

// Fails with InvalidInput when the text holds nothing that can be searched for.
dossier::Result<SearchPage> search_dossiers(UnitOfWork& work, const SearchQuestion& question);

// A page whose text holds all the words, with or without their marks: of a dossier's scans, of a desk's or the archive's.
struct PageHit {
    dossier::StackId stack;
    std::string purpose;  // dossier, desk, archive
    dossier::DossierId dossier;  // may be empty
    std::string file_name;
    int page = 1;
    bool as_typed = false;  // the words stand there with these marks
};
// Of the agency, the words as typed first, then the newest. Fails with InvalidInput like search_dossiers.
dossier::Result<std::vector<PageHit>> search_pages(UnitOfWork& work, const std::string& text, const std::string& agency, int most);

}  // namespace server::storage

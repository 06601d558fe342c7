#pragma once
// What a page says it is: its title lines against the components of procedures, without regard to tone marks.

#include <string>
#include <vector>

#include "ocr/stack/procedure.hpp"
#include "ocr/text_page.hpp"

namespace ocr {

struct TitleMatch {
    std::string procedure{};
    std::string component{};
    std::string known_as{};  // the title or alias that is like the line
    std::string line{};   // as read on the page
    double score = 0;     // 0 to 1
};

// The best component of every procedure that reaches 0.5, best first.
std::vector<TitleMatch> match_titles(const TextPage& page, const std::vector<ProcedureRules>& procedures);

// Likeness of two folded texts by their trigrams, 0 to 1 (Dice).
double likeness(const std::string& a, const std::string& b);

// Marks of a first page that have nothing to do with procedures.
struct Furniture {
    bool motto = false;      // CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
    bool card = false;       // an identity card
    bool heading = false;    // a line of capitals in the upper third that is no motto
    bool page_one = false;   // "1/3", "Trang 1"
    bool continued = false;  // a page number above 1
    int number = 0;          // of the page, where it is printed; 0: none
    std::string heading_text{};
};
Furniture furniture_of(const TextPage& page, int rotation);

}  // namespace ocr

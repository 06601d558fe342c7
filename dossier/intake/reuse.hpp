#pragma once
// Papers the administration already has in electronic form: nobody brings them twice (NĐ 107/2021; 001 Đ7.1).

#include <string>
#include <vector>

#include "dossier/intake/dossier.hpp"

namespace dossier {

struct ReusablePaper {
    DossierId from;
    std::string from_code;
    std::string component, title;  // of the dossier that wants it
    FileId file;
    Instant since{};               // when it came into the earlier dossier
    bool issued_by_us = false;     // a result still in force, not a paper brought
    std::vector<ResultAppendix> appendices;  // of that result: they come along
    DOSSIER_FIELDS(ReusablePaper, from, from_code, component, title, file, since, issued_by_us, appendices)
};

// What `wanting` still lacks and `earlier`, a received dossier of the same person, holds: the current version of a
// digitised component with the same code, no broken signature; or a result with that code, neither cancelled nor replaced.
std::vector<ReusablePaper> reusable_papers(const Dossier& wanting, const Dossier& earlier);

// Another open dossier of the same person for the same procedure.
bool looks_like_a_double(const Dossier& one, const Dossier& other);

}  // namespace dossier

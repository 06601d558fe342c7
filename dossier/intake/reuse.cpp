#include "dossier/intake/reuse.hpp"

#include <algorithm>

namespace dossier {
namespace {

bool same_person(const Dossier& one, const Dossier& other) {
    const auto &a = one.particulars.applicant, &b = other.particulars.applicant;
    return a.kind == b.kind && !a.number.reveal().empty() && a.number.reveal() == b.number.reveal();
}

bool lacks(const Dossier& wanting, const std::string& code) {
    return std::none_of(wanting.components.begin(), wanting.components.end(),
                        [&](const Component& each) { return each.code == code && each.is_present(); });
}

}  // namespace

std::vector<ReusablePaper> reusable_papers(const Dossier& wanting, const Dossier& earlier) {
    std::vector<ReusablePaper> papers;
    if (wanting.id == earlier.id || !is_received(earlier.state) || !same_person(wanting, earlier)) return papers;
    for (const auto& rule : wanting.procedure.components) {
        if (!lacks(wanting, rule.code)) continue;
        for (const auto& component : earlier.components) {
            if (component.code != rule.code || !component.digitised()) continue;
            for (const auto& file : component.files)
                if (file.current && file.signature != FileSignature::Broken)
                    papers.push_back({earlier.id, earlier.code, rule.code, rule.title, file.file, file.added_at, false, {}});
        }
        for (const auto& result : earlier.results)
            if (result.code == rule.code && result.in_force())
                papers.push_back({earlier.id, earlier.code, rule.code, rule.title, result.file, result.attached_at, true, result.appendices});
    }
    return papers;
}

bool looks_like_a_double(const Dossier& one, const Dossier& other) {
    return !(one.id == other.id) && !other.cancelled && is_open(other.state) && one.procedure.code == other.procedure.code &&
           same_person(one, other);
}

}  // namespace dossier

#pragma once
// Is the dossier complete? One line per component of the procedure, with the reason.

#include <string>
#include <vector>

#include "dossier/intake/dossier.hpp"

namespace dossier {

enum class Standing {
    Satisfied,  // brought, shown, filled or found
    Reused,     // the administration already has it
    Marked,     // present on paper, not digitised
    Missing,
    NotNeeded,  // optional, not of this case or channel, or another member of its group is there
};
inline constexpr std::array<Name<Standing>, 5> standing_names{{{"satisfied", Standing::Satisfied},
                                                               {"reused", Standing::Reused},
                                                               {"marked", Standing::Marked},
                                                               {"missing", Standing::Missing},
                                                               {"not_needed", Standing::NotNeeded}}};
constexpr const auto& names_of(Standing) { return standing_names; }

struct ComponentStanding {
    std::string code, title, group;
    Standing standing = Standing::NotNeeded;
    std::string why;  // Vietnamese
    DOSSIER_FIELDS(ComponentStanding, code, title, group, standing, why)
};

std::vector<ComponentStanding> check_components(const Dossier& dossier);
// The same against another revision of the procedure.
std::vector<ComponentStanding> check_components(const Dossier& dossier, const Procedure& procedure);
bool is_complete(const std::vector<ComponentStanding>& standings);
// One error per missing component; one per group, under the code of its first member.
std::vector<FieldError> missing_components(const std::vector<ComponentStanding>& standings);

}  // namespace dossier

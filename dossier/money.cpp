#include "dossier/money.hpp"

namespace dossier {

std::string vietnamese_money(std::int64_t dong) {
    auto digits = std::to_string(dong);
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > (dong < 0 ? 1 : 0); at -= 3)
        digits.insert(static_cast<std::size_t>(at), 1, '.');
    return digits + " đồng";
}

}  // namespace dossier

#pragma once
// Pictures of signatures and seals: what they must be like before anybody may approve them.
// Sources: QĐ 20/2019/QĐ-UBND (Thanh Hóa) art. 10; NĐ 30/2020/NĐ-CP Appendix I, 7.d, 8.a.

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "dossier/fields.hpp"
#include "dossier/result.hpp"
#include "dossier/time.hpp"

namespace dossier::signing_rules {

enum class ImageKind { Hand, Seal };
inline constexpr std::array<Name<ImageKind>, 2> image_kind_names{{{"hand", ImageKind::Hand}, {"seal", ImageKind::Seal}}};
constexpr const auto& names_of(ImageKind) { return image_kind_names; }

struct ImageTraits {
    int width = 0, height = 0;  // pixels
    bool transparent = false;
    double hue = -1;            // degrees of the mean colour of what is visible: 0 red, 240 blue; -1 grey
};

struct ImageWish {
    ImageKind kind = ImageKind::Seal;
    std::string name;
    double width_mm = 0;        // true size at 100 %
    std::optional<CivilDate> valid_from, valid_to;  // both included
};

// Every fault at once: no transparency, not blue (hand) or red (seal), too coarse to print, impossible size or dates.
std::vector<FieldError> faults_of(const ImageWish& wish, const ImageTraits& image);

}  // namespace dossier::signing_rules

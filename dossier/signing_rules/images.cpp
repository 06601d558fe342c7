#include "dossier/signing_rules/images.hpp"

namespace dossier::signing_rules {
namespace {

constexpr double coarsest_dpi = 150;              // below it a print shows the pixels
constexpr double smallest_mm = 10, largest_mm = 120;

bool is_blue(double hue) { return hue >= 190 && hue <= 270; }
bool is_red(double hue) { return hue >= 0 && (hue <= 20 || hue >= 340); }

}  // namespace

std::vector<FieldError> faults_of(const ImageWish& wish, const ImageTraits& image) {
    std::vector<FieldError> faults;
    const auto need = [&](bool fine, const char* field, const char* rule, const char* message) {
        if (!fine) faults.push_back({field, rule, message});
    };
    need(wish.name.find_first_not_of(" \t\r\n") != std::string::npos, "name", "required", "phải ghi tên hình");
    const bool sized = wish.width_mm >= smallest_mm && wish.width_mm <= largest_mm;
    need(sized, "width_mm", "range", "bề ngang thật từ 10 đến 120 mm");
    need(wish.valid_from && wish.valid_to, "valid_from", "required", "phải ghi thời hạn sử dụng, từ ngày và đến ngày");
    need(!wish.valid_from || !wish.valid_to || *wish.valid_from <= *wish.valid_to, "valid_to", "order", "ngày hết hạn phải sau ngày bắt đầu");
    need(image.transparent, "image", "transparency", "hình phải có nền trong suốt");
    if (wish.kind == ImageKind::Hand) need(is_blue(image.hue), "image", "colour", "hình chữ ký phải màu xanh");
    else need(is_red(image.hue), "image", "colour", "hình con dấu phải màu đỏ");
    need(!sized || image.width / (wish.width_mm / 25.4) >= coarsest_dpi, "image", "resolution", "hình quá thô: cần ít nhất 150 điểm mỗi inch ở cỡ thật");
    return faults;
}

}  // namespace dossier::signing_rules

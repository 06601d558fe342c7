#include "ocr/pipeline.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace ocr {
namespace {

constexpr int working_dpi = 300;

class Stopwatch {
public:
    explicit Stopwatch(std::vector<std::pair<std::string, double>>& rows) : rows_(rows) {}
    void lap(const std::string& name) {
        const auto now = std::chrono::steady_clock::now();
        rows_.emplace_back(name, std::chrono::duration<double>(now - last_).count());
        last_ = now;
    }

private:
    std::vector<std::pair<std::string, double>>& rows_;
    std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
};

// The page as the recogniser wants it, with the way back to the input.
struct Upright {
    Image grey;
    Transform to_input = Transform::identity();
    int rotation = 0;
    double skew = 0;
};

// From turned pixels back to the pixels before turning.
Transform undo_turn(int degrees, int width, int height) {
    if (degrees == 90) return Transform{{0, 1, 0, -1, 0, static_cast<double>(height), 0, 0, 1}};
    if (degrees == 180) return Transform{{-1, 0, static_cast<double>(width), 0, -1, static_cast<double>(height), 0, 0, 1}};
    if (degrees == 270) return Transform{{0, -1, static_cast<double>(width), 1, 0, 0, 0, 0, 1}};
    return Transform::identity();
}

Upright set_upright(const Image& grey, int rotation, double skew, double scale) {
    Upright up;
    up.rotation = rotation;
    up.skew = skew;
    const Image turned = turn(grey, rotation);
    up.to_input = undo_turn(rotation, grey.width(), grey.height());
    if (std::abs(skew) < 0.05 && std::abs(scale - 1) < 0.02) {
        up.grey = turned;
        return up;
    }
    const double w = turned.width();
    const double h = turned.height();
    const int new_w = static_cast<int>(w * scale);
    const int new_h = static_cast<int>(h * scale);
    const Transform to_turned = Transform::shift(-new_w / 2.0, -new_h / 2.0)
                                    .then(Transform::scale(1 / scale, 1 / scale))
                                    .then(Transform::rotation(-skew))
                                    .then(Transform::shift(w / 2, h / 2));
    up.grey = warp(turned, to_turned, new_w, new_h);
    up.to_input = to_turned.then(up.to_input);
    return up;
}

void place_on_input(std::vector<Line>& lines, const Transform& to_input) {
    for (Line& line : lines) {
        for (Point& corner : line.corners) corner = to_input.apply(corner);
        for (Word& word : line.words) word.box = to_input.apply(word.box);
    }
}

}  // namespace

const char* name_of(Step step) {
    switch (step) {
        case Step::Seals: return "seals";
        case Step::Sheet: return "sheet";
        case Step::Background: return "background";
        case Step::Border: return "border";
        case Step::Orientation: return "orientation";
        case Step::Skew: return "skew";
        case Step::Scale: return "scale";
        case Step::Smooth: return "smooth";
        case Step::Rulings: return "rulings";
        case Step::Leaders: return "leaders";
        case Step::Tables: return "tables";
        case Step::Retry: return "retry";
    }
    return "";
}

const std::vector<Step>& all_steps() {
    static const std::vector<Step> steps{Step::Seals, Step::Sheet, Step::Background, Step::Border, Step::Orientation, Step::Skew,
                                         Step::Scale, Step::Smooth, Step::Rulings, Step::Leaders, Step::Tables, Step::Retry};
    return steps;
}

int resolution_of(const Image& page, int stated) {
    if (stated >= 70 && stated <= 1300) return stated;
    return std::clamp(static_cast<int>(std::max(page.width(), page.height()) / 11.69), 70, 1200);
}

Reading read_page(Image page, Engine& engine, const PipelineOptions& options) {
    Reading reading;
    Stopwatch watch{reading.seconds};
    const int dpi = resolution_of(page, options.dpi ? options.dpi : page.dpi());
    Image grey = options.does(Step::Seals) ? grey_without_seals(page, dpi) : grey_of(page);
    reading.text.width = page.width();
    reading.text.height = page.height();
    reading.text.dpi = dpi;
    watch.lap("grey");
    reading.codes = read_codes(grey);
    page = Image{};  // the largest piece of memory; grey is enough from here on
    watch.lap("codes");
    if (options.does(Step::Background)) grey = normalise_background(grey);
    watch.lap("background");
    if (options.does(Step::Border)) clear_dark_border(grey, dpi);
    watch.lap("border");
    reading.blank = is_blank(grey, dpi);
    watch.lap("blank");
    Image ink = ink_of(grey);
    const int rotation = options.does(Step::Orientation) ? find_orientation(ink).degrees : 0;
    watch.lap("orientation");
    const double skew = options.does(Step::Skew) ? find_skew(turn(ink, rotation)) : 0;
    watch.lap("skew");
    const bool enlarge = options.does(Step::Scale) && dpi < 280;
    const double scale = enlarge ? static_cast<double>(working_dpi) / dpi : options.does(Step::Scale) && dpi > 400 ? static_cast<double>(working_dpi) / dpi : 1;
    Upright up = set_upright(grey, rotation, skew, scale);
    watch.lap("warp");
    const int up_dpi = static_cast<int>(dpi * scale);
    ink = ink_of(up.grey);
    if (options.does(Step::Rulings)) remove_rulings(up.grey, ink, up_dpi);
    watch.lap("rulings");
    if (options.does(Step::Leaders)) erase(up.grey, find_leaders(ink_of(up.grey, 190), up_dpi), 2);
    watch.lap("leaders");
    if (options.does(Step::Smooth) && !enlarge) up.grey = smooth(up.grey);
    watch.lap("smooth");
    reading.rotation = rotation;
    reading.skew = skew;
    reading.upright = up.grey;
    reading.to_input = up.to_input;
    if (!reading.blank) reading.text.lines = engine.read(up.grey, Layout::Page, up.grey.bounds(), up_dpi);
    engine.read_next_image();
    place_on_input(reading.text.lines, up.to_input);
    watch.lap("recognise");
    return reading;
}

}  // namespace ocr

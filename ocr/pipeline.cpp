#include "ocr/pipeline.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

#include <leptonica/allheaders.h>

#include "ocr/name_look.hpp"
#include "ocr/second_look.hpp"
#include "ocr/syllables.hpp"
#include "ocr/tables.hpp"
#include "ocr/way_up.hpp"

namespace ocr {
namespace {

constexpr int working_dpi = 300;
constexpr int fine_dpi = 180;  // from here on a scan shows hairlines

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

// A normalised page before it is set upright: as it came, or the sheet found on a photograph.
struct Flat {
    Image source;              // normalised, as it came
    Image seen;                // flat at the same resolution, to look for orientation, skew and emptiness; `source` when there is no sheet
    Transform to_source = Transform::identity();
    int dpi = 0;
    bool is_source = true;
    int width() const { return seen.width(); }
    int height() const { return seen.height(); }
};

constexpr double rim_inches = 0.05;  // of a photographed sheet, where the ground shows through

void whiten_rim(Image& grey, int dpi) {
    const int rim = static_cast<int>(dpi * rim_inches);
    pixSetOrClearBorder(grey.pix(), rim, rim, rim, rim, PIX_SET);
}

Flat flattened(Image normalised, const std::optional<std::array<Point, 4>>& sheet, int dpi) {
    Flat flat{normalised, normalised, Transform::identity(), dpi, true};
    if (!sheet) return flat;
    const Size size = flat_size(*sheet);
    const double w = size.width, h = size.height;
    flat.to_source = quad_to_quad({Point{0, 0}, Point{w, 0}, Point{w, h}, Point{0, h}}, *sheet);
    flat.seen = warp(normalised, flat.to_source, size.width, size.height);
    flat.is_source = false;
    if (size.a4) flat.dpi = static_cast<int>(std::lround(std::max(w, h) / 11.69));
    whiten_rim(flat.seen, flat.dpi);
    return flat;
}

// From turned pixels back to the pixels before turning.
Transform undo_turn(int degrees, int width, int height) {
    if (degrees == 90) return Transform{{0, 1, 0, -1, 0, static_cast<double>(height), 0, 0, 1}};
    if (degrees == 180) return Transform{{-1, 0, static_cast<double>(width), 0, -1, static_cast<double>(height), 0, 0, 1}};
    if (degrees == 270) return Transform{{0, -1, static_cast<double>(width), 1, 0, 0, 0, 0, 1}};
    return Transform::identity();
}

Upright set_upright(const Flat& flat, int rotation, double skew, double scale) {
    Upright up;
    up.rotation = rotation;
    up.skew = skew;
    const Transform to_flat = undo_turn(rotation, flat.width(), flat.height());
    if (flat.is_source && std::abs(skew) < 0.05 && std::abs(scale - 1) < 0.02) {
        up.grey = turn(flat.source, rotation);
        up.to_input = to_flat;
        return up;
    }
    const bool quarter = rotation % 180 != 0;
    const double w = quarter ? flat.height() : flat.width();
    const double h = quarter ? flat.width() : flat.height();
    const int new_w = static_cast<int>(w * scale);
    const int new_h = static_cast<int>(h * scale);
    const Transform to_turned = Transform::shift(-new_w / 2.0, -new_h / 2.0)
                                    .then(Transform::scale(1 / scale, 1 / scale))
                                    .then(Transform::rotation(-skew))
                                    .then(Transform::shift(w / 2, h / 2));
    // One interpolation from the page as it came: every further one would blur the tone marks.
    up.to_input = to_turned.then(to_flat).then(flat.to_source);
    up.grey = warp(flat.source, up.to_input, new_w, new_h);
    if (!flat.is_source) whiten_rim(up.grey, static_cast<int>(flat.dpi * scale));
    return up;
}

void place_on_input(std::vector<Line>& lines, const Transform& to_input) {
    for (Line& line : lines) {
        for (Point& corner : line.corners) corner = to_input.apply(corner);
        for (Word& word : line.words) {
            word.upright = word.box;
            word.box = to_input.apply(word.box);
        }
    }
}

constexpr double poor_reading = 0.80;      // mean confidence below which another way up is tried
constexpr double sure_reading = 0.70;       // of a row read again; below it is a scribble or a picture
constexpr double sure_orientation = 12.0;  // of Leptonica's ascender statistics

struct Attempt {
    Upright up;
    std::vector<Line> lines;
    double confidence = 0;
    Rulings rulings{};
    int dpi = 0;  // of the upright page
};

// Rows the layout analysis took for a picture or dropped are read one by one.
void read_again(const Image& page, std::vector<Line>& lines, Engine& engine, int dpi) {
    constexpr size_t most = 40;
    const auto rows = unread_rows(ink_of(page), lines, dpi);
    for (size_t i = 0; i < std::min(rows.size(), most); ++i)
        for (Line& line : engine.read(page, Layout::Line, rows[i], dpi))
            if (confidence_of({line}).value >= sure_reading) insert_line(lines, std::move(line));
}

// Tesseract also reads lines that run up or down the page; then most words are higher than wide.
bool lies_sideways(const std::vector<Line>& lines) {
    int upright = 0, sideways = 0;
    for (const Line& line : lines)
        for (const Word& word : line.words)
            if (word.text.size() >= 4) ++(word.box.height() > word.box.width() ? sideways : upright);
    return sideways > upright;
}

// Levels, cleans and reads a normalised page turned by `rotation`.
Attempt attempt(const Flat& flat, int rotation, bool blank, Engine& engine, const PipelineOptions& options, Stopwatch& watch) {
    const int dpi = flat.dpi;
    const double skew = options.does(Step::Skew) ? find_skew(turn(ink_of(flat.seen), rotation)) : 0;
    watch.lap("skew");
    // Fine scans are brought down to where the model was trained, coarse ones up.
    const bool enlarge = dpi < 280;
    const double scale = options.does(Step::Scale) && (enlarge || dpi > 400) ? static_cast<double>(working_dpi) / dpi : 1;
    Attempt made{set_upright(flat, rotation, skew, scale), {}};
    Image& page = made.up.grey;
    const int up_dpi = static_cast<int>(dpi * scale);
    watch.lap("warp");
    made.dpi = up_dpi;
    if (options.does(Step::Rulings)) made.rulings = remove_rulings(page, ink_of(page), up_dpi);
    watch.lap("rulings");
    if (options.does(Step::Leaders)) erase(page, find_leaders(ink_of(page, 190), up_dpi), 2);
    watch.lap("leaders");
    if (options.does(Step::Smooth) && !enlarge) page = smooth(page);
    watch.lap("smooth");
    if (!blank) made.lines = engine.read(page, Layout::Page, page.bounds(), up_dpi);
    if (options.does(Step::Retry) && !blank) read_again(page, made.lines, engine, up_dpi);
    engine.read_next_image();
    made.confidence = confidence_of(made.lines).value;
    watch.lap("recognise");
    return made;
}

// What makes the chosen reading of a page final: weak lines once more, no scribbles, tables by cell.
void finish(Attempt& made, const Flat& flat, Engine& engine, const PipelineOptions& options, Stopwatch& watch) {
    const int dpi = made.dpi;
    const auto patch = [&](const Box& area) {
        Image part = warp(flat.source, Transform::shift(area.left, area.top).then(made.up.to_input), area.width(), area.height());
        if (options.does(Step::Rulings)) remove_rulings(part, ink_of(part), dpi);
        if (options.does(Step::Leaders)) erase(part, find_leaders(ink_of(part, 190), dpi), 2);
        return part;
    };
    if (options.does(Step::Weak)) read_weak_lines(made.lines, made.up.grey.bounds(), patch, engine, dpi);
    if (options.does(Step::Weak) && options.does(Step::Tables)) read_weak_cells(made.lines, made.rulings, patch, engine, dpi);
    watch.lap("weak");
    if (options.does(Step::Names)) look_at_names(made.lines, made.up.grey.bounds(), patch, engine, dpi);
    watch.lap("names");
    if (options.does(Step::Scribbles)) drop_scribbles(made.lines);
    if (options.does(Step::Tables)) made.lines = read_by_cell(settled_order(whole_lines(std::move(made.lines))), made.rulings, dpi);
    watch.lap("tables");
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
        case Step::Retry: return "retry";
        case Step::Weak: return "weak";
        case Step::Names: return "names";
        case Step::Scribbles: return "scribbles";
        case Step::Tables: return "tables";
    }
    return "";
}

const std::vector<Step>& all_steps() {
    static const std::vector<Step> steps{Step::Seals, Step::Sheet, Step::Background, Step::Border, Step::Orientation, Step::Skew,
                                         Step::Scale, Step::Smooth, Step::Rulings, Step::Leaders, Step::Retry, Step::Weak, Step::Names, Step::Scribbles, Step::Tables};
    return steps;
}

int resolution_of(const Image& page, int stated) {
    const int longest = std::max(page.width(), page.height());
    // Telephones state 72 whatever they took: a sheet larger than A2 is not what was photographed.
    if (stated >= 70 && stated <= 1300 && longest < 24 * stated) return stated;
    return std::clamp(static_cast<int>(longest / 11.69), 70, 1200);
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
    reading.codes = read_codes(grey, dpi);
    const bool photographed = page.depth() > 1;
    page = Image{};  // the largest piece of memory; grey is enough from here on
    watch.lap("codes");
    const auto sheet = options.does(Step::Sheet) && photographed ? find_sheet(grey) : std::nullopt;
    watch.lap("sheet");
    if (options.does(Step::Background)) grey = normalise_background(grey, dpi >= fine_dpi && !sheet);
    watch.lap("background");
    if (options.does(Step::Border)) clear_dark_border(grey, dpi);
    watch.lap("border");
    const Flat flat = flattened(std::move(grey), sheet, dpi);
    watch.lap("flatten");
    reading.blank = is_blank(flat.seen, flat.dpi);
    watch.lap("blank");
    const Orientation standing = options.does(Step::Orientation) ? find_orientation(ink_of(flat.seen), flat.dpi) : Orientation{};
    watch.lap("orientation");
    const bool doubtful = options.does(Step::Retry) && !reading.blank && standing.sure < sure_orientation;
    const int up = doubtful ? way_up(flat.seen, flat.dpi, standing.degrees, engine) : standing.degrees;
    watch.lap("way up");
    Attempt best = attempt(flat, up, reading.blank, engine, options, watch);
    if (options.does(Step::Retry) && lies_sideways(best.lines)) {
        best = attempt(flat, (up + 90) % 360, false, engine, options, watch);
        Attempt other = attempt(flat, (up + 270) % 360, false, engine, options, watch);
        if (other.confidence > best.confidence) best = std::move(other);
    }
    // A poor reading all the same: try the other ways.
    for (const int turn_more : {180, 90, 270}) {
        if (!doubtful || best.confidence >= poor_reading) break;
        Attempt other = attempt(flat, (up + turn_more) % 360, false, engine, options, watch);
        if (other.confidence > best.confidence) best = std::move(other);
    }
    finish(best, flat, engine, options, watch);
    reading.rotation = best.up.rotation;
    reading.skew = best.up.skew;
    reading.upright = best.up.grey;
    reading.to_input = best.up.to_input;
    reading.text.lines = std::move(best.lines);
    place_on_input(reading.text.lines, reading.to_input);
    mark_doubtful(reading.text);
    return reading;
}

}  // namespace ocr

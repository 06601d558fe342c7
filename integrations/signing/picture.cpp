#include "integrations/signing/picture.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include <qpdf/QPDF.hh>

#include "integrations/signing/drawing_resources.hpp"
#include "integrations/signing/stream_data.hpp"
#include "integrations/signing/word_list.hpp"

namespace integrations::signing {
namespace {

using Object = QPDFObjectHandle;

constexpr double light = 0.6;                // luminance from which paint hides more than it shows
constexpr size_t most_operators = 20'000;
constexpr size_t longest_picture = 1U << 20;  // bytes of drawing

// ISO 32000-1, annex A.
constexpr WordList painting{"f", "F", "f*", "B", "B*", "b", "b*", "S", "s"};
constexpr WordList showing{"Tj", "TJ", "'", "\""};
constexpr WordList harmless{"cm", "w",  "J",  "j",  "M",  "d",   "i",   "m",   "l",  "c",  "v",  "y",  "h",
                                     "re", "n",  "W",  "W*", "BT", "ET", "Tc", "Tw",  "Tz",  "TL",  "Ts", "Td", "TD", "Tm",
                                     "T*", "BMC", "EMC"};
constexpr WordList usual_keys{"/Type", "/Subtype", "/FormType", "/BBox", "/Matrix", "/Resources", "/Length", "/Filter",
                                       "/DecodeParms", "/Name", "/Group", "/StructParent", "/LastModified"};

// How many parts a colour has.
using Space = std::pair<std::string_view, size_t>;
constexpr std::array device_spaces{Space{"/DeviceGray", 1}, Space{"/DeviceRGB", 3}, Space{"/DeviceCMYK", 4}};
constexpr std::array colours{Space{"g", 1}, Space{"G", 1}, Space{"rg", 3}, Space{"RG", 3}, Space{"k", 4}, Space{"K", 4}};
size_t parts_in(std::span<const Space> spaces, std::string_view name) {  // 0: none of them
    const auto found = std::find_if(spaces.begin(), spaces.end(), [&](const Space& each) { return each.first == name; });
    return found == spaces.end() ? 0 : found->second;
}
constexpr double same_place = 0.01, same_part = 0.001;  // units, and of the box: a small one is spread over the field
constexpr double same_colour = 0.5 / 255 + 1e-5;
constexpr double largest_number = 32767;  // ISO 32000-1, annex C; with larger ones readers come to different sums

bool is_stroke(const std::string& name) { return std::isupper(static_cast<unsigned char>(name[0])) != 0; }

std::vector<double> numbers(const std::vector<Object>& operands) {
    std::vector<double> all;
    for (auto each : operands)
        if (each.isNumber()) all.push_back(each.getNumericValue());
    return all;
}

bool no_reader_rounds(const std::vector<double>& all) {
    return std::all_of(all.begin(), all.end(), [](double each) { return std::abs(each) <= largest_number; });
}

// A state that only multiplies, or makes paint weaker while it does.
bool multiplies(Object state) {
    if (!state.isDictionary()) return false;
    for (const auto& key : state.getKeys())
        if (key != "/Type" && key != "/BM" && key != "/ca" && key != "/CA" && key != "/AIS") return false;
    return state.getKey("/BM").isNameAndEquals("/Multiply");
}

class Reader : public Object::ParserCallbacks {
  public:
    explicit Reader(Object resources) : resources_(resources) {}

    void handleObject(Object object) override {
        if (!object.isOperator()) return operands_.push_back(object);
        if (++operators_ > most_operators) picture.understood = false;
        judge(object.getOperatorValue());
        operands_.clear();
    }
    void handleEOF() override {}

    Picture picture{.understood = true};

  private:
    struct Colour {
        std::vector<double> parts{0};
        size_t space = 1;  // parts of the space it was set in
        double seen() const { return luminance(parts).value_or(1); }
        std::vector<double> comparable() const { return parts.size() == 1 ? std::vector<double>(3, parts[0]) : parts; }
    };
    struct State {
        Colour fill, stroke;
        double line_width = 1;
        bool own_font = false;
        bool multiplying = false;
        bool plain = true;  // no clipping, no transformation, no dashes
    };

    void judge(const std::string& name) {
        for (auto& each : operands_) written_ += each.unparse() + " ";
        written_ += name + "\n";
        if (sets_colour(name)) return;
        if (name == "q") {
            saved_.push_back(state_);
        } else if (name == "Q") {
            if (saved_.empty()) return;
            state_ = saved_.back();
            saved_.pop_back();
        } else if (painting.contains(name)) {
            paint(name);
        } else if (showing.contains(name)) {
            show(name);
        } else if (name == "Tf") {
            state_.own_font = operands_.size() == 2 && resource(resources_, "/Font", operands_[0]).isDictionary();
        } else if (name == "gs") {
            state_.multiplying = operands_.size() == 1 && multiplies(resource(resources_, "/ExtGState", operands_[0]));
            if (!state_.multiplying) picture.understood = false;
            picture.states = true;
        } else if (!harmless.contains(name)) {
            picture.understood = false;
        }
        follow_path(name);
    }

    // Device colours only: what another space shows, its own definition says.
    bool sets_colour(const std::string& name) {
        const auto parts = numbers(operands_);
        auto& colour = is_stroke(name) ? state_.stroke : state_.fill;
        if (const auto wanted = parts_in(colours, name); wanted != 0) {
            if (parts.size() != wanted || operands_.size() != wanted || !no_reader_rounds(parts)) picture.understood = false;
            else colour = Colour{clamped(parts), wanted};
            return true;
        }
        if (name == "cs" || name == "CS") {
            const auto wanted = operands_.size() == 1 && operands_[0].isName() ? parts_in(device_spaces, operands_[0].getName()) : 0;
            if (wanted == 0) picture.understood = false;
            else colour = Colour{wanted == 4 ? std::vector<double>{0, 0, 0, 1} : std::vector<double>(wanted, 0), wanted};
            return true;
        }
        if (name != "sc" && name != "SC" && name != "scn" && name != "SCN") return false;
        if (parts.size() != colour.space || operands_.size() != parts.size() || !no_reader_rounds(parts)) picture.understood = false;
        else colour.parts = clamped(parts);
        return true;
    }
    static std::vector<double> clamped(std::vector<double> parts) {
        for (auto& each : parts) each = std::clamp(each, 0.0, 1.0);
        return parts;
    }

    void paint(const std::string& name) {
        const bool strokes = name != "f" && name != "F" && name != "f*", fills = name != "S" && name != "s";
        for (const auto* colour : {strokes ? &state_.stroke : nullptr, fills ? &state_.fill : nullptr})
            if (colour != nullptr && colour->seen() < light) picture.dark_paint = true;
            else if (colour != nullptr) picture.light_paint = written_;
        if (!state_.multiplying) picture.multiplies = false;
        picture.painted = written_;
        if (!picture.rectangles) return;
        if (!rectangle_ || !state_.plain || picture.states || picture.text) return picture.rectangles.reset();
        auto painted = *rectangle_;
        if (fills) painted.fill = state_.fill.comparable();
        if (strokes) {
            painted.stroke = state_.stroke.comparable();
            painted.line_width = state_.line_width;
        }
        picture.rectangles->push_back(std::move(painted));
    }

    void show(const std::string& name) {
        const bool nothing = name == "Tj" && operands_.size() == 1 && operands_[0].isString() && operands_[0].getStringValue().empty();
        if (nothing) return;
        picture.text = true;
        if (!state_.own_font) picture.borrowed_font = true;
        if (state_.fill.seen() >= light || state_.stroke.seen() >= light) picture.light_text = true;
    }

    // The path as far as it is one rectangle, and what makes a paint of it more than that.
    void follow_path(const std::string& name) {
        static constexpr WordList alters{"cm", "d", "J", "j", "M", "i"}, draws{"m", "l", "c", "v", "y", "h"};
        if (alters.contains(name)) state_.plain = false;
        if (name == "w") {
            const auto parts = numbers(operands_);
            state_.line_width = operands_.size() == 1 && parts.size() == 1 && no_reader_rounds(parts) ? parts[0] : std::nan("");  // equal to none
        }
        if (name == "W" || name == "W*") state_.plain = false;
        if (draws.contains(name)) path_ = Path::Other;
        if (name == "re") {
            const auto parts = numbers(operands_);
            path_ = path_ == Path::None && parts.size() == 4 && operands_.size() == 4 && no_reader_rounds(parts) ? Path::Rectangle : Path::Other;
            if (path_ == Path::Rectangle)
                rectangle_ = PaintedRectangle{std::min(parts[0], parts[0] + parts[2]), std::min(parts[1], parts[1] + parts[3]),
                                              std::max(parts[0], parts[0] + parts[2]), std::max(parts[1], parts[1] + parts[3])};
        }
        const bool ends = name == "n" || painting.contains(name);
        if (ends) path_ = Path::None;
        if (path_ != Path::Rectangle) rectangle_.reset();
    }
    enum class Path { None, Rectangle, Other };

    Path path_ = Path::None;
    std::optional<PaintedRectangle> rectangle_;
    Object resources_;
    std::vector<Object> operands_;
    std::string written_;
    State state_;
    std::vector<State> saved_;
    size_t operators_ = 0;
};

}  // namespace

std::optional<double> luminance(const std::vector<double>& colour) {
    switch (colour.size()) {
        case 1: return colour[0];
        case 3: return 0.3 * colour[0] + 0.59 * colour[1] + 0.11 * colour[2];
        case 4: return 1 - std::min(1.0, 0.3 * colour[0] + 0.59 * colour[1] + 0.11 * colour[2] + colour[3]);
        default: return std::nullopt;
    }
}

Picture picture_of(Object appearance) {
    if (appearance.isNull()) return {.understood = true};
    if (!appearance.isStream()) return {};
    auto dictionary = appearance.getDict();
    for (const auto& key : dictionary.getKeys())
        if (!usual_keys.contains(key)) return {};
    auto resources = dictionary.getKey("/Resources");
    if (draws_letters_by_procedures(resources) || redefines_colours(resources) || !stream_data(appearance, longest_picture)) return {};
    Reader reader(resources);
    Object::parseContentStream(appearance, &reader);
    // What is drawn apart from the page and laid over it afterwards multiplies nothing.
    auto group = dictionary.getKey("/Group");
    if (group.isDictionary() && (group.hasKey("/I") || group.hasKey("/K"))) reader.picture.multiplies = false;
    return reader.picture;
}

Picture picture_of_letters(const std::string& default_look, Object resources) {
    if (draws_letters_by_procedures(resources) || redefines_colours(resources)) return {};
    QPDF scratch;
    scratch.emptyPDF();
    Reader reader(resources);
    Object::parseContentStream(Object::newStream(&scratch, "BT\n" + default_look + "\n(x) Tj ET"), &reader);
    return reader.picture;
}

namespace {

bool near(const std::vector<double>& one, const std::vector<double>& other, double tolerance) {
    return std::equal(one.begin(), one.end(), other.begin(), other.end(), [&](double a, double b) { return std::abs(a - b) <= tolerance; });
}

bool same_rectangle(const PaintedRectangle& one, const PaintedRectangle& other, double tolerance) {
    return near({one.left, one.bottom, one.right, one.top, one.line_width}, {other.left, other.bottom, other.right, other.top, other.line_width}, tolerance) &&
           near(one.fill, other.fill, same_colour) && near(one.stroke, other.stroke, same_colour);
}

std::vector<double> numbers_in(Object array, std::vector<double> otherwise) {
    if (array.isNull()) return otherwise;
    auto all = array.isArray() ? numbers(array.getArrayAsVector()) : std::vector<double>{};
    return array.isArray() && static_cast<int>(all.size()) == array.getArrayNItems() && no_reader_rounds(all) ? all : std::vector<double>{};
}

// In what all of a group is painted: a grey one shows no colours.
std::string space_of_group(Object form) {
    auto group = form.getDict().getKey("/Group");
    return group.isDictionary() ? group.getKey("/CS").unparse() : std::string("null");
}

// A reader fits the box to the field: the same drawing in a smaller one would cover more of the page. How far two drawings in
// the same box may be apart; nothing for another box or matrix.
std::optional<double> same_box(Object before, Object after) {
    if (!before.isStream() || !after.isStream() || space_of_group(before) != space_of_group(after)) return std::nullopt;
    const std::vector<double> none{}, upright{1, 0, 0, 1, 0, 0};
    const auto box = numbers_in(before.getDict().getKey("/BBox"), none), matrix = numbers_in(before.getDict().getKey("/Matrix"), upright);
    if (box.size() != 4 || matrix.size() != 6) return std::nullopt;
    const double tolerance = std::min(same_place, same_part * std::min(std::abs(box[2] - box[0]), std::abs(box[3] - box[1])));
    if (!near(box, numbers_in(after.getDict().getKey("/BBox"), none), tolerance) || matrix != numbers_in(after.getDict().getKey("/Matrix"), upright)) return std::nullopt;
    return tolerance;
}

}  // namespace

bool covers_no_more(Object before, const Picture& first, Object after, const Picture& second) {
    if (!second.understood || second.light_text) return false;
    if (second.light_paint.empty()) return true;
    const bool by_the_same_words = !first.states && !second.states && same_box(before, after) && first.painted.starts_with(second.light_paint);
    return first.understood && (by_the_same_words || same_background(before, first, after, second));
}

bool same_background(Object before, const Picture& first, Object after, const Picture& second) {
    if (first.painted.empty() && second.painted.empty()) return true;
    if (first.states || second.states) return false;  // a state of that name may be another one now
    const auto tolerance = same_box(before, after);
    if (!tolerance) return false;
    if (first.painted == second.painted) return true;
    return first.rectangles && second.rectangles &&
           std::equal(first.rectangles->begin(), first.rectangles->end(), second.rectangles->begin(), second.rectangles->end(),
                      [&](const auto& one, const auto& other) { return same_rectangle(one, other, *tolerance); });
}

}  // namespace integrations::signing

#include "integrations/signing/picture.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <vector>

#include "integrations/signing/stream_data.hpp"

namespace integrations::signing {
namespace {

using Object = QPDFObjectHandle;

constexpr double light = 0.6;                // luminance from which paint hides more than it shows
constexpr size_t most_operators = 20'000;
constexpr size_t longest_picture = 1U << 20;  // bytes of drawing

// ISO 32000-1, annex A.
const std::set<std::string> painting{"f", "F", "f*", "B", "B*", "b", "b*", "S", "s"};
const std::set<std::string> showing{"Tj", "TJ", "'", "\""};
const std::set<std::string> harmless{"cm", "w",  "J",  "j",  "M",  "d",   "i",   "m",   "l",  "c",  "v",  "y",  "h",
                                     "re", "n",  "W",  "W*", "BT", "ET", "Tc", "Tw",  "Tz",  "TL",  "Tf", "Ts", "Td", "TD", "Tm",
                                     "T*", "BMC", "EMC"};
const std::set<std::string> usual_keys{"/Type", "/Subtype", "/FormType", "/BBox", "/Matrix", "/Resources", "/Length", "/Filter",
                                       "/DecodeParms", "/Name", "/Group", "/StructParent", "/LastModified"};

std::optional<double> luminance_set(const std::string& name, const std::vector<Object>& operands) {
    std::vector<double> part;
    for (auto each : operands)
        if (each.isNumber()) part.push_back(std::clamp(each.getNumericValue(), 0.0, 1.0));
    const size_t wanted = name == "g" || name == "G" ? 1 : name == "rg" || name == "RG" ? 3 : name == "k" || name == "K" ? 4 : 0;
    return wanted == part.size() ? luminance(part) : std::nullopt;
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
    void judge(const std::string& name) {
        for (auto& each : operands_) written_ += each.unparse() + " ";
        written_ += name + "\n";
        if (const auto seen = luminance_set(name, operands_)) {
            (name == "g" || name == "rg" || name == "k" ? state_.fill : state_.stroke) = *seen;
        } else if (name == "q") {
            saved_.push_back(state_);
        } else if (name == "Q") {
            if (saved_.empty()) return;
            state_ = saved_.back();
            saved_.pop_back();
        } else if (painting.contains(name)) {
            const bool strokes = name != "f" && name != "F" && name != "f*", fills = name != "S" && name != "s";
            if ((strokes && state_.stroke < light) || (fills && state_.fill < light)) picture.dark_paint = true;
            if (!state_.multiplying) picture.multiplies = false;
            picture.painted = written_;
        } else if (showing.contains(name)) {
            picture.text = true;
            if (state_.fill >= light || state_.stroke >= light) picture.light_text = true;
        } else if (name == "gs") {
            auto states = resources_.isDictionary() ? resources_.getKey("/ExtGState") : Object::newNull();
            state_.multiplying = operands_.size() == 1 && operands_[0].isName() && states.isDictionary() && multiplies(states.getKey(operands_[0].getName()));
            if (!state_.multiplying) picture.understood = false;
        } else if (!harmless.contains(name)) {
            picture.understood = false;
        }
    }

    struct State {
        double fill = 0, stroke = 0;  // luminance
        bool multiplying = false;
    };

    Object resources_;
    std::vector<Object> operands_;
    std::string written_;
    State state_;
    std::vector<State> saved_;
    size_t operators_ = 0;
};

bool draws_its_own_letters(Object resources) {
    auto fonts = resources.isDictionary() ? resources.getKey("/Font") : Object::newNull();
    if (!fonts.isDictionary()) return false;
    for (const auto& name : fonts.getKeys())
        if (auto font = fonts.getKey(name); !font.isDictionary() || font.getKey("/Subtype").isNameAndEquals("/Type3")) return true;
    return false;
}

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
    if (draws_its_own_letters(resources)) return {};
    if (!stream_data(appearance, longest_picture)) return {};
    Reader reader(resources);
    Object::parseContentStream(appearance, &reader);
    // What is drawn apart from the page and laid over it afterwards multiplies nothing.
    auto group = dictionary.getKey("/Group");
    if (group.isDictionary() && (group.hasKey("/I") || group.hasKey("/K"))) reader.picture.multiplies = false;
    return reader.picture;
}

}  // namespace integrations::signing

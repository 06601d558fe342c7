#include "ocr/input/pdf_page.hpp"

#include <array>
#include <cmath>
#include <set>
#include <tuple>
#include <vector>

#include <qpdf/QPDFPageObjectHelper.hh>

namespace ocr {
namespace {

using Matrix = std::array<double, 6>;

Matrix product(const Matrix& a, const Matrix& b) {
    return {a[0] * b[0] + a[1] * b[2],        a[0] * b[1] + a[1] * b[3],        a[2] * b[0] + a[3] * b[2],
            a[2] * b[1] + a[3] * b[3],        a[4] * b[0] + a[5] * b[2] + b[4], a[4] * b[1] + a[5] * b[3] + b[5]};
}

int channels_of(QPDFObjectHandle space) {
    if (space.isNameAndEquals("/DeviceGray") || space.isNameAndEquals("/CalGray")) return 1;
    if (space.isNameAndEquals("/DeviceRGB") || space.isNameAndEquals("/CalRGB")) return 3;
    if (!space.isArray() || space.getArrayNItems() < 2) return 0;
    auto kind = space.getArrayItem(0);
    if (kind.isNameAndEquals("/CalGray")) return 1;
    if (kind.isNameAndEquals("/CalRGB")) return 3;
    if (!kind.isNameAndEquals("/ICCBased") || !space.getArrayItem(1).isStream()) return 0;
    auto n = space.getArrayItem(1).getDict().getKey("/N");
    const int count = n.isInteger() ? n.getIntValueAsInt() : 0;
    return count == 1 || count == 3 ? count : 0;
}

int whole(QPDFObjectHandle number) { return number.isInteger() ? number.getIntValueAsInt() : 0; }

PlacedImage placed(QPDFObjectHandle stream, const Matrix& matrix) {
    PlacedImage image{stream, {}, {}};
    auto dict = stream.getDict();
    image.width = whole(dict.getKey("/Width"));
    image.height = whole(dict.getKey("/Height"));
    image.bits = whole(dict.getKey("/BitsPerComponent"));
    auto filter = dict.getKey("/Filter");
    if (filter.isArray()) filter = filter.getArrayNItems() == 1 ? filter.getArrayItem(0) : QPDFObjectHandle::newName("/Chain");
    if (filter.isName()) image.filter = filter.getName();
    const bool plain = !dict.hasKey("/Decode") && !dict.hasKey("/Mask") && !dict.hasKey("/SMask") && !dict.getKey("/ImageMask").isBool();
    image.channels = plain ? channels_of(dict.getKey("/ColorSpace")) : 0;
    std::copy(matrix.begin(), matrix.end(), image.matrix);
    return image;
}

// Follows the graphics state far enough to know what is painted and where.
class Reader : public QPDFObjectHandle::ParserCallbacks {
public:
    explicit Reader(QPDFObjectHandle resources) : resources_(resources) {}

    void handleObject(QPDFObjectHandle object) override {
        if (++tokens_ > 2'000'000) {
            drawing = true;
            return terminateParsing();
        }
        if (!object.isOperator()) {
            if (operands_.size() < 64) operands_.push_back(object);
            return;
        }
        const std::string op = object.getOperatorValue();
        perform(op);
        operands_.clear();
    }
    void handleEOF() override {}

    std::vector<PlacedImage> images;
    bool drawing = false;
    bool visible_text = false;
    bool any_text = false;
    bool forms = false;  // something was painted through a form

private:
    void perform(const std::string& op) {
        static const std::set<std::string> paints{"f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "sh", "BI", "EI"};
        static const std::set<std::string> shows{"Tj", "TJ", "'", "\""};
        if (op == "q" && stack_.size() < 500) stack_.push_back(matrix_);
        else if (op == "Q" && !stack_.empty()) {
            matrix_ = stack_.back();
            stack_.pop_back();
        } else if (op == "cm" && operands_.size() == 6) {
            Matrix given{};
            for (size_t i = 0; i < 6; ++i) given[i] = operands_[i].isNumber() ? operands_[i].getNumericValue() : 0;
            matrix_ = product(given, matrix_);
        } else if (op == "Tr" && operands_.size() == 1) invisible_ = operands_[0].isInteger() && operands_[0].getIntValue() == 3;
        else if (shows.contains(op)) {
            drawing = drawing || !invisible_;
            visible_text = visible_text || !invisible_;
            any_text = true;
        }
        else if (paints.contains(op)) drawing = true;
        else if (op == "Do" && operands_.size() == 1 && operands_[0].isName()) paint_object(operands_[0].getName());
    }

    void paint_object(const std::string& name) {
        auto objects = resources_.isDictionary() ? resources_.getKey("/XObject") : QPDFObjectHandle::newNull();
        auto object = objects.isDictionary() ? objects.getKey(name) : QPDFObjectHandle::newNull();
        if (!object.isStream()) return;
        if (object.getDict().getKey("/Subtype").isNameAndEquals("/Image")) {
            images.push_back(placed(object, matrix_));
            images.back().name = name;
        } else enter(object);
    }

    // Scanners' software often wraps the scan into a form or two.
    void enter(QPDFObjectHandle form) {
        forms = true;
        if (depth_ >= 8) {
            drawing = true;
            return;
        }
        const auto [resources, stack, matrix, invisible] = std::tuple{resources_, stack_, matrix_, invisible_};
        auto dict = form.getDict();
        if (auto own = dict.getKey("/Resources"); own.isDictionary()) resources_ = own;
        if (auto own = dict.getKey("/Matrix"); own.isArray() && own.getArrayNItems() == 6) {
            Matrix given{};
            for (int i = 0; i < 6; ++i) given[static_cast<size_t>(i)] = own.getArrayItem(i).isNumber() ? own.getArrayItem(i).getNumericValue() : 0;
            matrix_ = product(given, matrix_);
        }
        operands_.clear();
        ++depth_;
        form.parseAsContents(this);
        --depth_;
        resources_ = resources;
        stack_ = stack;
        matrix_ = matrix;
        invisible_ = invisible;
    }

    QPDFObjectHandle resources_;
    std::vector<QPDFObjectHandle> operands_;
    std::vector<Matrix> stack_;
    Matrix matrix_{1, 0, 0, 1, 0, 0};
    bool invisible_ = false;
    int tokens_ = 0;
    int depth_ = 0;
};

bool covers(const PlacedImage& image, const PageMakeup& page) {
    const double slack = 0.02;
    const auto& m = image.matrix;
    const bool upright = std::abs(m[1]) < 1e-3 && std::abs(m[2]) < 1e-3 && m[0] > 0 && m[3] > 0;
    return upright && std::abs(m[0] - page.width_pt) < slack * page.width_pt && std::abs(m[3] - page.height_pt) < slack * page.height_pt &&
           std::abs(m[4] - page.left_pt) < slack * page.width_pt && std::abs(m[5] - page.bottom_pt) < slack * page.height_pt;
}

double dpi_of(const PlacedImage& image) {
    const double across = std::hypot(image.matrix[0], image.matrix[1]) / 72;
    const double down = std::hypot(image.matrix[2], image.matrix[3]) / 72;
    if (across < 1e-3 || down < 1e-3) return 0;
    return std::min(image.width / across, image.height / down);
}

}  // namespace

PageMakeup makeup_of(QPDFObjectHandle page) {
    PageMakeup makeup;
    QPDFPageObjectHelper helper{page};
    auto box = helper.getCropBox(true);
    const auto area = box.isRectangle() ? box.getArrayAsRectangle() : QPDFObjectHandle::Rectangle(0, 0, 595.28, 841.89);
    makeup.left_pt = std::min(area.llx, area.urx);
    makeup.bottom_pt = std::min(area.lly, area.ury);
    makeup.width_pt = std::abs(area.urx - area.llx);
    makeup.height_pt = std::abs(area.ury - area.lly);
    auto rotate = helper.getAttribute("/Rotate", false);
    if (rotate.isInteger()) makeup.rotate = static_cast<int>(((rotate.getIntValue() % 360) + 360) % 360 / 90 * 90);
    if (auto unit = helper.getObjectHandle().getKey("/UserUnit"); unit.isNumber() && unit.getNumericValue() > 0)
        makeup.user_unit = unit.getNumericValue();
    Reader reader{helper.getAttribute("/Resources", false)};
    helper.parseContents(&reader);
    makeup.has_drawing = reader.drawing;
    makeup.visible_text = reader.visible_text;
    makeup.any_text = reader.any_text;
    makeup.notes = notes_on(page);
    for (const PlacedImage& image : reader.images) {
        const double dpi = dpi_of(image) / makeup.user_unit;
        makeup.image_dpi = std::max(makeup.image_dpi, dpi);
        const double area_share = std::abs(image.matrix[0] * image.matrix[3] - image.matrix[1] * image.matrix[2]) / (makeup.width_pt * makeup.height_pt);
        if (!(area_share > 0.1)) continue;
        makeup.images.push_back(image);
        if (makeup.coarsest_dpi == 0 || dpi < makeup.coarsest_dpi) makeup.coarsest_dpi = dpi;
    }
    if (reader.images.size() == 1 && !reader.drawing && !reader.forms && covers(reader.images[0], makeup)) makeup.only_image = reader.images[0];
    return makeup;
}

}  // namespace ocr

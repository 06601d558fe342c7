#include "integrations/signing/signature_fields.hpp"

#include <set>
#include <stdexcept>

#include "integrations/signing/coverage.hpp"

namespace integrations::signing {
namespace {

constexpr int deepest = 32;
constexpr size_t most_fields = 20'000;
constexpr size_t longest_name = 10'000;  // bytes; each of the fields below carries a copy

struct Inherited {
    std::string name;
    QPDFObjectHandle type = QPDFObjectHandle::newNull();
    QPDFObjectHandle value = QPDFObjectHandle::newNull();
};

class Walk {
  public:
    Walk(QPDF& pdf, std::string_view bytes) : ahead_(bytes, pdf) {}
    std::vector<SignatureField> found;

    void visit(QPDFObjectHandle node, Inherited above, int depth) {
        if (!node.isDictionary()) return;
        // A field left unvisited would be a signature left unjudged.
        if (depth > deepest || seen_.size() > most_fields) throw std::runtime_error("biểu mẫu quá sâu hoặc có quá nhiều trường");
        if (node.isIndirect() && !seen_.insert(node.getObjGen()).second) return;
        auto here = above;
        if (node.hasKey("/FT")) here.type = node.getKey("/FT");
        if (auto value = node.getKey("/V"); value.isIndirect() && here.type.isNameAndEquals("/Sig")) ahead_.signature(value.getObjGen());
        if (node.hasKey("/V")) here.value = node.getKey("/V");
        auto title = node.getKey("/T");
        if (title.isString()) here.name += (here.name.empty() ? "" : ".") + title.getUTF8Value();
        if (here.name.size() > longest_name) throw std::runtime_error("tên trường của biểu mẫu quá dài");
        std::vector<QPDFObjectHandle> widgets;
        bool has_child_fields = false;
        auto kids = node.getKey("/Kids");
        if (kids.isArray())
            for (auto& kid : kids.getArrayAsVector()) {
                if (!kid.isDictionary()) continue;
                if (kid.hasKey("/T") || kid.hasKey("/Kids")) {
                    has_child_fields = true;
                    visit(kid, here, depth + 1);
                } else {
                    widgets.push_back(kid);
                }
            }
        if (has_child_fields && widgets.empty()) return;
        if (!here.type.isNameAndEquals("/Sig")) return;
        if (widgets.empty()) widgets.push_back(node);
        found.push_back({here.name, node, here.value, std::move(widgets)});
    }

  private:
    ReadAhead ahead_;
    std::set<QPDFObjGen> seen_;
};

}  // namespace

std::vector<SignatureField> signature_fields(QPDF& pdf, std::string_view bytes) {
    Walk walk(pdf, bytes);
    auto form = pdf.getRoot().getKey("/AcroForm");
    if (!form.isDictionary()) return {};
    auto fields = form.getKey("/Fields");
    if (!fields.isArray()) return {};
    for (auto& field : fields.getArrayAsVector()) walk.visit(field, {}, 0);
    return std::move(walk.found);
}

int certified_level(QPDF& pdf) {
    auto permissions = pdf.getRoot().getKey("/Perms");
    if (!permissions.isDictionary()) return 0;
    auto signature = permissions.getKey("/DocMDP");
    if (!signature.isDictionary()) return 0;
    auto references = signature.getKey("/Reference");
    if (references.isArray())
        for (auto& reference : references.getArrayAsVector()) {
            if (!reference.isDictionary() || !reference.getKey("/TransformMethod").isNameAndEquals("/DocMDP")) continue;
            auto parameters = reference.getKey("/TransformParams");
            if (!parameters.isDictionary() || !parameters.getKey("/P").isInteger()) return 2;
            return parameters.getKey("/P").getIntValueAsInt();
        }
    return 2;  // the default of ISO 32000-1, table 254
}

bool has_xfa(QPDF& pdf) {
    auto form = pdf.getRoot().getKey("/AcroForm");
    return form.isDictionary() && form.hasKey("/XFA");
}

}  // namespace integrations::signing

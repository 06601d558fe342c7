#include "integrations/signing/signature_dictionary.hpp"

#include <algorithm>
#include <set>

#include "integrations/signing/page_geometry.hpp"
#include "integrations/signing/signature_fields.hpp"

namespace integrations::signing {
namespace {

using dossier::ErrorCode;
using dossier::fail;
using dossier::Result;

// D:20261128093000+07'00'
std::string pdf_date(dossier::Instant at) {
    const auto iso = dossier::iso8601(at);
    std::string digits;
    for (const char c : iso.substr(0, 19))
        if (c >= '0' && c <= '9') digits += c;
    return "(D:" + digits + "+07'00')";
}

std::string reference(QPDFObjGen id) { return std::to_string(id.getObj()) + " " + std::to_string(id.getGen()) + " R"; }
std::string reference(int number) { return reference(QPDFObjGen(number, 0)); }

// The array's text with one more reference at its end.
std::string with_reference(QPDFObjectHandle array, int number) {
    std::string text = "[";
    if (array.isArray())
        for (auto& item : array.getArrayAsVector()) text += " " + item.unparse();
    return text + " " + reference(number) + " ]";
}

std::string free_name(QPDF& pdf, const std::string& wanted) {
    std::set<std::string> taken;
    for (auto& field : signature_fields(pdf)) taken.insert(field.name);
    const std::string base = wanted.empty() ? "ChuKy" : wanted;
    if (!taken.contains(base)) return base;
    for (int n = 2;; ++n)
        if (const auto name = base + std::to_string(n); !taken.contains(name)) return name;
}

void add_annotation(Increment& increment, QPDFObjectHandle page, int widget) {
    auto annotations = page.getKey("/Annots");
    if (annotations.isIndirect() && annotations.isArray()) {
        increment.put(annotations.getObjGen(), with_reference(annotations, widget));
        return;
    }
    auto changed = page.shallowCopy();
    changed.replaceKey("/Annots", QPDFObjectHandle::parse(page.getOwningQPDF(), with_reference(annotations, widget)));
    increment.put(page.getObjGen(), changed.unparseResolved());
}

void add_to_form(QPDF& pdf, Increment& increment, int field) {
    auto root = pdf.getRoot();
    auto form = root.getKey("/AcroForm");
    const bool usable = form.isDictionary();
    auto fields = usable ? form.getKey("/Fields") : QPDFObjectHandle::newNull();
    auto changed = usable ? form.shallowCopy() : QPDFObjectHandle::newDictionary();
    changed.replaceKey("/SigFlags", QPDFObjectHandle::newInteger(3));
    if (fields.isIndirect() && fields.isArray()) {
        increment.put(fields.getObjGen(), with_reference(fields, field));
        auto flags = form.getKey("/SigFlags");
        if (flags.isInteger() && flags.getIntValue() == 3) return;
    } else {
        changed.replaceKey("/Fields", QPDFObjectHandle::parse(&pdf, with_reference(fields, field)));
    }
    if (usable && form.isIndirect()) {
        increment.put(form.getObjGen(), changed.unparseResolved());
        return;
    }
    auto catalog = root.shallowCopy();
    catalog.replaceKey("/AcroForm", changed);
    increment.put(root.getObjGen(), catalog.unparseResolved());
}

UserRectangle rectangle_of(QPDFObjectHandle widget) {
    auto rectangle = widget.getKey("/Rect");
    if (!rectangle.isRectangle()) return {0, 0, 0, 0};
    const auto box = rectangle.getArrayAsRectangle();
    return {box.llx, box.lly, box.urx, box.ury};
}

// The dictionary's text with new entries in place of its own /V and, when it gets a new look, /AP and /F.
std::string with_entries(QPDFObjectHandle dictionary, const std::string& entries, bool new_look) {
    auto changed = dictionary.shallowCopy();
    changed.removeKey("/V");
    if (new_look) {
        changed.removeKey("/AP");
        changed.removeKey("/F");
    }
    auto text = changed.unparseResolved();
    return text.insert(2, entries);
}

Result<int> fill_field(Increment& increment, SignatureField& field, const SigningRequest& request) {
    if (!field.field.isIndirect()) return fail(ErrorCode::InvalidInput, "trường chữ ký có cấu trúc không hỗ trợ");
    const int dictionary = increment.reserve();
    auto widget = field.widgets.front();
    const bool merged = widget.getObjGen() == field.field.getObjGen();
    // Written as text: the parser would take a reference to an object that does not exist yet for null.
    const std::string value = " /V " + reference(dictionary);
    std::string look;
    const auto box = rectangle_of(widget);
    if (request.appearance && request.appearance->stamp && box.right > box.left && box.top > box.bottom)
        look = " /F 132 /AP << /N " + reference(request.appearance->stamp->add_to(increment, "[1 0 0 1 0 0]")) + " >>";
    increment.put(field.field.getObjGen(), with_entries(field.field, merged ? value + look : value, merged && !look.empty()));
    if (!merged && widget.isIndirect() && !look.empty()) increment.put(widget.getObjGen(), with_entries(widget, look, true));
    return dictionary;
}

}  // namespace

SignatureDictionary signature_dictionary(const SigningRequest& request, size_t reserve) {
    SignatureDictionary out;
    out.text = request.document_timestamp
                   ? "<< /Type /DocTimeStamp /Filter /Adobe.PPKLite /SubFilter /ETSI.RFC3161\n/ByteRange "
                   : "<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached\n/ByteRange ";
    out.byte_range_at = out.text.size();
    out.text += std::string(64, ' ') + "\n/Contents ";
    out.contents_at = out.text.size();
    out.text += "<" + std::string(2 * reserve, '0') + ">";
    if (!request.document_timestamp) out.text += "\n/M " + pdf_date(request.at);
    if (!request.signer_name.empty()) out.text += " /Name " + pdf_text(request.signer_name);
    if (!request.reason.empty()) out.text += " /Reason " + pdf_text(request.reason);
    out.text += " >>";
    return out;
}

Result<int> place_field(QPDF& pdf, Increment& increment, const SigningRequest& request) {
    for (auto& field : signature_fields(pdf))
        if (!field.signed_already() && !request.field.empty() && field.name == request.field)
            return fill_field(increment, field, request);
    const auto& pages = pdf.getAllPages();
    const int wanted = request.appearance ? request.appearance->page : 1;
    const size_t number = wanted == 0 ? pages.size() : static_cast<size_t>(std::max(wanted, 0));
    if (number < 1 || number > pages.size()) return fail(ErrorCode::NotFound, "tài liệu không có trang để đặt chữ ký");
    auto page = pages[number - 1];
    const int dictionary = increment.reserve(), widget = increment.reserve();
    std::string rectangle = "[0 0 0 0]", look;
    if (request.appearance && request.appearance->stamp) {
        const PageGeometry geometry(page);
        rectangle = geometry.to_user(request.appearance->place).text();
        look = " /AP << /N " + reference(request.appearance->stamp->add_to(increment, geometry.upright())) + " >>";
    }
    increment.put(widget, "<< /Type /Annot /Subtype /Widget /FT /Sig /F 132 /T " +
                              pdf_text(free_name(pdf, request.field)) + " /Rect " + rectangle + " /P " +
                              reference(page.getObjGen()) + " /V " + reference(dictionary) + look + " >>");
    add_annotation(increment, page, widget);
    add_to_form(pdf, increment, widget);
    return dictionary;
}

}  // namespace integrations::signing

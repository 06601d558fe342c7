// Our structural check of PDF/A-2b (ISO 19005-2): the rules a scanned document can break. It is no certificate.

#include <algorithm>
#include <array>
#include <fstream>
#include <set>

#include <qpdf/QPDFExc.hh>

#include "ocr/pdf/parts.hpp"
#include "ocr/pdf/searchable.hpp"

namespace ocr {
namespace {

class Check {
public:
    explicit Check(QPDF& pdf) : pdf_(pdf) {}

    std::vector<std::string> run() {
        auto root = pdf_.getRoot();
        if (root.hasKey("/AA")) add("tài liệu có hành động tự động (6.5)");
        if (root.getKey("/OpenAction").isDictionary()) action(root.getKey("/OpenAction"));
        auto names = root.getKey("/Names");
        if (names.isDictionary() && names.hasKey("/JavaScript")) add("tài liệu có JavaScript (6.5.1)");
        if (names.isDictionary() && names.hasKey("/EmbeddedFiles")) add("tài liệu có tệp đính kèm chưa rõ là PDF/A (6.8)");
        auto form = root.getKey("/AcroForm");
        if (form.isDictionary() && form.hasKey("/XFA")) add("tài liệu có biểu mẫu XFA (6.4.2)");
        for (auto& object : pdf_.getAllObjects()) one(object);
        return {faults_.begin(), faults_.end()};
    }

private:
    void add(const std::string& fault) { faults_.insert(fault); }

    void action(QPDFObjectHandle object) {
        static const std::set<std::string> forbidden{"/Launch", "/Sound", "/Movie", "/ResetForm", "/ImportData", "/JavaScript", "/Hide", "/Rendition", "/Trans", "/SetOCGState"};
        auto kind = object.getKey("/S");
        if (kind.isName() && forbidden.contains(kind.getName())) add("hành động " + kind.getName().substr(1) + " không được phép (6.5.1)");
    }

    void one(QPDFObjectHandle object) {
        if (object.isStream()) stream(object);
        if (!object.isDictionary()) return;
        auto type = object.getKey("/Type");
        if (type.isNameAndEquals("/Font")) font(object);
        if (type.isNameAndEquals("/Action")) action(object);
        if (type.isNameAndEquals("/Annot") || object.hasKey("/Rect")) annotation(object);
        if (object.hasKey("/TR") && !object.getKey("/TR").isNull()) add("trạng thái đồ họa có /TR (6.2.5)");
        space(object.getKey("/ColorSpace"));
    }

    void font(QPDFObjectHandle font) {
        auto subtype = font.getKey("/Subtype");
        if (subtype.isNameAndEquals("/Type0") || subtype.isNameAndEquals("/Type3")) return;
        auto descriptor = font.getKey("/FontDescriptor");
        const bool inside = descriptor.isDictionary() && (descriptor.hasKey("/FontFile") || descriptor.hasKey("/FontFile2") || descriptor.hasKey("/FontFile3"));
        if (!inside) add("phông chữ không được nhúng (6.2.11.4)");
    }

    void annotation(QPDFObjectHandle annotation) {
        auto subtype = annotation.getKey("/Subtype");
        if (!subtype.isName()) return;
        static const std::set<std::string> forbidden{"/3D", "/Sound", "/Screen", "/Movie"};
        if (forbidden.contains(subtype.getName())) add("chú thích loại " + subtype.getName().substr(1) + " không được phép (6.3.1)");
        if (annotation.getKey("/A").isDictionary()) action(annotation.getKey("/A"));
        if (annotation.hasKey("/AA")) add("chú thích có hành động tự động (6.4.1)");
        if (!subtype.isNameAndEquals("/Popup") && !subtype.isNameAndEquals("/Link") && !annotation.getKey("/AP").isDictionary())
            add("chú thích không có hình thể hiện (6.3.3)");
    }

    void space(QPDFObjectHandle space) {
        auto name = space.isArray() && space.getArrayNItems() > 0 ? space.getArrayItem(0) : space;
        if (name.isNameAndEquals("/DeviceCMYK")) add("ảnh dùng màu CMYK không khớp đích màu sRGB (6.2.4.3)");
        if (name.isNameAndEquals("/Indexed") && space.getArrayNItems() > 1) this->space(space.getArrayItem(1));
    }

    void stream(QPDFObjectHandle object) {
        auto dict = object.getDict();
        if (dict.hasKey("/F") || dict.hasKey("/FFilter")) add("luồng dữ liệu nằm ngoài tệp (6.1.7.1)");
        auto filter = dict.getKey("/Filter");
        const auto bad = [](QPDFObjectHandle name) { return name.isNameAndEquals("/LZWDecode") || name.isNameAndEquals("/Crypt"); };
        bool lzw = filter.isName() && bad(filter);
        for (int i = 0; filter.isArray() && i < filter.getArrayNItems(); ++i) lzw = lzw || bad(filter.getArrayItem(i));
        if (lzw) add("luồng nén LZW hoặc mã hóa (6.1.7.2)");
        space(dict.getKey("/ColorSpace"));
        auto subtype = dict.getKey("/Subtype");
        if (subtype.isNameAndEquals("/PS")) add("đối tượng PostScript (6.2.9)");
        if (!subtype.isNameAndEquals("/Image")) return;
        if (dict.hasKey("/Alternates") || dict.hasKey("/OPI")) add("ảnh có bản thay thế (6.2.8)");
        auto interpolate = dict.getKey("/Interpolate");
        if (interpolate.isBool() && interpolate.getBoolValue()) add("ảnh đặt /Interpolate (6.2.8)");
    }

    QPDF& pdf_;
    std::set<std::string> faults_;
};

}  // namespace

std::vector<std::string> pdf_a_faults(QPDF& pdf) { return Check{pdf}.run(); }

std::vector<std::string> pdf_a_faults_of_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::array<char, 32> head{};
    file.read(head.data(), head.size());
    std::vector<std::string> faults;
    const std::string first(head.data(), static_cast<size_t>(file.gcount()));
    const size_t line = first.find_first_of("\r\n");
    if (!first.starts_with("%PDF-1.")) faults.emplace_back("phần đầu tệp không phải %PDF-1.n (6.1.2)");
    const size_t comment = line == std::string::npos ? line : first.find('%', line);
    const bool marked = comment != std::string::npos && comment + 4 < first.size() &&
                        std::all_of(first.begin() + static_cast<ptrdiff_t>(comment) + 1, first.begin() + static_cast<ptrdiff_t>(comment) + 5,
                                    [](char c) { return static_cast<unsigned char>(c) > 127; });
    if (!marked) faults.emplace_back("thiếu dòng chú thích nhị phân sau phần đầu (6.1.2)");
    try {
        QPDF pdf;
        pdf.setSuppressWarnings(true);
        pdf.processFile(path.c_str());
        if (pdf.isEncrypted()) faults.emplace_back("tệp được mã hóa (6.1.3)");
        if (!pdf.getTrailer().getKey("/ID").isArray()) faults.emplace_back("thiếu mã định danh /ID (6.1.3)");
        auto root = pdf.getRoot();
        auto metadata = root.getKey("/Metadata");
        if (!metadata.isStream()) faults.emplace_back("thiếu siêu dữ liệu XMP (6.6.2)");
        else {
            const auto bytes = metadata.getStreamData(qpdf_dl_all);
            const std::string xmp(reinterpret_cast<const char*>(bytes->getBuffer()), bytes->getSize());
            if (xmp.find("<pdfaid:part>2<") == std::string::npos) faults.emplace_back("XMP không ghi PDF/A-2 (6.6.4)");
        }
        auto intents = root.getKey("/OutputIntents");
        if (!intents.isArray() || intents.getArrayNItems() == 0) faults.emplace_back("thiếu đích màu (6.2.3)");
        for (std::string& fault : pdf_a_faults(pdf)) faults.push_back(std::move(fault));
        if (!pdf.getWarnings().empty()) faults.emplace_back("cấu trúc tệp có lỗi đọc được");
    } catch (const QPDFExc&) {
        faults.emplace_back("tệp không đọc lại được");
    }
    return faults;
}

}  // namespace ocr

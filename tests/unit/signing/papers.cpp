#include "papers.hpp"

namespace signing_tests {
namespace {

void append_row(std::string& rows, int kind, size_t second, size_t third) {
    rows += static_cast<char>(kind);
    for (int shift = 24; shift >= 0; shift -= 8) rows += static_cast<char>((second >> shift) & 0xff);
    for (int shift = 8; shift >= 0; shift -= 8) rows += static_cast<char>((third >> shift) & 0xff);
}

}  // namespace

Objects rich_objects() {
    auto objects = page_objects();
    objects[1] = "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [10 0 R 11 0 R] /SigFlags 3 >> /Outlines 15 0 R >>";
    objects[2] = "<< /Type /Pages /Kids [3 0 R 6 0 R] /Count 2 /MediaBox [0 0 595 842] >>";
    objects[3] = "<< /Type /Page /Parent 2 0 R /Contents [4 0 R 16 0 R] /Annots 12 0 R /Resources << /Font << /F1 5 0 R >> "
                 "/XObject << /X1 7 0 R >> /ExtGState 99 0 R >> >>";
    objects[6] = "<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Annots [13 0 R] /Resources << /Font << /F1 5 0 R >> >> >>";
    objects[7] = stream_body("/Type /XObject /Subtype /Form /BBox [0 0 100 100]", "1 0 0 rg 0 0 100 100 re f");
    objects[8] = "17";
    objects[9] = stream_body("/Type /Metadata /Subtype /XML", "<x:xmpmeta/>");
    objects[10] = "<< /Type /Annot /Subtype /Widget /FT /Tx /T (SoTien) /V (100) /Rect [50 50 150 70] /P 3 0 R /F 4 >>";
    objects[11] = "<< /Type /Annot /Subtype /Widget /FT /Sig /T (KyTen) /Rect [300 100 450 160] /P 3 0 R /F 4 >>";
    objects[12] = "[10 0 R 11 0 R 14 0 R]";
    objects[13] = "<< /Type /Annot /Subtype /Text /Rect [10 10 30 30] /Contents (ghi chu) >>";
    objects[14] = "<< /Type /Annot /Subtype /Square /Rect [200 200 250 250] /C [1 0 0] >>";
    objects[15] = "<< /Type /Outlines /Count 0 >>";
    objects[16] = "<< /Length 8 0 R >>\nstream\nBT (xin chao) Tj \nendstream";
    objects[17] = "<< /Type /Pages /Kids [18 0 R] /Count 1 >>";
    objects[18] = "<< /Type /Page /Parent 17 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>";
    return objects;
}

std::string signed_with(const std::string& pdf, const std::string& entries, const SigningRequest& request) {
    // A reason of at least that length makes room: /Reason <FEFF....>, four digits a character.
    auto wanted = request;
    wanted.reason = std::string(entries.size() / 4 + 1, 'x');
    auto made = signed_by(world().person, pdf, wanted);
    const auto begin = made.rfind(" /Reason <"), end = made.find('>', begin) + 1;
    made.replace(begin, end - begin, " " + entries + std::string(end - begin - 1 - entries.size(), ' '));
    return forged(made, world().person);
}

std::string certified(int level, Objects objects) {
    // An object of its own: the signer writes the catalog anew and would drop a reference to what is not there yet.
    const int permissions = objects.rbegin()->first + 1;
    objects[permissions] = "<< /DocMDP " + std::to_string(permissions + 1) + " 0 R >>";
    objects[1] = replaced(objects[1], "/Pages", "/Perms " + std::to_string(permissions) + " 0 R /Pages");
    const auto rule = "/Reference [<< /TransformMethod /DocMDP /TransformParams << /P " + std::to_string(level) + " /V /1.2 >> >>]";
    return signed_with(pdf_of(objects), rule, a_request("NguoiKy"));
}

std::string field_lock(const std::string& action, const std::string& names) {
    return "/Reference [<< /TransformMethod /FieldMDP /TransformParams << /Action " + action + " /Fields [" + names + "] >> >>]";
}

Objects form_objects() {
    auto objects = page_objects();
    objects[1] = "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [6 0 R 7 0 R 10 0 R] /DA (/F1 0 Tf) >> >>";
    objects[3] = replaced(objects[3], "/Parent", "/Annots [6 0 R 8 0 R 9 0 R 10 0 R] /Parent");
    objects[6] = "<< /Type /Annot /Subtype /Widget /FT /Tx /T (SoTien) /V (100) /Rect [50 50 150 70] /P 3 0 R /F 4 /AP << /N 11 0 R >> >>";
    objects[7] = "<< /T (Nhom) /Kids [8 0 R 9 0 R] >>";
    objects[8] = "<< /Type /Annot /Subtype /Widget /FT /Tx /T (Ten) /Parent 7 0 R /Rect [50 80 150 100] /P 3 0 R /F 4 >>";
    objects[9] = "<< /Type /Annot /Subtype /Widget /FT /Btn /T (DongY) /Parent 7 0 R /V /Off /AS /Off /Rect [50 110 60 120] /P 3 0 R /F 4 "
                 "/AP << /N << /Co 11 0 R /Off 12 0 R >> >> >>";
    objects[10] = "<< /Type /Annot /Subtype /Widget /FT /Sig /T (KyTen) /Rect [300 100 450 160] /P 3 0 R /F 4 >>";
    objects[11] = stream_body("/Type /XObject /Subtype /Form /BBox [0 0 100 20]", "BT (100) Tj ET");
    objects[12] = stream_body("/Type /XObject /Subtype /Form /BBox [0 0 100 20]", "q Q");
    objects[15] = "(khong ai dung)";
    return objects;
}

std::string filled(const std::string& pdf) {
    const auto look = stream_body("/Type /XObject /Subtype /Form /BBox [0 0 100 20]", "BT (250) Tj ET");
    return updated(pdf, {{30, look}, {6, replaced(replaced(body_in(pdf, 6), "(100)", "(250)"), "11 0 R", "30 0 R")}});
}

std::string updated_by_stream(const std::string& pdf, const Objects& objects, const Objects& packed, const std::string& trailer_extra) {
    auto out = pdf;
    struct Row {
        int kind;
        size_t second, third;
    };
    std::map<int, Row> rows;
    auto next = std::max(highest_object(pdf), std::max(objects.empty() ? 0 : objects.rbegin()->first, packed.empty() ? 0 : packed.rbegin()->first)) + 1;
    const auto write = [&](int number, const std::string& body) {
        rows[number] = {1, out.size(), 0};
        out += std::to_string(number) + " 0 obj\n" + body + "\nendobj\n";
    };
    for (const auto& [number, body] : objects) write(number, body);
    if (!packed.empty()) {
        std::string head, bodies;
        size_t index = 0;
        for (const auto& [number, body] : packed) {
            head += std::to_string(number) + " " + std::to_string(bodies.size()) + " ";
            bodies += body + "\n";
            rows[number] = {2, static_cast<size_t>(next), index++};
        }
        write(next++, stream_body("/Type /ObjStm /N " + std::to_string(packed.size()) + " /First " + std::to_string(head.size()), head + bodies));
    }
    const auto at = out.size();
    rows[next] = {1, at, 0};
    std::string index, table;
    for (const auto& [number, row] : rows) {
        index += " " + std::to_string(number) + " 1";
        append_row(table, row.kind, row.second, row.third);
    }
    const auto entries = "/Type /XRef /W [1 4 2] /Index [" + index + " ] /Size " + std::to_string(next + 1) + " /Root 1 0 R /Prev " +
                         std::to_string(last_startxref(pdf)) + " " + trailer_extra;
    return out + std::to_string(next) + " 0 obj\n" + stream_body(entries, table) + "\nendobj\nstartxref\n" + std::to_string(at) + "\n%%EOF\n";
}

}  // namespace signing_tests

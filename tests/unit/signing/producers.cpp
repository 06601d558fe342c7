#include "producers.hpp"

#include <cstdio>
#include <cstdlib>
#include <fstream>

#include "tests/support/places.hpp"
#include "world.hpp"

namespace signing_tests {
namespace {

namespace fs = std::filesystem;

struct Maker {
    const char* name;
    const char* command;  // run in the folder; writes NAME.pdf as "$out"
};

// In this order: later ones may read what earlier ones wrote.
constexpr Maker makers[]{
    {"weasyprint", "weasyprint page.html $out"},
    {"weasyprint-pdfa", "weasyprint --pdf-variant pdf/a-3b page.html $out"},
    {"chromium", "timeout 60 chromium --headless --no-sandbox --disable-gpu --no-pdf-header-footer --user-data-dir=profile --print-to-pdf=$out page.html"},
    {"groff-ps2pdf", "printf 'Quyet dinh so 12\\n.bp\\nTrang hai\\n' | groff -Tps | ps2pdf - $out"},
    {"gs-1.3", "gs -q -dCompatibilityLevel=1.3 -sDEVICE=pdfwrite -o $out weasyprint.pdf"},
    {"gs-1.4", "gs -q -dCompatibilityLevel=1.4 -sDEVICE=pdfwrite -o $out turned.pdf"},
    {"gs-1.5", "gs -q -dCompatibilityLevel=1.5 -sDEVICE=pdfwrite -o $out plain.pdf"},
    {"gs-1.7", "gs -q -dCompatibilityLevel=1.7 -sDEVICE=pdfwrite -o $out weasyprint.pdf"},
    {"gs-2.0", "gs -q -dCompatibilityLevel=2.0 -sDEVICE=pdfwrite -o $out plain.pdf"},
    {"gs-pdfa2", "gs -q -dPDFA=2 -dPDFACompatibilityPolicy=1 -sColorConversionStrategy=RGB -sDEVICE=pdfwrite -o $out weasyprint.pdf"},
    {"gs-pages-of-images", "gs -q -r60 -sDEVICE=pdfimage24 -o $out weasyprint.pdf"},
    {"gs-picture", "gs -q -r100 -sDEVICE=jpeg -o page.jpg weasyprint.pdf && gs -q -r100 -sDEVICE=png16m -o page.png weasyprint.pdf && gs -q -r100 -sDEVICE=tiffg4 -o page.tif weasyprint.pdf && gs -q -r72 -sDEVICE=pdfimage8 -o $out plain.pdf"},
    {"cairo", "pdftocairo -pdf weasyprint.pdf $out"},
    {"poppler-unite", "pdfunite plain.pdf weasyprint.pdf $out"},
    {"poppler-separate", "pdfseparate -l 1 weasyprint.pdf $out"},
    {"img2pdf-jpeg", "/usr/bin/python3 -m img2pdf page.jpg -o $out"},
    {"img2pdf-g4", "/usr/bin/python3 -m img2pdf page.tif -o $out"},
    {"img2pdf-png", "/usr/bin/python3 -m img2pdf --pagesize A4 page.png -o $out"},
    {"tesseract", "OMP_THREAD_LIMIT=1 tesseract page.png ${out%.pdf} pdf"},
    {"ocrmypdf", "ocrmypdf -q --jobs 1 --optimize 0 --image-dpi 100 page.png $out"},
    {"ocrmypdf-pdfa", "ocrmypdf -q --jobs 1 --optimize 0 --tesseract-timeout 0 --output-type pdfa-2 --skip-text weasyprint.pdf $out"},
    {"reportlab", "/usr/bin/python3 -c \"from reportlab.pdfgen.canvas import Canvas as C; c=C('$out'); c.drawString(72,700,'Quyet dinh'); c.showPage(); c.drawString(72,700,'Hai'); c.save()\""},
    {"reportlab-form", "/usr/bin/python3 -c \"from reportlab.pdfgen.canvas import Canvas as C; c=C('$out'); c.acroForm.textfield(name='a',x=72,y=600); c.acroForm.checkbox(name='b',x=72,y=500); c.showPage(); c.save()\""},
    {"pikepdf", "/usr/bin/python3 -c \"import pikepdf as p; p.open('weasyprint.pdf').save('$out', object_stream_mode=p.ObjectStreamMode.generate, linearize=True)\""},
    {"qpdf-object-streams", "qpdf --object-streams=generate weasyprint.pdf $out"},
    {"qpdf-no-object-streams", "qpdf --object-streams=disable chromium.pdf $out || qpdf --object-streams=disable weasyprint.pdf $out"},
    {"qpdf-linearized", "qpdf --linearize weasyprint.pdf $out"},
    {"qpdf-linearized-streams", "qpdf --linearize --object-streams=generate turned.pdf $out"},
    {"qpdf-qdf", "qpdf --qdf weasyprint.pdf $out"},
    {"qpdf-uncompressed", "qpdf --compress-streams=n --stream-data=uncompress weasyprint.pdf $out"},
    {"qpdf-newlines", "qpdf --newline-before-endstream form.pdf $out"},
    {"qpdf-owner-password", "qpdf --encrypt '' chu 256 -- weasyprint.pdf $out"},
    {"qpdf-old-encryption", "qpdf --allow-weak-crypto --encrypt '' chu 128 --use-aes=y -- plain.pdf $out"},
    {"qpdf-overlay", "qpdf weasyprint.pdf --overlay plain.pdf -- $out"},
    {"qpdf-rotated", "qpdf --rotate=+270 weasyprint.pdf $out"},
    {"qpdf-version-2", "qpdf --force-version=2.0 form.pdf $out"},
};

void write(const fs::path& path, const std::string& text) { std::ofstream(path, std::ios::binary) << text; }

void by_hand(const fs::path& folder) {
    auto objects = page_objects();
    write(folder / "plain.pdf", pdf_of(objects));
    objects[3] = replaced(objects[3], "/Parent", "/Rotate 90 /CropBox [20 30 500 700] /Annots 6 0 R /Parent");
    objects[6] = "[7 0 R]";
    objects[7] = "<< /Type /Annot /Subtype /Square /Rect [100 100 150 150] >>";
    write(folder / "turned.pdf", pdf_of(objects));
    objects[3] = replaced(objects[3], "[0 0 595 842]", "[-100 -50 495 792]");
    objects[1] = "<< /Type /Catalog /Pages 2 0 R /AcroForm 8 0 R >>";
    objects[8] = "<< /Fields 9 0 R /DA (/F1 0 Tf) >>";
    objects[9] = "[]";
    write(folder / "form.pdf", pdf_of(objects));
    write(folder / "page.html", "<!doctype html><html lang=vi><meta charset=utf-8><title>Quyết định</title><h1>Quyết định số 12</h1>"
                                "<p>Ủy ban nhân dân xã Mẫu quyết định mức thu 100.000 đồng.</p><p style='break-before:page'>Trang hai</p></html>");
}

}  // namespace

std::string output_of(const std::string& command, int* status) {
    FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
    std::string text;
    char buffer[4096];
    while (const size_t size = std::fread(buffer, 1, sizeof buffer, pipe)) text.append(buffer, size);
    const int ended = ::pclose(pipe);
    if (status != nullptr) *status = ended;
    return text;
}

std::vector<fs::path> produced(const fs::path& folder) {
    by_hand(folder);
    std::vector<fs::path> files{folder / "plain.pdf", folder / "turned.pdf", folder / "form.pdf"};
    for (const auto& [name, command] : makers) {
        const auto path = folder / (std::string(name) + ".pdf");
        int status = 0;
        (void)output_of("cd " + folder.string() + " && out=" + path.filename().string() + " && " + command, &status);
        if (status == 0 && fs::exists(path)) files.push_back(path);
    }
    return files;
}

}  // namespace signing_tests

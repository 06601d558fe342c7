// A form made by one program, signed, then filled in by another, which draws the background of the fields anew.
#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>

#include <unistd.h>

#include "producers.hpp"
#include "tests/support/needed.hpp"
#include "tests/support/places.hpp"
#include "world.hpp"

using namespace signing_tests;
namespace fs = std::filesystem;

namespace {

struct Folder {
    fs::path path = fs::temp_directory_path() / ("motcua-fill-" + std::to_string(::getpid()));
    Folder() { fs::create_directories(path); }
    ~Folder() {
        std::error_code none;
        fs::remove_all(path, none);
    }
};

// ReportLab's form: "Ten" with a frame, "Lop" with an inset one, "Tran" without background.
std::string signed_form(const fs::path& folder) {
    const std::string program =
        "from reportlab.pdfgen.canvas import Canvas; from reportlab.lib.colors import Color; c=Canvas('form.pdf'); c.drawString(72,700,'Don de nghi'); "
        "c.drawString(76,606,'co chu ben duoi o'); f=c.acroForm.textfield; f(name='Ten',x=72,y=600,width=200,height=20,fillColor=Color(.9,.9,.9),borderWidth=1,borderColor=Color(0,0,0)); "
        "f(name='Lop',x=72,y=500,width=200,height=20,borderStyle='inset'); f(name='Tran',x=72,y=400,width=200,height=20,fillColor=None,borderColor=None,borderWidth=0); c.save()";
    int status = 0;
    CAPTURE(output_of("cd " + folder.string() + " && /usr/bin/python3 -c \"" + program + "\"", &status));
    REQUIRE(status == 0);
    return signed_by(world().person, read_file(folder / "form.pdf"));
}

std::string filled_by_itext(const fs::path& folder, const std::string& pdf, const std::string& words) {
    std::ofstream(folder / "signed.pdf", std::ios::binary) << pdf;
    int status = 0;
    const auto said = output_of("cd " + folder.string() + " && java -Xshare:auto -XX:TieredStopAtLevel=1 -cp /usr/share/java/itext5.jar " +
                                    test_support::in_source("tests/unit/signing/Fill.java") + " signed.pdf filled.pdf " + words, &status);
    CAPTURE(said);
    REQUIRE(status == 0);
    return read_file(folder / "filled.pdf");
}

}  // namespace

TEST_CASE("iText fills in another program's form after a signature: the same background passes, a white one or another frame does not",
          "[signing][genuine][attack]") {
    test_support::need({"/usr/share/java/itext5.jar", "javac", "/usr/bin/python3"});
    const Folder folder;
    const auto form = signed_form(folder.path);
    {
        const auto report = verified(form);
        CAPTURE(why(report));
        REQUIRE(report.verdict == Verdict::Passed);
    }
    const std::pair<const char*, Verdict> fills[]{{"Ten", Verdict::Passed}, {"Tran", Verdict::Passed}, {"Lop", Verdict::Failed}, {"bgcolor Ten", Verdict::Failed}};
    for (const auto& [words, expected] : fills) {
        const auto report = verified(filled_by_itext(folder.path, form, words));
        CAPTURE(words, why(report));
        CHECK(report.verdict == expected);
    }
}

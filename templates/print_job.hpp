#pragma once
// What a counter prints in one go beside the papers: checklist, sheets to lie between papers in the scanner, labels. One PDF,
// each page in its own size.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "templates/render.hpp"

namespace templates {

// Label paper as it is sold, in millimetres: forms/label-stock.json.
struct LabelStock {
    std::string code, title;
    double page_width, page_height, label_width, label_height;
    int columns, rows;
    double left, top;      // of the first label on the page
    double across, down;   // from one label to the next
    int cells() const { return columns * rows; }
};
std::span<const LabelStock> label_stock();
const LabelStock* find_stock(std::string_view code);  // nullptr when we know no such stock

struct SheetPage {
    std::string heading, below, payload;
};

struct LabelText {
    std::string payload;             // what its QR code holds
    std::string heading, code, id;   // id: in small letters below; may be empty
    std::vector<std::string> lines;
    struct Row {
        std::string title;
        int quantity;
    };
    std::vector<Row> rows;
};
// How many rows a label of the stock takes below `lines` lines; 0: too small for any.
int rows_on(const LabelStock& stock);

struct PrintJob {
    View checklist = nullptr;  // templates/forms/print-job.html
    std::vector<SheetPage> sheets;
    std::vector<LabelText> labels;
    const LabelStock* stock = nullptr;  // needed with labels
    int first_cell = 1;                 // on sheets of labels that were begun before
};
// HTML for FormEngine.
std::string render_print_job(const PrintJob& job);

}  // namespace templates

#include "templates/print_job.hpp"

#include <algorithm>
#include <cstdio>

#include "templates/asset.hpp"
#include "templates/qr.hpp"

namespace templates {
namespace {

constexpr double padding = 2.5, smallest_text_label = 45;  // mm
constexpr double head_height = 34, row_height = 8;         // mm: heading, code and lines; a row of two lines
constexpr double largest_code = 28;                        // mm, side of a label's QR

std::vector<LabelStock> read_stock() {
    std::vector<LabelStock> stock;
    for (const auto& each : View::parse(template_text("forms/label-stock.json")))
        stock.push_back({each["code"], each["title"], each["page"][0], each["page"][1], each["label"][0], each["label"][1], each["columns"],
                         each["rows"], each["left"], each["top"], each["across"], each["down"]});
    return stock;
}

std::string mm(double length) {
    char text[32];
    std::snprintf(text, sizeof text, "%.2fmm", length);
    return text;
}

bool is_small(const LabelStock& stock) { return stock.label_height < smallest_text_label; }

std::string place_of(int cell) { return "at-" + std::to_string(cell); }

std::string css_of(const LabelStock& stock) {
    std::string css = "@page stock { size: " + mm(stock.page_width) + " " + mm(stock.page_height) +
                      "; margin: 0; @bottom-left { content: none } @bottom-right { content: none } }\n.stock { width: " + mm(stock.page_width) +
                      "; height: " + mm(stock.page_height) + "; }\n.cell { width: " + mm(stock.label_width) + "; height: " + mm(stock.label_height) +
                      "; padding: " + mm(padding) + "; }\n.cell img { width: " + mm(std::min(largest_code, stock.label_height - 2 * padding)) + "; }\n";
    for (int cell = 0; cell < stock.cells(); ++cell)
        css += "." + place_of(cell) + " { left: " + mm(stock.left + stock.across * (cell % stock.columns)) + "; top: " +
               mm(stock.top + stock.down * (cell / stock.columns)) + "; }\n";
    return css;
}

View cell_view(const LabelText& label, const LabelStock& stock, int cell) {
    auto lines = View::array(), rows = View::array();
    for (const auto& line : label.lines) lines.push_back({{"text", line}});
    for (const auto& row : label.rows) rows.push_back({{"title", row.title}, {"quantity", row.quantity}});
    return {{"place", place_of(cell)}, {"small", is_small(stock)}, {"qr", qr_data_uri(label.payload)}, {"heading", label.heading}, {"code", label.code},
            {"lines", lines}, {"rows", rows}, {"id", label.id}};
}

View pages_of(const PrintJob& job) {
    auto pages = View::array();
    int cell = job.first_cell - 1;
    for (const auto& label : job.labels) {
        if (pages.empty() || cell == job.stock->cells()) {
            if (!pages.empty()) cell = 0;
            pages.push_back({{"cells", View::array()}});
        }
        pages.back()["cells"].push_back(cell_view(label, *job.stock, cell));
        ++cell;
    }
    return pages;
}

std::string data_sheet(std::string_view css) { return "data:text/css;charset=utf-8;base64," + base64(css); }

}  // namespace

std::span<const LabelStock> label_stock() {
    static const auto stock = read_stock();
    return stock;
}

const LabelStock* find_stock(std::string_view code) {
    const auto known = label_stock();
    const auto found = std::find_if(known.begin(), known.end(), [&](const LabelStock& stock) { return stock.code == code; });
    return found == known.end() ? nullptr : &*found;
}

int rows_on(const LabelStock& stock) { return std::max(0, static_cast<int>((stock.label_height - head_height) / row_height)); }

std::string render_print_job(const PrintJob& job) {
    View view{{"title", "In tại quầy"}, {"checklist", job.checklist}, {"sheets", View::array()}, {"pages", job.stock ? pages_of(job) : View::array()},
              {"stylesheet", data_sheet(find_asset(asset_url("forms.css"))->bytes)}, {"own_stylesheet", job.stock ? data_sheet(css_of(*job.stock)) : ""}};
    for (const auto& sheet : job.sheets)
        view["sheets"].push_back({{"heading", sheet.heading}, {"below", sheet.below}, {"payload", sheet.payload},
                                  {"qr", qr_data_uri(sheet.payload, QrLevel::High)}});
    return render("forms/print-job", view);
}

}  // namespace templates

#pragma once
// `motcua bench ocr PAGES`: us, the tesseract program and OCRmyPDF on the same pages, one after the other.
// PAGES holds img/*.jpg and gt/*.json as sample_data/scans/make_pages.py writes them.

namespace server {

int run_bench_ocr(int argc, char** argv);

}  // namespace server

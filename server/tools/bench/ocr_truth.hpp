#pragma once
// Pages with known content, as sample_data/scans/make_pages.py draws them: img/<id>.jpg and gt/<id>.json.

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace server {

struct TruthPage {
    std::string id, image, level, label;
    std::vector<std::vector<std::string>> blocks;  // in order, each with its allowed reading orders
    bool tagged = false;                           // the truth says of which component it is
    std::string procedure, component;              // empty: of none, to be told apart
    bool first = false;                            // of a document
    bool hand = false;                             // filled in by hand: left out of the rates of print
    bool blank = false;
    bool sheet = false;                            // a printed sheet with a code
    std::string code;                              // payload of the QR code, when there is one
    std::map<std::string, std::string> fields;
};

std::vector<TruthPage> read_truth(const std::filesystem::path& folder);  // in the order of the ids

std::string file_content(const std::filesystem::path& path);  // "" when there is none

}  // namespace server

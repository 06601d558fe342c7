#pragma once
// A full view for every page, with texts that would break a page that does not escape.

#include <string>
#include <string_view>
#include <vector>

#include "templates/render.hpp"

namespace sample {

struct Page {
    std::string name;
    templates::View view;
};

// What layout.html asks for.
templates::View frame(std::string title);
std::vector<Page> pages();
// The sample of a form, with every stamp it can bear.
templates::View form(std::string_view rule_set, std::string_view form);

}  // namespace sample

#pragma once
// The order of the steps from a decoded page to its text, each of them switchable and timed.

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "ocr/codes.hpp"
#include "ocr/engine.hpp"
#include "ocr/image.hpp"
#include "ocr/steps/steps.hpp"
#include "ocr/text_page.hpp"

namespace ocr {

enum class Step { Seals, Sheet, Background, Border, Orientation, Skew, Scale, Smooth, Rulings, Leaders, Retry, Weak, Names, Scribbles, Tables };
const char* name_of(Step step);
const std::vector<Step>& all_steps();

struct PipelineOptions {
    std::set<Step> without{};  // for ablation
    int dpi = 0;               // of the input when the file does not say; 0: guess
    bool does(Step step) const { return !without.contains(step); }
};

struct Reading {
    TextPage text;
    int rotation = 0;    // degrees clockwise applied
    double skew = 0;     // degrees clockwise applied after the rotation
    bool blank = false;
    std::vector<Code> codes;
    Image upright;       // the prepared grey page, kept for crops
    Transform to_input = Transform::identity();  // from `upright` to the input image
    std::vector<std::pair<std::string, double>> seconds;  // by step
};

// `page` may be colour, grey or bilevel.
Reading read_page(Image page, Engine& engine, const PipelineOptions& options = {});

// What the file says when it is believable, else from the size of the sheet (A4 assumed).
int resolution_of(const Image& page, int stated);

}  // namespace ocr

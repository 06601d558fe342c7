#pragma once
// Suggestions for the manifest: which document and component a page is, its codes and fields.

#include <nlohmann/json.hpp>

#include "ocr/pages/page_task.hpp"
#include "ocr/stack/splitter.hpp"

namespace server {

// Fills `row` (a page of the manifest) from what was read.
void suggest(ocr::StackSplitter& splitter, const ocr::PageAnswer& page, nlohmann::json& row);

}  // namespace server

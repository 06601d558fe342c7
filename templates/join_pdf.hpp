#pragma once
// Several PDF files as one to be printed; signatures of the parts are not kept.

#include <string>
#include <vector>

namespace templates {

// Pages keep their own sizes. Throws std::runtime_error for a part that is no PDF.
std::string joined_pdf(const std::vector<std::string>& parts);

}  // namespace templates

#include "dossier/workflow/result_records.hpp"

namespace dossier {

std::vector<FileId> IssuedResult::files() const {
    std::vector<FileId> all{file};
    for (const auto& appendix : appendices) all.push_back(appendix.file);
    return all;
}

}  // namespace dossier

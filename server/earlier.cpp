#include "server/earlier.hpp"

#include <algorithm>

#include "server/storage/database.hpp"
#include "server/storage/oversight.hpp"

namespace server {

using dossier::ErrorCode;
using dossier::fail;
using dossier::Result;

namespace {

constexpr int most_earlier = 50;

}  // namespace

Earlier earlier_of(storage::UnitOfWork& work, const dossier::Dossier& dossier) {
    Earlier found;
    for (auto& other : storage::dossiers_of_same_person(work, dossier, most_earlier)) {
        for (auto& paper : dossier::reusable_papers(dossier, other)) found.papers.push_back(std::move(paper));
        if (dossier::looks_like_a_double(dossier, other)) found.doubles.push_back(std::move(other));
    }
    return found;
}

Result<dossier::Dossier> reuse_paper(Services& services, const dossier::DossierId& id, const std::string& component,
                                     const dossier::FileId& file, const Asking& asking) {
    const auto before = TRY(read_dossier(services, id, asking));
    storage::UnitOfWork work{services.database};
    const auto papers = earlier_of(work, before).papers;
    const auto found = std::find_if(papers.begin(), papers.end(), [&](const dossier::ReusablePaper& paper) {
        return paper.component == component && paper.file == file;
    });
    if (found == papers.end())
        return fail(ErrorCode::InvalidInput, "tệp này không dùng lại được",
                    {{"file", "unknown", "không có trong hồ sơ trước còn giá trị của người nộp"}});
    dossier::AddFile add;
    add.component = component;
    add.file = file;
    add.origin = dossier::FileOrigin::Reused;
    add.originality = dossier::Originality::ElectronicCopy;
    add.reason = "dùng lại từ hồ sơ " + found->from_code;
    auto after = TRY(perform_in(work, services, id, add, asking));
    for (const auto& appendix : found->appendices) {
        add.file = appendix.file;
        after = TRY(perform_in(work, services, id, add, asking));
    }
    work.commit();
    return after;
}

}  // namespace server

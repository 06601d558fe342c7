#include "dossier/intake/dossier.hpp"

#include <algorithm>

namespace dossier {

namespace {

std::string_view filed_by(const Particulars& particulars) {
    const auto& representative = particulars.representative;
    if (representative && !representative->relation.empty()) return representative->relation;
    const bool sent = representative || particulars.brought_by == BroughtBy::AuthorisedPerson;
    return sent ? representative_relations.front() : Circumstances::filed_by_self;
}

}  // namespace

Circumstances circumstances_of(const Particulars& particulars, Channel channel, CivilDate day) {
    const auto& person = particulars.subject ? *particulars.subject : particulars.applicant;
    return {particulars.case_code, channel, filed_by(particulars), particulars.fee_class, age_on(person.birth_date.reveal(), day)};
}

Circumstances Dossier::circumstances() const {
    return circumstances_of(particulars, channel, opened_at ? vietnam_date(*opened_at) : CivilDate{});
}

const Component* Dossier::component(std::string_view component_code, int ordinal) const {
    const auto found = std::find_if(components.begin(), components.end(), [&](const Component& component) {
        return component.code == component_code && component.ordinal == ordinal;
    });
    return found == components.end() ? nullptr : &*found;
}

bool Dossier::fully_digitised() const {
    return std::none_of(components.begin(), components.end(),
                        [](const Component& component) { return component.not_digitised.has_value(); });
}

bool Dossier::paper_brought() const {
    return std::any_of(components.begin(), components.end(),
                       [](const Component& component) { return component.originals + component.copies > 0; });
}

std::vector<FileId> Dossier::current_files() const {
    std::vector<FileId> all;
    for (const auto& component : components)
        for (auto& file : component.current_files()) all.push_back(std::move(file));
    return all;
}

const IssuedResult* Dossier::result(FileId file) const {
    const auto found = std::find_if(results.begin(), results.end(), [&](const IssuedResult& issued) { return issued.file == file; });
    return found == results.end() ? nullptr : &*found;
}

const IssuedResult* Dossier::result_with(const FileId& file) const {
    for (const auto& issued : results)
        for (const auto& each : issued.files())
            if (each == file) return &issued;
    return nullptr;
}

}  // namespace dossier

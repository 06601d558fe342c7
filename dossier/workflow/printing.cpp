// Prints of the counter, noted after the fact: they change nothing but the history.

#include <algorithm>

#include "dossier/workflow/outcomes.hpp"

namespace dossier::outcome {
namespace {

// A paper without a number (a control sheet) says what holds at that moment: no print of it repeats another.
bool printed_before(const Dossier& dossier, const PrintedPaper& paper) {
    if (paper.number.empty()) return false;
    return std::any_of(dossier.prints.begin(), dossier.prints.end(), [&](const Print& print) {
        return std::any_of(print.papers.begin(), print.papers.end(),
                           [&](const PrintedPaper& each) { return each.form == paper.form && each.number == paper.number; });
    });
}

}  // namespace

Ruling of(const Dossier& dossier, const RecordPrint& action, const Context&) {
    Fields fields;
    fields.text(action.id, "id", "phải có mã của lượt in").need(!action.papers.empty(), "papers", "required", "phải có giấy đã in");
    for (const auto& paper : action.papers)
        fields.text(paper.form, "papers", "phải có loại giấy").need(paper.quantity > 0, "papers", "range", "số tờ phải lớn hơn 0");
    TRY(fields.done());
    const bool noted = std::any_of(dossier.prints.begin(), dossier.prints.end(), [&](const Print& print) { return print.id == action.id; });
    if (noted) return fail(ErrorCode::DuplicateRequest, "lượt in này đã được ghi");
    auto judged = action;
    for (auto& paper : judged.papers) paper.copy = printed_before(dossier, paper);
    return Done<RecordPrint>{std::move(judged)};
}

}  // namespace dossier::outcome

// The components: files, marks, papers shown, data looked up, the officer's confirmation.

#include <algorithm>

#include "dossier/intake/form_check.hpp"
#include "dossier/workflow/outcomes.hpp"

namespace dossier::outcome {
namespace {

const ComponentFile* current_file(const Component* component, const FileId& file) {
    if (!component) return nullptr;
    const auto found = std::find_if(component->files.begin(), component->files.end(),
                                    [&](const ComponentFile& each) { return each.file == file && each.current; });
    return found == component->files.end() ? nullptr : &*found;
}

template <class A>
Fields checked_component(const Dossier& dossier, const A& action) {
    Fields fields;
    const bool known = dossier.procedure.component(action.component) || action.component == Dossier::arising;
    fields.need(!action.component.empty(), "component", "required", "phải chọn thành phần hồ sơ");
    fields.need(action.component.empty() || known, "component", "unknown", "thủ tục không có thành phần hồ sơ này");
    fields.need(action.ordinal >= 1 && action.ordinal <= 100, "ordinal", "range", "thứ tự trong thành phần từ 1 đến 100");
    return fields;
}

// The rule allows none of these ways.
bool allows(const Dossier& dossier, const std::string& component, Mode mode) {
    const auto* rule = dossier.procedure.component(component);
    return rule && rule->allows(mode);
}

tl::unexpected<Error> nothing_there(const char* detail) { return fail(ErrorCode::WrongState, detail); }

}  // namespace

Ruling of(const Dossier& dossier, const AddFile& action, const Context&) {
    auto fields = checked_component(dossier, action);
    fields.need(!action.file.empty(), "file", "required", "phải có tệp");
    fields.need(action.signature != FileSignature::Broken, "file", "signature", "chữ ký số trong tệp không còn nguyên vẹn");
    if (!action.replaces.empty()) fields.text(action.reason, "reason", "phải ghi lý do thay tệp");
    TRY(fields.done());
    const auto* component = dossier.component(action.component, action.ordinal);
    if (component && component->not_digitised)
        return fail(ErrorCode::WrongState, "thành phần đã đánh dấu chưa số hóa; bỏ dấu trước khi thêm tệp");
    if (current_file(component, action.file)) return fail(ErrorCode::DuplicateRequest, "tệp này đã có trong thành phần");
    if (!action.replaces.empty() && !current_file(component, action.replaces))
        return nothing_there("tệp cần thay không còn là bản hiện hành");
    return Done<AddFile>{action};
}

Ruling of(const Dossier& dossier, const RemoveFile& action, const Context&) {
    auto fields = checked_component(dossier, action);
    TRY(fields.text(action.reason, "reason", "phải ghi lý do bỏ tệp").done());
    if (!current_file(dossier.component(action.component, action.ordinal), action.file))
        return nothing_there("tệp không có trong thành phần, hoặc đã được thay");
    return Done<RemoveFile>{action};
}

Ruling of(const Dossier& dossier, const CountPaper& action, const Context&) {
    auto fields = checked_component(dossier, action);
    fields.need(action.originals >= 0 && action.originals <= 10000, "originals", "range", "số bản chính chưa đúng");
    fields.need(action.copies >= 0 && action.copies <= 10000, "copies", "range", "số bản sao chưa đúng");
    TRY(fields.done());
    return Done<CountPaper>{action};
}

Ruling of(const Dossier& dossier, const MarkNotDigitised& action, const Context&) {
    auto fields = checked_component(dossier, action);
    if (action.reason == MarkReason::Other) fields.text(action.text, "text", "phải ghi lý do không số hóa");
    TRY(fields.done());
    const auto* component = dossier.component(action.component, action.ordinal);
    if (component && component->not_digitised) return fail(ErrorCode::DuplicateRequest, "thành phần đã được đánh dấu");
    if (component && component->has_current_file())
        return fail(ErrorCode::WrongState, "thành phần đang có tệp; bỏ tệp trước khi đánh dấu chưa số hóa");
    return Done<MarkNotDigitised>{action};
}

Ruling of(const Dossier& dossier, const UnmarkNotDigitised& action, const Context&) {
    auto fields = checked_component(dossier, action);
    TRY(fields.text(action.reason, "reason", "phải ghi lý do bỏ dấu").done());
    const auto* component = dossier.component(action.component, action.ordinal);
    if (!component || !component->not_digitised) return nothing_there("thành phần không có dấu chưa số hóa");
    return Done<UnmarkNotDigitised>{action};
}

Ruling of(const Dossier& dossier, const RecordShown& action, const Context&) {
    auto fields = checked_component(dossier, action);
    fields.need(action.component.empty() || allows(dossier, action.component, Mode::Present), "component", "mode",
                "thành phần này không theo cách xuất trình");
    TRY(fields.done());
    return Done<RecordShown>{action};
}

Ruling of(const Dossier& dossier, const RecordLookup& action, const Context&) {
    auto fields = checked_component(dossier, action);
    fields.need(action.component.empty() || allows(dossier, action.component, Mode::Lookup), "component", "mode",
                "thành phần này không lấy từ cơ sở dữ liệu");
    TRY(fields.done());
    return Done<RecordLookup>{action};
}

Ruling of(const Dossier& dossier, const FillForm& action, const Context&) {
    auto fields = checked_component(dossier, action);
    fields.need(action.component.empty() || allows(dossier, action.component, Mode::Form), "component", "mode",
                "thành phần này không có biểu mẫu điện tử");
    fields.need(dossier.channel == Channel::Online, "component", "channel", "biểu mẫu điện tử chỉ dùng khi nộp trực tuyến");
    if (const auto* rule = dossier.procedure.component(action.component))
        for (auto& fault : form_faults(*rule, action.values)) fields.errors().push_back(std::move(fault));
    TRY(fields.done());
    return Done<FillForm>{action};
}

Ruling of(const Dossier& dossier, const ConfirmComponent& action, const Context&) {
    auto fields = checked_component(dossier, action);
    for (size_t i = 0; i < action.values.size(); ++i)
        fields.text(action.values[i].name, "values[" + std::to_string(i) + "].name", "phải có tên trường");
    TRY(fields.done());
    const auto* component = dossier.component(action.component, action.ordinal);
    if (!component || !component->is_present()) return nothing_there("chưa có gì để xác nhận ở thành phần này");
    return Done<ConfirmComponent>{action};
}

Ruling of(const Dossier& dossier, const UndoConfirmation& action, const Context&) {
    auto fields = checked_component(dossier, action);
    TRY(fields.done());
    const auto* component = dossier.component(action.component, action.ordinal);
    if (!component || !component->confirmed) return nothing_there("thành phần chưa được xác nhận");
    return Done<UndoConfirmation>{action};
}

Ruling of(const Dossier& dossier, const ReturnOriginal& action, const Context&) {
    auto fields = checked_component(dossier, action);
    TRY(fields.done());
    const auto* component = dossier.component(action.component, action.ordinal);
    if (!component) return nothing_there("không có thành phần này trong hồ sơ");
    if (component->original_returned_at) return fail(ErrorCode::DuplicateRequest, "bản chính đã được trả lại");
    return Done<ReturnOriginal>{action};
}

}  // namespace dossier::outcome

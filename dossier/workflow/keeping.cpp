// The specialist's work file, and the archive.

#include <algorithm>

#include "dossier/workflow/outcomes.hpp"

namespace dossier::outcome {
namespace {

constexpr int longest_retention_years = 100;

std::vector<FileId> documents_of(const Dossier& dossier) {
    auto files = dossier.current_files();
    for (const auto& opinion : dossier.opinions)
        if (!opinion.answer_file.empty()) files.push_back(opinion.answer_file);
    for (const auto& verification : dossier.verifications)
        if (!verification.minutes.empty()) files.push_back(verification.minutes);
    for (const auto& result : dossier.results)
        for (auto& file : result.files()) files.push_back(std::move(file));
    return files;
}

bool among(const std::vector<FileId>& files, const FileId& file) { return std::find(files.begin(), files.end(), file) != files.end(); }

void check_related(const std::vector<FileId>& related, const std::vector<FileId>& held, Fields& fields) {
    for (std::size_t i = 0; i < related.size(); ++i)
        fields.need(among(held, related[i]), "related[" + std::to_string(i) + "]", "unknown", "hồ sơ không có văn bản này");
}

}  // namespace

// No work file without what it answers to (002 Đ8.3.a): the dossier as the desk received it, or a document in it.
Ruling of(const Dossier& dossier, const OpenWorkFile& action, const Context&) {
    const auto held = documents_of(dossier);
    Fields fields;
    fields.text(action.title, "title", "phải ghi tiêu đề hồ sơ công việc");
    fields.text(action.incoming, "incoming", "phải gắn văn bản đến: mã hồ sơ đã tiếp nhận, hoặc số đến kèm tệp");
    fields.need(action.incoming.empty() || !action.incoming_file.empty() || action.incoming == dossier.code, "incoming", "unknown",
                "không phải mã của hồ sơ này; văn bản đến khác phải kèm tệp có trong hồ sơ");
    fields.need(action.incoming_file.empty() || among(held, action.incoming_file), "incoming_file", "unknown", "hồ sơ không có văn bản này");
    check_related(action.related, held, fields);
    TRY(fields.done());
    if (dossier.work_file) return fail(ErrorCode::DuplicateRequest, "hồ sơ công việc đã được lập");
    return WorkFileOpened{action, action.related.empty() ? held : action.related};
}

Ruling of(const Dossier& dossier, const LinkToWorkFile& action, const Context&) {
    if (!dossier.work_file) return fail(ErrorCode::WrongState, "chưa lập hồ sơ công việc");
    Fields fields;
    fields.need(!action.related.empty(), "related", "required", "phải chọn văn bản");
    check_related(action.related, documents_of(dossier), fields);
    TRY(fields.done());
    const auto& linked = dossier.work_file->documents;
    for (const auto& file : action.related)
        if (among(linked, file)) return fail(ErrorCode::DuplicateRequest, "văn bản đã có trong hồ sơ công việc");
    return Done<LinkToWorkFile>{action};
}

// Paper brought for an online dossier is compared with it before it is filed away (001 Đ7.1.g).
Ruling of(const Dossier& dossier, const Archive& action, const Context&) {
    Fields fields;
    fields.text(action.place, "place", "phải ghi nơi lưu");
    fields.need(action.retention_years >= 0 && action.retention_years <= longest_retention_years, "retention_years", "range",
                "thời hạn bảo quản từ 1 đến 100 năm; 0 là vĩnh viễn");
    TRY(fields.done());
    if (dossier.archived) return fail(ErrorCode::DuplicateRequest, "hồ sơ đã được nộp lưu");
    if (dossier.channel == Channel::Online && dossier.paper_brought() && !dossier.paper_compared)
        return fail(ErrorCode::WrongState,
                    "công dân đã nộp bản giấy của hồ sơ trực tuyến; phải đối chiếu bản giấy và ghi nhận tính hợp lệ trước khi nộp lưu");
    return Done<Archive>{action};
}

}  // namespace dossier::outcome

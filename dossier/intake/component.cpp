#include "dossier/intake/component.hpp"

#include <algorithm>

namespace dossier {

std::string_view vietnamese_name(Originality originality) {
    switch (originality) {
        case Originality::Original: return "bản chính";
        case Originality::CertifiedCopy: return "bản sao chứng thực";
        case Originality::PlainCopy: return "bản chụp";
        case Originality::ElectronicCopy: return "bản điện tử";
    }
    return "?";
}

std::string_view vietnamese_name(MarkReason reason) {
    switch (reason) {
        case MarkReason::Map: return "bản đồ khổ lớn";
        case MarkReason::Drawing: return "bản vẽ thiết kế";
        case MarkReason::Publication: return "ấn phẩm, sách";
        case MarkReason::Object: return "hiện vật";
        case MarkReason::ManyPages: return "quá nhiều trang";
        case MarkReason::Other: return "lý do khác";
    }
    return "?";
}

bool Component::has_current_file() const {
    return std::any_of(files.begin(), files.end(), [](const ComponentFile& file) { return file.current; });
}

std::vector<FileId> Component::current_files() const {
    std::vector<FileId> current;
    for (const auto& file : files)
        if (file.current) current.push_back(file.file);
    return current;
}

bool Component::is_present() const {
    return has_current_file() || not_digitised || shown || form_filled || reused || (looked_up && looked_up->found);
}

}  // namespace dossier

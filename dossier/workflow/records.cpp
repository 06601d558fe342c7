#include "dossier/workflow/records.hpp"

namespace dossier {

std::string_view vietnamese_name(ReturnMode mode) {
    switch (mode) {
        case ReturnMode::Counter: return "tại Bộ phận Một cửa";
        case ReturnMode::Online: return "trực tuyến";
        case ReturnMode::PublicPost: return "qua dịch vụ bưu chính công ích";
        case ReturnMode::HiredService: return "qua dịch vụ được thuê";
        case ReturnMode::AuthorisedPerson: return "qua người được ủy quyền";
    }
    return "?";
}

std::string_view vietnamese_name(Punctuality punctuality) {
    switch (punctuality) {
        case Punctuality::Early: return "trước hạn";
        case Punctuality::OnTime: return "đúng hạn";
        case Punctuality::Late: return "quá hạn";
    }
    return "?";
}

}  // namespace dossier

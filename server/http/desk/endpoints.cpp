// The officers' pages of THE TABLE (server/http/endpoints.cpp).

#include <vector>

#include "server/http/api/books.hpp"
#include "server/http/api/bundles.hpp"
#include "server/http/api/files.hpp"
#include "server/http/desk/handlers.hpp"

namespace server::http::desk {
namespace {

using enum Method;
using enum Permission;

const std::vector<Endpoint> rows{
    {Get, "/desk", ReadDossiers, show_work_list, "Hàng đợi"},
    {Get, "/desk/export", ReadDossiers, export_work_list, "Hàng đợi thành tệp", Body::None, "?format=csv|xlsx|doc|docx|pdf&state=&overdue="},
    {Get, "/desk/find", ReadDossiers, show_find, "Trang tìm hồ sơ"},
    {Post, "/desk/find", ReadDossiers, find, "Tìm hồ sơ theo mã, họ tên, số, chữ trong giấy", Body::Form, "q, state, papers, after"},
    {Post, "/desk/find/export", ReadDossiers, export_find, "Kết quả tìm thành tệp", Body::Form, "q, state, papers, format"},
    {Post, "/desk/find/saved", ReadDossiers, save_search, "Lưu điều kiện tìm", Body::Form, "name, q, state, papers"},
    {Post, "/desk/find/saved/:search_id/forget", ReadDossiers, forget_search, "Bỏ một điều kiện tìm đã lưu", Body::Form},
    {Get, "/desk/new", OpenDossiers, show_new_draft, "Trang lập hồ sơ"},
    {Post, "/desk/new", OpenDossiers, open_draft, "Lập hồ sơ bằng biểu mẫu", Body::Form},
    {Get, "/desk/dossiers/:dossier_id", ReadDossiers, show_dossier, "Trang hồ sơ"},
    {Get, "/desk/dossiers/:dossier_id/particulars", OpenDossiers, show_particulars, "Trang thông tin người nộp"},
    {Post, "/desk/dossiers/:dossier_id/particulars", OpenDossiers, save_particulars, "Lưu thông tin người nộp", Body::Form},
    {Post, "/desk/dossiers/:dossier_id/actions/:action", SignedIn, act, "Thao tác trên trang hồ sơ", Body::Form},
    {Post, "/desk/dossiers/:dossier_id/uploads/AddFile", Digitise, upload_component_file, "Tải tệp vào một thành phần", Body::Upload,
     "component, ordinal, tệp", "", upload_limit},
    {Post, "/desk/dossiers/:dossier_id/uploads/AttachResult", AttachResults, upload_signed_result, "Tải tệp kết quả đã ký", Body::Upload,
     "code, number, form, tệp PDF", "", upload_limit},
    {Post, "/desk/dossiers/:dossier_id/results/:upload_id/seal", SealResults, seal_result, "Ký số của cơ quan bằng nút trên trang hồ sơ", Body::Form},
    {Post, "/desk/dossiers/:dossier_id/results/:upload_id/urgency", AttachResults, stamp_result, "Đóng dấu độ khẩn lên kết quả chưa ký bằng biểu mẫu",
     Body::Form, "level"},
    {Post, "/desk/dossiers/:dossier_id/results/:upload_id/title", DecideDossiers, note_result_title, "Ghi thẩm quyền và chức vụ ký bằng biểu mẫu", Body::Form,
     "authority, place_of, title"},
    {Post, "/desk/dossiers/:dossier_id/results/:upload_id/scan", AttachResults, confirm_result_scan, "Xác nhận bản quét của kết quả giấy bằng nút", Body::Form},
    {Post, "/desk/dossiers/:dossier_id/stacks", Digitise, take_stack, "Tải lên tập giấy tờ đã quét", Body::Upload, "tệp", "", upload_limit},
    {Post, "/desk/dossiers/:dossier_id/stacks/:stack_id/assign", Digitise, assign_stack, "Gắn một bản quét vào hồ sơ bằng biểu mẫu", Body::Form},
    {Get, "/desk/stacks/:stack_id", ReadDossiers, show_stack, "Trang của một bản quét"},
    {Post, "/desk/stacks/:stack_id/steps", Digitise, step_on_stack, "Tách, nhập, bỏ trang, hoàn tác bằng biểu mẫu", Body::Form},
    {Post, "/desk/stacks/:stack_id/confirm", Digitise, confirm_in_stack, "Xác nhận một giấy tờ bằng biểu mẫu", Body::Form},
    {Post, "/desk/dossiers/:dossier_id/reuse", Digitise, reuse_paper, "Dùng lại giấy tờ đã có bằng biểu mẫu", Body::Form},
    {Post, "/desk/dossiers/:dossier_id/label", ReceiveDossiers, label_bundle, "Lập nhãn bó giấy rồi mở để in", Body::Form},
    {Get, "/desk/dossiers/:dossier_id/print", ReceiveDossiers, show_dossier_print, "Trang chọn những gì in tại quầy"},
    {Post, "/desk/dossiers/:dossier_id/print", ReceiveDossiers, print_dossier, "In tại quầy một lượt", Body::Form},
    {Get, "/desk/print", Digitise, show_procedure_print, "Trang in danh mục và tờ quét của một thủ tục"},
    {Post, "/desk/print", Digitise, print_procedure, "In danh mục và tờ quét của một thủ tục", Body::Form},
    {Get, "/desk/dossiers/:dossier_id/label", ReadDossiers, print_label, "Nhãn bó giấy trên màn hình"},
    {Get, "/desk/books", ReadDossiers, print_book, "Sổ theo dõi hồ sơ năm nay để in"},
    {Get, "/desk/books/:year", ReadDossiers, print_book, "Sổ theo dõi hồ sơ để in"},
    {Get, "/desk/dossiers/:dossier_id/papers/:form", ReadDossiers, show_paper, "Giấy tờ trên màn hình và PDF"},
    {Get, "/desk/dossiers/:dossier_id/files/:file_id", ReadDossiers, show_file, "Một tệp của hồ sơ"},

    {Get, "/desk/templates", ManageCatalogue, show_form_templates, "Các mẫu giấy và bản đang dùng"},
    {Get, "/desk/templates/:rule_set/:form", ManageCatalogue, show_form_template, "Trang sửa một mẫu giấy"},
    {Post, "/desk/templates/:rule_set/:form", ManageCatalogue, preview_form_template, "Kiểm tra một bản mẫu rồi xem thử", Body::Form,
     "html, css"},
    {Get, "/desk/templates/:rule_set/:form/:number", ManageCatalogue, show_form_template, "Một bản mẫu và giấy in thử"},
    {Post, "/desk/templates/:rule_set/:form/:number/use", ManageCatalogue, use_form_template,
     "Dùng một bản mẫu từ một lúc; bản 0 là mẫu có sẵn", Body::Form, "begins_at"},
    {Get, "/desk/templates/:rule_set/:form/:number/sample", ManageCatalogue, show_form_sample, "Giấy in thử với dữ liệu giả"},
    {Get, "/desk/templates/:rule_set/:form/:number/sample.pdf", ManageCatalogue, show_form_sample, "Giấy in thử, PDF"},
    {Get, "/desk/form-styles/:own_form_id", SignedIn, show_form_style, "Kiểu chữ của một bản mẫu"},

    {Get, "/desk/oversight", ReadIndicators, show_oversight, "Trang điều hành", Body::None, "?since="},
    {Get, "/desk/absences", SignedIn, show_absences, "Trang vắng mặt và người thay"},
    {Post, "/desk/absences", SignedIn, add_absence, "Ghi vắng mặt bằng biểu mẫu", Body::Form},
    {Post, "/desk/absences/:absence_id/end", SignedIn, finish_absence, "Kết thúc vắng mặt bằng biểu mẫu", Body::Form},

    {Get, "/desk/signing-devices", SignedIn, show_devices, "Trang sổ thiết bị ký"},
    {Post, "/desk/signing-devices", SignedIn, add_device, "Ghi thiết bị ký bằng biểu mẫu", Body::Form},
    {Post, "/desk/signing-devices/:device_id/hand-overs", SignedIn, add_hand_over, "Ghi bàn giao thiết bị ký bằng biểu mẫu", Body::Form},
    {Get, "/desk/signature-images", SignedIn, show_images, "Trang hình chữ ký, con dấu"},
    {Post, "/desk/signature-images", SignedIn, register_picture, "Đăng ký một hình bằng biểu mẫu", Body::Upload, "kind, name, width_mm, valid_from, valid_to, tệp PNG", "", 5'000'000},
    {Post, "/desk/signature-images/:image_id/approve", SignedIn, approve_picture, "Phê duyệt một hình bằng biểu mẫu", Body::Form},
    {Get, "/desk/signature-images/:image_id/picture", SignedIn, show_picture, "Một hình đã đăng ký"},
    {Get, "/desk/personal-certificates", SignedIn, show_certificates, "Trang chứng thư số của người ký"},
    {Post, "/desk/personal-certificates", ManageAccounts, add_personal_certificate, "Ghi một chứng thư số bằng biểu mẫu", Body::Upload, "officer, tệp PEM hoặc CRT", "", 100'000},
    {Post, "/desk/personal-certificates/:certificate_id/end", SignedIn, end_personal_certificate, "Chấm dứt một chứng thư số bằng biểu mẫu", Body::Form, "reason"},
    {Get, "/desk/signing-delegations", SignedIn, show_delegations, "Trang ủy quyền ký (TUQ.)"},
    {Post, "/desk/signing-delegations", DecideDossiers, grant_delegation, "Ủy quyền ký bằng biểu mẫu", Body::Form, "officer, document, content, valid_from, valid_to"},
    {Post, "/desk/signing-delegations/:delegation_id/end", DecideDossiers, end_signing_delegation, "Chấm dứt ủy quyền ký bằng biểu mẫu", Body::Form, "reason"},
    {Get, "/desk/documents", KeepRecords, show_documents, "Trang sổ đăng ký văn bản đến, văn bản đi", Body::None, "?book=incoming|sent"},
    {Post, "/desk/documents", KeepRecords, show_documents, "Tìm trong sổ văn bản", Body::Form, "book, q và các cột, after"},
    {Post, "/desk/documents/incoming", KeepRecords, take_document, "Nhận một văn bản đến bằng biểu mẫu", Body::Upload,
     "came, scan, sender, notation, dated, subject, sha256, tệp PDF", "", upload_limit},
    {Post, "/desk/documents/sent", KeepRecords, send_document, "Gửi một văn bản đi bằng biểu mẫu", Body::Upload, "to, notation, subject, tệp PDF", "", upload_limit},
    {Post, "/desk/documents/export", KeepRecords, export_documents, "Văn bản tìm thấy thành tệp", Body::Form, "book, q và các cột, format"},
    {Post, "/desk/documents/saved", KeepRecords, save_document_search, "Lưu điều kiện tìm văn bản", Body::Form, "name, book, q và các cột"},
    {Post, "/desk/documents/saved/:search_id/forget", KeepRecords, forget_document_search, "Bỏ một điều kiện tìm văn bản đã lưu", Body::Form},
    {Get, "/desk/documents/:document_id/file", KeepRecords, show_document_file, "Tệp của một văn bản đến hoặc đi"},
    {Post, "/desk/documents/:document_id/:step", KeepRecords, step_document, "Bước tiếp theo của một văn bản đến bằng biểu mẫu", Body::Form},
    {Get, "/desk/quarantine", KeepRecords, show_quarantine, "Trang tài liệu mật bị cách ly"},
    {Post, "/desk/quarantine/:held_id/removal", KeepRecords, remove_quarantined, "Loại bỏ một tài liệu mật bằng biểu mẫu", Body::Form},
};

}  // namespace

std::span<const Endpoint> endpoints() { return rows; }

}  // namespace server::http::desk

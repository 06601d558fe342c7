// THE TABLE: every endpoint of the server, in reading order; the officers' pages are in desk/endpoints.cpp. To add one: write its
// handler in api/, desk/ or citizen/, add its row, and its test in tests/http.

#include <vector>

#include "server/http/api/absences.hpp"
#include "server/http/api/account.hpp"
#include "server/http/api/books.hpp"
#include "server/http/api/bundles.hpp"
#include "server/http/api/catalogue.hpp"
#include "server/http/api/custody.hpp"
#include "server/http/api/documents.hpp"
#include "server/http/api/dossiers.hpp"
#include "server/http/api/files.hpp"
#include "server/http/api/images.hpp"
#include "server/http/api/inbound.hpp"
#include "server/http/api/lists.hpp"
#include "server/http/api/notices.hpp"
#include "server/http/api/oversight.hpp"
#include "server/http/api/print_jobs.hpp"
#include "server/http/api/quarantine.hpp"
#include "server/http/api/results.hpp"
#include "server/http/api/reuse.hpp"
#include "server/http/api/signatures.hpp"
#include "server/http/api/stacks.hpp"
#include "server/http/citizen/handlers.hpp"
#include "server/http/desk/handlers.hpp"
#include "server/http/endpoint.hpp"
#include "server/http/server_pages.hpp"

namespace server::http {
namespace {

using enum Method;
using enum Permission;

const std::vector<Endpoint> rows{
    // The server itself.
    {Get, "/health/live", Public, live, "Máy chủ đang chạy", Body::None, "", "{status}", 0, Runs::AtOnce},
    {Get, "/health/ready", Public, ready, "Máy chủ và cơ sở dữ liệu sẵn sàng", Body::None, "", "{status}"},
    {Get, "/metrics", ReadMetrics, metrics, "Số đo vận hành, dạng văn bản Prometheus"},
    {Get, "/api/openapi.json", Public, openapi, "Mô tả giao diện lập trình (OpenAPI 3.1)"},

    // Signing in.
    {Get, "/api/session", SignedIn, show_session, "Ai đang đăng nhập", Body::None, "", "{account, csrf}"},
    {Post, "/api/session", Public, open_session, "Đăng nhập", Body::Json, "{username, password}", "{account, csrf} và cookie"},
    {Delete, "/api/session", Public, close_session, "Đăng xuất"},
    {Get, "/sign-in", Public, show_sign_in, "Trang đăng nhập"},
    {Post, "/sign-in", Public, post_sign_in, "Đăng nhập bằng biểu mẫu", Body::Form, "username, password, next"},
    {Post, "/sign-out", Public, post_sign_out, "Đăng xuất bằng biểu mẫu", Body::Form, "csrf"},

    {Get, "/api/absences", SignedIn, list_absences, "Ai vắng mặt, ai thay", Body::None, "",
     "{absences: [{id, officer, substitute, begins_at, ends_at, reason}]}"},
    {Post, "/api/absences", SignedIn, add_absence, "Ghi một lần vắng mặt và người thay", Body::Json,
     "{officer?, substitute, begins_at, ends_at, reason}", "lần vắng mặt"},
    {Post, "/api/absences/:absence_id/end", SignedIn, finish_absence, "Kết thúc sớm một lần vắng mặt"},

    {Get, "/api/signing-devices", SignedIn, list_devices, "Thiết bị ký của cơ quan và người đang giữ", Body::None, "",
     "{devices: [{id, name, serial, certificate_sha256, holder, holder_name}]}"},
    {Post, "/api/signing-devices", SignedIn, add_device, "Ghi một thiết bị ký vào sổ", Body::Json, "{name, serial, certificate_sha256?}", "thiết bị"},
    {Get, "/api/signing-devices/:device_id", SignedIn, show_custody, "Một thiết bị ký và các lần bàn giao"},
    {Post, "/api/signing-devices/:device_id/hand-overs", SignedIn, add_custody, "Ghi một lần bàn giao thiết bị ký", Body::Json,
     "{holder, document, minutes, lent?, permission?}", "thiết bị"},

    {Get, "/api/signature-images", SignedIn, list_images, "Hình chữ ký, con dấu đã đăng ký", Body::None, "", "{images: [{id, kind, name, width_mm, approved, …}]}"},
    {Post, "/api/signature-images", SignedIn, add_image, "Đăng ký hình chữ ký hoặc con dấu", Body::Upload,
     "?kind=hand|seal&name=&width_mm=&valid_from=&valid_to= và tệp PNG", "hình", 5'000'000},
    {Post, "/api/signature-images/:image_id/approve", SignedIn, approve_signature_image, "Phê duyệt một hình", Body::Json, "{document}", "hình"},

    {Get, "/api/personal-certificates", SignedIn, list_certificates, "Chứng thư số của những người ký", Body::None, "",
     "{certificates: [{id, officer, officer_name, sha256, subject, issuer, serial, valid_from, valid_to, ended}]}"},
    {Post, "/api/personal-certificates", ManageAccounts, add_certificate, "Ghi chứng thư số của một công chức", Body::Json, "{officer, certificate: PEM}",
     "chứng thư số"},
    {Post, "/api/personal-certificates/:certificate_id/end", SignedIn, finish_certificate, "Chấm dứt dùng một chứng thư số: quản trị, hoặc chính người giữ", Body::Json, "{reason}"},

    {Get, "/api/signing-delegations", SignedIn, list_delegations, "Ai được ủy quyền ký (TUQ.), theo văn bản nào, đến khi nào", Body::None, "",
     "{delegations: [{id, giver, giver_name, officer, officer_name, document, content, valid_from, valid_to, ended}]}"},
    {Post, "/api/signing-delegations", DecideDossiers, add_delegation, "Ủy quyền ký cho một công chức; người được ủy quyền không ủy quyền lại", Body::Json,
     "{officer, document, content, valid_from, valid_to}", "ủy quyền"},
    {Post, "/api/signing-delegations/:delegation_id/end", DecideDossiers, finish_delegation, "Chấm dứt ủy quyền ký trước hạn: người ủy quyền hoặc lãnh đạo", Body::Json, "{reason}"},

    // Catalogue and look-up.
    {Get, "/api/procedures", Public, list_procedures, "Danh mục thủ tục đang có hiệu lực"},
    {Get, "/api/procedures/:code", Public, show_procedure, "Một thủ tục với thành phần hồ sơ, thời hạn, phí"},
    {Get, "/api/rules", Public, show_rules, "Bộ quy tắc và căn cứ pháp lý theo ngày", Body::None, "?on=", "{name, forms, legal_bases, …}"},
    {Get, "/api/file-rules", Public, citizen::file_rules, "Loại tệp, dung lượng, chuẩn bản quét đang áp dụng", Body::None, "",
     "{profiles: {agency_scan: {types, megabytes, pages, block, warn}, …}}"},
    {Get, "/api/lookup", Public, look_up, "Tra cứu trạng thái theo mã hồ sơ", Body::None, "?code=", "{code, state, state_title}"},

    // Dossiers.
    {Get, "/api/dossiers", ReadDossiers, list_dossiers, "Danh sách hồ sơ của cơ quan; hoặc một hồ sơ theo mã ở hệ thống khác", Body::None,
     "?state=&after=&most= hoặc ?source=&source_id=",
     "{dossiers, next}"},
    {Post, "/api/search", ReadDossiers, search, "Tìm hồ sơ theo mã, họ tên, số, chữ trong giấy; không dấu cũng được", Body::Json,
     "{q, state?, procedure?, papers?, after?, most?}", "{dossiers, next, bounded}"},
    {Post, "/api/dossiers", OpenDossiers, open_dossier, "Lập hồ sơ; có thể tiếp nhận ngay", Body::Json,
     "{procedure, channel, particulars, components?, receive?}", "hồ sơ"},
    {Get, "/api/dossiers/:dossier_id", ReadDossiers, show_dossier, "Xem hồ sơ", Body::None, "", "hồ sơ"},
    {Post, "/api/dossiers/:dossier_id/actions/:action", SignedIn, act_on_dossier,
     "Một thao tác trên hồ sơ (tiếp nhận, chuyển, quyết định, …); If-Match bắt buộc", Body::Json, "các trường của thao tác", "hồ sơ sau thao tác"},
    {Get, "/api/dossiers/:dossier_id/notices", ReadDossiers, list_notices, "Đã báo gì cho người nộp, bằng cách nào, kết quả", Body::None, "",
     "{notices: [{kind, way, subject, body, status, channel, at, attempts}]}"},
    {Get, "/api/dossiers/:dossier_id/receipt", ReadDossiers, show_receipt, "Nội dung giấy tiếp nhận và hẹn trả"},
    {Get, "/api/dossiers/:dossier_id/receipt.pdf", ReadDossiers, show_receipt_pdf, "Giấy tiếp nhận và hẹn trả, PDF"},

    {Get, "/api/dossiers/:dossier_id/earlier", ReadDossiers, list_earlier, "Giấy tờ của người nộp đã có ở hồ sơ trước, hồ sơ trùng", Body::None,
     "", "{papers, doubles}"},
    {Post, "/api/dossiers/:dossier_id/components/:component/reuse", Digitise, reuse_file, "Dùng lại giấy tờ đã có, không chép tệp", Body::Json,
     "{file}", "hồ sơ"},
    {Post, "/api/dossiers/:dossier_id/label", ReceiveDossiers, make_label, "Lập nhãn bó giấy chưa số hóa", Body::Json, "{place?}",
     "{id, code, components, holder_unit, chain}"},
    {Get, "/api/dossiers/:dossier_id/label.pdf", ReadDossiers, print_label, "Nhãn bó giấy, PDF"},
    {Post, "/api/dossiers/:dossier_id/print", ReceiveDossiers, print_dossier_job, "In tại quầy một lượt: các mẫu giấy, danh mục, tờ quét, nhãn",
     Body::Json, "{receipt?, supplement?, refusal?, apology?, stop?, control_sheet?, checklist?, cover?, components?, separators?, bundle?, labels?, stock?, first_cell?}",
     "PDF, mỗi trang đúng khổ; lượt in vào quá trình của hồ sơ"},
    {Post, "/api/procedures/:code/print", Digitise, print_procedure_job, "Danh mục và tờ quét của một thủ tục", Body::Json,
     "{checklist?, components?, separators?}", "PDF"},
    {Get, "/api/labels/:label_id", ReadDossiers, show_label, "Nhãn dẫn tới hồ sơ, giấy tờ và nơi đang giữ", Body::None, "",
     "{id, code, components, holder_unit, chain}"},
    {Post, "/api/portal/dossiers", PortalExchange, take_dossier, "Nhận hồ sơ từ Cổng; gọi lại trả về đúng hồ sơ ấy", Body::Json,
     "{source_id, agency, procedure, particulars}", "hồ sơ"},
    {Get, "/api/partner/dossiers/:dossier_id", PartnerExchange, show_package, "Hồ sơ cho cơ quan cùng giải quyết, kèm giấy chưa số hóa và nhãn",
     Body::None, "", "hồ sơ, not_digitised: [{component, reason, label}]"},

    {Post, "/api/search/pages", ReadDossiers, search_in_pages, "Tìm trang theo chữ đã đọc, kể cả không dấu; cả kho lưu trữ", Body::Json, "{q}",
     "{pages: [{stack, page, purpose, dossier, file_name}]}"},

    // Books and oversight.
    {Get, "/api/books/:year", ReadDossiers, show_book, "Sổ theo dõi hồ sơ của một năm", Body::None, "?after=&most=", "{year, last, closed_at, lines}"},
    {Get, "/api/books/:year/export", ReadDossiers, export_book, "Sổ theo dõi thành tệp", Body::None, "?format=csv|xlsx|doc|docx|pdf"},
    {Post, "/api/books/:year/close", ReadIndicators, close_book, "Khóa sổ của một năm"},
    {Get, "/api/dashboard", ReadIndicators, show_dashboard, "Đã nhận, đang giữ, sắp hạn, quá hạn theo đơn vị và người", Body::None, "?since=",
     "{total, holders}"},
    {Get, "/api/overdue", ReadDossiers, list_overdue, "Hồ sơ quá hạn chuyển xử lý"},
    {Get, "/api/uncollected", ReadDossiers, list_uncollected, "Kết quả chưa có người nhận, theo số ngày"},
    {Get, "/api/bundles", ReadDossiers, list_bundles, "Bó giấy chưa số hóa gom theo mã thủ tục", Body::None, "?place=", "{procedures}"},
    {Get, "/api/missing-sign-ins", ReadIndicators, list_missing_sign_ins, "Ai không đăng nhập buổi sáng, buổi chiều ngày nào", Body::None, "?since="},
    {Get, "/api/digitisation", ReadIndicators, show_digitisation, "Hồ sơ số hóa toàn bộ, giấy tờ dùng lại, theo thủ tục", Body::None, "?since="},

    // Files and scans.
    {Post, "/api/dossiers/:dossier_id/stacks", Digitise, upload_stack, "Tải lên một tập giấy tờ đã quét", Body::Upload, "tệp; ?made_by=agency|applicant",
     "{id, state, pages, documents}", upload_limit},
    {Post, "/api/dossiers/:dossier_id/files", Digitise, refuse_untagged_file, "Từ chối tệp không gắn thành phần", Body::Upload,
     "tệp", "422", upload_limit},
    {Post, "/api/dossiers/:dossier_id/components/:component/files", Digitise, add_component_file,
     "Thêm một tệp vào thành phần hồ sơ", Body::Upload, "tệp; ?made_by=agency|applicant&ordinal=&replaces=&reason=", "hồ sơ", upload_limit},
    {Get, "/api/dossiers/:dossier_id/files/:file_id", ReadDossiers, show_file, "Xem một tệp của hồ sơ"},
    {Put, "/api/dossiers/:dossier_id/files/:file_id", Digitise, change_file, "Nội dung mới của một tệp: thành một phiên bản; tệp đã ký số không sửa được", Body::Upload,
     "tệp; ?reason=&made_by=agency|applicant", "hồ sơ", upload_limit},
    {Get, "/api/dossiers/:dossier_id/files/:file_id/facts", ReadDossiers, show_file_facts, "Số trang, mã băm, cảnh báo, bản gốc của một tệp", Body::None, "",
     "{name, media_type, size, sha256, pages, intake, warnings, made_from, withheld, screening}"},
    {Post, "/api/documents", Digitise, add_arising_document, "Văn bản phát sinh khi giải quyết, vào đúng hồ sơ của nó", Body::Upload,
     "tệp; ?dossier=&title=", "hồ sơ", upload_limit},
    {Get, "/api/files", ReadDossiers, list_tagged_files, "Tệp theo mã thủ tục và mã thành phần", Body::None, "?procedure=&component="},
    {Get, "/api/portal/files/:file_id", PortalExchange, show_file_to_portal, "Tệp cho Cổng Dịch vụ công quốc gia"},
    {Get, "/api/stacks", Digitise, list_unassigned_stacks, "Bản quét từ máy quét, chưa gắn hồ sơ", Body::None, "", "{stacks: [{id, unit, name, state}]}"},
    {Post, "/api/stacks/:stack_id/assignment", Digitise, assign_stack, "Gắn một bản quét vào hồ sơ", Body::Json, "{dossier}"},
    {Get, "/api/stacks/:stack_id", ReadDossiers, show_stack, "Tiến độ và nội dung đọc được của một tập"},
    {Get, "/api/stacks/:stack_id/pages/:page/preview", ReadDossiers, show_preview, "Ảnh một trang"},
    {Post, "/api/stacks/:stack_id/steps", Digitise, step_on_stack, "Tách, nhập, bỏ trang, hoàn tác", Body::Json, "{step, page?}"},
    {Post, "/api/stacks/:stack_id/confirm", Digitise, confirm_in_stack, "Xác nhận một giấy tờ vào thành phần", Body::Json,
     "{document, component, ordinal?, values?}"},

    {Get, "/api/quarantine", KeepRecords, list_quarantine, "Tài liệu mật bị cách ly", Body::None, "", "{papers: [{id, door, level, found_at, state}]}"},
    {Post, "/api/quarantine/:held_id/removal", KeepRecords, remove_from_quarantine, "Loại bỏ một tài liệu mật theo biên bản", Body::Json, "{record}"},

    // Documents from outside, and those sent to other agencies.
    {Get, "/api/incoming-documents", KeepRecords, list_incoming, "Văn bản đến, mới nhất trước", Body::None, "", "{documents}"},
    {Post, "/api/incoming-documents/search", KeepRecords, search_in_incoming, "Tìm trong sổ văn bản đến theo mọi cột và chữ trong tệp", Body::Json,
     "{q?, party?, notation?, subject?, number?, year?, day?, from?, to?, came?, scan?, legal_status?, check?, unit?, officer?, after?}", "{documents, next}"},
    {Post, "/api/outgoing-documents/search", KeepRecords, search_in_outgoing, "Tìm trong sổ văn bản đi theo mọi cột và chữ trong tệp", Body::Json,
     "{q?, party?, notation?, subject?, from?, to?, officer?, after?}", "{documents, next}"},
    {Post, "/api/incoming-documents", KeepRecords, take_incoming, "Nhận một văn bản đến: quét từ giấy, thư điện tử, trục liên thông", Body::Upload,
     "PDF; ?came=paper|email|exchange&scan=&sender=&notation=&subject=&dated=&sha256=; dated: ngày văn bản (2026-11-20), không bắt buộc, không sau ngày đến",
     "văn bản, checks: [{name, passed, code, detail}]", upload_limit},
    {Get, "/api/incoming-documents/:document_id", KeepRecords, show_incoming, "Một văn bản đến và các bước đã làm"},
    {Post, "/api/incoming-documents/:document_id/seen", KeepRecords, see_incoming, "Xác nhận bản quét đúng như bản giấy, hoặc đã kiểm tra chữ ký, con dấu nhìn thấy", Body::Json,
     "{scan_matches_paper: true} với bản cơ quan quét, {signature_and_seal_seen: true} với bản quét gửi đến", "văn bản"},
    {Post, "/api/incoming-documents/:document_id/seal", SealResults, seal_incoming, "Ký số của cơ quan lên bản quét văn bản giấy", Body::None,
     "?profile=2019|2020&copy_form=SAO Y|SAO LỤC|TRÍCH SAO", "văn bản"},
    {Post, "/api/incoming-documents/:document_id/registration", KeepRecords, register_incoming, "Vào sổ văn bản đến, cấp số đến", Body::None, "", "văn bản"},
    {Post, "/api/incoming-documents/:document_id/forward", KeepRecords, forward_incoming, "Chuyển văn bản đến để xử lý", Body::Json, "{unit}", "văn bản"},
    {Post, "/api/outgoing-documents", KeepRecords, send_outgoing, "Gửi văn bản đã ký số cho cơ quan khác của hệ thống", Body::Upload,
     "PDF; ?to=&notation=&subject=", "{id, to, sha256}", upload_limit},

    // Results.
    {Post, "/api/dossiers/:dossier_id/results", AttachResults, upload_result, "Gửi tệp kết quả đã ký để kiểm tra", Body::Upload,
     "PDF; ?code=&number=&form=&scan_matches_paper=", "{id, status}", upload_limit},
    {Post, "/api/dossiers/:dossier_id/results/:upload_id/scan", AttachResults, confirm_uploaded_scan, "Xác nhận bản quét của kết quả giấy đúng như bản giấy",
     Body::Json, "{scan_matches_paper: true}", "lần gửi"},
    {Get, "/api/dossiers/:dossier_id/results/:upload_id", ReadDossiers, show_result_upload, "Kết luận kiểm tra chữ ký"},
    {Post, "/api/dossiers/:dossier_id/results/:upload_id/appendices", AttachResults, upload_appendix, "Gửi một phụ lục là tệp riêng, cơ quan ký cùng văn bản chính",
     Body::Upload, "PDF; ?title=", "{id, status}", upload_limit},
    {Post, "/api/dossiers/:dossier_id/results/:upload_id/urgency", AttachResults, stamp_uploaded_result, "Đóng dấu chỉ mức độ khẩn lên kết quả trước khi ký", Body::Json,
     "{level: urgent|very_urgent|express}", "lần gửi mới"},
    {Post, "/api/dossiers/:dossier_id/results/:upload_id/title", DecideDossiers, note_signing_title, "Ghi thẩm quyền ký (TM., Q., KT., TL., TUQ.) trước chức vụ, trước khi ký",
     Body::Json, "{authority, place_of?, title, block?}", "lần gửi mới"},
    {Post, "/api/dossiers/:dossier_id/results/:upload_id/signatures", DecideDossiers, open_signature,
     "Chuẩn bị chữ ký cá nhân trên kết quả: trả về phần để thiết bị của chính người ký ký", Body::Json,
     "{certificates: PEM của người ký rồi các tổ chức cấp, block?: {page?, left, width, title_bottom, name_top} tính bằng mm; chỉ page: chỗ ký thường dùng của trang đó}",
     "{id, attributes, digest, algorithm, expires_at, document}"},
    {Get, "/api/dossiers/:dossier_id/results/:upload_id/signatures/:session_id/document", DecideDossiers, show_prepared_document,
     "Tệp PDF sẽ được ký, để máy của người ký tự tính lại phần phải ký"},
    {Post, "/api/dossiers/:dossier_id/results/:upload_id/signatures/:session_id", DecideDossiers, close_signature, "Gửi chữ ký do thiết bị tạo ra", Body::Json,
     "{signature}", "lần gửi mới, đang kiểm tra"},
    {Post, "/api/dossiers/:dossier_id/results/:upload_id/seal", SealResults, seal_uploaded_result,
     "Văn thư ký số của cơ quan lên kết quả đã có chữ ký của người có thẩm quyền, hoặc lên bản quét kết quả giấy", Body::None,
     "?profile=2019|2020&copy_form=SAO Y|SAO LỤC|TRÍCH SAO, với bản quét", "lần gửi mới, đang kiểm tra"},
    {Get, "/api/dossiers/:dossier_id/results/:upload_id/evidence", ReadDossiers, show_result_evidence,
     "Kết luận kiểm tra chữ ký kèm bằng chứng đã dùng", Body::None, "", "{report, evidence: [{kind, sha256, der}]}"},

    // The citizen's own account.
    {Get, "/tai-khoan", CitizenAccount, citizen::show_account, "Hồ sơ và thông báo của người đang đăng nhập"},
    {Get, "/api/account", CitizenAccount, show_account, "Hồ sơ và thông báo của tài khoản", Body::None, "?after=", "{dossiers, next, notices}"},

    // For everybody.
    {Get, "/", Public, citizen::look_up, "Trang tra cứu"},
    {Get, "/tra-cuu", Public, citizen::look_up, "Trang tra cứu theo mã hồ sơ"},
    {Get, "/xac-minh", Public, citizen::show_verify, "Trang xác minh giấy tờ đã ký số"},
    {Post, "/xac-minh", Public, citizen::verify_upload, "Xác minh một tệp PDF đã ký số", Body::Upload, "tệp PDF", "", 20'000'000},
    {Get, "/xac-minh/khoa", Public, citizen::show_receipt_keys, "Khóa công khai của mã ký trên giấy tiếp nhận, PEM"},
    {Get, "/quy-cach-tep", Public, citizen::show_file_guide, "Trang quy cách tệp được nhận"},
    {Get, "/static/:name", Public, desk::show_asset, "Tệp tĩnh của trang", Body::None, "", "", 0, Runs::AtOnce},
};

}  // namespace

std::span<const Endpoint> endpoints() {
    static const std::vector<Endpoint> table = [] {
        auto all = rows;
        const auto pages = desk::endpoints();
        all.insert(all.end(), pages.begin(), pages.end());
        return all;
    }();
    return table;
}

}  // namespace server::http

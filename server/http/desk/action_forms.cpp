#include "server/http/desk/action_forms.hpp"

#include <algorithm>

#include "dossier/workflow/result_records.hpp"

namespace server::http::desk {

using dossier::Dossier;

namespace {

using Fields = std::vector<Field>;

Field area(std::string name, std::string label, std::string hint = "") {
    return {.name = std::move(name), .label = std::move(label), .input = Input::Area, .hint = std::move(hint)};
}
Field text(std::string name, std::string label, std::string hint = "") {
    return {.name = std::move(name), .label = std::move(label), .hint = std::move(hint), .width = "govuk-input--width-30"};
}
Field tick(std::string name, std::string label) {
    return {.name = std::move(name), .label = std::move(label), .input = Input::Tick};
}
Field moment(std::string name, std::string label) {
    return {.name = std::move(name), .label = std::move(label), .input = Input::Moment, .width = "govuk-input--width-20"};
}
Field choice(std::string name, std::string label, std::vector<Option> options) {
    return {.name = std::move(name), .label = std::move(label), .input = Input::Choice, .options = std::move(options)};
}

template <class E, class Names>
std::vector<Option> all_of(const Names& names) {
    std::vector<Option> options;
    for (const auto& [code, value] : names) options.push_back({std::string{code}, std::string{vietnamese_name(E{value})}});
    return options;
}

std::vector<Option> component_options(const Dossier& dossier) {
    std::vector<Option> options{{"", "Nội dung khác"}};
    for (const auto& rule : dossier.procedure.components) options.push_back({rule.code, rule.title});
    return options;
}

Fields nothing(const Dossier&, const Directory&) { return {}; }
Fields upload(const Dossier&, const Directory&) {
    return {choice("made_by", "Ai làm ra tệp này", {{"agency", "Cơ quan quét: phải đạt chuẩn"}, {"applicant", "Người nộp mang đến: chỉ cảnh báo"}})};
}
Fields reason(const Dossier&, const Directory&) { return {area("reason", "Lý do")}; }
Fields reason_and_basis(const Dossier&, const Directory&) {
    return {area("reason", "Lý do", "Nêu rõ để công dân hiểu và biết cách khắc phục."), text("legal_basis", "Căn cứ pháp lý")};
}
// All points in one request, once a stage (NĐ 61/2018 Đ11.2.c): the page has room for several.
Fields supplement(const Dossier& dossier, const Directory&) {
    constexpr int points = 4;
    Fields fields;
    for (int i = 0; i < points; ++i) {
        const auto at = "points." + std::to_string(i) + ".", number = std::to_string(i + 1);
        fields.push_back(choice(at + "component", "Giấy tờ cần bổ sung " + number, component_options(dossier)));
        fields.push_back(area(at + "reason", "Lý do " + number));
        fields.push_back(text(at + "how_to_fix", "Cách hoàn thiện " + number));
    }
    fields.push_back(moment("expires", "Hoàn thiện trước (không bắt buộc)"));
    if (!dossier.supplements.empty())
        fields.push_back(text("override_reason", "Lý do yêu cầu thêm lần nữa", "Chỉ phụ trách Bộ phận Một cửa; lần này được tính là quá hạn"));
    return fields;
}
Fields examine(const Dossier&, const Directory&) { return {tick("identity_matches", "Thông tin định danh khớp"), area("note", "Ghi chú")}; }
Fields receive(const Dossier&, const Directory&) { return {tick("immediate", "Trả kết quả ngay tại quầy")}; }
std::vector<Option> with_none(const char* none, std::vector<Option> options) {
    options.insert(options.begin(), Option{"", none});
    return options;
}
Fields hand_over(const Dossier& dossier, const Directory& directory) {
    std::vector<Option> steps{{"", "Không theo bước"}};
    for (const auto& step : dossier.procedure.steps) steps.push_back({step.code, step.title});
    return {choice("unit", "Chuyển đến đơn vị", directory.units), choice("officer", "Đích danh", with_none("Không đích danh", directory.officers)),
            choice("step", "Bước xử lý", steps), area("note", "Ghi chú"), tick("paper", "Chuyển kèm hồ sơ giấy")};
}
Fields assign(const Dossier&, const Directory& directory) {
    auto lead = tick("to.0.lead", "Đơn vị này chủ trì");
    lead.value = "true";
    return {choice("to.0.unit", "Đơn vị chủ trì", directory.units), lead, moment("to.0.due", "Hạn của đơn vị chủ trì (không bắt buộc)"),
            choice("to.1.unit", "Đơn vị phối hợp", with_none("Không có", directory.units)),
            moment("to.1.due", "Hạn của đơn vị phối hợp (không bắt buộc)"), area("text", "Nội dung giao việc")};
}
Fields correction(const Dossier& dossier, const Directory& directory) {
    auto procedure = choice("procedure", "Thủ tục đúng", directory.procedures);
    procedure.value = dossier.procedure.code;
    return {procedure, area("reason", "Lý do đính chính")};
}
Fields linked(const Dossier&, const Directory&) {
    return {text("procedures.0.procedure", "Mã thủ tục liên thông"), text("procedures.0.agency", "Mã cơ quan thực hiện"),
            text("procedures.0.task", "Nội dung"), text("procedures.1.procedure", "Mã thủ tục liên thông thứ hai (không bắt buộc)"),
            text("procedures.1.agency", "Mã cơ quan thực hiện"), text("procedures.1.task", "Nội dung")};
}
Fields linked_done(const Dossier& dossier, const Directory&) {
    std::vector<Option> procedures, agencies;
    for (const auto& each : dossier.linked)
        if (!each.finished_at) {
            procedures.push_back({each.procedure, each.procedure});
            agencies.push_back({each.agency, each.agency});
        }
    return {choice("procedure", "Phần liên thông", procedures), choice("agency", "Cơ quan thực hiện", agencies), area("result", "Kết quả")};
}
Fields to_ministry(const Dossier&, const Directory&) {
    return {text("system", "Hệ thống của bộ", "Bỏ trống: hệ thống ghi trong thủ tục"), text("external_code", "Mã hồ sơ ở hệ thống đó")};
}
Fields more_documents(const Dossier& dossier, const Directory& directory) {
    if (!dossier.work_file) return {};
    auto files = directory.files;
    for (const auto& result : dossier.results) {
        files.push_back({result.file.text(), result.title + " " + result.number});
        for (const auto& appendix : result.appendices) files.push_back({appendix.file.text(), appendix.title + " (kèm theo " + result.title + ")"});
    }
    const auto& linked = dossier.work_file->documents;
    std::erase_if(files, [&](const Option& file) { return std::find(linked.begin(), linked.end(), dossier::FileId{file.value}) != linked.end(); });
    return {choice("related.0", "Văn bản", files)};
}
Fields cancel_result(const Dossier& dossier, const Directory&) {
    std::vector<Option> results;
    for (const auto& result : dossier.results)
        if (result.in_force()) results.push_back({result.file.text(), result.title + " " + result.number});
    return {choice("file", "Kết quả", results), area("reason", "Lý do hủy"), text("legal_basis", "Căn cứ pháp lý")};
}
Fields remove_file(const Dossier&, const Directory& directory) { return {choice("file", "Tệp", directory.files), area("reason", "Lý do bỏ tệp")}; }
Fields choose_case(const Dossier& dossier, const Directory&) {
    std::vector<Option> cases;
    for (const auto& each : dossier.procedure.cases) cases.push_back({each.code, each.title});
    return {choice("case_code", "Trường hợp", cases), area("reason", "Lý do")};
}
Fields opinion(const Dossier&, const Directory&) {
    return {text("id", "Số yêu cầu"), text("to_agency", "Mã cơ quan được hỏi"), area("content", "Nội dung hỏi"), moment("due", "Hạn trả lời")};
}
Fields answer(const Dossier&, const Directory&) { return {text("id", "Số yêu cầu"), area("answer", "Nội dung trả lời")}; }
Fields payment(const Dossier&, const Directory&) {
    return {text("id", "Số thông báo"), text("title", "Khoản phải nộp"),
            {.name = "amount", .label = "Số tiền (đồng)", .input = Input::Number, .width = "govuk-input--width-10"}};
}
Fields paid(const Dossier&, const Directory&) { return {text("id", "Số thông báo"), text("proof", "Biên lai"), tick("online", "Nộp trực tuyến")}; }
Fields withdrawal(const Dossier&, const Directory&) { return {tick("granted", "Đồng ý cho rút hồ sơ"), area("reason", "Lý do")}; }
bool warned(const Dossier& dossier, std::string_view kind) {
    return std::any_of(dossier.warnings.begin(), dossier.warnings.end(), [&](const dossier::Warning& warning) { return warning.kind == kind; });
}
// Drafted once the watch says it must go out.
Fields apology(const Dossier& dossier, const Directory&) {
    auto reason = area("reason", "Lý do chậm");
    auto responsible = text("responsible", "Khâu hoặc đơn vị gây chậm");
    if (warned(dossier, "apology_due")) {
        reason.value = "Hồ sơ cần thêm thời gian thẩm định; cơ quan xin lỗi về sự chậm trễ này.";
        responsible.value = dossier.holder_unit;
    }
    return {reason, responsible, moment("new_due", "Hẹn lại vào")};
}
Fields stop(const Dossier& dossier, const Directory&) {
    auto reason = area("reason", "Lý do", "Nêu rõ để công dân hiểu và biết cách khắc phục.");
    if (warned(dossier, "supplement_expired")) reason.value = "Quá thời hạn bổ sung ghi trong phiếu yêu cầu mà không có trả lời.";
    return {reason, text("legal_basis", "Căn cứ pháp lý")};
}
Fields approval(const Dossier&, const Directory&) {
    return {choice("proposed", "Đề xuất", {{"granted", "Giải quyết"}, {"refused", "Từ chối có lý do"}}), area("draft_text", "Dự thảo kết quả")};
}
Fields instructions(const Dossier&, const Directory&) { return {area("instructions", "Ý kiến chỉ đạo")}; }
Fields decision(const Dossier&, const Directory&) {
    return {{.name = "outcome", .label = "Quyết định", .input = Input::Radios, .options = {{"granted", "Giải quyết"}, {"refused", "Từ chối"}},
             .value = "granted"},
            area("reason", "Lý do (bắt buộc khi từ chối)")};
}
Fields result(const Dossier& dossier, const Directory&) {
    std::vector<Option> kinds;
    for (const auto& rule : dossier.procedure.results) kinds.push_back({rule.code, rule.title});
    return {choice("code", "Loại kết quả", kinds), text("number", "Số, ký hiệu"),
            choice("form", "Hình thức", {{"electronic", "Bản điện tử đã ký số"}, {"paper_scan", "Bản quét của kết quả giấy, cơ quan ký số"}}),
            tick("scan_matches_paper", "Bản quét đúng và đủ như bản giấy (chỉ với bản quét)")};
}
Fields return_result(const Dossier& dossier, const Directory&) {
    Fields fields{choice("mode", "Hình thức trả", all_of<dossier::ReturnMode>(dossier::return_mode_names)),
            tick("receipt_shown", "Đã kiểm tra giấy tiếp nhận và hẹn trả kết quả"), text("taken_by", "Người nhận"),
            text("authorisation", "Giấy ủy quyền (khi nhận thay)"), text("proof", "Số phiếu ký nhận hoặc mã bưu gửi")};
    if (dossier.procedure.in_person) fields.push_back(tick("everyone_present", "Các bên cùng có mặt và đã ký"));
    return fields;
}
Fields compared(const Dossier&, const Directory&) { return {tick("matches", "Bản giấy khớp với hồ sơ điện tử"), area("note", "Ghi nhận tính hợp lệ, điểm không khớp")}; }
Fields site_visit(const Dossier&, const Directory&) {
    return {moment("happened_at", "Thời điểm"), text("place", "Địa điểm"), text("participants", "Thành phần tham gia"), area("content", "Nội dung, kết quả")};
}
Fields work_file(const Dossier& dossier, const Directory&) {
    auto title = text("title", "Tiêu đề hồ sơ công việc"), incoming = text("incoming", "Văn bản đến", "Mã hồ sơ đã tiếp nhận");
    title.value = "Giải quyết hồ sơ " + dossier.code;
    incoming.value = dossier.code;
    return {title, incoming};
}
Fields archive(const Dossier&, const Directory&) {
    return {text("place", "Nơi lưu", "Kho, giá, hộp hoặc hồ sơ điện tử"),
            {.name = "retention_years", .label = "Thời hạn bảo quản (năm)", .input = Input::Number, .hint = "0 là vĩnh viễn", .width = "govuk-input--width-5"},
            area("note", "Ghi chú")};
}
Fields urgent(const Dossier&, const Directory&) { return {tick("urgent", "Hồ sơ khẩn"), area("reason", "Lý do")}; }
Fields incident(const Dossier&, const Directory&) {
    return {choice("kind", "Sự cố", {{"lost", "Mất hồ sơ"}, {"damaged", "Hư hỏng"}}), area("description", "Diễn biến"),
            text("responsible_unit", "Đơn vị chịu trách nhiệm"), area("remedy", "Cách khắc phục")};
}

Fields mark(const Dossier&, const Directory&) {
    return {choice("reason", "Lý do chưa số hóa", all_of<dossier::MarkReason>(dossier::mark_reason_names)),
            text("text", "Diễn giải (bắt buộc khi chọn lý do khác)")};
}
Fields shown(const Dossier&, const Directory&) { return {text("paper", "Giấy tờ đã xem", "Ví dụ: Thẻ căn cước")}; }
Fields looked_up(const Dossier&, const Directory&) {
    return {choice("source", "Cơ sở dữ liệu", {{"identity", "Dân cư – định danh"}, {"residence", "Dân cư – cư trú"},
                                               {"civil_status", "Hộ tịch"}, {"birth", "Khai sinh điện tử"}, {"business", "Đăng ký doanh nghiệp"},
                                               {"exemption", "Diện miễn, giảm"}, {"identity_second", "Dân cư – người thứ hai"}}),
            tick("found", "Tìm thấy dữ liệu"), text("reference", "Mã tra cứu")};
}
Fields paper_count(const Dossier&, const Directory&) {
    return {choice("originality", "Hình thức", all_of<dossier::Originality>(dossier::originality_names)),
            {.name = "originals", .label = "Số bản chính", .input = Input::Number, .width = "govuk-input--width-5"},
            {.name = "copies", .label = "Số bản sao", .input = Input::Number, .width = "govuk-input--width-5"}};
}

}  // namespace

const std::vector<ActionForm>& action_forms() {
    static const std::vector<ActionForm> forms{
        {"Receive", "Tiếp nhận", Group::Reception, "F9", false, false, receive, "Đã tiếp nhận hồ sơ.", true},
        {"Examine", "Ghi kết quả kiểm tra", Group::Reception, "", false, false, examine, "Đã ghi kết quả kiểm tra."},
        {"ComparePaper", "Đối chiếu bản giấy công dân mang đến", Group::Reception, "", false, false, compared, "Đã ghi kết quả đối chiếu."},
        {"AskSupplement", "Yêu cầu bổ sung", Group::Reception, "F8", false, false, supplement, "Đã lập yêu cầu bổ sung."},
        {"RecordSupplement", "Ghi nhận đã bổ sung đủ", Group::Reception, "", false, false, nothing, "Đã ghi nhận bổ sung.", true},
        {"RefuseReception", "Từ chối tiếp nhận", Group::Reception, "", true, false, reason_and_basis, "Đã từ chối tiếp nhận."},
        {"CorrectReception", "Đính chính tiếp nhận", Group::Reception, "", true, false, correction, "Đã đính chính; giấy tiếp nhận được lập lại."},
        {"CancelDraft", "Hủy hồ sơ nháp", Group::Reception, "", true, false, reason, "Đã hủy hồ sơ nháp."},
        {"HandOverTo", "Chuyển hồ sơ", Group::Handling, "", false, false, hand_over, "Đã chuyển hồ sơ."},
        {"TakeOver", "Nhận bàn giao", Group::Handling, "", false, false, nothing, "Đã nhận bàn giao.", true},
        {"Assign", "Phân công", Group::Handling, "", false, false, assign, "Đã phân công."},
        {"ChooseCase", "Xác định trường hợp", Group::Handling, "", false, false, choose_case, "Đã xác định trường hợp."},
        {"OpenWorkFile", "Lập hồ sơ công việc", Group::Handling, "", false, false, work_file, "Đã lập hồ sơ công việc."},
        {"LinkToWorkFile", "Gắn văn bản vào hồ sơ công việc", Group::Handling, "", false, false, more_documents, "Đã gắn văn bản."},
        {"StartLinked", "Chuyển liên thông", Group::Handling, "", false, false, linked, "Đã chuyển liên thông."},
        {"FinishLinked", "Ghi phần liên thông đã xong", Group::Handling, "", false, false, linked_done, "Đã ghi phần liên thông."},
        {"SendToMinistry", "Chuyển hệ thống của bộ", Group::Handling, "", false, false, to_ministry, "Đã ghi việc chuyển hệ thống của bộ."},
        {"VerifyOnSite", "Ghi thẩm tra thực địa", Group::Handling, "", false, false, site_visit, "Đã ghi thẩm tra thực địa."},
        {"AskOpinion", "Lấy ý kiến cơ quan khác", Group::Handling, "", false, false, opinion, "Đã gửi yêu cầu lấy ý kiến."},
        {"RecordOpinion", "Ghi ý kiến trả lời", Group::Handling, "", false, false, answer, "Đã ghi ý kiến trả lời."},
        {"AskPayment", "Yêu cầu nghĩa vụ tài chính", Group::Handling, "", false, false, payment, "Đã thông báo nghĩa vụ tài chính."},
        {"RecordPayment", "Ghi nhận đã nộp tiền", Group::Handling, "", false, false, paid, "Đã ghi nhận nộp tiền."},
        {"Apologise", "Xin lỗi và hẹn lại", Group::Handling, "", false, false, apology, "Đã xin lỗi và hẹn lại."},
        {"AskApproval", "Trình kết quả", Group::Outcome, "", false, false, approval, "Đã trình kết quả."},
        {"SendBack", "Trả lại dự thảo", Group::Outcome, "", false, false, instructions, "Đã trả lại dự thảo."},
        {"Decide", "Quyết định", Group::Outcome, "", false, false, decision, "Đã quyết định.", true},
        {"AttachResult", "Gắn kết quả", Group::Outcome, "", false, true, result, "Đã gắn kết quả.", true},
        {"Finish", "Báo đã có kết quả", Group::Outcome, "", false, false, nothing, "Hồ sơ đã xử lý xong.", true},
        {"CancelResult", "Hủy hiệu lực kết quả", Group::Outcome, "", true, false, cancel_result, "Đã hủy hiệu lực kết quả."},
        {"ReturnResult", "Trả kết quả", Group::Outcome, "", false, false, return_result, "Đã trả kết quả cho công dân.", true},
        {"Archive", "Nộp lưu hồ sơ", Group::Outcome, "", false, false, archive, "Đã nộp lưu hồ sơ."},
        {"AskWithdrawal", "Công dân xin rút hồ sơ", Group::Other, "", false, false, reason, "Đã ghi yêu cầu rút hồ sơ."},
        {"DecideWithdrawal", "Giải quyết yêu cầu rút", Group::Other, "", false, false, withdrawal, "Đã giải quyết yêu cầu rút."},
        {"Stop", "Dừng giải quyết", Group::Other, "", true, false, stop, "Đã dừng giải quyết hồ sơ."},
        {"RemoveFile", "Bỏ một tệp gắn nhầm", Group::Other, "", true, false, remove_file, "Đã bỏ tệp; bản cũ vẫn còn trong lịch sử."},
        {"SetUrgent", "Đánh dấu khẩn", Group::Other, "", false, false, urgent, "Đã cập nhật mức khẩn."},
        {"ReportIncident", "Báo sự cố", Group::Other, "", false, false, incident, "Đã ghi sự cố."},
    };
    return forms;
}

const std::vector<ActionForm>& component_forms() {
    static const std::vector<ActionForm> forms{
        {"RecordShown", "Đã xem và đối chiếu bản chính", Group::Reception, "", false, false, shown, "Đã ghi nhận đối chiếu."},
        {"RecordLookup", "Tra cứu cơ sở dữ liệu", Group::Reception, "", false, false, looked_up, "Đã ghi kết quả tra cứu."},
        {"CountPaper", "Ghi số bản giấy", Group::Reception, "", false, false, paper_count, "Đã ghi số bản giấy."},
        {"AddFile", "Tải tệp lên", Group::Reception, "", false, true, upload, "Đã gắn tệp vào thành phần hồ sơ."},
        {"MarkNotDigitised", "Đánh dấu chưa số hóa", Group::Reception, "", false, false, mark, "Đã đánh dấu chưa số hóa."},
        {"UnmarkNotDigitised", "Bỏ dấu chưa số hóa", Group::Reception, "", false, false, reason, "Đã bỏ dấu chưa số hóa."},
        {"ConfirmComponent", "Xác nhận giấy khớp bản quét", Group::Reception, "", false, false, nothing, "Đã xác nhận thành phần."},
        {"UndoConfirmation", "Bỏ xác nhận", Group::Reception, "", false, false, nothing, "Đã bỏ xác nhận."},
        {"ReturnOriginal", "Trả lại bản chính", Group::Reception, "", false, false, nothing, "Đã ghi nhận trả bản chính."},
    };
    return forms;
}

const ActionForm* find_action_form(std::string_view action) {
    for (const auto* forms : {&action_forms(), &component_forms()}) {
        const auto found = std::find_if(forms->begin(), forms->end(), [&](const ActionForm& form) { return form.action == action; });
        if (found != forms->end()) return &*found;
    }
    return nullptr;
}

}  // namespace server::http::desk

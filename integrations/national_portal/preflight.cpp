#include "integrations/national_portal/preflight.hpp"

#include <algorithm>

#include "integrations/national_portal/wire.hpp"

namespace integrations::national_portal {
namespace {

using dossier::State;
using Findings = std::vector<Finding>;

void blocks(Findings& findings, std::string field, std::string message) {
    findings.push_back({Severity::Blocks, std::move(field), "", std::move(message)});
}
void costs(Findings& findings, std::string field, std::string_view indicator, std::string message) {
    findings.push_back({Severity::Costs, std::move(field), indicator, std::move(message)});
}

bool has_end(State state) { return state == State::ResultReady || state == State::Returned; }

void check_required(const Record& record, Findings& findings) {
    const std::pair<const char*, const std::string*> required[]{
        {"MaHoSo", &record.code},         {"MaTTHC", &record.procedure_code}, {"TenTTHC", &record.procedure_name},
        {"MaLinhVuc", &record.field_code}, {"TenLinhVuc", &record.field_name}, {"DonViXuLy", &record.unit}};
    for (const auto& [field, value] : required)
        if (value->empty()) blocks(findings, field, std::string{"Thiếu "} + field + ": Cổng không nhận bản ghi.");
    if (!dossier::portal_code(record.state))
        blocks(findings, "TrangThaiHoSo", "Hồ sơ nháp chưa có trạng thái trên Cổng.");
    if (!record.received_at)
        blocks(findings, "NgayTiepNhan", "Thiếu ngày tiếp nhận: hồ sơ không được tính vào chỉ số nào.");
}

// The portal takes times as they are: an order that cannot be would count as late or as an error.
void check_times(const Record& record, Findings& findings) {
    if (record.received_at && record.due_at && *record.due_at < *record.received_at)
        blocks(findings, "NgayHenTra", "Ngày hẹn trả trước ngày tiếp nhận.");
    if (record.finished_at && record.returned_at && *record.returned_at < *record.finished_at)
        blocks(findings, "NgayTra", "Ngày trả kết quả trước ngày kết thúc xử lý.");
    if (record.state == State::Returned && !record.returned_at)
        blocks(findings, "NgayTra", "Trạng thái đã trả kết quả nhưng thiếu ngày trả.");
    if (!record.due_at && record.state != State::NotReceived)
        costs(findings, "NgayHenTra", "2.1", "Thiếu ngày hẹn trả: không tính được đúng hạn.");
    if (has_end(record.state) && !record.finished_at)
        costs(findings, "NgayKetThucXuLy", "2.1", "Thiếu ngày kết thúc xử lý: đúng hạn bị tính theo ngày trả.");
    if (record.finished_at && record.due_at && *record.finished_at > *record.due_at)
        costs(findings, "NgayKetThucXuLy", "2.1", "Kết thúc xử lý sau ngày hẹn trả: tính là quá hạn.");
    const auto open = std::count_if(record.supplements.begin(), record.supplements.end(),
                                    [](const auto& round) { return !round.received_at; });
    if (record.supplements.size() > 1 && open > 0)
        costs(findings, "DanhSachHoSoBoSung", "2.1", "Hơn một lần yêu cầu bổ sung mà chưa kết thúc: tính là quá hạn.");
}

void check_papers(const Record& record, Findings& findings) {
    const bool any_file = std::any_of(record.files.begin(), record.files.end(),
                                      [](const auto& file) { return !file.withdrawn && !file.link.empty(); });
    const bool any_digitised = std::any_of(record.files.begin(), record.files.end(),
                                           [](const auto& file) { return !file.withdrawn && file.digitised; });
    if (!any_file) costs(findings, "TaiLieuNop", "4.2", "Không thành phần nào có tệp: hồ sơ không tính là đã số hóa.");
    if (!any_digitised)
        costs(findings, "DuocSoHoa", "4.3", "Không thành phần nào được số hóa: không tính tái sử dụng.");
    for (const auto& file : record.files) {
        if (file.component_code.empty())
            costs(findings, "MaThanhPhanHoSo", "4.2", "Tệp không gắn mã thành phần hồ sơ: không đếm được.");
        if (file.reuse == Reuse::ReplacedByResult && file.replacing_result.empty())
            blocks(findings, "MaKetQuaThayThe", "Thành phần thay bằng kết quả phải có mã kết quả thay thế.");
        if (!file.from_national_repository || file.reuse != Reuse::No) continue;
        costs(findings, "DuocTaiSuDung", "4.4", "Giấy tờ lấy từ Kho quốc gia phải ghi là tái sử dụng.");
    }
}

void check_results(const Record& record, Findings& findings) {
    if (!has_end(record.state)) return;
    if (record.results.empty()) {
        costs(findings, "DanhSachGiayToKetQua", "4.1", "Không có tệp kết quả điện tử.");
        if (record.channel == dossier::Channel::Online)
            costs(findings, "DanhSachGiayToKetQua", "3.3", "Hồ sơ trực tuyến không có kết quả điện tử: không tính toàn trình.");
    }
    for (const auto& result : record.results) {
        if (result.link.empty()) costs(findings, "DuongDanTepTinKetQua", "4.1", "Kết quả thiếu đường dẫn tệp.");
        if (result.result_code.empty()) costs(findings, "MaGiayToKetQua", "4.2", "Kết quả thiếu mã giấy tờ kết quả.");
    }
}

void check_payment(const Record& record, Findings& findings) {
    const bool fee = std::any_of(record.fees.begin(), record.fees.end(), [](const auto& one) { return one.amount > 0; });
    if (fee && record.payment != OnlinePayment::OnPortal && record.payment != OnlinePayment::OnLocalGateway)
        costs(findings, "DuocThanhToanTrucTuyen", "3.6", "Có phí, lệ phí nhưng không thanh toán trực tuyến.");
}

void check_identity(const Record& record, Findings& findings) {
    if (record.owner_kind == OwnerKind::Citizen && record.owner_number.reveal().empty())
        costs(findings, "DinhDanhCHS", "4.5", "Chủ hồ sơ chưa có số định danh.");
    const bool repository = std::any_of(record.files.begin(), record.files.end(),
                                        [](const auto& file) { return file.from_national_repository; });
    if (!record.account_verified && !repository && record.databases.empty())
        costs(findings, "DSKetNoiCSDL", "4.5", "Chưa khai thác cơ sở dữ liệu dân cư cho hồ sơ này.");
}

}  // namespace

std::vector<Finding> preflight(const Record& record) {
    Findings findings;
    check_required(record, findings);
    check_times(record, findings);
    check_papers(record, findings);
    check_results(record, findings);
    check_payment(record, findings);
    check_identity(record, findings);
    return findings;
}

bool may_leave(const std::vector<Finding>& findings) {
    return std::none_of(findings.begin(), findings.end(),
                        [](const auto& finding) { return finding.severity == Severity::Blocks; });
}

}  // namespace integrations::national_portal

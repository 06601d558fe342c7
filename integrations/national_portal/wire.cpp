#include "integrations/national_portal/wire.hpp"

#include <array>
#include <cstdio>
#include <initializer_list>

#include "dossier/time.hpp"

namespace integrations::national_portal {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

// The portal's limits count characters; cutting never splits one.
std::string cut(const std::string& text, std::size_t characters) {
    std::size_t seen = 0;
    for (std::size_t at = 0; at < text.size(); ++at)
        if ((static_cast<unsigned char>(text[at]) & 0xC0) != 0x80 && seen++ == characters) return text.substr(0, at);
    return text;
}

std::string time_or_empty(const std::optional<Instant>& at) { return at ? wire_time(*at) : std::string{}; }
const char* flag(bool value) { return value ? "1" : "0"; }

const char* code_of(OwnerKind kind) {
    switch (kind) {
        case OwnerKind::Citizen: return "1";
        case OwnerKind::Enterprise: return "2";
        case OwnerKind::StateBody: return "3";
        case OwnerKind::Other: return "4";
    }
    return "4";
}

const char* code_of(Reuse reuse) {
    switch (reuse) {
        case Reuse::No: return "0";
        case Reuse::Reused: return "1";
        case Reuse::ReplacedByResult: return "2";
    }
    return "0";
}

const char* code_of(OnlinePayment payment) {
    switch (payment) {
        case OnlinePayment::None: return "0";
        case OnlinePayment::OnPortal: return "1";
        case OnlinePayment::OnLocalGateway: return "2";
        case OnlinePayment::Other: return "3";
    }
    return "0";
}

const char* code_of(dossier::FeeKind kind) {
    switch (kind) {
        case dossier::FeeKind::Charge: return "1";
        case dossier::FeeKind::Fee: return "2";
        case dossier::FeeKind::Service: return "3";
    }
    return "1";
}

const char* code_of(dossier::Channel channel) {
    switch (channel) {
        case dossier::Channel::Counter: return "1";
        case dossier::Channel::Online: return "2";
        case dossier::Channel::Post: return "3";
    }
    return "1";
}

// Empty for a draft: pre-flight stops it before it leaves.
std::string code_of(dossier::State state) {
    const auto code = dossier::portal_code(state);
    return code ? std::to_string(*code) : std::string{};
}

bool says(const std::string& text, std::initializer_list<const char*> words) {
    for (const auto* word : words)
        if (text.find(word) != std::string::npos) return true;
    return false;
}

ordered_json to_wire(const SubmittedFile& file) {
    return {{"TepDinhKemId", file.id},
            {"TenTepDinhKem", cut(file.name, 4000)},
            {"IsDeleted", file.withdrawn ? "True" : "False"},
            {"MaThanhPhanHoSo", file.component_code},
            {"DuongDanTaiTepTin", file.link},
            {"DuocSoHoa", flag(file.digitised)},
            {"DuocTaiSuDung", code_of(file.reuse)},
            {"DuocLayTuKhoDMQG", flag(file.from_national_repository)},
            {"MaKetQuaThayThe", file.replacing_result}};
}

ordered_json to_wire(const Fee& fee) {
    return {{"TenPhiLePhi", fee.name},
            {"MaPhiLePhi", fee.code},
            {"HinhThucThu", fee.at_filing ? "1" : "2"},
            {"Gia", std::to_string(fee.amount)},
            {"LoaiPhiLePhi", code_of(fee.kind)}};
}

ordered_json to_wire(const OtherPaper& paper) {
    return {{"TenGiayTo", paper.name}, {"SoLuong", paper.count}, {"LoaiGiayTo", paper.kind}};
}

ordered_json to_wire(const SupplementRound& round) {
    return {{"HoSoBoSungId", round.id},
            {"NguoiYeuCauBoSung", round.asked_by},
            {"NoiDungBoSung", round.what},
            {"NgayBoSung", wire_time(round.asked_at)},
            {"NguoiTiepNhanBoSung", round.received_by},
            {"ThongTinTiepNhan", round.note},
            {"NgayTiepNhanBoSung", time_or_empty(round.received_at)},
            {"TrangThaiBoSung", round.received_at.has_value()},
            {"DanhSachGiayToBoSung", ordered_json::array()},
            {"DanhSachLePhiBoSung", ordered_json::array()},
            {"NgayHenTraTruoc", time_or_empty(round.due_before)},
            {"NgayHenTraMoi", time_or_empty(round.due_after)}};
}

ordered_json to_wire(const ResultPaper& paper) {
    return {{"TenGiayTo", cut(paper.name, 2000)},
            {"MaThanhPhanHoSo", paper.component_code},
            {"GiayToId", paper.id},
            {"DuongDanTepTinKetQua", paper.link},
            {"MaGiayToKetQua", paper.result_code}};
}

template <class Item>
ordered_json list_of(const std::vector<Item>& items) {
    auto list = ordered_json::array();
    for (const auto& item : items) list.push_back(to_wire(item));
    return list;
}

ordered_json identities(const std::string& number) {
    auto list = ordered_json::array();
    if (number.find_first_not_of("0123456789") != std::string::npos) return list;
    if (number.size() == 12) list.push_back({{"LoaiDinhDanh", "1"}, {"SoDinhDanh", number}});
    if (number.size() == 9) list.push_back({{"LoaiDinhDanh", "2"}, {"SoDinhDanh", number}});
    return list;
}

ordered_json databases(const std::vector<std::string>& codes) {
    auto list = ordered_json::array();
    for (const auto& code : codes) list.push_back({{"MaCSDL", code}});
    return list;
}

bool has_digitised(const Record& record) {
    for (const auto& file : record.files)
        if (file.digitised && !file.withdrawn) return true;
    return false;
}

void add_people(ordered_json& wire, const Record& record) {
    wire["ChuHoSo"] = record.owner.reveal();
    wire["SoGiayToChuHoSo"] = record.owner_number.reveal();
    wire["LoaiDoiTuong"] = code_of(record.owner_kind);
    wire["MaDoiTuong"] = record.tech_id;
    wire["ThongTinKhac"] = record.other.reveal();
    wire["Email"] = record.email.reveal();
    wire["Fax"] = record.fax.reveal();
    wire["SoDienThoai"] = record.phone.reveal();
}

void add_course(ordered_json& wire, const Record& record) {
    wire["TrichYeuHoSo"] = cut(record.abstract, 1000);
    wire["NgayTiepNhan"] = time_or_empty(record.received_at);
    wire["NgayHenTra"] = time_or_empty(record.due_at);
    wire["TrangThaiHoSo"] = code_of(record.state);
    wire["NgayTra"] = time_or_empty(record.returned_at);
    wire["ThongTinTra"] = record.return_note;
    wire["HinhThuc"] = record.return_way == ReturnWay::AtDesk ? "0" : "1";
    wire["NgayKetThucXuLy"] = time_or_empty(record.finished_at);
    wire["DonViXuLy"] = record.unit;
    wire["GhiChu"] = record.note;
}

void add_papers(ordered_json& wire, const Record& record) {
    wire["TaiLieuNop"] = list_of(record.files);
    wire["DanhSachLePhi"] = list_of(record.fees);
    wire["DanhSachTepDinhKemKhac"] = list_of(record.other_papers);
    wire["DanhSachHoSoBoSung"] = list_of(record.supplements);
    wire["DanhSachGiayToKetQua"] = list_of(record.results);
}

}  // namespace

std::string wire_time(Instant at) {
    const auto date = dossier::vietnam_date(at);
    const auto local = std::chrono::floor<std::chrono::seconds>(at + dossier::vietnam_offset);
    const std::chrono::hh_mm_ss clock{local - std::chrono::floor<std::chrono::days>(local)};
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%04d%02u%02u%02d%02d%02d", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                  static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                  static_cast<int>(clock.seconds().count()));
    return text.data();
}

std::optional<Instant> parse_wire_time(std::string_view text) {
    if (text.size() != 14 || text.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
    const std::string digits{text};
    const auto iso = digits.substr(0, 4) + "-" + digits.substr(4, 2) + "-" + digits.substr(6, 2) + "T" +
                     digits.substr(8, 2) + ":" + digits.substr(10, 2) + ":" + digits.substr(12, 2) + "+07:00";
    const auto parsed = dossier::parse_iso8601(iso);
    return parsed ? std::optional{*parsed} : std::nullopt;
}

ordered_json to_wire(const Record& record) {
    ordered_json wire;
    wire["MaHoSo"] = record.code;
    wire["MaTTHC"] = record.procedure_code;
    wire["TenTTHC"] = record.procedure_name;
    wire["MaLinhVuc"] = record.field_code;
    wire["TenLinhVuc"] = record.field_name;
    wire["KenhThucHien"] = code_of(record.channel);
    wire["SoBienNhan"] = record.receipt_number;
    add_people(wire, record);
    add_course(wire, record);
    add_papers(wire, record);
    wire["NoiNopHoSo"] = record.filed_where == FiledAt::Portal ? "1" : "2";
    wire["HoSoCoThanhPhanSoHoa"] = flag(has_digitised(record));
    wire["TaiKhoanDuocXacThucVoiVNeID"] = flag(record.account_verified);
    wire["DuocThanhToanTrucTuyen"] = code_of(record.payment);
    wire["NgayTuChoi"] = time_or_empty(record.refused_at);
    wire["DinhDanhCHS"] = identities(record.owner_number.reveal());
    wire["NgayNopHoSo"] = time_or_empty(record.filed_at);
    wire["DSKetNoiCSDL"] = databases(record.databases);
    return wire;
}

ordered_json to_wire(const Progress& progress) {
    return {{"MaHoSo", progress.code},
            {"NguoiXuLy", cut(progress.officer, 50)},
            {"ChucDanh", progress.position},
            {"ThoiDiemXuLy", wire_time(progress.at)},
            {"PhongBanXuLy", progress.unit},
            {"NoiDungXuLy", progress.what},
            {"TrangThai", code_of(progress.state)},
            {"NgayBatDau", time_or_empty(progress.started_at)},
            {"NgayKetThucTheoQuyDinh", time_or_empty(progress.due_at)}};
}

std::string message_body(const Record& record, const Progress& progress) {
    const ordered_json body{{"MaHoSo", record.code}, {"HoSo", to_wire(record)}, {"TienDo", to_wire(progress)}};
    return body.dump(-1, ' ', false, json::error_handler_t::replace);
}

bool Answer::already_exists() const {
    return !succeeded() && (error_code == "3" || error_code == "-3" || says(message, {"đã tồn tại", "Đã tồn tại"}));
}
bool Answer::does_not_exist() const {
    return !succeeded() && says(message, {"không tồn tại", "chưa tồn tại", "hông tìm thấy"});
}
bool Answer::session_lost() const { return !succeeded() && says(message, {"session", "Session", "phiên", "Phiên"}); }
bool Answer::data_refused() const {
    return !succeeded() && !session_lost() && says(message, {"không hợp lệ", "hiếu", "định dạng"});
}

std::optional<Answer> parse_answer(std::string_view text) {
    const auto body = json::parse(text, nullptr, false);
    if (!body.is_object() || !body.contains("error_code")) return std::nullopt;
    Answer answer;
    const auto& code = body["error_code"];
    if (code.is_string()) answer.error_code = code.get<std::string>();
    else if (code.is_number_integer()) answer.error_code = std::to_string(code.get<long long>());
    else return std::nullopt;
    if (body.contains("message") && body["message"].is_string()) answer.message = body["message"].get<std::string>();
    if (body.contains("result") && body["result"].is_array()) answer.result = body["result"];
    return answer;
}

}  // namespace integrations::national_portal

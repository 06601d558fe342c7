#pragma once
// The dossier of sample_data/messages/dvcqg-v1-*.json in our own words; tests change one point of it.

#include <fstream>
#include <stdexcept>
#include <string>

#include <nlohmann/json.hpp>

#include "integrations/national_portal/wire.hpp"
#include "tests/support/places.hpp"

namespace sample {

namespace portal = integrations::national_portal;

inline dossier::Instant at(const char* wire) { return portal::parse_wire_time(wire).value(); }

inline nlohmann::json message(const std::string& name) {
    std::ifstream file{test_support::in_source("sample_data/messages/dvcqg-v1-" + name + ".json")};
    if (!file) throw std::runtime_error("no sample " + name);
    return nlohmann::json::parse(file);
}

inline portal::Record received() {
    portal::Record record;
    record.code = "000.00.12.H99-261120-0007";
    record.procedure_code = "1.001612";
    record.procedure_name = "Thủ tục mẫu về đăng ký thành lập hộ kinh doanh";
    record.field_code = "G05-KD01";
    record.field_name = "Thành lập và hoạt động của hộ kinh doanh";
    record.receipt_number = "BN-0007";
    record.owner = portal::PersonalText{"Nguyễn Văn Mẫu"};
    record.owner_number = portal::PersonalText{"001099000001"};
    record.email = portal::PersonalText{"mau@vidu.example"};
    record.phone = portal::PersonalText{"0900000001"};
    record.abstract = "Đề nghị đăng ký hộ kinh doanh";
    record.filed_at = at("20261120081200");
    record.received_at = at("20261120081530");
    record.due_at = at("20261125170000");
    record.state = dossier::State::Received;
    record.unit = "Trung tâm Phục vụ hành chính công (mẫu)";
    portal::SubmittedFile file;
    file.id = "7b3c0e8e-1b7e-4f4e-9d1f-0a1b2c3d4e5f";
    file.name = "giay-de-nghi.pdf";
    file.component_code = "000.00.00.G05-KQ000001";
    file.link = "https://motcua.vidu.example/tep/7b3c0e8e?han=20261220&ky=abc";
    file.digitised = true;
    record.files = {file};
    record.fees = {{"Lệ phí cấp giấy", "LP01", true, 100'000, dossier::FeeKind::Charge}};
    return record;
}

inline portal::Record returned() {
    auto record = received();
    record.state = dossier::State::Returned;
    record.returned_at = at("20261125093000");
    record.return_note = "Chủ hồ sơ nhận trực tiếp";
    record.finished_at = at("20261124160000");
    record.payment = portal::OnlinePayment::OnPortal;
    record.results = {{"Giấy chứng nhận đăng ký hộ kinh doanh", "000.00.00.G05-KQ000002",
                       "c0ffee00-0000-4000-8000-000000000001",
                       "https://motcua.vidu.example/ketqua/c0ffee00?han=20271120&ky=abc", "KQ.G05.000001"}};
    return record;
}

inline portal::Progress step(dossier::State state, const char* when, const char* what, const char* officer) {
    portal::Progress row;
    row.code = "000.00.12.H99-261120-0007";
    row.officer = officer;
    row.position = "Chuyên viên";
    row.unit = "Bộ phận Một cửa";
    row.what = what;
    row.at = at(when);
    row.state = state;
    row.started_at = row.at;
    row.due_at = at("20261125170000");
    return row;
}

}  // namespace sample

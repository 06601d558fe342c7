// From the specialist's desk to the citizen's hand.

#include <filesystem>
#include <fstream>
#include <iterator>

#include "server/tools/demo/story.hpp"
#include "server/tools/sign.hpp"
#include "templates/form_engine.hpp"

namespace server::demo {

using nlohmann::json;

namespace {

constexpr const char* result_code = "KQ.G05.000301";
constexpr const char* result_title = "Gi%E1%BA%A5y%20ch%E1%BB%A9ng%20nh%E1%BA%ADn%20%C4%91%C4%83ng%20k%C3%BD%20h%E1%BB%99%20kinh%20doanh";

std::string content(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}
void keep(const std::string& path, const std::string& bytes) { std::ofstream{path, std::ios::binary} << bytes; }

std::string certificate_html(const std::string& code) {
    return "<!doctype html><html lang=vi><meta charset=utf-8><title>Giấy chứng nhận đăng ký hộ kinh doanh</title>"
           "<style>@page{size:A4;margin:25mm 20mm 25mm 30mm}body{font:14pt 'Liberation Serif';text-align:center}"
           "p{text-align:left}.sign{margin-top:20mm;display:flex;justify-content:space-between}</style>"
           "<b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b><br><u>Độc lập - Tự do - Hạnh phúc</u>"
           "<h2>GIẤY CHỨNG NHẬN ĐĂNG KÝ HỘ KINH DOANH</h2><p>Số: 41H8000001 (bản minh họa)</p>"
           "<p>Tên hộ kinh doanh: TẠP HÓA NGUYỄN VĂN MẪU</p><p>Chủ hộ: Nguyễn Văn Mẫu</p>"
           "<p>Trụ sở: Số 12 phố Ví Dụ, phường Bình Minh, tỉnh Minh Họa</p><p>Theo hồ sơ số " + code + "</p></html>";
}

void sign(const std::string& from, const std::string& to, const std::string& pki, const std::string& role) {
    std::vector<std::string> words{"sign", from, "--out", to, "--pki", pki, "--as", role};
    std::vector<char*> arguments;
    for (auto& word : words) arguments.push_back(word.data());
    if (run_sign(static_cast<int>(arguments.size()), arguments.data()) != 0) throw StepFailed("không ký được " + to);
}

}  // namespace

std::string Story::hand_over() {
    act(reception_, "HandOverTo", {{"unit", "KT"}, {"note", "Đủ thành phần"}, {"paper", true}});
    return act(specialist_, "TakeOver").value("state_title", "");
}

std::string Story::propose() {
    act(specialist_, "AskApproval", {{"proposed", "granted"}, {"draft_text", "Kính trình cấp Giấy chứng nhận đăng ký hộ kinh doanh."}});
    return "đề nghị cấp giấy chứng nhận";
}

std::string Story::decide() {
    act(leader_, "Decide", {{"outcome", "granted"}});
    return "đồng ý";
}

json Story::offer_result(const std::string& pdf_path) {
    const auto at = "/api/dossiers/" + dossier_ + "/results";
    const auto uploaded = specialist_.upload(at + "?code=" + result_code + "&number=41H8000001&form=electronic&title=" + result_title,
                                             content(pdf_path), "application/pdf", "ket-qua.pdf");
    const auto id = uploaded.at("id").get<std::string>();
    return *wait_for("kết luận kiểm tra chữ ký", 120, [&]() -> std::optional<json> {
        auto verdict = specialist_.get(at + "/" + id);
        return verdict["status"] == "pending" ? std::nullopt : std::optional{verdict};
    });
}

std::string Story::refuse_bad_results() {
    const auto at = [this](const char* name) { return (std::filesystem::path{stage_.out} / name).string(); };
    keep(at("chua-ky.pdf"), templates::FormEngine{}.pdf(certificate_html(code_)));
    sign(at("chua-ky.pdf"), at("mot-chu-ky.pdf"), stage_.pki, "person");
    result_pdf_ = at("ket-qua.pdf");
    sign(at("mot-chu-ky.pdf"), result_pdf_, stage_.pki, "agency");
    auto altered = content(result_pdf_);
    altered[altered.size() / 3] = static_cast<char>(altered[altered.size() / 3] ^ 1);
    keep(at("bi-sua.pdf"), altered);
    for (const auto* name : {"chua-ky.pdf", "mot-chu-ky.pdf", "bi-sua.pdf"}) {
        const auto verdict = offer_result(at(name));
        if (verdict["status"] != "refused") throw StepFailed(std::string{name} + " lẽ ra phải bị từ chối");
    }
    return "cả ba bị từ chối";
}

std::string Story::attach_result() {
    const auto verdict = offer_result(result_pdf_);
    const auto& report = verdict["report"];
    if (verdict["status"] != "passed")
        throw StepFailed("kết quả bị từ chối: " + (report.is_object() ? report.value("summary", "") : report.dump()));
    return report.value("verdict", "") + ", " + std::to_string(report["signatures"].size()) + " chữ ký";
}

std::string Story::finish() { return act(specialist_, "Finish").value("state_title", ""); }

std::string Story::return_result() {
    const auto after = act(reception_, "ReturnResult", {{"mode", "counter"}, {"receipt_shown", true}, {"taken_by", "Nguyễn Văn Mẫu"},
                                                        {"proof", "Đã ký nhận trên giấy hẹn"}});
    return after.value("state_title", "");
}

}  // namespace server::demo

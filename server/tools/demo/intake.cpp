// From the counter to the receipt.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "server/tools/demo/story.hpp"

namespace server::demo {

using nlohmann::json;

namespace {

constexpr const char* procedure_code = "1.001612";
constexpr const char* application = "000.00.00.G05-KQ900301";    // giấy đề nghị
constexpr const char* identity_paper = "000.00.00.G05-KQ900304";  // giấy tờ pháp lý của chủ hộ
constexpr const char* authorisation = "000.00.00.G05-KQ900305";   // văn bản ủy quyền nộp hồ sơ

std::string content(const std::filesystem::path& path) {
    std::ifstream file{path, std::ios::binary};
    if (!file) throw StepFailed("không đọc được " + path.string());
    return {std::istreambuf_iterator<char>{file}, {}};
}

std::string media_type(const std::filesystem::path& path) {
    const auto ending = path.extension().string();
    if (ending == ".pdf") return "application/pdf";
    if (ending == ".png") return "image/png";
    if (ending == ".tif" || ending == ".tiff") return "image/tiff";
    return "image/jpeg";
}

std::vector<std::filesystem::path> scans_at(const std::string& place) {
    if (!std::filesystem::is_directory(place)) return {place};
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator{place}) {
        const auto ending = entry.path().extension();
        if (ending == ".pdf" || ending == ".png" || ending == ".jpg" || ending == ".jpeg" || ending == ".tif")
            files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    if (files.empty()) throw StepFailed("không có bản quét nào trong " + place);
    return files;
}

}  // namespace

std::string Story::sign_in() {
    portal_behaves("normal");  // whatever an earlier run left
    reception_.sign_in("lan", stage_.password);
    specialist_.sign_in("tam", stage_.password);
    leader_.sign_in("son", stage_.password);
    return "lan, tam, son";
}

std::string Story::open_draft() {
    const auto opened = reception_.post("/api/dossiers", {{"procedure", procedure_code},
                                                          {"channel", "counter"},
                                                          {"particulars",
                                                           {{"applicant",
                                                             {{"kind", "citizen"},
                                                              {"name", "Nguyễn Văn Mẫu"},
                                                              {"number", "001090000017"},
                                                              {"phone", "0912345678"},
                                                              {"email", "nguyenvanmau@vidu.example"},
                                                              {"address", "Số 12 phố Ví Dụ, phường Bình Minh, tỉnh Minh Họa"}}},
                                                            {"summary", "Đăng ký thành lập hộ kinh doanh tạp hóa"},
                                                            {"name_spelling_confirmed", true}}}});
    dossier_ = opened.at("id").get<std::string>();
    return opened.value("state_title", "") + ", còn thiếu: " +
           (opened.at("check").at("complete").get<bool>() ? "không" : "có giấy tờ");
}

std::string Story::upload_scans() {
    for (const auto& path : scans_at(stage_.scans)) {
        const auto stack = reception_.upload("/api/dossiers/" + dossier_ + "/stacks", content(path), media_type(path),
                                             path.filename().string());
        stacks_.push_back(stack.at("id").get<std::string>());
    }
    return std::to_string(stacks_.size()) + " tệp";
}

std::string Story::read_pages() {
    int pages = 0;
    for (const auto& stack : stacks_) {
        std::string shown;
        const auto read = wait_for("kết quả đọc trang", 300, [&]() -> std::optional<json> {
            auto view = reception_.get("/api/stacks/" + stack);
            const auto progress = view["pages_done"].dump() + "/" + view["pages_total"].dump();
            if (progress != shown && progress != "0/0") std::cout << "        trang " << progress << std::endl;
            shown = progress;
            if (view["state"] == "failed") throw StepFailed("không đọc được tập: " + view.value("problem", ""));
            return view["state"] == "read" || view["state"] == "confirmed" ? std::optional{view} : std::nullopt;
        });
        for (const auto& page : (*read)["pages"])
            if (page["state"] == "read" && page["blank"] == false) pages += page["text"].get<std::string>().empty() ? 0 : 1;
    }
    if (pages == 0) throw StepFailed("không trang nào có chữ");
    return std::to_string(pages) + " trang có chữ";
}

// The officer takes the suggestion; a document nobody could name is the application form, the one paper all must bring.
std::string Story::confirm_documents() {
    int confirmed = 0, corrected = 0;
    for (const auto& stack : stacks_) {
        const auto view = reception_.get("/api/stacks/" + stack);
        for (const auto& document : view["documents"]) {
            if (document["confirmed"] == true || document["pages"].empty()) continue;
            auto component = document.value("suggested", "");
            if (component.empty()) {
                component = application;
                ++corrected;
            }
            reception_.post("/api/stacks/" + stack + "/confirm", {{"document", document["number"]}, {"component", component}});
            ++confirmed;
        }
        wait_for("bản PDF tìm kiếm được", 120, [&]() -> std::optional<bool> {
            const auto now = reception_.get("/api/stacks/" + stack);
            const auto& documents = now["documents"];
            const bool all = std::all_of(documents.begin(), documents.end(), [](const auto& document) {
                return document["pages"].empty() || (document["confirmed"] == true && document["file"] != "");
            });
            return all ? std::optional{true} : std::nullopt;
        });
    }
    return std::to_string(confirmed) + " giấy tờ, " + std::to_string(corrected) + " do công chức tự chọn thành phần";
}

std::string Story::mark_not_digitised() {
    act(reception_, "MarkNotDigitised",
        {{"component", authorisation}, {"reason", "other"}, {"text", "Bản giấy đóng quyển, không tháo rời được"}});
    return "văn bản ủy quyền";
}

std::string Story::look_up_identity() {
    const auto after = act(reception_, "RecordLookup",
                           {{"component", identity_paper}, {"source", "identity"}, {"found", true}, {"reference", "tra-cuu-mau-1"}});
    if (!after.at("check").at("complete").get<bool>()) {
        std::string missing;
        for (const auto& line : after.at("check").at("components"))
            if (line.value("standing", "") == "missing") missing += " " + line.value("title", "");
        throw StepFailed("hồ sơ còn thiếu:" + missing);
    }
    return "tìm thấy, hồ sơ đã đủ";
}

std::string Story::receive() {
    const auto received = act(reception_, "Receive");
    code_ = received.at("code").get<std::string>();
    if (code_.empty() || !received.contains("due_text")) throw StepFailed("chưa có mã hoặc ngày hẹn trả");
    return code_ + ", hẹn trả " + received["due_text"].get<std::string>();
}

std::string Story::fetch_receipt() {
    const auto path = "/api/dossiers/" + dossier_ + "/receipt.pdf";
    const auto pdf = wait_for("giấy tiếp nhận", 120, [&]() -> std::optional<std::string> {
        auto answer = reception_.ask("GET", path);
        return answer.status == 200 ? std::optional{std::move(answer.body)} : std::nullopt;
    });
    if (pdf->rfind("%PDF-", 0) != 0) throw StepFailed("giấy tiếp nhận không phải PDF");
    const auto kept = std::filesystem::path{stage_.out} / "giay-tiep-nhan.pdf";
    std::ofstream{kept, std::ios::binary} << *pdf;
    return kept.string();
}

}  // namespace server::demo

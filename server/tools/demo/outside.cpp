// What others see: the national portal's double, and the citizen.

#include <algorithm>

#include "server/tools/demo/story.hpp"

namespace server::demo {

using nlohmann::json;

json Story::portal_state() {
    const auto answer = portal_.send({"GET", stage_.portal + "/state.json"});
    if (!answer) throw StepFailed("không gọi được bản đóng thế Cổng DVCQG: " + answer.error().detail);
    return json::parse(answer->body);
}

std::string Story::told_to_portal() {
    std::string statuses;
    const auto state = portal_state();
    if (!state["TienDo"].contains(code_)) return statuses;
    for (const auto& row : state["TienDo"][code_]) statuses += (statuses.empty() ? "" : " ") + row["TrangThai"].get<std::string>();
    return statuses;
}

void Story::portal_behaves(const std::string& behaviour) {
    const json order{{"behaviour", behaviour}, {"times", -1}};
    const auto answer = portal_.send({"POST", stage_.portal + "/control", {}, order.dump()});
    if (!answer || answer->status != 200) throw StepFailed("bản đóng thế Cổng DVCQG không nhận lệnh");
}

std::string Story::stop_portal() {
    wait_for("trạng thái đang xử lý trên Cổng", 60, [&]() -> std::optional<bool> {
        return told_to_portal() == "2 4" ? std::optional{true} : std::nullopt;
    });
    portal_behaves("down");
    return "trước đó Cổng đã nhận: 2 4";
}

std::string Story::portal_was_down() {
    const auto told = told_to_portal();
    if (told != "2 4") throw StepFailed("Cổng đã nhận: " + told);
    return "vẫn là: 2 4";
}

std::string Story::portal_again() {
    portal_behaves("normal");
    wait_for("đủ trạng thái trên Cổng", 180, [&]() -> std::optional<bool> {
        const auto told = told_to_portal();
        return told.size() >= 6 && told.substr(told.size() - 2) == "10" ? std::optional{true} : std::nullopt;
    });
    std::this_thread::sleep_for(std::chrono::seconds{2});  // a repeated row would come now
    const auto state = portal_state();
    std::string order, last;  // rows of one status may follow each other: attached result, due date
    for (const auto& row : state["TienDo"][code_]) {
        const auto status = row["TrangThai"].get<std::string>();
        if (status != last) order += (order.empty() ? "" : " ") + status;
        last = status;
    }
    if (order != "2 4 9 10") throw StepFailed("thứ tự trên Cổng: " + order);
    for (const auto& row : state["TienDo"][code_])
        if (std::count(state["TienDo"][code_].begin(), state["TienDo"][code_].end(), row) != 1)
            throw StepFailed("một bước đến Cổng hai lần");
    const auto& record = state["HoSo"][code_];
    if (record["TrangThaiHoSo"] != "10" || record["DanhSachGiayToKetQua"].empty())
        throw StepFailed("Cổng thiếu trạng thái cuối hoặc kết quả");
    return order + ", kèm kết quả " + record["DanhSachGiayToKetQua"][0].value("MaGiayToKetQua", "");
}

std::string Story::citizen_looks_up() {
    const auto found = citizen_.get("/api/lookup?code=" + code_);
    const auto page = citizen_.bytes("/tra-cuu?ma=" + code_);
    const auto title = found.value("state_title", "");
    if (found.value("state", "") != "Returned" || page.find(title) == std::string::npos)
        throw StepFailed("trang tra cứu không cho thấy: " + title);
    if (page.find("Nguyễn Văn Mẫu") != std::string::npos) throw StepFailed("trang tra cứu để lộ tên người nộp");
    return title;
}

}  // namespace server::demo

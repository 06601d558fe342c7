#include <catch2/catch.hpp>

#include "sample_record.hpp"

using namespace sample;
using dossier::State;
using nlohmann::json;

TEST_CASE("a received dossier is told to the portal in its exact fields", "[portal]") {
    CHECK(json(to_wire(received())) == message("dongbo-new")["data"][0]);
}

TEST_CASE("a returned dossier carries the result link, its code and both ends of handling", "[portal]") {
    CHECK(json(to_wire(returned())) == message("dongbo-result")["data"][0]);
}

TEST_CASE("an open supplement round is told with the due date it suspends", "[portal]") {
    auto record = received();
    record.state = State::AwaitingSupplement;
    portal::SupplementRound round;
    round.id = "1";
    round.asked_by = "Trần Thị Mẫu";
    round.what = "Bổ sung bản sao có chứng thực";
    round.asked_at = at("20261121090000");
    round.due_before = at("20261125170000");
    record.supplements = {round};

    CHECK(json(to_wire(record)) == message("dongbo-supplement")["data"][0]);
}

TEST_CASE("progress rows match the sample of the portal", "[portal]") {
    const auto rows = message("tiendo")["data"];
    CHECK(json(to_wire(step(State::Received, "20261120081530", "Tiếp nhận hồ sơ", "Nguyễn Văn Mẫu"))) == rows[0]);
    CHECK(json(to_wire(step(State::InProcess, "20261120101200", "Thụ lý hồ sơ", "Lê Thị Mẫu"))) == rows[1]);
    CHECK(json(to_wire(step(State::ResultReady, "20261124160000", "Ký duyệt kết quả", "Phạm Văn Mẫu"))) == rows[2]);
}

TEST_CASE("every state but the draft has its own number on the portal", "[portal]") {
    const std::pair<State, const char*> numbers[]{
        {State::Submitted, "1"},          {State::Received, "2"},        {State::NotReceived, "3"},
        {State::InProcess, "4"},          {State::AwaitingSupplement, "5"}, {State::AwaitingPayment, "6"},
        {State::WithdrawalAsked, "7"},    {State::Stopped, "8"},         {State::ResultReady, "9"},
        {State::Returned, "10"},          {State::Draft, ""}};
    for (const auto& [state, number] : numbers) {
        auto record = received();
        record.state = state;
        CHECK(to_wire(record)["TrangThaiHoSo"] == number);
    }
}

TEST_CASE("portal times are Vietnamese, also across midnight in UTC", "[portal]") {
    const auto late = dossier::parse_iso8601("2026-12-31T23:30:05Z").value();
    CHECK(portal::wire_time(late) == "20270101063005");
    CHECK(portal::parse_wire_time("20270101063005") == late);
    for (const auto* wrong : {"", "2027010106300", "202701010630055", "2027-01-01 0630", "20271301000000"})
        CHECK_FALSE(portal::parse_wire_time(wrong));
}

TEST_CASE("an officer's name is cut at fifty characters, never inside one", "[portal]") {
    std::string name;
    for (int letter = 0; letter < 60; ++letter) name += "ế";
    const auto row = to_wire(step(State::Received, "20261120081530", "Tiếp nhận", name.c_str()));
    CHECK(row["NguoiXuLy"].get<std::string>().size() == 50 * std::string{"ế"}.size());
}

TEST_CASE("an old nine-digit card is told apart from a personal number", "[portal]") {
    auto record = received();
    record.owner_number = portal::PersonalText{"012345678"};
    CHECK(to_wire(record)["DinhDanhCHS"][0]["LoaiDinhDanh"] == "2");
    record.owner_number = portal::PersonalText{"B1234567"};
    CHECK(to_wire(record)["DinhDanhCHS"].empty());
}

TEST_CASE("the portal's answer is read whether its code is a number or a string", "[portal]") {
    for (const auto* text : {R"({"error_code":0})", R"({"error_code":"0"})", R"({"error_code":"00","result":[]})"})
        CHECK(portal::parse_answer(text)->succeeded());
    CHECK(portal::parse_answer(message("response-ok").dump())->succeeded());
    const auto exists = portal::parse_answer(message("response-exists").dump()).value();
    CHECK(exists.already_exists());
    CHECK_FALSE(exists.succeeded());
    CHECK(portal::parse_answer(R"({"error_code":-3,"message":""})")->already_exists());
}

TEST_CASE("an answer that is not the portal's is no answer", "[portal]") {
    for (const auto* text : {"", "{", "[]", "null", "<html>", R"({"error_code":null})", R"({"error_code":1.5})", R"({"message":"x"})"})
        CHECK_FALSE(portal::parse_answer(text));
}

TEST_CASE("each kind of refusal is told apart by its words", "[portal]") {
    CHECK(portal::Answer{"-1", "Mã hồ sơ chưa tồn tại"}.does_not_exist());
    CHECK(portal::Answer{"-2", "Phiên làm việc không hợp lệ"}.session_lost());
    CHECK_FALSE(portal::Answer{"-2", "Phiên làm việc không hợp lệ"}.data_refused());
    CHECK(portal::Answer{"-1", "Dữ liệu không hợp lệ: MaTTHC"}.data_refused());
    CHECK_FALSE(portal::Answer{"-1", "Lỗi xử lý"}.data_refused());
}

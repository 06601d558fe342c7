#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "integrations/notify/plan.hpp"
#include "integrations/notify/sms.hpp"
#include "integrations/notify/zalo.hpp"
#include "tests/support/notice_double.hpp"

using namespace integrations;
using namespace integrations::notify;
using test_support::NoticeDouble;

namespace {

Sms sms_of(const NoticeDouble& gateway, const std::string& secret = "bi-mat-mau") {
    SmsSettings settings;
    settings.url = gateway.url + "/sms";
    settings.api_key = "khoa-mau";
    settings.secret_key = secret;
    settings.brandname = "MOTCUA";
    return Sms{settings};
}

Zalo zalo_of(const NoticeDouble& gateway) {
    ZaloSettings settings;
    settings.url = gateway.url + "/zalo";
    settings.access_token = "ma-truy-cap-mau";
    settings.templates = {{"received", "301"}};
    return Zalo{settings};
}

// The gateway knows every id it ever saw: one a number.
Notice to(const std::string& phone) {
    return {"n" + phone, dossier::Personal<std::string>{phone}, "Hồ sơ đã được tiếp nhận", "received", {{"ma_ho_so", "H99.14-261130-0001"}}};
}

template <class Expected>
bool is(const Delivery& answer) { return std::holds_alternative<Expected>(answer); }

dossier::Instant at(const char* when) { return dossier::parse_iso8601(when).value(); }

}  // namespace

TEST_CASE("a short message goes without diacritics to the national form of the number", "[notify]") {
    auto& gateway = NoticeDouble::fresh();
    auto sms = sms_of(gateway);
    CHECK(is<Delivered>(sms.send(to("+84 912 345 678"))));
    CHECK(gateway.kept()[0]["text"] == "Ho so da duoc tiep nhan");
    CHECK(gateway.kept()[0]["phone"] == "0912345678");
}

TEST_CASE("each answer of the SMS gateway leads to the right next step", "[notify]") {
    auto& gateway = NoticeDouble::fresh();
    auto sms = sms_of(gateway);
    CHECK(is<RetryLater>(sms.send(to("0912340500"))));
    CHECK(is<RetryLater>(sms.send(to("0912340099"))));
    CHECK(is<Delivered>(sms.send(to("0912340099"))));
    CHECK(is<Rejected>(sms.send(to("0912340404"))));
    CHECK(is<Rejected>(sms.send(to("0243825"))));
    CHECK(is<RetryLater>(sms_of(gateway, "sai").send(to("0912345678"))));
}

TEST_CASE("a short message whose answer was lost is offered again and told once", "[notify]") {
    auto& gateway = NoticeDouble::fresh();
    auto sms = sms_of(gateway);
    CHECK(is<RetryLater>(sms.send(to("0912340888"))));
    CHECK(is<Duplicate>(sms.send(to("0912340888"))));
    CHECK(gateway.kept().size() == 1);
}

TEST_CASE("Zalo gets the approved template and its values", "[notify]") {
    auto& gateway = NoticeDouble::fresh();
    auto zalo = zalo_of(gateway);
    CHECK(is<Delivered>(zalo.send(to("0912345678"))));
    CHECK(gateway.kept()[0]["text"] == R"(301 {"ma_ho_so": "H99.14-261130-0001"})");
    CHECK(is<Rejected>(zalo.send(to("0912340404"))));
    CHECK(is<RetryLater>(zalo.send(to("0912350099"))));
    CHECK(is<Rejected>(zalo.send(to("0912340888"))));  // kept there, answer lost: not sent twice
    auto other = to("0912345678");
    other.template_name = "apology";
    CHECK(is<Rejected>(zalo.send(other)));
}

TEST_CASE("only Vietnamese mobile numbers get short messages", "[notify]") {
    CHECK(international("0912345678") == "84912345678");
    CHECK(international("(+84) 351.234.567") == "84351234567");
    for (const auto* wrong : {"", "02438251234", "091234567", "09123456789", "0112345678", "0912345678;rm", "+1 202 555 0100"})
        CHECK(international(wrong).empty());
}

TEST_CASE("Vietnamese letters lose their marks and nothing else", "[notify]") {
    CHECK(without_diacritics("Đặng Thị Ỷ nộp “hồ sơ” – 5 bản…") == "Dang Thi Y nop \"ho so\" - 5 ban...");
    CHECK(without_diacritics("ưỡn ẹo, quỳ gối, kỵ sĩ") == "uon eo, quy goi, ky si");
}

TEST_CASE("nobody is disturbed by telephone at night, an e-mail may go", "[notify]") {
    const Policy policy;
    CHECK(may_go_at("sms", at("2026-11-30T20:59:00+07:00"), policy) == at("2026-11-30T20:59:00+07:00"));
    CHECK(may_go_at("sms", at("2026-11-30T21:00:00+07:00"), policy) == at("2026-12-01T07:00:00+07:00"));
    CHECK(may_go_at("zalo", at("2026-12-01T03:00:00+07:00"), policy) == at("2026-12-01T07:00:00+07:00"));
    CHECK(may_go_at("email", at("2026-12-01T03:00:00+07:00"), policy) == at("2026-12-01T03:00:00+07:00"));
    Policy noon;
    noon.quiet_from = 12 * 60;
    noon.quiet_to = 13 * 60;
    CHECK(may_go_at("sms", at("2026-12-01T12:30:00+07:00"), noon) == at("2026-12-01T13:00:00+07:00"));
    CHECK(may_go_at("sms", at("2026-12-01T13:00:00+07:00"), noon) == at("2026-12-01T13:00:00+07:00"));
}

TEST_CASE("a channel that refuses or stays silent gives way to the next", "[notify]") {
    const Policy policy;
    CHECK(channels_for({true, true, true}, policy) == std::vector<std::string>{"account", "zalo", "sms", "email"});
    CHECK(channels_for({false, true, false}, policy) == std::vector<std::string>{"email"});
    CHECK(after(Delivered{}, 1, policy).step == Step::Done);
    CHECK(after(Duplicate{}, 1, policy).step == Step::Done);
    CHECK(after(Rejected{}, 1, policy).step == Step::NextChannel);
    const RetryLater later{std::chrono::minutes{2}, ""};
    CHECK(after(later, 1, policy).wait == std::chrono::minutes{2});
    CHECK(after(later, 3, policy).wait == std::chrono::minutes{8});
    CHECK(after(later, policy.attempts, policy).step == Step::NextChannel);
}

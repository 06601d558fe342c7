// Mails against a real SMTP server: Debian's aiosmtpd.

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <unistd.h>

#include "integrations/mail/smtp_client.hpp"
#include "tests/support/mail_double.hpp"

using namespace integrations;
using mail::Mail;

using test_support::MailDouble;

namespace {

const auto morning = dossier::parse_iso8601("2026-11-30T08:15:30+07:00").value();

Mail to(const std::string& recipient) {
    return {"b7d1", "motcua@vidu.example", "Trung tâm Phục vụ hành chính công (mẫu)",
            dossier::Personal<std::string>{recipient}, "Hồ sơ đã được tiếp nhận", "Kính gửi ông/bà,\nHồ sơ đã được tiếp nhận.\n"};
}

Delivery send(const MailDouble& server, const std::string& recipient, int patience_ms = 10'000) {
    mail::SmtpSettings settings;
    settings.url = server.url;
    settings.limits.total = std::chrono::milliseconds{patience_ms};
    return mail::SmtpClient{settings}.send(to(recipient), morning);
}

}  // namespace

TEST_CASE("a mail reaches the SMTP server with its Vietnamese subject, text and attachment", "[mail]") {
    MailDouble server;
    auto letter = to("an@vidu.example");
    letter.attachments.push_back({"giấy hẹn.pdf", "application/pdf", std::string(200, '\0')});
    mail::SmtpSettings settings;
    settings.url = server.url;
    CHECK(std::holds_alternative<Delivered>(mail::SmtpClient{settings}.send(letter, morning)));
    REQUIRE(server.kept() == 1);
    std::ofstream{"/tmp/motcua-mail-check-" + std::to_string(getpid())} << server.mail(1);
    const auto check = "/usr/bin/python3 -c \"import email,email.header,email.policy,sys,os; p=sys.argv[1]; "
                       "m=email.message_from_binary_file(open(p,'rb'),policy=email.policy.default); os.remove(p); "
                       "assert m['subject']=='Hồ sơ đã được tiếp nhận', m['subject']; "
                       "from email.header import decode_header, make_header; "
                       "f=str(make_header(decode_header(dict(email.message_from_bytes(m.as_bytes()).items())['From']))); "
                       "assert f.startswith('Trung tâm Phục vụ hành chính công (mẫu)'), f; "
                       "assert m['message-id']=='<b7d1@vidu.example>'; "
                       "assert m['date'].datetime.isoformat()=='2026-11-30T08:15:30+07:00'; "
                       "assert m.get_body().get_content().startswith('Kính gửi ông/bà,'); "
                       "a=list(m.iter_attachments()); assert a[0].get_content()==bytes(200), a; "
                       "assert a[0].get_filename()=='giấy hẹn.pdf', a[0].get_filename()\" /tmp/motcua-mail-check-" +
                       std::to_string(getpid());
    CHECK(std::system(check.c_str()) == 0);
}

TEST_CASE("each answer of the mail server leads to the right next step", "[mail]") {
    MailDouble server;
    CHECK(std::holds_alternative<RetryLater>(send(server, "busy@vidu.example")));
    CHECK(std::holds_alternative<Rejected>(send(server, "unknown@vidu.example")));
    CHECK(std::holds_alternative<Rejected>(send(server, "refuse@vidu.example")));
    CHECK(std::holds_alternative<RetryLater>(send(server, "later@vidu.example")));
    CHECK(server.kept() == 0);
    CHECK(std::holds_alternative<Delivered>(send(server, "later@vidu.example")));
    CHECK(server.kept() == 1);
}

TEST_CASE("a mail whose answer was lost is not sent a second time", "[mail]") {
    MailDouble server;
    const auto cut = send(server, "cut@vidu.example");
    REQUIRE(std::holds_alternative<Rejected>(cut));
    CHECK(std::get<Rejected>(cut).reason.find("không rõ") == 0);
    const auto slow = send(server, "slow@vidu.example", 1'000);
    REQUIRE(std::holds_alternative<Rejected>(slow));
    CHECK(std::get<Rejected>(slow).reason.find("không rõ") == 0);
    CHECK(server.kept() == 2);
}

TEST_CASE("a mail server that is down is tried again later", "[mail]") {
    MailDouble server;
    server.stop();
    CHECK(std::holds_alternative<RetryLater>(send(server, "an@vidu.example")));
}

TEST_CASE("a mail server elsewhere without TLS gets nothing", "[mail]") {
    mail::SmtpSettings settings;
    settings.limits.connect = std::chrono::milliseconds{200};
    settings.url = "smtp://127.0.0.1.vidu.example:25";
    CHECK(std::holds_alternative<RetryLater>(mail::SmtpClient{settings}.send(to("an@vidu.example"), morning)));
}

TEST_CASE("no header and no recipient can be slipped into a mail", "[mail]") {
    for (const auto* address : {"", "an", "@vidu.example", "an@", "an@vidu.example\r\nBcc: x@y.example", "a b@vidu.example",
                                "an@vidu.example>,<x@y.example", "an@@vidu.example", "\"an\"@vidu.example", "ăn@vidu.example"}) {
        CAPTURE(address);
        CHECK_FALSE(mail::is_address(address));
        CHECK_FALSE(mail::compose(to(address), morning));
    }
    auto letter = to("an@vidu.example");
    letter.subject = "Chào\r\nBcc: x@y.example";
    letter.from_name = "A\r\nX-Y: z";
    letter.id = "1\r\nX: y";
    const auto text = mail::compose(letter, morning).value();
    CHECK(text.find("\r\nBcc") == std::string::npos);
    CHECK(text.find("\r\nX") == std::string::npos);
}

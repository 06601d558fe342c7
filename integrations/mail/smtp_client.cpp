#include "integrations/mail/smtp_client.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <new>

namespace integrations::mail {
namespace {

struct Upload {
    std::string text;
    std::size_t at = 0;
    bool handed_over = false;  // libcurl took the last byte
};

std::size_t give(char* into, std::size_t size, std::size_t count, void* from) {
    auto& upload = *static_cast<Upload*>(from);
    const auto length = std::min(size * count, upload.text.size() - upload.at);
    std::memcpy(into, upload.text.data() + upload.at, length);
    upload.at += length;
    if (length == 0) upload.handed_over = true;
    return length;
}

bool is_this_machine(const std::string& url) {
    for (const auto* start : {"smtp://127.0.0.1", "smtp://localhost", "smtp://[::1]"})
        if (url.rfind(start, 0) == 0) {
            const auto next = url.substr(std::strlen(start), 1);
            return next.empty() || next == ":" || next == "/";
        }
    return false;
}

struct CurlFree {
    void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

void set_connection(CURL* curl, const SmtpSettings& settings) {
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(curl, CURLOPT_URL, settings.url.c_str());
    curl_easy_setopt(curl, CURLOPT_USE_SSL,
                     static_cast<long>(is_this_machine(settings.url) ? CURLUSESSL_TRY : CURLUSESSL_ALL));
    curl_easy_setopt(curl, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(settings.limits.connect.count()));
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(settings.limits.total.count()));
    if (!settings.tls.authorities.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, settings.tls.authorities.c_str());
    if (settings.username.empty()) return;
    curl_easy_setopt(curl, CURLOPT_USERNAME, settings.username.c_str());
    curl_easy_setopt(curl, CURLOPT_PASSWORD, settings.password.c_str());
}

Delivery outcome(CURL* curl, CURLcode code, const Upload& upload, std::chrono::seconds retry_after) {
    long reply = 0;  // the server's last three-digit reply
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &reply);
    if (code == CURLE_OK) return Delivered{"SMTP " + std::to_string(reply)};
    const auto word = "máy chủ thư trả lời " + std::to_string(reply);
    if (reply >= 500 && reply < 600) return Rejected{word};
    if (reply >= 400 && reply < 500) return RetryLater{retry_after, word};
    if (upload.handed_over) return Rejected{"không rõ máy chủ thư đã nhận hay chưa; không gửi lại để tránh gửi hai lần"};
    return RetryLater{retry_after, "không gửi được qua máy chủ thư"};
}

}  // namespace

Delivery SmtpClient::send(const Mail& mail, dossier::Instant now) {
    auto text = compose(mail, now);
    if (!text) return Rejected{"địa chỉ thư điện tử không hợp lệ"};
    Upload upload{*std::move(text)};
    std::unique_ptr<CURL, CurlFree> curl{curl_easy_init()};
    const auto recipient = "<" + mail.to.reveal() + ">";
    std::unique_ptr<curl_slist, CurlFree> recipients{curl_slist_append(nullptr, recipient.c_str())};
    if (!curl || !recipients) throw std::bad_alloc{};
    set_connection(curl.get(), settings_);
    const auto sender = "<" + mail.from + ">";
    curl_easy_setopt(curl.get(), CURLOPT_MAIL_FROM, sender.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_MAIL_RCPT, recipients.get());
    curl_easy_setopt(curl.get(), CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl.get(), CURLOPT_READFUNCTION, &give);
    curl_easy_setopt(curl.get(), CURLOPT_READDATA, &upload);
    const auto code = curl_easy_perform(curl.get());
    return outcome(curl.get(), code, upload, settings_.retry_after);
}

}  // namespace integrations::mail

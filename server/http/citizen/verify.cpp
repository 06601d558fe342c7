// Anybody may check a signed paper: three plain answers, why, and what to do. The file is judged and forgotten.

#include "integrations/signing/verify.hpp"
#include "server/http/citizen/handlers.hpp"
#include "server/http/desk/frame.hpp"
#include "server/receipt_keys.hpp"
#include "server/trust.hpp"

namespace server::http::citizen {

namespace receipt_token = integrations::receipt_token;
namespace signing = integrations::signing;
using desk::View;
using signing::Verdict;

namespace {

std::string_view sentence_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::Passed: return "Chữ ký số còn nguyên vẹn, người ký được xác nhận.";
        case Verdict::NoSignature: return "Tệp này không có chữ ký số nên không xác minh được.";
        case Verdict::Indeterminate: return "Chưa đủ căn cứ để kết luận.";
        case Verdict::Failed: return "Không được tin tệp này là giấy tờ do cơ quan phát hành.";
    }
    return "";
}

std::string_view advice_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::Passed: return "";
        case Verdict::NoSignature: return "Đề nghị nơi gửi cung cấp bản điện tử có ký số, hoặc kiểm tra bản giấy.";
        case Verdict::Indeterminate: return "Thử lại sau, hoặc hỏi cơ quan phát hành.";
        case Verdict::Failed: return "Không sử dụng; báo cho cơ quan có tên trên giấy tờ.";
    }
    return "";
}

std::string_view word_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::Passed: return "hợp lệ";
        case Verdict::NoSignature: return "không có chữ ký";
        case Verdict::Indeterminate: return "chưa kết luận được";
        case Verdict::Failed: return "không hợp lệ";
    }
    return "";
}

View found_view(const signing::Report& report) {
    auto signatures = View::array();
    for (const auto& each : report.signatures) {
        if (each.timestamp) continue;
        const auto at = each.proven_time ? each.proven_time : each.claimed_time;
        signatures.push_back({{"signer", each.signer}, {"issuer", each.issuer}, {"claimed_time", at ? dossier::vietnamese_time(*at) : ""},
                              {"level", each.level}, {"verdict", word_of(each.verdict)}});
    }
    const bool failed = report.verdict == Verdict::Failed;
    return {{"valid", report.verdict == Verdict::Passed}, {"invalid", failed},
            {"unsure", !failed && report.verdict != Verdict::Passed}, {"sentence", sentence_of(report.verdict)},
            {"why", report.summary}, {"what_now", advice_of(report.verdict)}, {"signatures", signatures}};
}

// Says no more of a refused code than why: what a forger wrote is not repeated.
View receipt_view(const Result<receipt_token::Receipt>& receipt) {
    const bool unsure = !receipt && receipt.error().code == dossier::ErrorCode::NotFound;
    View view{{"valid", receipt.has_value()}, {"invalid", !receipt && !unsure}, {"unsure", unsure}, {"signatures", View::array()}};
    if (receipt) {
        view["sentence"] = "Cơ quan có mã " + receipt->agency + " đã cấp giấy tiếp nhận cho hồ sơ " + receipt->code + ", ngày " +
                           dossier::vietnamese_date(receipt->date) + ".";
        view["why"] = "chữ ký trong mã khớp với khóa của hệ thống này; mã không chứng minh các nội dung khác in trên giấy";
        view["what_now"] = "so mã hồ sơ và ngày với giấy đang cầm; tình trạng hồ sơ xem ở trang tra cứu";
        return view;
    }
    view["sentence"] = unsure ? "Chưa đủ căn cứ để kết luận." : "Không được tin giấy này là giấy tiếp nhận do cơ quan cấp.";
    view["why"] = receipt.error().detail;
    view["what_now"] = unsure ? "Mở đúng địa chỉ in cạnh mã, hoặc hỏi cơ quan cấp giấy." : "Không sử dụng; báo cho cơ quan có tên trên giấy.";
    return view;
}

Response verify_page(const Request& request, Services& services, View found, View errors) {
    auto view = desk::public_frame(request, services, "Xác minh giấy tờ điện tử");
    const bool refused = !errors.empty();
    if (refused) desk::add_errors(view, std::move(errors));
    view["found"] = std::move(found);
    return desk::html("pages/verify", view, refused ? 422 : 200);
}

}  // namespace

Result<Response> show_verify(const Request& request, Services& services) {
    const auto code = request.query_value("ma").value_or("");
    if (code.empty()) return verify_page(request, services, nullptr, View::array());
    receipt_token::Keys keys;
    const auto published = TRY(receipt_public_keys(services.config));
    TRY(keys.add_pem(published));
    return verify_page(request, services, receipt_view(keys.check(code)), View::array());
}

Result<Response> show_receipt_keys(const Request&, Services& services) {
    return text(TRY(receipt_public_keys(services.config)), "application/x-pem-file");
}

Result<Response> verify_upload(const Request& request, Services& services) {
    if (!request.upload || request.upload->media_type != "application/pdf")
        return verify_page(request, services, nullptr, View::array({{{"href", "#file"}, {"text", "Chọn một tệp PDF"}}}));
    signing::VerifyOptions options;
    options.trust = trust_of(services.config);
    options.at = request.arrived_at;
    options.source = revocation_source(request.arrived_at);
    const auto report = TRY(signing::verify_file(request.upload->path, options));
    return verify_page(request, services, found_view(report), View::array());
}

}  // namespace server::http::citizen

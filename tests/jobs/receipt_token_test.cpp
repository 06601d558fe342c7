// The receipt's second code: read from the paper, checked with the published keys, refused when it was changed.

#include <sys/stat.h>

#include "integrations/receipt_token/receipt_token.hpp"
#include "server/http/citizen/handlers.hpp"
#include "server/jobs/render_form.hpp"
#include "server/receipt_keys.hpp"
#include "tests/jobs/printing.hpp"
#include "tests/support/printed_paper.hpp"

using namespace papers_tests;
using integrations::receipt_token::Keys;

namespace {

struct Counter : Printing {
    Counter() {
        config.data_dir = folder.path() / "data";
        config.public_url = "https://motcua.vidu.example";
    }
    std::string page(const std::string& token) {
        http::Request request;
        if (!token.empty()) request.query = {{"ma", token}};
        request.arrived_at = vn("2026-11-23T11:00");
        const auto answer = http::citizen::show_verify(request, services);
        REQUIRE(answer);
        return answer->body;
    }
};

std::string address_on(const std::string& pdf) {
    const test_support::PaperFile paper{pdf};
    for (const auto& code : test_support::codes_on(paper))
        if (code.find("MCT1") != std::string::npos) return code;
    return {};
}

}  // namespace

TEST_CASE("a receipt carries a code that the published keys prove, and no personal data in it", "[papers][receipt-token]") {
    Counter office;
    const auto received = office.receive(office.open().id);
    REQUIRE(office.run("render_form", jobs::render_form) == 1);
    const auto address = address_on(office.bytes_of(office.now(received.id).forms.at(0).file));
    CHECK(address.starts_with("https://motcua.vidu.example/xac-minh?ma=MCT1~"));
    const auto published = http::citizen::show_receipt_keys({}, office.services);
    REQUIRE(published);
    CHECK(published->body.find("PRIVATE") == std::string::npos);
    Keys keys;
    REQUIRE(keys.add_pem(published->body));
    const auto receipt = keys.check(address);
    REQUIRE(receipt);
    CHECK(receipt->code == received.code);
    CHECK(receipt->agency == received.agency);
    CHECK(dossier::iso_date(receipt->date) == "2026-11-23");
    for (const auto& personal : {received.particulars.applicant.name.reveal(), received.particulars.applicant.number.reveal()})
        CHECK(address.find(personal) == std::string::npos);

    struct stat key{};
    REQUIRE(::stat((office.config.data_dir / "receipt-keys/1.pem").c_str(), &key) == 0);
    CHECK((key.st_mode & 0777) == 0600);
}

TEST_CASE("the public page says genuine, or refuses with the reason, without signing in", "[papers][receipt-token]") {
    Counter office;
    const auto signer = receipt_signer(office.config);
    REQUIRE(signer);
    const auto token = signer->token({"H56.14-261123-0001", *dossier::parse_iso_date("2026-11-23"), "H56.14"});
    const auto genuine = office.page(token);
    CHECK(genuine.find("Hợp lệ") != std::string::npos);
    CHECK(genuine.find("H56.14-261123-0001") != std::string::npos);
    auto changed = token;
    changed.replace(changed.find("-0001"), 5, "-0009");
    const auto refused = office.page(changed);
    CHECK(refused.find("Không hợp lệ") != std::string::npos);
    CHECK(refused.find("bị sửa hoặc làm giả") != std::string::npos);
    CHECK(refused.find("H56.14-261123-0009") == std::string::npos);  // what was forged is not repeated
    const auto other = *integrations::receipt_token::Signer::from_pem(integrations::receipt_token::Signer::make_pem());
    CHECK(office.page(other.token({"H56.14-261123-0001", *dossier::parse_iso_date("2026-11-23"), "H56.14"})).find("Chưa kết luận được") != std::string::npos);
    CHECK(office.page("").find("Chọn tệp PDF") != std::string::npos);
    CHECK(office.page("<script>").find("<script>") == office.page("").find("<script>"));
}

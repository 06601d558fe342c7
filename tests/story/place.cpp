#include "tests/story/place.hpp"

#include "tests/support/places.hpp"

namespace story {

using test_support::content_of;
using test_support::wait_until;

RunningServer& office() {
    // The older scheme of codes, and an alarm that does not take ten minutes to come.
    static RunningServer running{{{"agency.code_scheme", "A"}, {"alarm.every_s", "1"}, {"alarm.queue_s", "2"}}};
    return running;
}

Desk& desk() {
    static Desk only{office()};
    return only;
}

namespace {

std::string signed_result() {
    const auto at = [](const char* name) { return (office().folder() / name).string(); };
    const auto paper = test_support::in_source("sample_data/scans/1.001612/ho-kinh-doanh.pdf");
    office().run({"sign", paper, "--out", at("one.pdf"), "--pki", at("pki"), "--as", "person"});
    office().run({"sign", at("one.pdf"), "--out", at("both.pdf"), "--pki", at("pki"), "--as", "agency"});
    return content_of(at("both.pdf"));
}

Returned taken_all_the_way() {
    auto specialist = desk().sign_in("tam"), leader = desk().sign_in("son");
    const auto received = desk().received();
    Returned dossier{received.at("id"), received.at("code"), signed_result(), {}};
    desk().act(desk().reception(), dossier.id, "HandOverTo", {{"unit", "KT"}, {"note", "Đủ thành phần"}, {"paper", true}});
    desk().act(specialist, dossier.id, "TakeOver");
    desk().act(specialist, dossier.id, "AskApproval", {{"proposed", "granted"}, {"draft_text", "Kính trình."}});
    desk().act(leader, dossier.id, "Decide", {{"outcome", "granted"}});
    const auto at = "/api/dossiers/" + dossier.id + "/results";
    dossier.upload = specialist.upload(at + "?code=KQ.G05.000301&number=41H8000001&form=electronic&title=Ket%20qua",
                                       dossier.result_pdf, "application/pdf", "ket-qua.pdf").at("id");
    wait_until("verdict on the result", 60, [&] { return specialist.get(at + "/" + dossier.upload)["status"] == "passed"; });
    desk().act(specialist, dossier.id, "Finish");
    desk().act(desk().reception(), dossier.id, "ReturnResult",
               {{"mode", "counter"}, {"receipt_shown", true}, {"taken_by", "Nguyễn Văn Mẫu"}, {"proof", "Đã ký nhận"}});
    return dossier;
}

}  // namespace

const Returned& returned() {
    static const Returned only = taken_all_the_way();
    return only;
}

}  // namespace story

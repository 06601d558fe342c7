// Papers the administration already has, versions of scans, and dossiers that come from elsewhere.

#include "server/http/api/bundles.hpp"
#include "server/http/api/dossiers.hpp"
#include "server/http/api/files.hpp"
#include "server/http/api/inbound.hpp"
#include "server/http/api/oversight.hpp"
#include "server/http/api/reuse.hpp"
#include "server/http/desk/handlers.hpp"
#include "server/http/spool.hpp"
#include "server/storage/dossier_store.hpp"
#include "server/storage/oversight.hpp"
#include "tests/office/requests.hpp"

using namespace office_tests;
using dossier_tests::form_code;

namespace {

dossier::AddFile scan(const dossier::FileId& file) {
    return {form_code, 1, file, dossier::FileOrigin::Scan, dossier::FileSignature::None, dossier::Originality::Original, {}, ""};
}

http::Pairs of(const dossier::DossierId& id) { return {{"dossier_id", id.text()}, {"component", form_code}}; }

// The portal of the nation, with its token.
http::Request from_portal(const json& body) {
    auto request = request_by({}, "2026-11-23T09:00", {}, body);
    request.principal.kind = http::Principal::Kind::System;
    request.principal.scopes = {"portal_exchange"};
    return request;
}

json a_portal_dossier() {
    return {{"source_id", "G09.20-20261123-0000017"}, {"agency", dossier_tests::agency}, {"procedure", dossier_tests::a_procedure().code},
            {"particulars", {{"applicant", {{"name", "Nguyễn Thị Mẫu"}, {"number", "001099000001"}}}}}};
}

}  // namespace

TEST_CASE("a second dossier of the same person is offered the earlier paper, and its re-use is counted", "[reuse][R-DIG-18]") {
    Office office;
    const auto first = office.open().id;
    const auto file = office.a_file("%PDF-giấy chứng sinh");
    office.act(first, scan(file), desk(), "2026-11-23T09:05");
    const auto code = office.receive(first).code;

    const auto second = office.open("", "2026-11-25T09:00").id;
    const auto offered = told(http::list_earlier(request_by(desk(), "2026-11-25T09:01", of(second)), office.services));
    REQUIRE(offered["papers"].size() == 1);
    CHECK(offered["papers"][0]["file"] == file.text());
    CHECK(offered["papers"][0]["from_code"] == code);
    CHECK(offered["doubles"][0]["code"] == code);  // the first is still open: the officer sees it
    const auto reused = [&] {
        return told(http::show_digitisation(request_by(leader(), "2026-11-30T09:00"), office.services))["procedures"][0]["reused"];
    };
    CHECK(reused() == 0);
    told(http::reuse_file(request_by(desk(), "2026-11-25T09:02", of(second), {{"file", file.text()}}), office.services));
    office.receive(second, "2026-11-25T09:10");
    CHECK(reused() == 1);

    const auto foreign = office.a_file("%PDF-của người khác");
    const auto refused = http::reuse_file(request_by(desk(), "2026-11-25T09:02", of(office.open().id), {{"file", foreign.text()}}), office.services);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().fields.at(0).field == "file");
}

TEST_CASE("one stored document serves two dossiers without a copy", "[reuse][R-TAG-13]") {
    Office office;
    const auto first = office.open().id;
    const auto file = office.a_file("%PDF-giấy chứng sinh");
    office.act(first, scan(file), desk(), "2026-11-23T09:05");
    office.receive(first);
    const auto second = office.open("", "2026-11-25T09:00").id;
    told(http::reuse_file(request_by(desk(), "2026-11-25T09:02", of(second), {{"file", file.text()}}), office.services));
    for (const auto& id : {first, second}) {
        const auto view = told(http::show_dossier(request_by(desk(), "2026-11-25T09:03", of(id)), office.services));
        CHECK(view["components"][0]["files"][0]["file"] == file.text());
        auto request = request_by(desk(), "2026-11-25T09:04", of(id));
        request.path_values.emplace_back("file_id", file.text());
        CHECK(http::show_file(request, office.services).has_value());
    }
}

TEST_CASE("an earlier result can be looked at and is taken over with its appendices", "[reuse][appendix]") {
    Office office;
    auto asks_for_our_permit = Office::paperless();
    asks_for_our_permit.components[0].code = dossier_tests::a_signed_result().code;
    office.put(asks_for_our_permit);
    const auto first = office.open().id;
    office.receive(first);
    office.act(first, dossier::HandOverTo{"TP", "", "", "", true}, desk(), "2026-11-23T10:00");
    office.act(first, dossier::TakeOver{}, specialist(), "2026-11-23T10:30");
    office.act(first, dossier::Decide{dossier::Outcome::Granted, ""}, leader(), "2026-11-25T09:00");
    auto result = dossier_tests::a_result_with_appendices();
    result.file = office.a_file("%PDF-giấy phép");
    for (auto& appendix : result.appendices) appendix.file = office.a_file("%PDF-" + appendix.title);
    office.act(first, result, specialist(), "2026-11-25T10:00");

    const auto second = office.open("", "2026-11-25T11:00").id;
    const http::Pairs place{{"dossier_id", second.text()}, {"component", result.code}};
    const auto offered = told(http::list_earlier(request_by(desk(), "2026-11-25T11:01", place), office.services))["papers"];
    REQUIRE(offered.size() == 1);
    REQUIRE(offered[0]["appendices"].size() == 2);
    CHECK(offered[0]["appendices"][1]["title"] == "Phụ lục II");
    CHECK(offered[0]["appendices"][1]["file"] == result.appendices[1].file.text());
    const auto page = http::desk::show_dossier(request_by(desk(), "2026-11-25T11:01", place), office.services);
    REQUIRE(page);
    for (const auto& file : {result.file, result.appendices[0].file, result.appendices[1].file})
        CHECK(page->body.find("href=\"/desk/dossiers/" + first.text() + "/files/" + file.text() + "\"") != std::string::npos);

    told(http::reuse_file(request_by(desk(), "2026-11-25T11:02", place, {{"file", result.file.text()}}), office.services));
    const auto view = told(http::show_dossier(request_by(desk(), "2026-11-25T11:03", place), office.services));
    const auto& files = view["components"][0]["files"];
    REQUIRE(files.size() == 3);
    for (size_t i = 0; i < 3; ++i) {
        CHECK(files[i]["file"] == (i == 0 ? result.file : result.appendices[i - 1].file).text());
        CHECK(files[i]["origin"] == "reused");
        CHECK(files[i]["current"] == true);
    }
}

TEST_CASE("after a new scan version 2 is current and version 1 is still readable by those who may", "[files][R-DIG-19]") {
    Office office;
    const auto id = office.open().id;
    const auto one = office.a_file("%PDF-quét mờ"), two = office.a_file("%PDF-quét rõ");
    office.act(id, scan(one), desk(), "2026-11-23T09:05");
    auto again = scan(two);
    again.replaces = one;
    again.reason = "quét mờ";
    const auto after = office.act(id, again, desk(), "2026-11-23T09:06");
    const auto& files = after.component(form_code)->files;
    REQUIRE(files.size() == 2);
    CHECK_FALSE(files[0].current);
    CHECK(files[1].current);
    CHECK(files[1].version == 2);
    CHECK(files[1].reason == "quét mờ");
    CHECK(files[1].added_at == vn("2026-11-23T09:06"));
    CHECK(files[1].added_by.text() == "00000000-0000-7000-8000-000000000010");
    const auto read = [&](const dossier::Actor& who) {
        auto request = request_by(who, "2026-11-23T09:10", of(id));
        request.path_values.emplace_back("file_id", one.text());
        return http::show_file(request, office.services);
    };
    CHECK(read(desk()).has_value());
    const auto stranger = read(dossier_tests::an_actor(dossier::Role::reception_officer, "MC", "H56.99"));
    REQUIRE_FALSE(stranger);
    CHECK(stranger.error().code == dossier::ErrorCode::NotFound);
}

TEST_CASE("a marked component takes no file until the mark is removed with a reason; both are audited", "[files][R-TAG-08]") {
    Office office;
    const auto id = office.open().id;
    office.act(id, dossier::MarkNotDigitised{form_code, 1, dossier::MarkReason::Map, ""}, desk(), "2026-11-23T09:05");
    const auto upload = [&](const char* time) {
        auto request = request_by(desk(), time, of(id));
        http::SpoolWriter spool{office.folder.path()};
        spool.write("%PDF-1.7 bản đồ");
        request.upload = spool.finish();
        return http::add_component_file(request, office.services);
    };
    const auto refused = upload("2026-11-23T09:06");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == dossier::ErrorCode::WrongState);  // 409
    auto unmark = request_by(desk(), "2026-11-23T09:07", of(id), {{"component", form_code}, {"reason", ""}});
    unmark.path_values.emplace_back("action", "UnmarkNotDigitised");
    unmark.if_match = 2;
    const auto without_reason = http::act_on_dossier(unmark, office.services);
    REQUIRE_FALSE(without_reason);
    CHECK(without_reason.error().fields.at(0).field == "reason");
    unmark.body = json{{"component", form_code}, {"reason", "đã mượn máy quét khổ lớn"}}.dump();
    told(http::act_on_dossier(unmark, office.services));
    const auto taken = upload("2026-11-23T09:08");
    REQUIRE(taken);
    CHECK(taken->status == 201);

    storage::UnitOfWork work{*office.database};
    const auto events = storage::events_after(work, id, 2);
    REQUIRE(events.size() == 2);
    CHECK(dossier::event_name(events[0]) == "NotDigitisedUnmarked");
    CHECK(dossier::event_name(events[1]) == "FileAdded");
}

TEST_CASE("the reason for a mark comes from the list and is never empty", "[files][R-TAG-07]") {
    Office office;
    const auto id = office.open().id;
    const auto ask = [&](const json& body) {
        auto request = request_by(desk(), "2026-11-23T09:05", of(id), body);
        request.path_values.emplace_back("action", "MarkNotDigitised");
        request.if_match = 1;
        return http::act_on_dossier(request, office.services);
    };
    for (const auto& reason : {json{{"reason", ""}}, json{{"reason", "mệt"}}, json{{"reason", "other"}}, json{{"reason", "other"}, {"text", "  "}}}) {
        auto body = reason;
        body["component"] = form_code;
        INFO(body.dump());
        const auto refused = ask(body);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().code == dossier::ErrorCode::InvalidInput);
    }
    told(ask({{"component", form_code}, {"reason", "drawing"}}));
}

TEST_CASE("a portal's dossier is made once, with its source; the same call again finds it", "[inbound][R-ONL-05]") {
    Office office;
    const auto first = http::take_dossier(from_portal(a_portal_dossier()), office.services);
    const auto made = told(first);
    CHECK(first->status == 201);
    CHECK(made["source"] == "national_portal");
    CHECK(made["source_id"] == "G09.20-20261123-0000017");
    CHECK(made["channel"] == "online");
    const auto second = http::take_dossier(from_portal(a_portal_dossier()), office.services);
    CHECK(told(second)["id"] == made["id"]);
    CHECK(second->status == 200);
    auto nameless = a_portal_dossier();
    nameless.erase("source_id");
    const auto refused = http::take_dossier(from_portal(nameless), office.services);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().fields.at(0).field == "source_id");
}

TEST_CASE("the package another agency gets lists the papers that are not digitised with their label", "[exchange][R-TAG-11]") {
    Office office;
    dossier::OpenDraft draft;
    draft.deciding_agency = "H56.03";
    const auto id = office.open("", "2026-11-23T09:00", dossier_tests::a_procedure().code, draft).id;
    office.act(id, dossier::MarkNotDigitised{form_code, 1, dossier::MarkReason::Map, ""}, desk(), "2026-11-23T09:05");
    office.receive(id);
    const auto label = told(http::make_label(request_by(desk(), "2026-11-23T09:40", of(id), {{"place", "Kho 1"}}), office.services))["id"];
    const auto get = [&](const char* agency) {
        auto request = request_by({}, "2026-11-23T10:00", of(id));
        request.principal.kind = http::Principal::Kind::System;
        request.principal.scopes = {"partner_exchange"};
        request.principal.agency = agency;
        return http::show_package(request, office.services);
    };
    const auto package = told(get("H56.03"));
    REQUIRE(package["not_digitised"].size() == 1);
    CHECK(package["not_digitised"][0]["component"] == form_code);
    CHECK(package["not_digitised"][0]["label"] == label);
    CHECK(package["components"][0]["not_digitised"]["reason"] == "map");
    CHECK_FALSE(get("H56.77").has_value());
}

TEST_CASE("a document that arises in handling belongs to a dossier, or is not taken", "[files][R-DIG-15]") {
    Office office;
    const auto id = office.receive(office.open().id).id;
    const auto upload = [&](http::Pairs query) {
        auto request = request_by(desk(), "2026-11-23T10:00");
        request.query = std::move(query);
        http::SpoolWriter spool{office.folder.path()};
        spool.write("%PDF-1.7 công văn xin ý kiến");
        request.upload = spool.finish();
        return http::add_arising_document(request, office.services);
    };
    const auto refused = upload({{"title", "Công văn"}});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == dossier::ErrorCode::InvalidInput);
    CHECK(refused.error().fields.at(0).field == "dossier");
    const auto taken = told(upload({{"dossier", id.text()}, {"title", "Công văn xin ý kiến"}}));
    CHECK(taken["id"] == id.text());
    CHECK(taken["components"].back()["code"] == "arising");
}

TEST_CASE("dossiers of one visit name each other", "[intake]") {
    Office office;
    const auto first = office.open();
    dossier::OpenDraft next;
    next.visit = first.id.text();
    const auto second = office.open("", "2026-11-23T09:10", dossier_tests::a_procedure().code, next);
    const auto third = office.open("", "2026-11-23T09:20", dossier_tests::a_procedure().code, next);
    office.open();  // somebody else's
    storage::UnitOfWork work{*office.database};
    const auto ids = [&](const dossier::Dossier& of) {
        std::vector<std::string> list;
        for (const auto& line : storage::others_of_visit(work, of)) list.push_back(line.id.text());
        return list;
    };
    CHECK(ids(first) == std::vector{second.id.text(), third.id.text()});
    CHECK(ids(second) == std::vector{first.id.text(), third.id.text()});
}

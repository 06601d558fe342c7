// The specialist's work file and the archive.

#include "dossier/intake/reuse.hpp"
#include "tests/unit/dossier/builders.hpp"

using namespace dossier_tests;

namespace {

Actor archivist() { return an_actor(Role::archivist, "VP"); }

Story returned_online() {
    Story story;
    const Actor citizen{OfficerId{"citizen-1"}, {Role::citizen}, "", "", "", {}};
    story.opened(Channel::Online).with_papers(citizen).act(SubmitDraft{}, at("2026-11-23T09:10", citizen));
    story.act(Examine{true, ""}, at("2026-11-23T09:20", desk())).act(Receive{}, at("2026-11-23T09:30", desk()));
    story.act(HandOverTo{"TP", "", "", "", false}, at("2026-11-23T10:00", desk())).act(TakeOver{}, at("2026-11-23T10:30", specialist()));
    story.act(Decide{Outcome::Granted, ""}, at("2026-11-25T09:00", leader())).act(a_signed_result(), at("2026-11-25T10:00", specialist()));
    story.act(Finish{}, at("2026-11-25T10:05", specialist()));
    return story.act(ReturnResult{ReturnMode::Online, false, {}, "", "giao-1"}, at("2026-11-26T08:00", desk()));
}

}  // namespace

TEST_CASE("an online dossier whose paper was brought is archived only after it was compared", "[dossier][R-DIG-14]") {
    auto story = returned_online();
    story.act(CountPaper{form_code, 1, Originality::Original, 1, 0}, at("2026-11-26T09:00", desk()));
    const Archive archive{"Kho A", 20, ""};
    CHECK(story.refused(archive, at("2026-11-26T10:00", archivist())).code == ErrorCode::WrongState);
    story.act(ComparePaper{true, "bản giấy khớp bản điện tử, hợp lệ"}, at("2026-11-26T10:10", desk()));
    story.act(archive, at("2026-11-26T10:20", archivist()));
    CHECK(story.it.archived->at == vn("2026-11-26T10:20"));
}

TEST_CASE("an archived dossier names its place and term, and is archived once", "[dossier]") {
    auto story = returned_online();
    const auto refused = story.refused(Archive{" ", 101, ""}, at("2026-11-26T10:00", archivist()));
    REQUIRE(refused.fields.size() == 2);
    CHECK(refused.fields[0].field == "place");
    CHECK(refused.fields[1].field == "retention_years");
    story.act(Archive{"Kho A, giá 3, hộp 12", 20, ""}, at("2026-11-26T10:00", archivist()));  // no paper came: nothing to compare
    CHECK(story.it.archived->place == "Kho A, giá 3, hộp 12");
    CHECK(story.it.archived->by == archivist().id);
    CHECK(story.refused(Archive{"Kho B", 0, ""}, at("2026-11-26T11:00", archivist())).code == ErrorCode::DuplicateRequest);
}

TEST_CASE("a work file needs the incoming document it answers to, and links what belongs to it", "[workflow][R-WFL-05]") {
    Story story;
    story.in_process();
    const auto without = story.refused(OpenWorkFile{"Giải quyết hồ sơ", "", {}, {}}, at("2026-11-23T11:00", specialist()));
    CHECK(without.code == ErrorCode::InvalidInput);  // 422
    REQUIRE(without.fields.size() == 1);
    CHECK(without.fields[0].field == "incoming");

    const auto foreign = story.refused(OpenWorkFile{"Giải quyết", "H56.14-261123-0999", {}, {FileId{"f9"}}}, at("2026-11-23T11:00", specialist()));
    REQUIRE(foreign.fields.size() == 2);
    CHECK(foreign.fields[0].field == "incoming");
    CHECK(foreign.fields[1].field == "related[0]");

    story.act(OpenWorkFile{"Giải quyết hồ sơ", story.it.code, {}, {}}, at("2026-11-23T11:00", specialist()));
    CHECK(story.it.work_file->incoming == story.it.code);
    CHECK(story.it.work_file->documents == story.it.current_files());

    story.act(AddFile{std::string{Dossier::arising}, 1, FileId{"f5"}, FileOrigin::Upload, FileSignature::None, Originality::ElectronicCopy, {}, ""},
              at("2026-11-23T14:00", specialist()));
    story.act(LinkToWorkFile{{FileId{"f5"}}}, at("2026-11-23T14:05", specialist()));
    CHECK(story.it.work_file->documents.back() == FileId{"f5"});
    CHECK(story.refused(LinkToWorkFile{{FileId{"f5"}}}, at("2026-11-23T14:10", specialist())).code == ErrorCode::DuplicateRequest);
}

TEST_CASE("a work file takes in every result with its appendices, also those that come later", "[workflow][appendix]") {
    Story story;
    story.decided().act(a_result_with_appendices(), at("2026-11-25T10:00", specialist()));
    story.act(OpenWorkFile{"Giải quyết hồ sơ", story.it.code, {}, {}}, at("2026-11-25T10:01", specialist()));
    auto expected = story.it.current_files();
    for (const auto* file : {"r1", "a1", "a2"}) expected.emplace_back(file);
    CHECK(story.it.work_file->documents == expected);

    auto second = a_signed_result();
    second.file = FileId{"r2"};
    second.appendices = {a_sealed_appendix("Bản vẽ", "a3")};
    story.act(second, at("2026-11-25T10:02", specialist()));
    story.act(LinkToWorkFile{{FileId{"r2"}, FileId{"a3"}}}, at("2026-11-25T10:03", specialist()));
    CHECK(story.it.work_file->documents.back() == FileId{"a3"});
    CHECK(story.refused(LinkToWorkFile{{FileId{"a4"}}}, at("2026-11-25T10:04", specialist())).fields.at(0).field == "related[0]");
}

TEST_CASE("an earlier result is reused with its appendices, while it is in force", "[reuse][appendix]") {
    Story earlier;
    earlier.decided().act(a_result_with_appendices(), at("2026-11-25T10:00", specialist())).act(Finish{}, at("2026-11-25T10:05", specialist()));
    Story wanting;
    ComponentRule permit;
    permit.code = a_signed_result().code;
    permit.title = "Giấy phép đã cấp";
    wanting.procedure.components = {permit};
    wanting.opened();
    wanting.it.id = DossierId{"second"};
    const auto papers = reusable_papers(wanting.it, earlier.it);
    REQUIRE(papers.size() == 1);
    CHECK(papers[0].file == FileId{"r1"});
    CHECK(papers[0].appendices == a_result_with_appendices().appendices);
    earlier.act(CancelResult{FileId{"r1"}, "cấp sai", "NĐ45 Đ15"}, at("2026-11-25T11:10", leader()));
    CHECK(reusable_papers(wanting.it, earlier.it).empty());
}

TEST_CASE("what a substitute does names the absent officer", "[workflow]") {
    Story story;
    story.in_process();
    auto colleague = an_actor(Role::specialist, "TP");
    colleague.id = OfficerId{"officer-colleague"};
    colleague.stands_in_for = {specialist().id};
    const auto event = decide(story.it, AskApproval{Outcome::Granted, "Dự thảo", {}}, at("2026-11-24T08:00", colleague));
    REQUIRE(event.has_value());
    CHECK(event->by.instead_of == specialist().id);
    const auto own = decide(story.it, AskApproval{Outcome::Granted, "Dự thảo", {}}, at("2026-11-24T08:00", specialist()));
    REQUIRE(own.has_value());
    CHECK(own->by.instead_of.empty());
}

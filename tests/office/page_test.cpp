// What the forms of the dossier's page do with what is chosen and left out on them.

#include "server/http/desk/handlers.hpp"
#include "server/storage/dossier_store.hpp"
#include "tests/office/requests.hpp"

using namespace office_tests;
using dossier_tests::form_code;

namespace {

dossier::Dossier now(Office& office, const dossier::DossierId& id) {
    storage::UnitOfWork work{*office.database};
    return *storage::find_dossier(work, id);
}

int posted(Office& office, const dossier::DossierId& id, const char* action, http::Pairs form, const dossier::Actor& actor = desk()) {
    auto request = request_by(actor, "2026-11-23T09:20", {{"dossier_id", id.text()}, {"action", action}});
    request.form = std::move(form);
    request.if_match = now(office, id).version;
    const auto answer = http::desk::act(request, office.services);
    REQUIRE(answer);
    return answer->status;
}

}  // namespace

TEST_CASE("a supplement takes the points that were written, wherever rows were left empty", "[desk]") {
    Office office;
    const auto id = office.open().id;
    CHECK(posted(office, id, "AskSupplement",
                 {{"points.0.component", form_code}, {"points.0.reason", "thiếu chữ ký"}, {"points.0.how_to_fix", "ký lại"},
                  {"points.1.component", ""}, {"points.1.reason", ""}, {"points.1.how_to_fix", ""},
                  {"points.2.component", ""}, {"points.2.reason", "thiếu bản sao"}, {"points.2.how_to_fix", "nộp bản sao"}}) == 303);
    const auto asked = now(office, id).supplements.at(0).points;
    REQUIRE(asked.size() == 2);
    CHECK(asked[0].component == form_code);
    CHECK(asked[1].reason == "thiếu bản sao");
}

TEST_CASE("a file is removed by choosing it; its component goes with the choice", "[desk]") {
    Office office;
    const auto id = office.open().id;
    dossier::AddFile add;
    add.component = form_code;
    add.file = office.a_file("%PDF-gắn nhầm");
    office.act(id, add, desk(), "2026-11-23T09:10");
    CHECK(posted(office, id, "RemoveFile", {{"file", add.file.text()}, {"reason", "gắn nhầm"}}) == 303);
    const auto after = now(office, id);
    for (const auto& component : after.components)
        for (const auto& file : component.files) CHECK_FALSE(file.current);
}

TEST_CASE("a form sent for a dossier it does not fit is answered, not obeyed", "[desk]") {
    Office office;
    const auto received = office.receive(office.open().id, "2026-11-23T09:10");
    CHECK(posted(office, received.id, "LinkToWorkFile", {{"related.0", "x"}}, specialist()) != 303);  // no work file is open
    CHECK(now(office, received.id).version == received.version);
}

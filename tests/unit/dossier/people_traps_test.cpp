// The traps of the six sample procedures about people: who they are, who files, what they pay.

#include <set>

#include "tests/unit/dossier/filing.hpp"

using namespace dossier_tests;

namespace {

constexpr const char* first_identity = "000.00.00.G15-KQ900202";
constexpr const char* second_identity = "000.00.00.G15-KQ900203";
constexpr const char* fee_proof = "000.00.00.G01-KQ900604";

}  // namespace

TEST_CASE("a known personal number satisfies the identity component: reused, neither missing nor undigitised", "[traps]") {
    for (const auto& [code, identity] : {std::pair{birth, "000.00.00.G15-KQ004946"}, std::pair{business, "000.00.00.G05-KQ900304"},
                                         std::pair{record, "000.00.00.G01-KQ900602"}, std::pair{marriage, first_identity}}) {
        INFO(code);
        Filing filing{code};
        filing.open("2026-11-09T08:00");
        CHECK(filing.standing(identity) == Standing::Missing);
        filing.particulars.applicant.number_known = true;
        filing.act(EditParticulars{filing.particulars}, filing.when("2026-11-09T08:01", desk()));
        CHECK(filing.standing(identity) == Standing::Reused);
        filing.bring_all("2026-11-09T08:05").received_at("2026-11-09T08:10");
        CHECK(filing.it.component(identity)->reused);
        CHECK(filing.it.component(identity)->files.empty());
        CHECK(filing.it.fully_digitised());
    }
}

TEST_CASE("Phiếu số 2 is never given through somebody else, whatever they are to the person", "[traps]") {
    for (const auto relation : representative_relations) {
        INFO(relation);
        Filing filing{record};
        filing.particulars.representative = somebody(std::string{relation}.c_str());
        filing.particulars.case_code = "3.000333.02";
        auto context = filing.when("2026-11-09T08:00", desk());
        context.procedure = &filing.procedure;
        const auto error = filing.refused(filing.draft(), context);
        CHECK(faults_of(error) == std::vector<std::string>{"representative forbidden"});
        CHECK(error.fields.at(0).message == "“Phiếu số 2” không được ủy quyền cho người khác làm thủ tục");

        filing.particulars.case_code = "3.000333.01";
        filing.open("2026-11-09T08:00");
        // Close relatives bring no authorisation.
        const bool needed = relation == "authorised";
        CHECK((filing.standing("000.00.00.G01-KQ900603") == Standing::Missing) == needed);
        filing.bring_all("2026-11-09T08:00").received_at("2026-11-09T08:10").handled_from("2026-11-09T08:20");
        CHECK(faults_of(filing.refused(ChooseCase{"3.000333.02", "đổi loại phiếu"}, filing.when("2026-11-09T09:00", specialist()))) ==
              std::vector<std::string>{"case_code forbidden"});
    }
}

TEST_CASE("classes of the fee: what they pay, for which age, and with what proof", "[traps]") {
    struct Row {
        const char *fee_class, *born;
        std::int64_t amount;
        bool fits;
    };
    for (const auto& [fee_class, born, amount, fits] : {Row{"", "1990-05-17", 200'000, true}, Row{"student", "2005-05-17", 100'000, true},
                                                        Row{"poor", "1990-05-17", 0, true}, Row{"children", "2012-01-01", 0, true},
                                                        Row{"children", "2010-11-09", 0, false},  // sixteen that very day
                                                        Row{"elderly", "1966-11-09", 0, true}, Row{"elderly", "1966-11-10", 0, false}}) {
        INFO(fee_class << " born " << born);
        Filing filing{record};
        filing.particulars.applicant = a_known("Nguyễn Thị Mẫu", "001190000001", born);
        filing.particulars.fee_class = fee_class;
        if (!fits) {
            auto context = filing.when("2026-11-09T08:00", desk());
            context.procedure = &filing.procedure;
            CHECK(faults_of(filing.refused(filing.draft(), context)) == std::vector<std::string>{"fee_class age"});
            continue;
        }
        filing.open("2026-11-09T08:00");
        CHECK(filing.it.fees.at(0).amount == amount);
        CHECK((filing.standing(fee_proof) == Standing::Missing) == (*fee_class != '\0'));
    }
}

TEST_CASE("adults, minors and Phiếu số 2 have each their own declaration", "[traps]") {
    struct Row {
        const char *case_code, *born, *declaration;
    };
    const std::set<std::string> all{"000.00.00.G01-KQ900601", "000.00.00.G01-KQ900605", "000.00.00.G01-KQ900606"};
    for (const auto& [case_code, born, declaration] :
         {Row{"3.000333.01", "2008-11-09", "000.00.00.G01-KQ900601"}, Row{"3.000333.02", "1990-01-01", "000.00.00.G01-KQ900605"},
          Row{"3.000333.03", "2008-11-10", "000.00.00.G01-KQ900606"}}) {
        INFO(case_code << " born " << born);
        Filing filing{record};
        filing.particulars.case_code = case_code;
        filing.particulars.applicant = a_known("Nguyễn Thị Mẫu", "001190000001", born);
        filing.open("2026-11-09T08:00");
        for (const auto& each : all) CHECK((filing.standing(each) == Standing::Missing) == (each == declaration));
    }
    Filing unknown{record};
    unknown.particulars.applicant.birth_date = {};
    unknown.open("2026-11-09T08:00").bring_all("2026-11-09T08:00");
    CHECK(faults_of(unknown.refused(Receive{}, unknown.when("2026-11-09T08:00", desk()))) ==
          std::vector<std::string>{"applicant.birth_date required"});
}

TEST_CASE("a marriage has two people, an identity slot for each, and both come on the day", "[traps]") {
    Filing alone{marriage};
    alone.particulars.other_subjects.clear();
    alone.open("2026-11-09T08:00").bring_all("2026-11-09T08:00");
    CHECK(faults_of(alone.refused(Receive{}, alone.when("2026-11-09T08:00", desk()))) ==
          std::vector<std::string>{"other_subjects[0].name required", "other_subjects[0].number required"});

    Filing filing{marriage};
    filing.open("2026-11-09T08:00");
    filing.act(RecordShown{first_identity, 1, "Thẻ căn cước"}, filing.when("2026-11-09T08:00", desk()));
    CHECK(filing.standing(first_identity) == Standing::Satisfied);
    CHECK(filing.standing(second_identity) == Standing::Missing);
    filing.particulars.other_subjects[0].number_known = true;
    filing.act(EditParticulars{filing.particulars}, filing.when("2026-11-09T08:01", desk()));
    CHECK(filing.standing(second_identity) == Standing::Reused);

    auto twice = filing.particulars;
    twice.other_subjects[0].number = twice.applicant.number;
    CHECK(faults_of(filing.refused(EditParticulars{twice}, filing.when("2026-11-09T08:02", desk()))) ==
          std::vector<std::string>{"other_subjects[0].number unique"});
    auto sent = filing.particulars;
    sent.representative = somebody("parent");
    CHECK(faults_of(filing.refused(EditParticulars{sent}, filing.when("2026-11-09T08:02", desk()))) ==
          std::vector<std::string>{"representative in_person"});

    filing.bring_all("2026-11-09T08:05").received_at("2026-11-09T08:10").handled_from("2026-11-09T08:20");
    filing.act(Decide{Outcome::Granted, ""}, filing.when("2026-11-09T09:00", leader()));
    auto result = a_signed_result();
    result.code = filing.procedure.results.at(0).code;
    filing.act(result, filing.when("2026-11-09T09:10", specialist())).act(Finish{}, filing.when("2026-11-09T09:15", specialist()));
    ReturnResult give{ReturnMode::Counter, true, Personal<std::string>{"Nguyễn Thị Mẫu, Trần Văn Mẫu"}, "", "ký sổ", false};
    CHECK(faults_of(filing.refused(give, filing.when("2026-11-09T10:00", desk()))) == std::vector<std::string>{"everyone_present required"});
    give.everyone_present = true;
    auto posted = give;
    posted.mode = ReturnMode::PublicPost;
    CHECK(faults_of(filing.refused(posted, filing.when("2026-11-09T10:00", desk()))) == std::vector<std::string>{"mode in_person"});
    filing.act(give, filing.when("2026-11-09T10:00", desk()));
    CHECK(filing.it.state == State::Returned);
}

#pragma once
// Who files (người nộp), whose matter it is (chủ hồ sơ), and who files for another.

#include <array>
#include <optional>
#include <string>

#include "dossier/fields.hpp"
#include "dossier/id.hpp"
#include "dossier/personal.hpp"
#include "dossier/result.hpp"
#include "dossier/time.hpp"

namespace dossier {

enum class PersonKind { Citizen, Foreigner, Enterprise, Branch, Organisation };
inline constexpr std::array<Name<PersonKind>, 5> person_kind_names{{{"citizen", PersonKind::Citizen},
                                                                    {"foreigner", PersonKind::Foreigner},
                                                                    {"enterprise", PersonKind::Enterprise},
                                                                    {"branch", PersonKind::Branch},
                                                                    {"organisation", PersonKind::Organisation}}};
constexpr const auto& names_of(PersonKind) { return person_kind_names; }

struct Person {
    PersonKind kind = PersonKind::Citizen;
    Personal<std::string> name;
    // Personal number (12 digits) of a citizen, passport of a foreigner, enterprise or tax code of the others.
    Personal<std::string> number;
    bool number_known = false;  // found in the population or business database, or read from the card's code
    Personal<std::string> birth_date;  // 1990-05-17, or a year alone
    Personal<std::string> phone, email, address;
    DOSSIER_FIELDS(Person, kind, name, number, number_known, birth_date, phone, email, address)
};

// Appends what is wrong, fields prefixed ("applicant.number"). A missing name is wrong only when `required`; nobody is born
// after `today`.
void check_person(const Person& person, const std::string& prefix, bool required, CivilDate today, std::vector<FieldError>& errors);

bool is_personal_number(const std::string& number);  // 12 digits
bool is_plausible_phone(const std::string& phone);

// Full years on a day; with a year alone, those reached in that year. Nothing when `birth` is no date or lies after the day.
std::optional<int> age_on(const std::string& birth, CivilDate day);

// Right to act for the person concerned: an authorisation (uỷ quyền) or a kinship that needs none certified.
struct Representative {
    Person person;
    std::string relation;       // one of representative_relations
    std::string document;       // number and date of the authorisation
    FileId document_file;       // its scan, when there is one
    DOSSIER_FIELDS(Representative, person, relation, document, document_file)
};

}  // namespace dossier

#pragma once
// What recognition must know of a procedure. The caller fills it from wherever procedures are kept.

#include <string>
#include <vector>

namespace ocr {

struct FieldRule {
    std::string name;                 // "so_dinh_danh"
    std::vector<std::string> labels;  // as printed on the form, any of them
    std::string kind;                 // "text", "name", "date", "personal_number", "phone", "address", "money", "number"
};

struct ComponentRule {
    std::string code;
    std::string title;
    std::vector<std::string> aliases{};
    std::vector<FieldRule> fields{};
};

struct ProcedureRules {
    std::string code;
    std::string name;
    std::vector<ComponentRule> components{};
};

}  // namespace ocr

#pragma once
// What the applicant is told, and when: one notice for each change of state (NĐ 224/2026 Đ15.1.g), one for an apology
// with a new date, one reminder of a supplement. Pure; wording in templates/messages. The text names nobody but the
// officer: a telephone is read by others too.

#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "dossier/event.hpp"

namespace server {

struct NoticeText {
    std::string kind;      // state_changed, apology, supplement_reminder; the name Zalo's approved templates go by
    std::string subject, body;
    nlohmann::json values; // of the template
    bool every_way = false; // by each way the applicant registered, not by the first that works (001 Đ7.1.đ)
};

struct NoticeSurroundings {
    std::string agency;    // name as printed
    std::string look_up;   // address of the look-up page; may be empty
};

std::optional<NoticeText> notice_of(const dossier::Dossier& before, const dossier::Dossier& after,
                                    const dossier::Event& event, const NoticeSurroundings& around);

}  // namespace server

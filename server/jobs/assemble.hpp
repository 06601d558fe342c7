#pragma once
// A confirmed document: its pages become one searchable PDF, which joins the component as the officer decided.

#include <string>

#include <nlohmann/json.hpp>

#include "ocr/pages/page_service.hpp"
#include "dossier/time.hpp"
#include "server/services.hpp"

namespace server::jobs {

// Idempotent. Returns why it could not be done (without personal data), or nothing.
std::string assemble(Services& services, ocr::PageService& service, const nlohmann::json& payload, dossier::Instant now);

}  // namespace server::jobs

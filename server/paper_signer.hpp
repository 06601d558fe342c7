#pragma once
// The agency's signature on papers the system prints (TT 01/2018 Đ10; NĐ 45/2020): made by a job after printing, with the
// agency's system certificate. The key stays in its device behind `motcua token`; only demonstrations sign with a file.

#include <string>

#include "dossier/result.hpp"
#include "dossier/signing_rules/placement.hpp"
#include "dossier/time.hpp"
#include "server/config.hpp"

namespace server {

// Whether a certificate for papers is configured.
bool signs_papers(const Config& config);
// The whole signed file, with a time stamp when an authority is configured and answers. `job` names the request to the
// device. Fails with NotFound (certificate), WrongState (device silent), InvalidInput (file).
dossier::Result<std::string> sign_paper(const Config& config, const std::string& pdf, const std::string& job, dossier::Instant now);

// SHA-256 of the certificate the agency signs with, hexadecimal. Fails with NotFound.
dossier::Result<std::string> agency_certificate_sha256(const Config& config);
// The approved picture of the seal; none: name and time alone.
struct SealPicture {
    std::string png{};
    double width_mm = dossier::signing_rules::seal_diameter_mm;  // true size
};
// The agency's seal on a result, over a third of the person's signature, with name and time below it.
// Answers the whole signed file; fails as sign_paper.
dossier::Result<std::string> seal_paper(const Config& config, const std::string& pdf, const SealPicture& seal, const std::string& job,
                                        dossier::Instant now);

}  // namespace server

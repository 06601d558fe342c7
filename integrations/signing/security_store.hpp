#pragma once
// Revocation data kept in the file itself: the Document Security Store (ISO 32000-2, 12.8.4.3), and what a CMS carries.

#include <qpdf/QPDF.hh>

#include "integrations/signing/chain.hpp"
#include "integrations/signing/cms_reader.hpp"

namespace integrations::signing {

// Certificates, CRLs and OCSP responses of /DSS; unreadable entries are skipped. At most 1,000 of each.
Evidence security_store(QPDF& pdf);
Evidence with_companions(const Evidence& store, const CmsFacts& cms);

}  // namespace integrations::signing

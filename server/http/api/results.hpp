#pragma once
// Results on their way in (verified by a job before they join the dossier), and receipts on their way out.

#include "server/http/endpoint.hpp"

namespace server::http {

// POST …/results?code=…&number=…&form=electronic|paper_scan&scan_matches_paper=true with the PDF as body: 202, a verdict to watch.
dossier::Result<Response> upload_result(const Request& request, Services& services);
// An appendix that is a file of its own; the agency signs it together with its document.
dossier::Result<Response> upload_appendix(const Request& request, Services& services);
dossier::Result<Response> show_result_upload(const Request& request, Services& services);
// The officer answers for the scan of a paper result: {"scan_matches_paper": true}.
dossier::Result<Response> confirm_uploaded_scan(const Request& request, Services& services);
// A stamp of urgency before anybody signs: {"level": "urgent"|"very_urgent"|"express"}.
dossier::Result<Response> stamp_uploaded_result(const Request& request, Services& services);
// The clerk's signature for the agency: 202, the new upload with its own verdict to watch.
dossier::Result<Response> seal_uploaded_result(const Request& request, Services& services);
// The report with the certificates, lists and answers it rested on, base64 DER: enough to judge again without the network.
dossier::Result<Response> show_result_evidence(const Request& request, Services& services);
// GET …/receipt: what the receipt says, as JSON; …/receipt.pdf: the kept paper, 404 until it is made.
dossier::Result<Response> show_receipt(const Request& request, Services& services);
dossier::Result<Response> show_receipt_pdf(const Request& request, Services& services);

}  // namespace server::http

#pragma once
// Pages for everybody, and the citizen's own.

#include "server/http/endpoint.hpp"

namespace server::http::citizen {

using dossier::Result;

// "/" and "/tra-cuu?ma=…": code and state of a dossier, nothing else (R-POR-01).
Result<Response> look_up(const Request& request, Services& services);

// "/xac-minh": drop a PDF, learn whether its signatures hold; "?ma=…": the signed code of a receipt, learn whether it is ours.
Result<Response> show_verify(const Request& request, Services& services);
Result<Response> verify_upload(const Request& request, Services& services);
// "/xac-minh/khoa": the public keys of receipts, for checks without a network.
Result<Response> show_receipt_keys(const Request& request, Services& services);

// "/quy-cach-tep" and /api/file-rules: types, sizes and the scan standard of every kind of upload.
Result<Response> show_file_guide(const Request& request, Services& services);
Result<Response> file_rules(const Request& request, Services& services);

// "/tai-khoan": the signed-in citizen's own dossiers and notices.
Result<Response> show_account(const Request& request, Services& services);

}  // namespace server::http::citizen

#pragma once
// Labels of paper bundles: made and printed at the desk, resolved by whoever finds the bundle.

#include "server/http/endpoint.hpp"

namespace server::http {

// POST {place}: the label of the dossier's bundle. Fails with WrongState when every component is digitised.
dossier::Result<Response> make_label(const Request& request, Services& services);
// GET: the dossier, its components and who holds the papers now, hand-over by hand-over.
dossier::Result<Response> show_label(const Request& request, Services& services);
// GET: the label to stick on, HTML; …/label.pdf the same as PDF.
dossier::Result<Response> print_label(const Request& request, Services& services);

}  // namespace server::http

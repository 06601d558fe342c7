#pragma once
// Files of dossiers: read by those who may see the dossier, added to a component.

#include "server/http/endpoint.hpp"
#include "server/stacks.hpp"

namespace server::http {

// A paper for this dossier. ?made_by= says what it is for: agency (a scan of our own, also when an officer says nothing)
// or applicant (a file as the applicant brought it). Fails with InvalidInput.
dossier::Result<Brought> brought_paper(const Request& request, Spool& upload, const dossier::DossierId& dossier);
// The secrecy declared with a request: ?secrecy= or the header X-Secrecy-Level; empty: none. Fails with InvalidInput.
dossier::Result<std::string> declared_secrecy(const Request& request);

// The stored bytes; nginx sends them. Whoever calls this has checked that the reader may have them.
dossier::Result<Response> file_answer(Services& services, const dossier::FileId& id, bool attachment);

dossier::Result<Response> show_file(const Request& request, Services& services);
// What is known of a file of the dossier: its pages, hash, warnings, and the original it was made from.
dossier::Result<Response> show_file_facts(const Request& request, Services& services);
// POST …/components/:component/files: one file straight into a component.
dossier::Result<Response> add_component_file(const Request& request, Services& services);
// PUT on a file: a new version of a component's; 409 for what is signed, which never changes.
dossier::Result<Response> change_file(const Request& request, Services& services);
// POST …/files without a component: refused, naming the field (R-DIG-03).
dossier::Result<Response> refuse_untagged_file(const Request& request, Services& services);
// GET /api/files?procedure=…&component=…: files by tag (R-TAG-02).
dossier::Result<Response> list_tagged_files(const Request& request, Services& services);
// GET /api/portal/files/:file_id for the national portal's own token.
dossier::Result<Response> show_file_to_portal(const Request& request, Services& services);

// POST ?dossier=&title=: a document that arose while the dossier was handled. Without a dossier it belongs nowhere: 422.
dossier::Result<Response> add_arising_document(const Request& request, Services& services);

}  // namespace server::http

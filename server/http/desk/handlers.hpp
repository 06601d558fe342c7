#pragma once
// Officers' pages. Each answers a row of desk/endpoints.cpp.

#include "server/http/endpoint.hpp"

namespace server::http::desk {

using dossier::Result;

// The rows of the table that are officers' pages.
std::span<const Endpoint> endpoints();

Result<Response> show_work_list(const Request& request, Services& services);
// The same list, all its pages, as csv or xlsx.
Result<Response> export_work_list(const Request& request, Services& services);
// Searching is a POST: names and numbers of people stay out of addresses and logs.
Result<Response> show_find(const Request& request, Services& services);
Result<Response> find(const Request& request, Services& services);
Result<Response> save_search(const Request& request, Services& services);
Result<Response> forget_search(const Request& request, Services& services);
Result<Response> export_find(const Request& request, Services& services);

Result<Response> show_new_draft(const Request& request, Services& services);
Result<Response> open_draft(const Request& request, Services& services);
Result<Response> show_particulars(const Request& request, Services& services);
Result<Response> save_particulars(const Request& request, Services& services);

Result<Response> show_dossier(const Request& request, Services& services);
// A form of the dossier's page: path parameter "action", a name of dossier::action_names.
Result<Response> act(const Request& request, Services& services);

// A paper of an earlier dossier taken over; the label of the bundle, made when there is none, then shown for printing.
Result<Response> reuse_paper(const Request& request, Services& services);
Result<Response> label_bundle(const Request& request, Services& services);

// A scanned stack; POST …/steps with step (split, join, drop, restore, undo) and page.
// POST: a stack of the desk's scanner becomes this dossier's.
Result<Response> assign_stack(const Request& request, Services& services);
Result<Response> take_stack(const Request& request, Services& services);
Result<Response> show_stack(const Request& request, Services& services);
Result<Response> step_on_stack(const Request& request, Services& services);
Result<Response> confirm_in_stack(const Request& request, Services& services);

// Multipart forms: a file into a component, a signed result to be verified.
Result<Response> upload_component_file(const Request& request, Services& services);
Result<Response> upload_signed_result(const Request& request, Services& services);

// Forms and buttons of the dossier's results: stamp of urgency and title of the signer before anybody signs, the agency's
// signature, and that a scan is true to its paper.
Result<Response> stamp_result(const Request& request, Services& services);
Result<Response> note_result_title(const Request& request, Services& services);
Result<Response> seal_result(const Request& request, Services& services);
Result<Response> confirm_result_scan(const Request& request, Services& services);

// Path parameter "form": receipt, control_sheet, … on screen; ".pdf" made at once.
Result<Response> show_paper(const Request& request, Services& services);

// One print job of the counter: checklist, sheets for the scanner, labels, receipt; the posted choice answers with the PDF.
Result<Response> show_dossier_print(const Request& request, Services& services);
Result<Response> print_dossier(const Request& request, Services& services);
Result<Response> show_procedure_print(const Request& request, Services& services);
Result<Response> print_procedure(const Request& request, Services& services);

// The printed forms and the agency's own texts of them: a checked text is shown with sample data before it is used.
Result<Response> show_form_templates(const Request& request, Services& services);
Result<Response> show_form_template(const Request& request, Services& services);
Result<Response> preview_form_template(const Request& request, Services& services);
Result<Response> use_form_template(const Request& request, Services& services);
Result<Response> show_form_sample(const Request& request, Services& services);  // on screen; ".pdf" as a file
Result<Response> show_form_style(const Request& request, Services& services);

// Who is absent and who stands in; POST …/absences/:absence_id/end when somebody is back early.
Result<Response> show_absences(const Request& request, Services& services);
Result<Response> add_absence(const Request& request, Services& services);
Result<Response> finish_absence(const Request& request, Services& services);
// The agency's signing devices and who holds them.
Result<Response> show_devices(const Request& request, Services& services);
Result<Response> add_device(const Request& request, Services& services);
Result<Response> add_hand_over(const Request& request, Services& services);
// Pictures of hands and seals: register, look at, approve.
Result<Response> show_images(const Request& request, Services& services);
Result<Response> register_picture(const Request& request, Services& services);
Result<Response> approve_picture(const Request& request, Services& services);
Result<Response> show_picture(const Request& request, Services& services);
// Certificates of the people who sign: write one down, end one.
Result<Response> show_certificates(const Request& request, Services& services);
Result<Response> add_personal_certificate(const Request& request, Services& services);
Result<Response> end_personal_certificate(const Request& request, Services& services);
// Who may sign by TUQ.: let somebody, end it early.
Result<Response> show_delegations(const Request& request, Services& services);
Result<Response> grant_delegation(const Request& request, Services& services);
Result<Response> end_signing_delegation(const Request& request, Services& services);
// Papers with a secrecy stamp, and their removal under a record.
Result<Response> show_quarantine(const Request& request, Services& services);
Result<Response> remove_quarantined(const Request& request, Services& services);

// The books of documents received and sent, and a clerk's next step with one received: path parameter "step", one of seen, seal,
// registration, forward.
Result<Response> show_documents(const Request& request, Services& services);
// A multipart form with the file: one that came, one to send.
Result<Response> take_document(const Request& request, Services& services);
Result<Response> send_document(const Request& request, Services& services);
Result<Response> export_documents(const Request& request, Services& services);
Result<Response> save_document_search(const Request& request, Services& services);
Result<Response> forget_document_search(const Request& request, Services& services);
Result<Response> show_document_file(const Request& request, Services& services);
Result<Response> step_document(const Request& request, Services& services);

// Figures for heads and controllers.
Result<Response> show_oversight(const Request& request, Services& services);

// /static/:name, kept by browsers for ever.
Result<Response> show_asset(const Request& request, Services& services);

}  // namespace server::http::desk

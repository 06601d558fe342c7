#pragma once
// What the recogniser answered, as rows of the stack.

#include "ocr/pages/page_task.hpp"
#include "ocr/stack/procedure.hpp"
#include "dossier/catalogue/procedure.hpp"
#include "server/services.hpp"
#include "server/storage/stack_store.hpp"

namespace server::jobs {

ocr::ProcedureRules rules_of(const dossier::Procedure& procedure);

// A stack whose file was opened: its pages wait to be read. Or the reason why it cannot be.
void record_inspection(Services& services, const dossier::StackId& id, const ocr::Answer& answer, dossier::Instant now);
// Idempotent: reading a page twice leaves one row. The last page queues arrange_stack. A secrecy stamp puts the whole
// stack into the quarantine; nothing that was read is searchable before all pages were read without one.
void record_page(Services& services, const dossier::StackId& id, int number, const ocr::Answer& answer, dossier::Instant now);
// A page of a file that went straight into a component: only a secrecy stamp matters. After the last the file opens.
void record_screening(Services& services, const dossier::FileId& file, int page, const ocr::Answer& answer, dossier::Instant now);
// Pages → documents → components, with fields; suggestions only.
void arrange(Services& services, const dossier::StackId& id);

}  // namespace server::jobs

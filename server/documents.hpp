#pragma once
// Documents from outside (văn bản đến) from arrival to the people who work with them, and documents sent to agencies of
// this system. The order of the steps is dossier/signing_rules/incoming.hpp.

#include <string>

#include "server/copy_signer.hpp"
#include "server/http/spool.hpp"
#include "server/perform.hpp"
#include "server/storage/document_store.hpp"

namespace server {

struct ArrivedDocument {
    http::Spool& upload;
    dossier::signing_rules::Came came = dossier::signing_rules::Came::Paper;
    bool scan = false;               // a picture of paper; what came on paper always is
    std::string sender;              // name of the agency, as its certificate writes it
    std::string notation, subject;   // số, ký hiệu; trích yếu
    std::string announced_sha256;    // hexadecimal, when the sender told it; else empty
    std::string dated{};             // ngày văn bản, ISO; empty when it is not written down
};
// Kept whatever the checks say: what failed is on record and never gets a number. Fails with NotPermitted (no clerk),
// InvalidInput (the gate's; a scan needs sender and subject; a date that cannot be).
dossier::Result<storage::IncomingDocument> take_document(Services& services, const ArrivedDocument& arrived, const Asking& asking);

// Each step fails with NotFound, NotPermitted, or WrongState when it is not its turn.
dossier::Result<storage::IncomingDocument> confirm_seen(Services& services, const std::string& document, const Asking& asking);
// `mark` says which appearance; its picture is the registered one.
dossier::Result<storage::IncomingDocument> seal_document(Services& services, const std::string& document, CopyMark mark, const Asking& asking);
dossier::Result<storage::IncomingDocument> register_document(Services& services, const std::string& document, const Asking& asking);
// InvalidInput when the agency has no such unit.
dossier::Result<storage::IncomingDocument> forward_document(Services& services, const std::string& document, const std::string& unit,
                                                            const Asking& asking);

struct OutgoingDocument {
    http::Spool& upload;
    std::string to_agency, notation, subject;
};
// Into the other agency's incoming documents, with the checks made there. Fails with WrongState unless person and agency
// signed validly, InvalidInput (no such agency here, a particular missing), NotPermitted. Answers the id of what was sent.
dossier::Result<std::string> send_document(Services& services, const OutgoingDocument& outgoing, const Asking& asking);

}  // namespace server

#pragma once
// The two books of a clerk, documents received and documents sent: searched by every column and by the words on the pages,
// with and without diacritics, words also by their beginnings; the newest first.

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "server/storage/document_store.hpp"

namespace server::storage {

enum class DocumentDay { Arrived, Dated, Seen, Sealed, Registered, Forwarded };
inline constexpr std::array<dossier::Name<DocumentDay>, 6> document_day_names{{{"arrived", DocumentDay::Arrived},
                                                                               {"dated", DocumentDay::Dated},
                                                                               {"seen", DocumentDay::Seen},
                                                                               {"sealed", DocumentDay::Sealed},
                                                                               {"registered", DocumentDay::Registered},
                                                                               {"forwarded", DocumentDay::Forwarded}}};
constexpr const auto& names_of(DocumentDay) { return document_day_names; }

// Empty asks nothing; all that is asked must hold.
struct DocumentQuestion {
    std::string agency;             // whose books
    std::string text;               // in the columns or on one page of the file
    std::string party;              // sender; or receiver, by name or code
    std::string notation, subject;
    std::string officer;            // name of who took, saw, sealed, registered, forwarded or sent it
    std::optional<dossier::Instant> since, until;  // of `day`; of sending. `until` lies one past the last
    // Of documents received alone:
    DocumentDay day = DocumentDay::Arrived;
    std::optional<dossier::signing_rules::Came> came;
    std::optional<bool> scan;
    std::optional<dossier::signing_rules::LegalStatus> legal_status;
    std::optional<dossier::signing_rules::CheckName> failed_check;
    std::optional<int> number, year;  // of the register
    std::string unit;               // code; forwarded to

    std::string after;              // `next` of the page before
    int most = 50;
};

struct FoundIncoming {
    IncomingDocument document;
    bool by_text = false;  // the words stand on its pages, not in the columns
};
struct IncomingPage {
    std::vector<FoundIncoming> found;
    std::string next{};  // empty: that was all
};
IncomingPage search_incoming(UnitOfWork& work, const DocumentQuestion& question);

// How far the receiver got with it.
struct Arrived {
    bool failed = false;  // a check before reception: it gets no number there
    int number = 0, register_year = 0;
    std::optional<dossier::Instant> registered_at{}, forwarded_at{};
};
struct FoundSent {
    std::string id, to_agency, receiver, notation, subject, sent_by_name;
    dossier::FileId file;
    dossier::Instant sent_at{};
    Arrived there{};
    bool by_text = false;
};
struct SentPage {
    std::vector<FoundSent> found;
    std::string next{};
};
SentPage search_sent(UnitOfWork& work, const DocumentQuestion& question);

// What of a document of either book is opened; empty when the agency has no such document.
dossier::FileId file_in_books(UnitOfWork& work, std::string_view agency, std::string_view id);

// The words of a page, kept when the file is in a book. Harmless when repeated.
void put_document_text(UnitOfWork& work, const dossier::FileId& file, int page, const std::string& text);
// Of every file with this content.
void forget_document_text(UnitOfWork& work, const std::string& sha256);

}  // namespace server::storage

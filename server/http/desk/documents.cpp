// The books of documents received and sent: search, saved searches, files, and the clerk's next step.

#include <algorithm>
#include <cctype>

#include "server/documents.hpp"
#include "server/http/api/asking.hpp"
#include "server/http/api/documents.hpp"
#include "server/http/api/files.hpp"
#include "server/http/desk/document_book.hpp"
#include "server/http/desk/frame.hpp"
#include "server/http/desk/handlers.hpp"
#include "server/http/sentence.hpp"
#include "server/paper_signer.hpp"
#include "server/storage/saved_search_store.hpp"

namespace server::http::desk {

using dossier::ErrorCode;
using dossier::fail;

namespace rules = dossier::signing_rules;

namespace {

constexpr const char* address = "/desk/documents";

Book book_of(const Request& request) { return book_named(request.field("book").value_or(request.query_value("book").value_or(""))); }

auto words_of(const Request& request) {
    return [&request](const char* name) { return request.field(name).value_or(""); };
}

// What was asked, for forms that ask it again.
View asked_view(const Request& request, Book book) {
    auto words = View::array({{{"name", "book"}, {"value", name_of(book)}}});
    for (const auto& word : question_words(book))
        if (const auto value = request.field(word.name); value && !value->empty()) words.push_back({{"name", word.name}, {"value", *value}});
    return words;
}

View saved_view(storage::UnitOfWork& work, const Request& request) {
    auto rows = View::array();
    for (const auto& search : storage::saved_searches(work, request.principal.id, storage::SearchedPage::Documents)) {
        auto words = View::array();
        for (const auto& [name, value] : search.question.items()) words.push_back({{"name", name}, {"value", value}});
        rows.push_back({{"id", search.id}, {"name", search.name}, {"words", std::move(words)}});
    }
    return rows;
}

struct FoundRows {
    View rows = View::array();
    std::string next{};
};

FoundRows found(storage::UnitOfWork& work, Book book, const storage::DocumentQuestion& question, const Onlooker& who) {
    FoundRows found;
    if (book == Book::Incoming) {
        auto page = storage::search_incoming(work, question);
        for (const auto& hit : page.found) found.rows.push_back(row_of(hit, who));
        found.next = std::move(page.next);
    } else {
        auto page = storage::search_sent(work, question);
        for (const auto& hit : page.found) found.rows.push_back(row_of(hit));
        found.next = std::move(page.next);
    }
    return found;
}

bool is_clerk(const Request& request) {
    const auto& roles = request.principal.roles;
    return std::find(roles.begin(), roles.end(), "clerk") != roles.end();
}

// What was refused: a step of a document, or what the form for a new one holds.
struct Refused {
    const dossier::Error& error;
    const Pairs* typed = nullptr;  // of that form
};

constexpr const char* new_one = "new-";  // its fields have names the search box has too

std::vector<Field> new_fields(storage::UnitOfWork& work, const Request& request, Book book) {
    return book == Book::Incoming ? taking_fields() : sending_fields(storage::list_agencies(work), request.principal.agency);
}

View new_form(Book book, const std::vector<Field>& fields, const Refused* refused) {
    const auto* typed = refused ? refused->typed : nullptr;
    const auto errors = typed ? refused->error.fields : Errors{};
    return {{"path", std::string{address} + "/" + std::string{name_of(book)}}, {"open", typed != nullptr}, {"file_error", sentence(error_of(errors, "file"))},
            {"fields", fields_view(fields, new_one, typed, errors)}};
}

// `refused` may be null.
Response book_page(const Request& request, Services& services, Book book, const Refused* refused, int status) {
    storage::UnitOfWork work{services.database};
    const auto units = storage::list_units(work, request.principal.agency);
    const auto fields = question_fields(book, units);
    auto view = frame(request, services, std::string{title_of(book)});
    const auto fresh = new_fields(work, request, book);
    view["fresh"] = is_clerk(request) ? new_form(book, fresh, refused) : View(nullptr);
    const auto question = document_question(request.principal.agency, book, words_of(request));
    const auto* error = refused ? &refused->error : question ? nullptr : &question.error();
    if (error) add_errors(view, refused && refused->typed ? summary_of(*error, fresh, new_one) : summary_of(*error, fields, ""));
    auto columns = fields_view(fields, "", &request.form, error && !refused ? error->fields : Errors{});
    const auto words = asked_view(request, book);
    view["path"] = address;
    view["incoming"] = book == Book::Incoming;
    view["any_word"] = View::array({columns[0]});
    columns.erase(columns.begin());
    view["by_column"] = std::any_of(words.begin() + 1, words.end(), [](const View& word) { return word.at("name") != "q"; });
    view["fields"] = std::move(columns);
    view["saved"] = saved_view(work, request);
    view["any_saved"] = !view["saved"].empty();
    const auto hits = question ? found(work, book, *question, {is_clerk(request), signs_papers(services.config), units}) : FoundRows{};
    view["rows"] = hits.rows;
    view["any"] = !hits.rows.empty();
    view["next"] = hits.next;
    view["asked"] = words.size() > 1;
    view["words"] = words;
    return html("pages/documents", view, question ? status : 422);
}

std::string book_saying(const char* what, Book book) { return std::string{address} + "?done=" + what + "&book=" + std::string{name_of(book)}; }

std::string plain_hash(std::string typed) {
    std::erase_if(typed, [](unsigned char sign) { return std::isspace(sign); });
    std::transform(typed.begin(), typed.end(), typed.begin(), [](unsigned char sign) { return static_cast<char>(std::tolower(sign)); });
    return typed;
}

// A sender who leaves something out is put on record by the checks; a clerk who does is asked again.
Result<void> written_down(const Request& request) {
    Errors faults;
    const auto need = [&](const char* field, const char* message) {
        if (request.field(field).value_or("").find_first_not_of(" \t\r\n") == std::string::npos) faults.push_back({field, "required", message});
    };
    need("came", "chọn cách văn bản đến");
    need("sender", "phải ghi nơi gửi");
    if (request.field("came") != "paper") need("notation", "phải ghi số, ký hiệu");
    need("subject", "phải ghi trích yếu");
    if (const auto dated = rules::document_date(request.field("dated").value_or(""), dossier::vietnam_date(request.arrived_at)); !dated)
        faults.push_back(dated.error().fields.at(0));
    if (!request.upload || request.upload->size == 0) faults.push_back({"file", "required", "chọn tệp văn bản"});
    if (faults.empty()) return {};
    return fail(ErrorCode::InvalidInput, "chưa nhận được văn bản", std::move(faults));
}

Result<Response> taken(const Request& request, Services& services) {
    TRY(written_down(request));
    auto call = as_api_call(request);
    for (auto& [name, value] : call.query)
        if (name == "sha256") value = plain_hash(std::move(value));
    return take_incoming(call, services);
}

// The page again, with what was typed.
Result<Response> not_kept(const Request& request, Services& services, Book book, const dossier::Error& why) {
    if (why.code == ErrorCode::NotPermitted) return tl::unexpected(why);
    auto plain = request;  // what was typed asks nothing of the book
    plain.form.clear();
    const Refused refused{why, &request.form};
    return book_page(plain, services, book, &refused, why.code == ErrorCode::InvalidInput ? 422 : 409);
}

}  // namespace

Result<Response> show_documents(const Request& request, Services& services) { return book_page(request, services, book_of(request), nullptr, 200); }

Result<Response> take_document(const Request& request, Services& services) {
    const auto answer = taken(request, services);
    return answer ? see_other(book_saying("DocumentTaken", Book::Incoming)) : not_kept(request, services, Book::Incoming, answer.error());
}

Result<Response> send_document(const Request& request, Services& services) {
    const auto answer = send_outgoing(as_api_call(request), services);
    return answer ? see_other(book_saying("DocumentSent", Book::Sent)) : not_kept(request, services, Book::Sent, answer.error());
}

Result<Response> export_documents(const Request& request, Services& services) {
    const auto book = book_of(request);
    auto question = TRY(document_question(request.principal.agency, book, words_of(request)));
    question.after.clear();
    question.most = 200;
    auto rows = View::array();
    storage::UnitOfWork work{services.database};
    const auto units = storage::list_units(work, request.principal.agency);
    do {
        auto page = found(work, book, question, {false, false, units});
        for (auto& row : page.rows) rows.push_back(std::move(row));
        question.after = page.next;
    } while (!question.after.empty() && rows.size() < most_exported);
    const std::string name = book == Book::Incoming ? "van-ban-den" : "van-ban-di";
    return exported(request.field("format").value_or("docx"),
                    {name, "Sổ đăng ký " + std::string{book == Book::Incoming ? "văn bản đến" : "văn bản đi"}, columns_of(book), std::move(rows),
                     !question.after.empty()},
                    services.forms);
}

Result<Response> save_document_search(const Request& request, Services& services) {
    const auto name = TRY(request.required_field("name"));
    if (name.size() > 200) return fail(ErrorCode::InvalidInput, "tên quá dài", {{"name", "length", "tên dài nhất 200 ký tự"}});
    const auto book = book_of(request);
    TRY(document_question(request.principal.agency, book, words_of(request)));
    nlohmann::json question;
    for (const auto& word : question_words(book))
        if (const auto value = request.field(word.name); value && !value->empty()) question[word.name] = *value;
    if (question.empty()) return fail(ErrorCode::InvalidInput, "chưa có điều kiện nào để lưu", {{"q", "required", "gõ điều kiện tìm trước"}});
    question["book"] = name_of(book);
    storage::UnitOfWork work{services.database};
    if (!storage::save_search(work, {request.principal.id, request.principal.agency, storage::SearchedPage::Documents}, name, question, request.arrived_at))
        return fail(ErrorCode::WrongState, "đã lưu quá nhiều điều kiện tìm; hãy bỏ bớt");
    work.commit();
    return see_other(std::string{address} + "?done=Saved&book=" + std::string{name_of(book)});
}

Result<Response> forget_document_search(const Request& request, Services& services) {
    const auto id = TRY(request.id<dossier::DossierId>("search_id"));  // a UUID too
    storage::UnitOfWork work{services.database};
    if (!storage::forget_search(work, request.principal.id, id.text())) return fail(ErrorCode::NotFound, "không có điều kiện tìm này");
    work.commit();
    return see_other(std::string{address} + "?done=Saved");
}

Result<Response> show_document_file(const Request& request, Services& services) {
    const auto id = TRY(request.id<dossier::DossierId>("document_id"));  // a UUID too
    storage::UnitOfWork work{services.database};
    const auto file = storage::file_in_books(work, request.principal.agency, id.text());
    if (file.empty()) return fail(ErrorCode::NotFound, "không có văn bản này");
    return file_answer(services, file, request.query_value("save").has_value());
}

Result<Response> step_document(const Request& request, Services& services) {
    const auto id = TRY(request.id<dossier::DossierId>("document_id")).text();  // a UUID too
    const auto& step = request.path_value("step");
    const auto who = asking(request);
    auto done = [&]() -> Result<storage::IncomingDocument> {
        if (step == "registration") return register_document(services, id, who);
        if (step == "seal") return seal_document(services, id, {}, who);
        if (step == "forward") return forward_document(services, id, request.field("unit").value_or(""), who);
        if (step != "seen") return fail(ErrorCode::NotFound, "không có bước này");
        if (request.field("seen") != "true") return fail(ErrorCode::InvalidInput, "hãy đánh dấu vào ô đã kiểm tra bản quét rồi xác nhận");
        return confirm_seen(services, id, who);
    }();
    if (done) return see_other(std::string{address} + "?done=Saved");
    if (done.error().code == ErrorCode::NotFound || done.error().code == ErrorCode::NotPermitted) return tl::unexpected(done.error());
    // The step's fields ask nothing of the book, and its faults belong to none of the search box's.
    auto plain = request;
    plain.form.clear();
    const auto& why = done.error();
    const dossier::Error told{why.code, why.fields.empty() ? why.detail : why.fields[0].message};
    const Refused refused{told};
    return book_page(plain, services, Book::Incoming, &refused, why.code == ErrorCode::InvalidInput ? 422 : 409);
}

}  // namespace server::http::desk

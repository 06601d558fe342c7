#include "server/http/api/document_question.hpp"

#include <array>
#include <charconv>
#include <chrono>

namespace server::http {

using dossier::ErrorCode;
using dossier::fail;
using dossier::FieldError;

namespace {

constexpr std::array incoming_words{
    QuestionWord{"q", "sender notation subject file sealed_file"},
    QuestionWord{"party", "sender"},
    QuestionWord{"notation", "notation"},
    QuestionWord{"subject", "subject"},
    QuestionWord{"number", "number"},
    QuestionWord{"year", "register_year"},
    QuestionWord{"day", "arrived_at dated seen_at sealed_at registered_at forwarded_at"},
    QuestionWord{"from", "arrived_at dated seen_at sealed_at registered_at forwarded_at"},
    QuestionWord{"to", "arrived_at dated seen_at sealed_at registered_at forwarded_at"},
    QuestionWord{"came", "came"},
    QuestionWord{"scan", "scan"},
    QuestionWord{"legal_status", "legal_status"},
    QuestionWord{"check", "checks"},
    QuestionWord{"unit", "forwarded_to"},
    QuestionWord{"officer", "taken_by seen_by sealed_by registered_by forwarded_by"},
};
constexpr std::array sent_words{
    QuestionWord{"q", "to_agency notation subject file"},
    QuestionWord{"party", "to_agency"},
    QuestionWord{"notation", "notation"},
    QuestionWord{"subject", "subject"},
    QuestionWord{"from", "sent_at"},
    QuestionWord{"to", "sent_at"},
    QuestionWord{"officer", "sent_by"},
};

constexpr std::size_t longest_word = 300;  // bytes

class Reader {
  public:
    explicit Reader(const std::function<std::string(const char*)>& word) : word_(word) {}

    std::string text(const char* name) {
        auto typed = word_(name);
        if (typed.size() > longest_word) faults_.push_back({name, "length", "dài nhất 300 byte"});
        return typed;
    }
    template <class E>
    std::optional<E> choice(const char* name) {
        const auto typed = word_(name);
        const auto known = dossier::value_named<E>(typed);
        if (!known && !typed.empty()) faults_.push_back({name, "enum", "không có lựa chọn này"});
        return known;
    }
    std::optional<bool> truth(const char* name) {
        const auto typed = word_(name);
        if (typed.empty()) return std::nullopt;
        if (typed != "true" && typed != "false") faults_.push_back({name, "enum", "true hoặc false"});
        return typed == "true";
    }
    std::optional<int> number(const char* name) {
        const auto typed = word_(name);
        if (typed.empty()) return std::nullopt;
        int number = 0;
        const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), number);
        if (error == std::errc{} && end == typed.data() + typed.size() && number > 0) return number;
        faults_.push_back({name, "number", "phải là một số nguyên dương"});
        return std::nullopt;
    }
    // The first instant of the day, or of the one after it.
    std::optional<dossier::Instant> day(const char* name, std::chrono::days after = {}) {
        const auto typed = word_(name);
        if (typed.empty()) return std::nullopt;
        if (const auto date = dossier::parse_iso_date(typed))
            return dossier::at_vietnam_time(std::chrono::sys_days{*date} + after, dossier::MinuteOfDay{0});
        faults_.push_back({name, "date", "phải là một ngày có thật"});
        return std::nullopt;
    }
    std::vector<FieldError> faults() && { return std::move(faults_); }

  private:
    const std::function<std::string(const char*)>& word_;
    std::vector<FieldError> faults_;
};

}  // namespace

std::span<const QuestionWord> question_words(Book book) {
    return book == Book::Incoming ? std::span<const QuestionWord>{incoming_words} : std::span<const QuestionWord>{sent_words};
}

dossier::Result<storage::DocumentQuestion> document_question(std::string_view agency, Book book, const std::function<std::string(const char*)>& word) {
    Reader read{word};
    storage::DocumentQuestion question;
    question.agency = agency;
    question.text = read.text("q");
    question.party = read.text("party");
    question.notation = read.text("notation");
    question.subject = read.text("subject");
    question.officer = read.text("officer");
    question.since = read.day("from");
    question.until = read.day("to", std::chrono::days{1});
    question.after = word("after");
    if (book == Book::Incoming) {
        question.day = read.choice<storage::DocumentDay>("day").value_or(storage::DocumentDay::Arrived);
        question.came = read.choice<dossier::signing_rules::Came>("came");
        question.scan = read.truth("scan");
        question.legal_status = read.choice<dossier::signing_rules::LegalStatus>("legal_status");
        question.failed_check = read.choice<dossier::signing_rules::CheckName>("check");
        question.number = read.number("number");
        question.year = read.number("year");
        question.unit = read.text("unit");
    }
    auto faults = std::move(read).faults();
    if (!faults.empty()) return fail(ErrorCode::InvalidInput, "điều kiện tìm chưa đúng", std::move(faults));
    return question;
}

}  // namespace server::http

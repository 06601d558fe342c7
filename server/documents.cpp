#include "server/documents.hpp"

#include <algorithm>

#include "integrations/signing/key.hpp"
#include "integrations/signing/verify.hpp"
#include "server/custody.hpp"
#include "server/screening.hpp"
#include "server/signed_result.hpp"
#include "server/stacks.hpp"
#include "server/storage/account_store.hpp"
#include "server/storage/file_rows.hpp"
#include "server/storage/file_store.hpp"
#include "server/storage/image_store.hpp"
#include "server/storage/number_store.hpp"
#include "server/trust.hpp"

namespace server {

using dossier::ErrorCode;
using dossier::fail;
using dossier::FieldError;
using dossier::Result;
using storage::IncomingDocument;

namespace rules = dossier::signing_rules;
namespace signing = integrations::signing;

namespace {

Result<void> by_clerk(const dossier::Actor& actor) {
    const bool clerk = std::find(actor.roles.begin(), actor.roles.end(), dossier::Role::clerk) != actor.roles.end();
    if (!clerk) return fail(ErrorCode::NotPermitted, "chỉ văn thư tiếp nhận, đăng ký và gửi văn bản");
    return {};
}

signing::Report judged(const Config& config, const std::string& pdf, const std::string& claimed_issuer, dossier::Instant now) {
    signing::VerifyOptions options;
    options.trust = trust_of(config);
    options.at = now;
    options.claimed_issuer = claimed_issuer;
    options.source = revocation_source(now);
    return signing::verify(pdf, options);
}

nlohmann::json as_json(const signing::Report& report) { return nlohmann::json::parse(signing::to_json(report, "document.pdf")); }

bool breaks_integrity(const signing::Finding& finding) {
    using enum signing::Reason;
    return finding.reason == FormatFailure || finding.reason == HashFailure || finding.reason == SigCryptoFailure || finding.reason == ForbiddenChange;
}

bool intact(const signing::Report& report) {
    const auto whole = [](const auto& findings) { return std::none_of(findings.begin(), findings.end(), breaks_integrity); };
    return whole(report.findings) && std::all_of(report.signatures.begin(), report.signatures.end(), [&](const auto& each) { return whole(each.findings); });
}

rules::Arrival arrival_of(const ArrivedDocument& arrived, const signing::Report& report) {
    rules::Arrival arrival;
    if (arrived.sender.empty()) arrival.missing.emplace_back("sender");
    if (arrived.notation.empty()) arrival.missing.emplace_back("notation");
    if (arrived.subject.empty()) arrival.missing.emplace_back("subject");
    arrival.as_announced = arrived.announced_sha256.empty() || arrived.announced_sha256 == arrived.upload.sha256;
    arrival.intact = intact(report);
    arrival.signatures = found_in(report, arrived.sender);
    arrival.origin_proven = report.reason != signing::Reason::SubjectMismatch &&
                            std::any_of(arrival.signatures.begin(), arrival.signatures.end(),
                                        [](const auto& each) { return each.valid && each.signer != rules::SignerKind::Other; });
    if (report.verdict != signing::Verdict::Passed) {
        arrival.code = report.verdict == signing::Verdict::NoSignature ? "NO_SIGNATURE" : signing::name_of(report.reason);
        arrival.summary = report.summary;
    }
    return arrival;
}

// Of one's own agency, locked.
Result<IncomingDocument> locked(storage::UnitOfWork& work, const std::string& id, const Asking& asking) {
    auto document = storage::lock_incoming(work, id);
    if (!document || document->agency != asking.actor.agency) return fail(ErrorCode::NotFound, "không có văn bản đến này");
    return *std::move(document);
}

storage::DocumentStep step_of(const Asking& asking, const std::string& by) { return {by, asking.now}; }

// Loads under a lock, asks the rule, records, commits: one step of a document.
template <class Rule, class Record>
Result<IncomingDocument> step(Services& services, const std::string& id, const Asking& asking, const Rule& rule, const Record& record) {
    TRY(by_clerk(asking.actor));
    storage::UnitOfWork work{services.database};
    const auto document = TRY(locked(work, id, asking));
    TRY(rule(document));
    const auto by = asking.actor.id.text();
    record(work, step_of(asking, by));
    auto after = *storage::find_incoming(work, id);
    work.commit();
    return after;
}

std::vector<FieldError> missing_particulars(const ArrivedDocument& arrived) {
    std::vector<FieldError> faults;
    if (arrived.sender.empty()) faults.push_back({"sender", "required", "phải ghi nơi gửi"});
    if (arrived.subject.empty()) faults.push_back({"subject", "required", "phải ghi trích yếu"});
    return faults;
}

IncomingDocument row_of(const ArrivedDocument& arrived, const std::string& agency, const Asking& asking) {
    IncomingDocument document;
    document.agency = agency;
    document.came = arrived.came;
    document.scan = arrived.scan || arrived.came == rules::Came::Paper;
    document.sender = arrived.sender;
    document.notation = arrived.notation;
    document.subject = arrived.subject;
    document.taken_by = asking.actor.id.text();
    document.arrived_at = asking.now;
    return document;
}

void check(const Config& config, const ArrivedDocument& arrived, const std::string& pdf, IncomingDocument& document) {
    const auto report = judged(config, pdf, arrived.sender, document.arrived_at);
    const auto arrival = arrival_of(arrived, report);
    document.report = as_json(report);
    document.checks = rules::reception_checks(arrival);
    document.legal_status = rules::legal_status(arrival.signatures);
}

}  // namespace

Result<IncomingDocument> take_document(Services& services, const ArrivedDocument& arrived, const Asking& asking) {
    TRY(by_clerk(asking.actor));
    auto document = row_of(arrived, asking.actor.agency, asking);
    auto faults = document.scan ? missing_particulars(arrived) : std::vector<FieldError>{};
    const auto dated = rules::document_date(arrived.dated, dossier::vietnam_date(asking.now));
    if (!dated) faults.insert(faults.end(), dated.error().fields.begin(), dated.error().fields.end());
    if (arrived.upload.media_type != "application/pdf") faults.push_back({"file", "type", "văn bản đến phải là tệp PDF"});
    if (!faults.empty()) return fail(ErrorCode::InvalidInput, "chưa nhận được văn bản", std::move(faults));
    document.dated = *dated;
    const auto use = arrived.came == rules::Came::Paper ? FileUse::AgencyScan : FileUse::AgencyDocument;
    const auto pass = TRY(passed(services, {arrived.upload, use, "", {}}, asking));
    if (!document.scan) check(services.config, arrived, signing::read_file(arrived.upload.path), document);
    storage::UnitOfWork work{services.database};
    document.file = keep_upload(work, services, arrived.upload, pass, document.agency, asking);
    screen_later(work, document.file, pass, asking.now);
    auto stored = *storage::find_incoming(work, storage::insert_incoming(work, document));
    work.commit();
    return stored;
}

Result<IncomingDocument> confirm_seen(Services& services, const std::string& id, const Asking& asking) {
    const auto rule = [](const IncomingDocument& document) -> Result<void> {
        if (!document.scan) return fail(ErrorCode::WrongState, "văn bản điện tử được kiểm tra bằng chữ ký số, không bằng mắt");
        if (document.seen_at) return fail(ErrorCode::WrongState, "đã xác nhận kiểm tra chữ ký, con dấu");
        return {};
    };
    return step(services, id, asking, rule, [&](auto& work, const auto& how) { storage::note_seen(work, id, how); });
}

Result<IncomingDocument> seal_document(Services& services, const std::string& id, CopyMark mark, const Asking& asking) {
    if (!signs_papers(services.config)) return fail(ErrorCode::WrongState, "chưa cấu hình thiết bị ký của cơ quan");
    const auto certificate = TRY(agency_certificate_sha256(services.config));
    std::string pdf, agency_name;
    {
        storage::UnitOfWork work{services.database};
        const auto document = TRY(locked(work, id, asking));
        TRY(rules::may_seal(asking.actor, holder_of(work, document.agency, certificate)));
        TRY(rules::may_seal_scan(document.standing()));
        const auto agency = storage::find_agency(work, document.agency);
        agency_name = agency ? agency->name : document.agency;
        if (const auto image = storage::usable_seal(work, document.agency, dossier::vietnam_date(asking.now))) mark.seal = {image->png, image->width_mm};
        pdf = services.files.read(storage::find_file(work, document.file)->sha256);
    }
    const auto sealed = TRY(seal_copy(services.config, pdf, mark, id, asking.now));
    const auto report = judged(services.config, sealed, agency_name, asking.now);
    const auto rule = [&](const IncomingDocument& document) -> Result<void> {
        TRY(rules::may_seal_scan(document.standing()));
        if (report.verdict != signing::Verdict::Passed) return fail(ErrorCode::WrongState, "chữ ký số của cơ quan không hợp lệ: " + report.summary);
        return {};
    };
    return step(services, id, asking, rule, [&](auto& work, const auto& how) {
        storage::FileRow file{{}, asking.actor.agency, services.files.keep(sealed), static_cast<std::int64_t>(sealed.size()), "application/pdf", "", asking.now,
                              asking.actor.id.text()};
        const auto before = storage::find_incoming(work, id);
        file.made_from = before->file;
        storage::note_sealed(work, id, storage::insert_file(work, file), as_json(report), how);
    });
}

Result<IncomingDocument> register_document(Services& services, const std::string& id, const Asking& asking) {
    const auto year = static_cast<int>(dossier::vietnam_date(asking.now).year());
    return step(services, id, asking, [](const IncomingDocument& document) { return rules::may_register(document.standing()); },
                [&](auto& work, const auto& how) {
                    const auto number = storage::next_yearly_number(work, asking.actor.agency, "document_in", "", year);
                    storage::note_registered(work, id, year, static_cast<int>(number), how);
                });
}

Result<IncomingDocument> forward_document(Services& services, const std::string& id, const std::string& unit, const Asking& asking) {
    {
        storage::UnitOfWork work{services.database};
        const auto units = storage::list_units(work, asking.actor.agency);
        if (std::none_of(units.begin(), units.end(), [&](const auto& each) { return each.code == unit; }))
            return fail(ErrorCode::InvalidInput, "chưa rõ chuyển cho ai", {{"unit", "unknown", "cơ quan không có đơn vị này"}});
    }
    return step(services, id, asking, [](const IncomingDocument& document) { return rules::may_forward(document.standing()); },
                [&](auto& work, const auto& how) { storage::note_forwarded(work, id, unit, how); });
}

Result<std::string> send_document(Services& services, const OutgoingDocument& outgoing, const Asking& asking) {
    TRY(by_clerk(asking.actor));
    std::string own_name;
    std::vector<FieldError> faults;
    {
        storage::UnitOfWork work{services.database};
        const auto own = storage::find_agency(work, asking.actor.agency);
        own_name = own ? own->name : asking.actor.agency;
        if (outgoing.to_agency == asking.actor.agency || !storage::find_agency(work, outgoing.to_agency))
            faults.push_back({"to", "unknown", "hệ thống không có cơ quan nhận này"});
    }
    if (outgoing.notation.empty()) faults.push_back({"notation", "required", "phải ghi số, ký hiệu"});
    if (outgoing.subject.empty()) faults.push_back({"subject", "required", "phải ghi trích yếu"});
    if (!faults.empty()) return fail(ErrorCode::InvalidInput, "chưa gửi được văn bản", std::move(faults));
    const auto pass = TRY(passed(services, {outgoing.upload, FileUse::AgencyDocument, "", {}}, asking));
    const auto pdf = signing::read_file(outgoing.upload.path);
    const auto report = judged(services.config, pdf, own_name, asking.now);
    TRY(rules::may_send(found_in(report, own_name)));
    if (report.verdict != signing::Verdict::Passed) return fail(ErrorCode::WrongState, "chưa được gửi: " + report.summary);

    const ArrivedDocument arrived{outgoing.upload, rules::Came::Exchange, false, own_name, outgoing.notation, outgoing.subject, outgoing.upload.sha256};
    auto there = row_of(arrived, outgoing.to_agency, asking);
    check(services.config, arrived, pdf, there);
    storage::UnitOfWork work{services.database};
    there.file = keep_upload(work, services, outgoing.upload, pass, outgoing.to_agency, asking);
    const storage::SentDocument sent{asking.actor.agency, outgoing.to_agency, outgoing.notation, outgoing.subject, there.file, as_json(report),
                                     storage::insert_incoming(work, there)};
    const auto by = asking.actor.id.text();
    const auto id = storage::insert_sent(work, sent, step_of(asking, by));
    work.commit();
    return id;
}

}  // namespace server

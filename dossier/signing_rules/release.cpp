#include "dossier/signing_rules/release.hpp"

#include <algorithm>

namespace dossier::signing_rules {
namespace {

bool agency_alone(ResultKind kind) { return kind != ResultKind::Electronic; }

size_t place_of(const std::vector<FoundSignature>& signatures, SignerKind kind) {
    const auto found = std::find_if(signatures.begin(), signatures.end(),
                                    [&](const FoundSignature& one) { return one.signer == kind && one.valid; });
    return static_cast<size_t>(found - signatures.begin());
}

}  // namespace

SignerKind kind_of_signer(const std::string& common_name, const std::string& organisation, const std::string& agency_name) {
    if (!agency_name.empty() && common_name == agency_name) return SignerKind::Agency;
    if (!agency_name.empty() && organisation == agency_name) return SignerKind::Person;
    return SignerKind::Other;
}

Result<void> releasable(ResultKind kind, const std::vector<FoundSignature>& signatures) {
    if (signatures.empty()) return fail(ErrorCode::WrongState, "kết quả chưa có chữ ký số");
    for (const auto& signature : signatures)
        if (!signature.valid) return fail(ErrorCode::WrongState, "kết quả có chữ ký số không hợp lệ");
    const size_t person = place_of(signatures, SignerKind::Person), agency = place_of(signatures, SignerKind::Agency);
    if (agency == signatures.size()) return fail(ErrorCode::WrongState, "kết quả chưa có chữ ký số của cơ quan");
    if (agency_alone(kind)) return {};
    if (person == signatures.size()) return fail(ErrorCode::WrongState, "kết quả chưa có chữ ký số của người có thẩm quyền");
    if (agency < person) return fail(ErrorCode::WrongState, "cơ quan đã ký trước người có thẩm quyền");
    return {};
}

ResultKind kind_of(ResultForm form) {
    return form == ResultForm::Electronic ? ResultKind::Electronic : ResultKind::InkOriginal;
}

Result<void> releasable(ResultForm form, const SignatureVerdict& signature) {
    if (signature.verdict != "TOTAL-PASSED")
        return fail(ErrorCode::WrongState, signature.summary.empty() ? "chữ ký số trên kết quả không hợp lệ"
                                                                     : "chữ ký số trên kết quả không hợp lệ: " + signature.summary);
    std::vector<FoundSignature> found;  // the order was judged when the file was read
    if (signature.person_signed) found.push_back({SignerKind::Person, true});
    if (signature.agency_signed) found.push_back({SignerKind::Agency, true});
    return releasable(kind_of(form), found);
}

Result<void> releasable(const std::vector<ResultAppendix>& appendices) {
    for (const auto& appendix : appendices)
        if (appendix.signature.verdict != "TOTAL-PASSED" || !appendix.signature.agency_signed)
            return fail(ErrorCode::WrongState, "phụ lục “" + appendix.title + "” chưa có chữ ký số hợp lệ của cơ quan, kết quả chưa được gửi đi");
    return {};
}

Result<void> scan_confirmed(bool confirmed) {
    if (!confirmed) return fail(ErrorCode::WrongState, "chưa xác nhận bản quét đúng và đủ như bản giấy, chưa được ký số và chưa được gửi đi");
    return {};
}

Result<void> person_may_sign(const std::vector<FoundSignature>& signatures) {
    for (const auto& signature : signatures) {
        if (!signature.valid) return fail(ErrorCode::WrongState, "văn bản có chữ ký số không hợp lệ, không ký tiếp được");
        if (signature.signer == SignerKind::Agency) return fail(ErrorCode::WrongState, "cơ quan đã ký số, không ký cá nhân sau cơ quan");
    }
    return {};
}

Result<void> agency_may_sign(ResultKind kind, const std::vector<FoundSignature>& signatures) {
    for (const auto& signature : signatures)
        if (!signature.valid)
            return fail(ErrorCode::WrongState, "văn bản có chữ ký số không hợp lệ, cơ quan không được ký");
    if (agency_alone(kind)) return {};
    if (place_of(signatures, SignerKind::Person) == signatures.size())
        return fail(ErrorCode::WrongState, "chưa có chữ ký số của người có thẩm quyền, cơ quan chưa được ký");
    return {};
}

}  // namespace dossier::signing_rules

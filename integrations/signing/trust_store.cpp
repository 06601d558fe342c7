#include "integrations/signing/trust_store.hpp"

#include <algorithm>
#include <map>
#include <mutex>

#include "integrations/signing/public_keys.hpp"

namespace integrations::signing {
namespace {

namespace fs = std::filesystem;
using dossier::ErrorCode;
using dossier::fail;
using dossier::Result;

std::vector<fs::path> files_of(const fs::path& folder) {
    std::vector<fs::path> files;
    std::error_code none;
    if (fs::is_regular_file(folder, none)) return {folder};
    for (const auto& item : fs::directory_iterator(folder, none))
        if (item.is_regular_file(none)) files.push_back(item.path());
    std::sort(files.begin(), files.end());
    return files;
}

bool same(const X509_NAME* one, const X509_NAME* other) { return X509_NAME_cmp(one, other) == 0; }

bool is_root(X509* certificate) { return X509_self_signed(certificate, 0) == 1; }

struct Held {
    FiledCertificate certificate;
    AnchorRole role;
    X509* opened() { return certificate.open(); }
};

}  // namespace

struct TrustStore::Known {
    std::mutex lock;
    std::vector<Held> certificates;  // of the folder
    std::vector<std::unique_ptr<FiledList>> lists;
    bool has_root = false;           // else each of the certificates is an anchor
    std::map<std::pair<const X509_CRL*, std::string>, bool> signatures;  // list, SHA-256 of the issuer
    std::map<const X509_CRL*, EvidenceItem> items;
};

std::shared_ptr<TrustStore::Known> TrustStore::new_known() { return std::make_shared<Known>(); }

bool TrustStore::signed_by(X509_CRL* list, X509* issuer) const {
    const std::pair<const X509_CRL*, std::string> question{list, sha256(der_of(issuer, i2d_X509))};
    const std::lock_guard guard{known_->lock};
    const auto answered = known_->signatures.find(question);
    if (answered != known_->signatures.end()) return answered->second;
    return known_->signatures[question] = X509_CRL_verify(list, X509_get0_pubkey(issuer)) == 1;
}

EvidenceItem TrustStore::as_evidence(X509_CRL* list) const {
    const std::lock_guard guard{known_->lock};
    const auto found = known_->items.find(list);
    if (found != known_->items.end()) return found->second;
    return known_->items.emplace(list, evidence_item(EvidenceKind::RevocationList, der_of(list, i2d_X509_CRL))).first->second;
}

TrustStore TrustStore::of(const std::vector<EvidenceItem>& evidence) {
    TrustStore store;
    for (const auto& item : evidence) {
        const auto* at = bytes_of(*item.der);
        const auto size = static_cast<long>(item.der->size());
        if (item.kind == EvidenceKind::OcspAnswer) store.ocsp_responses_.push_back(*item.der);
        else if (item.kind == EvidenceKind::RevocationList) {
            if (X509CrlPtr list{d2i_X509_CRL(nullptr, &at, size)}) store.lists_.push_back(std::move(list));
        } else if (auto certificate = certificate_of(*item.der)) {
            if (item.kind == EvidenceKind::Certificate) store.intermediates_.push_back(std::move(certificate));
            else store.anchors_.push_back({std::move(certificate), item.kind == EvidenceKind::OfficialAnchor ? AnchorRole::Official : AnchorRole::Public});
        }
    }
    ERR_clear_error();
    return store;
}

const char* name_of(AnchorRole role) { return role == AnchorRole::Official ? "official" : "public"; }

Result<TrustStore> TrustStore::load(const fs::path& folder) {
    TrustStore store;
    auto& held = store.known_->certificates;
    for (const auto role : {AnchorRole::Official, AnchorRole::Public})
        for (const auto& file : files_of(folder / name_of(role)))
            for (auto& certificate : certificates_filed_in(file)) held.push_back({std::move(certificate), role});
    // Only CAs below a root that is not at hand: then they are the anchors.
    const auto opens = [](Held& one) { return one.opened() != nullptr; };
    store.known_->has_root = std::any_of(held.begin(), held.end(), [&](Held& one) { return one.certificate.issues_itself && opens(one) && is_root(one.opened()); });
    if (!store.known_->has_root && std::none_of(held.begin(), held.end(), opens))
        return fail(ErrorCode::NotFound, "không có chứng thư số gốc trong " + (folder / "official").string() + " và " +
                                             (folder / "public").string());
    std::error_code none;
    if (const auto lists = folder / "crl"; fs::exists(lists, none)) TRY(store.add_lists(lists));
    return store;
}

Result<void> TrustStore::add_lists(const fs::path& folder) {
    bool any = false;
    for (const auto& file : files_of(folder))
        for (auto& list : lists_filed_in(file)) {
            known_->lists.push_back(std::make_unique<FiledList>(std::move(list)));
            any = true;
        }
    std::error_code none;
    if (!any && !fs::exists(folder, none)) return fail(ErrorCode::NotFound, "không có danh sách thu hồi trong " + folder.string());
    return {};
}

PathParts TrustStore::above(X509* certificate, const std::vector<X509Ptr>& companions) const {
    PathParts parts;
    std::vector<const X509_NAME*> names{X509_get_subject_name(certificate), X509_get_issuer_name(certificate)};
    for (const auto& one : companions) names.push_back(X509_get_issuer_name(one.get()));
    for (const auto& anchor : anchors_) {
        names.push_back(X509_get_issuer_name(anchor.certificate.get()));
        parts.partial = parts.partial || !is_root(anchor.certificate.get());
        parts.anchors.push_back({shared(anchor.certificate.get()), anchor.role});
    }
    for (const auto& one : intermediates_) {
        names.push_back(X509_get_issuer_name(one.get()));
        parts.intermediates.push_back(shared(one.get()));
    }
    const std::lock_guard guard{known_->lock};
    auto& held = known_->certificates;
    parts.partial = parts.partial || (!held.empty() && !known_->has_root);
    std::vector<bool> taken(held.size());
    for (size_t asked = 0; asked < names.size(); ++asked)
        for (size_t i = 0; i < held.size(); ++i) {
            if (taken[i] || !same(held[i].certificate.name.get(), names[asked])) continue;
            taken[i] = true;
            X509* const opened = held[i].opened();
            if (opened == nullptr) continue;
            names.push_back(X509_get_issuer_name(opened));
            const bool root = is_root(opened);
            if (root || !known_->has_root) parts.anchors.push_back({shared(opened), held[i].role});
            if (!root) parts.intermediates.push_back(shared(opened));
        }
    return parts;
}

std::vector<X509Ptr> TrustStore::intermediates() const {
    std::vector<X509Ptr> all;
    for (const auto& one : intermediates_) all.push_back(shared(one.get()));
    const std::lock_guard guard{known_->lock};
    for (auto& one : known_->certificates)
        if (X509* const opened = one.opened(); opened != nullptr && !is_root(opened)) all.push_back(shared(opened));
    return all;
}

std::vector<X509_CRL*> TrustStore::lists_of(const X509_NAME* issuer) const {
    std::vector<X509_CRL*> lists;
    const std::lock_guard guard{known_->lock};
    for (const auto& filed : known_->lists)
        if (same(filed->name.get(), issuer))
            if (X509_CRL* const opened = filed->open()) lists.push_back(opened);
    for (const auto& list : lists_)
        if (same(X509_CRL_get_issuer(list.get()), issuer)) lists.push_back(list.get());
    return lists;
}

}  // namespace integrations::signing

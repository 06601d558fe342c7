#include "integrations/signing/trust_store.hpp"

#include <algorithm>
#include <map>
#include <mutex>

#include <openssl/pem.h>

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

std::vector<X509CrlPtr> lists_in(const std::string& text) {
    std::vector<X509CrlPtr> lists;
    const BioPtr bio{BIO_new_mem_buf(text.data(), static_cast<int>(text.size()))};
    while (X509_CRL* list = PEM_read_bio_X509_CRL(bio.get(), nullptr, nullptr, nullptr)) lists.emplace_back(list);
    if (lists.empty()) {
        const auto* at = bytes_of(text);
        if (X509_CRL* list = d2i_X509_CRL(nullptr, &at, static_cast<long>(text.size()))) lists.emplace_back(list);
    }
    ERR_clear_error();
    return lists;
}

}  // namespace

struct TrustStore::Known {
    std::mutex lock;
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
        } else if (X509Ptr certificate{d2i_X509(nullptr, &at, size)}) {
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
    std::vector<AnchorRole> roles;  // of the intermediates
    for (const auto role : {AnchorRole::Official, AnchorRole::Public})
        for (const auto& file : files_of(folder / name_of(role))) {
            auto certificates = load_certificates(file);
            if (!certificates) continue;
            for (auto& certificate : *certificates) {
                const bool self_signed = X509_self_signed(certificate.get(), 0) == 1;
                if (self_signed) store.anchors_.push_back({std::move(certificate), role});
                else store.intermediates_.push_back(std::move(certificate)), roles.push_back(role);
            }
        }
    ERR_clear_error();
    // Only CAs below a root that is not at hand: then they are the anchors.
    if (store.anchors_.empty())
        for (size_t i = 0; i < store.intermediates_.size(); ++i)
            store.anchors_.push_back({shared(store.intermediates_[i].get()), roles[i]});
    if (store.anchors_.empty())
        return fail(ErrorCode::NotFound, "không có chứng thư số gốc trong " + (folder / "official").string() + " và " +
                                             (folder / "public").string());
    std::error_code none;
    if (const auto lists = folder / "crl"; fs::exists(lists, none)) TRY(store.add_lists(lists));
    return store;
}

Result<void> TrustStore::add_lists(const fs::path& folder) {
    const size_t before = lists_.size();
    for (const auto& file : files_of(folder))
        for (auto& list : lists_in(read_file(file))) lists_.push_back(std::move(list));
    std::error_code none;
    if (lists_.size() == before && !fs::exists(folder, none)) return fail(ErrorCode::NotFound, "không có danh sách thu hồi trong " + folder.string());
    return {};
}

}  // namespace integrations::signing

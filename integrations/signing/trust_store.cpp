#include "integrations/signing/trust_store.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <tuple>

#include "integrations/signing/public_keys.hpp"
#include "integrations/signing/word_list.hpp"

namespace integrations::signing {
namespace {

namespace fs = std::filesystem;
using dossier::ErrorCode;
using dossier::fail;
using dossier::Result;

constexpr WordList put_away{".bak", ".old", ".orig", ".disabled", ".dpkg-old", ".dpkg-dist"};

// Hidden, or kept beside its successor: who gives a root such a name does not want it believed.
bool is_put_away(const fs::path& file) {
    const auto name = file.filename().string();
    return name.starts_with('.') || name.ends_with('~') || put_away.contains(file.extension().native());
}

// What is neither file nor folder, a link to nothing above all, and a folder that may not be read go to `aside`.
std::vector<fs::path> files_of(const fs::path& folder, std::vector<LeftAside>& aside) {
    std::vector<fs::path> files;
    std::error_code fault, none;
    if (fs::is_regular_file(folder, none)) return {folder};
    for (const auto& item : fs::directory_iterator(folder, fault)) {
        if (is_put_away(item.path())) continue;
        if (item.is_regular_file(none)) files.push_back(item.path());
        else if (!item.is_directory(none)) aside.push_back({item.path()});
    }
    if (fault && fault != std::errc::no_such_file_or_directory) aside.push_back({folder});
    std::sort(files.begin(), files.end());
    return files;
}

bool same(const X509_NAME* one, const X509_NAME* other) { return X509_NAME_cmp(one, other) == 0; }

bool is_root(X509* certificate) { return X509_self_signed(certificate, 0) == 1; }

struct Held {
    FiledCertificate certificate;
    AnchorRole role;
    size_t file;  // among Known::files
    X509* opened() { return certificate.open(); }
};

struct HeldList {
    FiledList list;
    size_t file;
};

template <class Item>
bool found_broken(const Item& filed) {
    return filed.tried && filed.opened == nullptr;
}

}  // namespace

struct TrustStore::Known {
    std::mutex lock;
    std::vector<Held> certificates;  // of the folder
    std::vector<HeldList> lists;
    std::vector<fs::path> files;
    std::vector<LeftAside> aside;
    bool has_root = false;           // else each of the certificates is an anchor
    std::map<std::pair<const X509_CRL*, std::string>, bool> signatures;  // list, SHA-256 of the issuer
    std::map<const X509_CRL*, EvidenceItem> items;

    template <class Item>
    void note(fs::path&& file, const Contents<Item>& contents) {
        if (!contents.whole) aside.push_back({file, !contents.items.empty()});
        files.push_back(std::move(file));
    }
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

std::string sentence_of(const LeftAside& file) {
    return (file.partly ? "Tệp trong thư mục tin cậy chỉ đọc được một phần: " : "Bỏ qua tệp trong thư mục tin cậy, không đọc được: ") + file.file.string();
}

void TrustStore::read_anchors(const fs::path& folder) {
    auto& known = *known_;
    for (const auto role : {AnchorRole::Official, AnchorRole::Public})
        for (auto& file : files_of(folder / name_of(role), known.aside)) {
            auto contents = certificates_filed_in(file);
            for (auto& certificate : contents.items) known.certificates.push_back({std::move(certificate), role, known.files.size()});
            known.note(std::move(file), contents);
        }
}

void TrustStore::read_lists(const fs::path& folder) {
    auto& known = *known_;
    for (auto& file : files_of(folder, known.aside)) {
        auto contents = lists_filed_in(file);
        for (auto& list : contents.items) known.lists.push_back({std::move(list), known.files.size()});
        known.note(std::move(file), contents);
    }
}

Result<TrustStore> TrustStore::load(const fs::path& folder) {
    TrustStore store;
    store.read_anchors(folder);
    auto& held = store.known_->certificates;
    // Only CAs below a root that is not at hand: then they are the anchors.
    const auto opens = [](Held& one) { return one.opened() != nullptr; };
    store.known_->has_root = std::any_of(held.begin(), held.end(), [&](Held& one) { return one.certificate.issues_itself && opens(one) && is_root(one.opened()); });
    if (!store.known_->has_root && std::none_of(held.begin(), held.end(), opens)) {
        auto why = "không có chứng thư số gốc trong " + (folder / "official").string() + " và " + (folder / "public").string();
        for (const auto& one : store.left_aside()) why += "\n" + sentence_of(one);
        return fail(ErrorCode::NotFound, why);
    }
    std::error_code none;
    if (const auto lists = folder / "crl"; fs::exists(lists, none)) TRY(store.add_lists(lists));
    return store;
}

Result<void> TrustStore::add_lists(const fs::path& folder) {
    const auto before = known_->lists.size();
    read_lists(folder);
    std::error_code none;
    if (known_->lists.size() == before && !fs::exists(folder, none)) return fail(ErrorCode::NotFound, "không có danh sách thu hồi trong " + folder.string());
    return {};
}

std::vector<LeftAside> TrustStore::left_aside() const {
    const std::lock_guard guard{known_->lock};
    const auto& files = known_->files;
    auto all = known_->aside;
    std::vector<bool> broken(files.size()), sound(files.size());
    const auto look = [&](const auto& filed, size_t file) { (found_broken(filed) ? broken : sound)[file] = true; };
    for (const auto& one : known_->certificates) look(one.certificate, one.file);
    for (const auto& one : known_->lists) look(one.list, one.file);
    for (size_t i = 0; i < files.size(); ++i)
        if (broken[i]) all.push_back({files[i], sound[i]});
    std::sort(all.begin(), all.end(), [](const LeftAside& one, const LeftAside& other) { return std::tie(one.file, one.partly) < std::tie(other.file, other.partly); });
    all.erase(std::unique(all.begin(), all.end(), [](const LeftAside& one, const LeftAside& other) { return one.file == other.file; }), all.end());
    return all;
}

std::vector<LeftAside> TrustStore::unreadable_in(const fs::path& folder) {
    TrustStore store;
    store.read_anchors(folder);
    store.read_lists(folder / "crl");
    for (auto& one : store.known_->certificates) one.opened();
    for (auto& one : store.known_->lists) one.list.open();
    return store.left_aside();
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
    for (auto& [filed, file] : known_->lists)
        if (same(filed.name.get(), issuer))
            if (X509_CRL* const opened = filed.open()) lists.push_back(opened);
    for (const auto& list : lists_)
        if (same(X509_CRL_get_issuer(list.get()), issuer)) lists.push_back(list.get());
    return lists;
}

}  // namespace integrations::signing

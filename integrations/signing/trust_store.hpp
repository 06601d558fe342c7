#pragma once
// Whom we believe: two sets of anchors side by side (certificates of officials and agencies under the Government
// Cipher Committee, certificates of citizens and firms under the national root), and the lists of revoked ones.

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "integrations/signing/evidence.hpp"
#include "integrations/signing/filed.hpp"
#include "integrations/signing/key.hpp"

namespace integrations::signing {

enum class AnchorRole { Official, Public };
const char* name_of(AnchorRole role);  // "official", "public"

struct Anchor {
    X509Ptr certificate;
    AnchorRole role;
};

// A file of a trust folder that does not count, or not all of it. A note for whoever keeps the folder, no error.
struct LeftAside {
    std::filesystem::path file;
    bool partly = false;  // what lay before the broken place counts
};
std::string sentence_of(const LeftAside& file);  // Vietnamese

// What a path may lead over.
struct PathParts {
    std::vector<Anchor> anchors;
    std::vector<X509Ptr> intermediates;
    bool partial = false;  // some anchor is no root: a path may end below one
};

class TrustStore {
  public:
    // Reads official/*.pem and public/*.pem. Self-signed certificates become anchors; others help to build
    // chains, or are the anchors where no root is at hand. Revocation lists are what crl/ of the folder holds.
    // Fails with NotFound when there is no anchor at all.
    static dossier::Result<TrustStore> load(const std::filesystem::path& folder);
    // Every file of the folder in which something cannot be read, all opened to find out.
    static std::vector<LeftAside> unreadable_in(const std::filesystem::path& folder);
    // What kept evidence holds, as if it were a folder: a verdict is reached again by what it once rested on.
    static TrustStore of(const std::vector<EvidenceItem>& evidence);
    // Reads every PEM or DER list of a folder (or one file). Fails with NotFound when the folder does not exist.
    dossier::Result<void> add_lists(const std::filesystem::path& folder);
    void add(X509Ptr anchor, AnchorRole role) { anchors_.push_back({std::move(anchor), role}); }
    void add(X509CrlPtr list) { lists_.push_back(std::move(list)); }

    // By name. What was taken but not asked for yet may still turn out broken.
    std::vector<LeftAside> left_aside() const;
    // Answers of responders that were kept, DER.
    const std::vector<std::string>& ocsp_responses() const { return ocsp_responses_; }
    // Everything of this store that can stand above the certificate, given what came with its file: a path is sought by names.
    PathParts above(X509* certificate, const std::vector<X509Ptr>& companions) const;
    std::vector<X509Ptr> intermediates() const;
    // Lists of the issuer with that name; they live as long as the store.
    std::vector<X509_CRL*> lists_of(const X509_NAME* issuer) const;
    // Whether a list of this store bears that issuer's signature; asked of OpenSSL once, lists may be long.
    bool signed_by(X509_CRL* list, X509* issuer) const;
    // A list of this store as what a verdict rests on.
    EvidenceItem as_evidence(X509_CRL* list) const;

  private:
    struct Known;
    std::shared_ptr<Known> known_ = new_known();
    static std::shared_ptr<Known> new_known();
    void read_anchors(const std::filesystem::path& folder);
    void read_lists(const std::filesystem::path& folder);
    std::vector<Anchor> anchors_;
    std::vector<X509Ptr> intermediates_;
    std::vector<X509CrlPtr> lists_;
    std::vector<std::string> ocsp_responses_;
};

}  // namespace integrations::signing

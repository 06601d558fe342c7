#pragma once
// The people of the demonstration PKI, ready to sign: who they are, what their signature looks like and where it goes.

#include <filesystem>

#include "integrations/signing/sign.hpp"

namespace integrations::signing {

enum class DemoRole { Person, Agency, Digitised, Copy, Citizen };

struct DemoWish {
    DemoRole role = DemoRole::Person;
    std::string reason;
    dossier::Instant at;
    std::optional<int> page{};                                  // from 1; default: last for persons, 1 for copies
    std::optional<dossier::signing_rules::PlaceMm> place{};
    std::string copy_form = "SAO Y";                            // with Copy (2020 profile)
    Algorithm for_rsa = Algorithm::RsaPss;
    Stamper stamper{};                                          // none: B-B
};

// Certificates and key of somebody of `pki`, for what is no PDF. Fails with NotFound when the folder is not such a PKI.
struct DemoKey {
    CertificateChain chain;
    SoftKey key;
};
dossier::Result<DemoKey> demo_key(const std::filesystem::path& pki, DemoRole role);

// Signs with a soft key of `pki` (made by make_demo_pki); sign_as answers the whole signed file.
// Fails with NotFound when the folder is not such a PKI, InvalidInput when the file cannot be signed.
dossier::Result<Signed> sign_and_stamp_as(const std::filesystem::path& pki, std::string_view pdf, const DemoWish& wish);
dossier::Result<std::string> sign_as(const std::filesystem::path& pki, std::string_view pdf, const DemoWish& wish);

}  // namespace integrations::signing

#include "integrations/signing/pkcs11_key.hpp"

#include <dlfcn.h>

#include <vector>

#include <openssl/ecdsa.h>
#include <p11-kit/pkcs11.h>

#include "integrations/signing/der.hpp"

namespace integrations::signing {
namespace {

using dossier::ErrorCode;
using dossier::fail;
using dossier::Result;

// What to do after a failed call, one rung up the ladder each.
enum class Recovery { None, LogIn, OpenSession, RestartModule };

Recovery recovery_for(CK_RV answer) {
    switch (answer) {
        case CKR_USER_NOT_LOGGED_IN: return Recovery::LogIn;
        case CKR_SESSION_CLOSED: case CKR_SESSION_HANDLE_INVALID: case CKR_KEY_HANDLE_INVALID: case CKR_OBJECT_HANDLE_INVALID:
            return Recovery::OpenSession;
        case CKR_DEVICE_REMOVED: case CKR_TOKEN_NOT_PRESENT: case CKR_DEVICE_ERROR: case CKR_CRYPTOKI_NOT_INITIALIZED:
        case CKR_SLOT_ID_INVALID: case CKR_TOKEN_NOT_RECOGNIZED: case CKR_GENERAL_ERROR:
            return Recovery::RestartModule;
        default: return Recovery::None;
    }
}

std::string trimmed(const unsigned char* text, size_t size) {
    std::string out(reinterpret_cast<const char*>(text), size);
    while (!out.empty() && (out.back() == ' ' || out.back() == '\0')) out.pop_back();
    return out;
}

std::string unhexed(std::string_view digits) {
    std::string out;
    for (size_t i = 0; i + 1 < digits.size(); i += 2) out += static_cast<char>(std::stoi(std::string(digits.substr(i, 2)), nullptr, 16));
    return out;
}

// ECDSA as the token gives it (r and s, equal halves) → DER SEQUENCE.
std::string der_signature(const std::string& raw) {
    const Owned<ECDSA_SIG, ECDSA_SIG_free> signature{ECDSA_SIG_new()};
    const int half = static_cast<int>(raw.size() / 2);
    ECDSA_SIG_set0(signature.get(), BN_bin2bn(bytes_of(raw), half, nullptr), BN_bin2bn(bytes_of(raw) + half, half, nullptr));
    return der_of(signature.get(), i2d_ECDSA_SIG);
}

unsigned char* writable(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

}  // namespace

struct Pkcs11Key::Session {
    TokenPlace place;
    void* library = nullptr;
    CK_FUNCTION_LIST_PTR calls = nullptr;
    CK_SLOT_ID slot = 0;
    CK_SESSION_HANDLE handle = 0;
    CK_OBJECT_HANDLE key = 0;
    bool pin_refused = false;

    ~Session() {
        if (calls != nullptr) calls->C_Finalize(nullptr);
        if (library != nullptr) dlclose(library);
    }

    Result<void> load() {
        library = dlopen(place.module.c_str(), RTLD_NOW | RTLD_LOCAL);
        auto* entry = library != nullptr ? reinterpret_cast<CK_C_GetFunctionList>(dlsym(library, "C_GetFunctionList")) : nullptr;
        if (entry == nullptr || entry(&calls) != CKR_OK) {
            calls = nullptr;
            return fail(ErrorCode::NotFound, "không nạp được thư viện PKCS#11 " + place.module);
        }
        return start();
    }

    Result<void> start() {
        const CK_RV begun = calls->C_Initialize(nullptr);
        if (begun != CKR_OK && begun != CKR_CRYPTOKI_ALREADY_INITIALIZED) return fail(ErrorCode::WrongState, "thư viện PKCS#11 không khởi động");
        TRY(find_slot());
        return open_session();
    }

    Result<void> find_slot() {
        CK_ULONG count = 0;
        calls->C_GetSlotList(CK_TRUE, nullptr, &count);
        std::vector<CK_SLOT_ID> slots(count);
        if (count > 0) calls->C_GetSlotList(CK_TRUE, slots.data(), &count);
        for (const auto candidate : slots) {
            CK_TOKEN_INFO token{};
            if (calls->C_GetTokenInfo(candidate, &token) != CKR_OK) continue;
            const auto serial = trimmed(token.serialNumber, sizeof token.serialNumber);
            if (trimmed(token.label, sizeof token.label) != place.token_label && serial != place.token_label) continue;
            slot = candidate;
            return {};
        }
        return fail(ErrorCode::NotFound, "không thấy thiết bị ký “" + place.token_label + "”; hãy cắm thiết bị");
    }

    Result<void> open_session() {
        if (calls->C_OpenSession(slot, CKF_SERIAL_SESSION, nullptr, nullptr, &handle) != CKR_OK)
            return fail(ErrorCode::WrongState, "không mở được phiên làm việc với thiết bị ký");
        TRY(log_in());
        return find_key();
    }

    Result<void> log_in() {
        if (pin_refused) return fail(ErrorCode::NotPermitted, "mã PIN đã bị từ chối, cần người giữ thiết bị kiểm tra");
        auto pin = place.pin;
        const CK_RV answer = calls->C_Login(handle, CKU_USER, writable(pin), pin.size());
        if (answer == CKR_OK || answer == CKR_USER_ALREADY_LOGGED_IN) return {};
        if (answer == CKR_PIN_INCORRECT || answer == CKR_PIN_LOCKED || answer == CKR_PIN_INVALID || answer == CKR_PIN_LEN_RANGE) {
            pin_refused = true;  // each try counts against the token
            return fail(ErrorCode::NotPermitted, "mã PIN của thiết bị ký không đúng hoặc đã bị khóa");
        }
        return fail(ErrorCode::WrongState, "không đăng nhập được thiết bị ký");
    }

    Result<void> find_key() {
        auto id = unhexed(place.key_id);
        CK_OBJECT_CLASS kind = CKO_PRIVATE_KEY;
        CK_ATTRIBUTE wanted[]{{CKA_CLASS, &kind, sizeof kind}, {CKA_ID, id.data(), id.size()}};
        CK_ULONG found = 0;
        if (calls->C_FindObjectsInit(handle, wanted, 2) == CKR_OK) {
            calls->C_FindObjects(handle, &key, 1, &found);
            calls->C_FindObjectsFinal(handle);
        }
        if (found != 1) return fail(ErrorCode::NotFound, "thiết bị không có khóa " + place.key_id);
        return {};
    }

    Result<void> recover(Recovery step) {
        switch (step) {
            case Recovery::LogIn: return log_in();
            case Recovery::OpenSession: return open_session();
            case Recovery::RestartModule: calls->C_Finalize(nullptr); return start();
            case Recovery::None: break;
        }
        return fail(ErrorCode::WrongState, "thiết bị ký báo lỗi");
    }

    CK_RV raw_sign(CK_MECHANISM mechanism, std::string input, std::string& out) {
        const CK_RV begun = calls->C_SignInit(handle, &mechanism, key);
        if (begun != CKR_OK) return begun;
        out.assign(1024, '\0');
        CK_ULONG size = out.size();
        const CK_RV done = calls->C_Sign(handle, writable(input), input.size(), writable(out), &size);
        out.resize(done == CKR_OK ? size : 0);
        return done;
    }
};

Pkcs11Key::Pkcs11Key(std::unique_ptr<Session> session) : session_(std::move(session)) {}
Pkcs11Key::~Pkcs11Key() = default;
Pkcs11Key::Pkcs11Key(Pkcs11Key&&) noexcept = default;

Result<Pkcs11Key> Pkcs11Key::open(TokenPlace place) {
    auto session = std::make_unique<Session>();
    session->place = std::move(place);
    TRY(session->load());
    return Pkcs11Key{std::move(session)};
}

Result<std::string> Pkcs11Key::sign(std::string_view message, Algorithm algorithm) {
    return sign_digest(sha256(message), algorithm);
}

Result<std::string> Pkcs11Key::sign_digest(std::string_view digest, Algorithm algorithm) {
    CK_RSA_PKCS_PSS_PARAMS pss{};
    pss.hashAlg = CKM_SHA256;
    pss.mgf = CKG_MGF1_SHA256;
    pss.sLen = 32;
    CK_MECHANISM mechanism{CKM_ECDSA, nullptr, 0};
    std::string input(digest);
    if (algorithm == Algorithm::RsaPss) mechanism = {CKM_RSA_PKCS_PSS, &pss, sizeof pss};
    if (algorithm == Algorithm::RsaPkcs1) {
        mechanism = {CKM_RSA_PKCS, nullptr, 0};
        input = der::sequence({der::algorithm("2.16.840.1.101.3.4.2.1", true), der::octets(digest)});  // DigestInfo
    }
    std::string out;
    CK_RV answer = session_->raw_sign(mechanism, input, out);
    if (answer != CKR_OK) {
        TRY(session_->recover(recovery_for(answer)));
        answer = session_->raw_sign(mechanism, input, out);
    }
    if (answer != CKR_OK) return fail(ErrorCode::WrongState, "thiết bị ký không ký được (mã lỗi " + std::to_string(answer) + ")");
    return algorithm == Algorithm::Ecdsa ? der_signature(out) : out;
}

}  // namespace integrations::signing

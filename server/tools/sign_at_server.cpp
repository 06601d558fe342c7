#include "server/tools/sign_at_server.hpp"

#include <fstream>
#include <iostream>

#include "integrations/signing/chain.hpp"
#include "integrations/signing/demo_pki.hpp"
#include "integrations/signing/hexadecimal.hpp"
#include "integrations/signing/signers_check.hpp"
#include "server/tools/demo/visitor.hpp"

namespace server {
namespace {

namespace signing = integrations::signing;
using demo::Visitor;
using nlohmann::json;

constexpr integrations::HttpLimits large_files{.total = std::chrono::minutes{5}, .answer_bytes = 200u << 20};

constexpr const char* block_members[]{"left", "width", "title_bottom", "name_top"};

enum Exit { NotSigned = 3, Refused = 4, NotWhatWasShown = 5 };

struct Stopped {
    Exit code;
    std::string why;
};

template <class T>
T or_stop(dossier::Result<T> outcome, Exit code, const std::string& before = {}) {
    if (!outcome) throw Stopped{code, before + outcome.error().detail};
    return *std::move(outcome);
}

// Leaves no session behind; when that fails it ends by itself.
struct SignedIn {
    Visitor& server;
    ~SignedIn() {
        try {
            (void)server.ask("DELETE", "/api/session");
        } catch (const demo::StepFailed&) {
        }
    }
};

bool is_id(const std::string& text) { return text.size() == 36 && text.find_first_not_of("0123456789abcdef-") == std::string::npos; }

std::string dossier_id(Visitor& server, const std::string& code_or_id) {
    if (is_id(code_or_id)) return code_or_id;
    const auto found = server.post("/api/search", {{"q", code_or_id}});
    for (const auto& each : found.at("dossiers"))
        if (each.at("code") == code_or_id) return each.at("id");
    throw Stopped{Refused, "không thấy hồ sơ " + code_or_id};
}

std::string certificates_of(const signing::CertificateChain& chain) {
    auto text = signing::pem_of(chain.signer.get());
    for (const auto& issuer : chain.issuers) text += signing::pem_of(issuer.get());
    return text;
}

// What the server asks for, taken only when it fits the certificate.
signing::Algorithm algorithm_in(const json& session, const X509* signer) {
    const auto usual = signing::algorithm_for(signer);
    const auto word = session.at("algorithm").get<std::string>();
    if (usual == signing::Algorithm::Ecdsa ? word == "ecdsa" : word == "pss") return usual;
    if (usual == signing::Algorithm::RsaPss && word == "pkcs1") return signing::Algorithm::RsaPkcs1;
    throw Stopped{NotWhatWasShown, "máy chủ đòi cách ký “" + word + "” không hợp với chứng thư số"};
}

void keep_for_reading(const std::string& path, const std::string& document) {
    std::ofstream out(path, std::ios::binary);
    if (!(out << document).flush()) throw Stopped{NotSigned, "không ghi được " + path};
}

void ask_the_person(const std::string& path, const std::string& document, X509* signer) {
    std::cout << "Tệp sẽ ký:  " << path << "\n  SHA-256   " << signing::hex(signing::sha256(document)) << "\nNgười ký:   "
              << signing::common_name(X509_get_subject_name(signer)) << "\nHãy mở tệp, đọc hết, rồi gõ “ký” và Enter để ký; gõ chữ khác để thôi: " << std::flush;
    std::string answer;
    std::getline(std::cin, answer);
    if (answer != "ký" && answer != "ky") throw Stopped{NotSigned, "đã thôi, chưa ký gì"};
}

// The file the person reads, and what the device is to sign: made here, and the server's word must be the same.
std::string checked_attributes(const json& session, const std::string& document, const ServerWords& words, X509* signer) {
    const std::string mistrust = "máy chủ đưa ra thứ phải ký không đúng với tệp, không ký: ";
    auto ours = or_stop(signing::attributes_of(document, signer), NotWhatWasShown, mistrust);
    if (signing::unhex(session.at("attributes").get<std::string>()) != ours)
        throw Stopped{NotWhatWasShown, mistrust + "các thuộc tính không phải của tệp này và chứng thư số này"};
    if (words.read.empty()) return ours;
    const auto read = signing::read_file(words.read);
    if (const auto only = signing::only_adds_signature(read, document); !only) throw Stopped{NotWhatWasShown, mistrust + only.error().detail};
    return ours;
}

std::string signed_by_device(TokenWords& token, const std::string& attributes, X509* signer, signing::Algorithm algorithm) {
    auto key = or_stop(token.open(), NotSigned);
    auto value = or_stop(key.sign(attributes, algorithm), NotSigned);
    if (!signing::signature_fits(signer, algorithm, attributes, value)) throw Stopped{NotSigned, "khóa trong thiết bị không phải của chứng thư số này"};
    return value;
}

json wish_of(const ServerWords& words, const signing::CertificateChain& chain) {
    json wish = {{"certificates", certificates_of(chain)}};
    if (words.page > 0) wish["block"]["page"] = words.page;
    if (words.block.size() == 4)
        for (size_t i = 0; i < 4; ++i) wish["block"][block_members[i]] = words.block[i];
    return wish;
}

void sign(Visitor& server, const ServerWords& words, const signing::CertificateChain& chain, TokenWords& token) {
    X509* signer = chain.signer.get();
    const auto place = "/api/dossiers/" + dossier_id(server, words.dossier) + "/results/" + words.upload + "/signatures";
    const auto session = server.post(place, wish_of(words, chain));
    const auto here = place + "/" + session.at("id").get<std::string>();
    const auto document = server.bytes(here + "/document");
    const auto algorithm = algorithm_in(session, signer);
    const auto attributes = checked_attributes(session, document, words, signer);
    if (!words.save.empty()) keep_for_reading(words.save, document);
    if (words.read.empty()) ask_the_person(words.save, document, signer);
    const auto value = signed_by_device(token, attributes, signer, algorithm);
    const auto done = server.post(here, {{"signature", signing::hex(value)}});
    std::cout << "Đã ký. Kết quả đã ký có mã " << done.at("id").get<std::string>() << "; máy chủ đang kiểm tra chữ ký.\n";
}

}  // namespace

int sign_at_server(const ServerWords& words, const signing::CertificateChain& chain, TokenWords& token) try {
    const auto password = or_stop(secret_of(words.password_file, "mật khẩu"), NotSigned);
    Visitor server{words.url, words.authorities, large_files};
    server.sign_in(words.account, password);
    const SignedIn session{server};
    sign(server, words, chain, token);
    return 0;
} catch (const Stopped& stopped) {
    std::cerr << stopped.why << "\n";
    return stopped.code;
} catch (const demo::StepFailed& failed) {
    std::cerr << failed.what() << "\n";
    return Refused;
} catch (const json::exception&) {
    std::cerr << "máy chủ trả lời không đúng quy ước\n";
    return NotWhatWasShown;
}

}  // namespace server

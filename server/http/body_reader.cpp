#include "server/http/body_reader.hpp"

#include <string>

#include "server/http/encoding.hpp"
#include "server/http/multipart.hpp"

namespace server::http {
namespace {

using MaybeRefusal = std::optional<BodyRefusal>;

std::string content_type(const Request& request) {
    const auto* value = find(request.headers, "content-type");
    return value ? *value : std::string{};
}

std::string media_type(const Request& request) {
    const auto value = content_type(request);
    auto type = lower_ascii(std::string_view{value}.substr(0, value.find(';')));
    while (type.ends_with(' ')) type.pop_back();
    return type;
}

constexpr std::string_view urlencoded = "application/x-www-form-urlencoded";
constexpr std::string_view multipart = "multipart/form-data";

class MemoryBody : public BodyReader {
  public:
    MaybeRefusal take(std::string_view bytes) override {
        bytes_.append(bytes);
        return {};
    }
    MaybeRefusal finish(Request& request) override {
        if (media_type(request) == urlencoded) {
            auto fields = decode_form(bytes_);
            if (!fields) return BodyRefusal{400, "Các trường gửi lên không đúng quy cách."};
            request.form = *std::move(fields);
        }
        request.body = std::move(bytes_);
        return {};
    }

  private:
    std::string bytes_;
};

class FileBody : public BodyReader {
  public:
    explicit FileBody(const std::filesystem::path& folder) : writer_(folder) {}
    MaybeRefusal take(std::string_view bytes) override {
        if (!writer_.write(bytes)) return BodyRefusal{507, ""};
        return {};
    }
    MaybeRefusal finish(Request& request) override {
        request.upload = writer_.finish();
        if (!request.upload) return BodyRefusal{507, ""};
        request.upload->claimed_type = media_type(request);
        if (const auto* name = find(request.headers, "x-file-name"))
            request.upload->file_name = safe_file_name(percent_decode(*name, Plus::Literal).value_or(""));
        else if (const auto* disposition = find(request.headers, "content-disposition"))
            request.upload->file_name = disposition_file_name(*disposition);
        return {};
    }

  private:
    SpoolWriter writer_;
};

class MultipartBody : public BodyReader {
  public:
    MultipartBody(std::string_view boundary, const std::filesystem::path& folder, bool takes_file)
        : folder_(folder), takes_file_(takes_file),
          reader_(boundary, {[this](const PartHead& part) { return begin(part); },
                             [this](std::string_view bytes) { return add(bytes); }, [this] { return end(); }}) {}

    MaybeRefusal take(std::string_view bytes) override {
        if (reader_.read(bytes)) return {};
        return refusal_.value_or(BodyRefusal{400, "Biểu mẫu gửi lên không đúng quy cách."});
    }
    MaybeRefusal finish(Request& request) override {
        if (!reader_.finished()) return BodyRefusal{400, "Biểu mẫu gửi lên bị cắt ngắn."};
        request.form = std::move(fields_);
        request.upload = std::move(file_);
        return {};
    }

  private:
    bool refuse(BodyRefusal refusal) {
        refusal_ = refusal;
        return false;
    }
    bool begin(const PartHead& part) {
        part_ = part;
        value_.clear();
        if (!part.is_file) return fields_.size() < 1000 || refuse({400, "Biểu mẫu có quá nhiều trường."});
        if (!takes_file_ && !part.file_name.empty()) return refuse({415, "Biểu mẫu này không nhận tệp."});
        if (part.file_name.empty()) return true;  // no file was chosen
        if (file_) return refuse({422, "Mỗi lần chỉ gửi một tệp."});
        writer_ = std::make_unique<SpoolWriter>(folder_);
        return true;
    }
    bool add(std::string_view bytes) {
        if (writer_) return writer_->write(bytes) || refuse({507, ""});
        field_bytes_ += bytes.size();
        if (field_bytes_ > form_limit) return refuse({413, ""});
        value_.append(bytes);
        return true;
    }
    bool end() {
        if (writer_) {
            file_ = writer_->finish();
            writer_.reset();
            if (!file_) return refuse({507, ""});
            file_->claimed_type = part_.media_type;
            file_->file_name = part_.file_name;
            return true;
        }
        if (part_.is_file) return true;
        auto value = clean_text(value_);
        if (!value) return refuse({400, "Các trường gửi lên không phải UTF-8."});
        fields_.emplace_back(part_.name, *std::move(value));
        return true;
    }

    std::filesystem::path folder_;
    bool takes_file_;
    MultipartReader reader_;
    PartHead part_;
    std::string value_;
    std::size_t field_bytes_ = 0;
    Pairs fields_;
    std::unique_ptr<SpoolWriter> writer_;
    std::shared_ptr<Spool> file_;
    MaybeRefusal refusal_;
};

}  // namespace

std::optional<BodyRefusal> check_media_type(const Endpoint& endpoint, const Request& request) {
    const auto type = media_type(request);
    const bool is_form = type == urlencoded || type == multipart;
    if (type == multipart && boundary_of(content_type(request)).empty())
        return BodyRefusal{400, "multipart/form-data thiếu boundary."};
    switch (endpoint.body) {
        case Body::None: return {};  // a stray small body is read over
        case Body::Json:
            if (type == "application/json" || type.ends_with("+json")) return {};
            return BodyRefusal{415, "Cần application/json."};
        case Body::Form:
            if (is_form) return {};
            return BodyRefusal{415, "Cần application/x-www-form-urlencoded hoặc multipart/form-data."};
        case Body::Upload: break;
    }
    if (type == urlencoded) return BodyRefusal{415, "Cần một tệp hoặc multipart/form-data."};
    return {};
}

std::unique_ptr<BodyReader> body_reader(const Endpoint& endpoint, const Request& request,
                                        const std::filesystem::path& spool_dir) {
    const bool is_multipart = media_type(request) == multipart;
    if (is_multipart && (endpoint.body == Body::Form || endpoint.body == Body::Upload))
        return std::make_unique<MultipartBody>(boundary_of(content_type(request)), spool_dir,
                                               endpoint.body == Body::Upload);
    if (endpoint.body == Body::Upload) return std::make_unique<FileBody>(spool_dir);
    return std::make_unique<MemoryBody>();
}

}  // namespace server::http

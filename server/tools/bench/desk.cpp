#include "server/tools/bench/desk.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include <unistd.h>

#include "server/catalogue/procedure_json.hpp"
#include "server/storage/account_store.hpp"
#include "server/storage/catalogue_store.hpp"
#include "server/storage/file_rows.hpp"
#include "server/storage/migrations.hpp"

namespace server {
namespace {

namespace fs = std::filesystem;

fs::path new_folder() {
    std::string name = "/tmp/motcua-bench-XXXXXX";
    if (!mkdtemp(name.data())) throw std::runtime_error("không tạo được thư mục tạm");
    fs::permissions(name, fs::perms(0755));
    return name;
}

dossier::Procedure bench_procedure() {
    dossier::Procedure procedure;
    procedure.code = BenchDesk::procedure_code;
    procedure.name = "Thủ tục đo tốc độ";
    procedure.field_code = "G15-TP07";
    procedure.field_name = "Hộ tịch";
    procedure.effective_from = *dossier::parse_iso_date("2026-01-01");
    procedure.limit = *dossier::parse_limit("3wd");
    dossier::ComponentRule form;
    form.code = "000.00.00.G15-KQ900001";
    form.title = "Tờ khai";
    form.modes = {dossier::Mode::Submit};
    form.required = false;
    procedure.components = {form};
    return procedure;
}

constexpr std::array family{"Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ"};
constexpr std::array middle{"Thị", "Văn", "Hữu", "Đức", "Ngọc", "Minh", "Thanh"};
constexpr std::array given{"An", "Bình", "Châu", "Dũng", "Đào", "Giang", "Hà", "Hạnh", "Hiếu", "Hương", "Khánh", "Lan", "Linh",
                           "Mai", "Nam", "Oanh", "Phúc", "Quân", "Sơn", "Tâm", "Uyên", "Vinh", "Xuân", "Yến"};

// Any number another person, near ones too: scattered first.
std::string name_of_person(int number) {
    const auto n = static_cast<std::size_t>(number) * 2'654'435'761u >> 8;
    return std::string{family[n % family.size()]} + " " + middle[(n / 12) % middle.size()] + " " + given[(n / 84) % given.size()];
}

dossier::Dossier taken(dossier::Result<dossier::Dossier> result) {
    if (result) return *std::move(result);
    auto why = result.error().detail;
    for (const auto& field : result.error().fields) why += "; " + field.field + ": " + field.message;
    throw std::runtime_error(why);
}

}  // namespace

BenchDesk::Folder::~Folder() {
    std::error_code ignored;
    if (ours) fs::remove_all(path, ignored);
}

BenchDesk::BenchDesk(fs::path folder, int sessions)
    : folder_{folder.empty() ? new_folder() : folder, folder.empty()},
      cluster_(storage::PrivatePostgres::start({folder_.path})),
      database_(std::make_unique<storage::Database>(
          storage::DatabaseOptions{cluster_->connection("motcua_app"), sessions, std::chrono::seconds{60}})),
      files_(folder_.path / "files"),
      catalogue_(std::chrono::seconds{600}),
      services_{config_, *database_, files_, catalogue_},
      morning_(*dossier::parse_iso8601("2026-11-23T09:00:00+07:00")) {
    storage::migrate(cluster_->connection("motcua_owner"));
    storage::UnitOfWork work{*database_};
    for (int number = 0; number < 10; ++number) {
        storage::Agency agency;
        agency.code = agency_of(number);
        agency.name = "Ủy ban nhân dân xã Mẫu " + std::to_string(number);
        storage::put_agency(work, agency);
        storage::put_unit(work, {agency.code, "CM", "Bộ phận chuyên môn"});
    }
    const auto procedure = bench_procedure();
    storage::put_procedure(work, {"", procedure.code, procedure.name, catalogue::procedure_to_json(procedure).dump(), procedure.effective_from},
                           "", morning_);
    work.commit();
}

BenchDesk::~BenchDesk() = default;

std::string BenchDesk::agency_of(int number) { return "H56." + std::to_string(14 + number % 10); }

Asking BenchDesk::officer(int number) const {
    dossier::Actor actor;
    actor.id = dossier::OfficerId{"00000000-0000-7000-8000-0000000000" + std::to_string(10 + number % 50)};
    actor.roles = {dossier::Role::reception_officer};
    actor.agency = agency_of(number);
    actor.unit = "MC";
    actor.name = "Cán bộ " + std::to_string(number % 50);
    return {actor, morning_, {}};
}

dossier::Dossier BenchDesk::open(int number) {
    dossier::OpenDraft draft;
    draft.agency = agency_of(number);
    auto& applicant = draft.particulars.applicant;
    applicant.name = dossier::Personal<std::string>{name_of_person(opened_++)};
    applicant.number = dossier::Personal<std::string>{"0010" + std::to_string(90'000'000 + number % 9'999'999)};
    applicant.birth_date = dossier::Personal<std::string>{"1990-05-17"};
    applicant.phone = dossier::Personal<std::string>{"0912345678"};
    applicant.address = dossier::Personal<std::string>{"Thôn 1, xã Mẫu"};
    draft.particulars.name_spelling_confirmed = true;
    storage::UnitOfWork work{*database_};
    auto dossier = taken(open_in(work, services_, procedure_code, std::move(draft), officer(number)));
    work.commit();
    return dossier;
}

dossier::Dossier BenchDesk::receive(const dossier::DossierId& id, int number) {
    return taken(perform(services_, id, dossier::Receive{}, officer(number)));
}

dossier::Dossier BenchDesk::hand_over(const dossier::DossierId& id, int number) {
    do_all(id, {dossier::HandOverTo{"CM", "", "", "", false}}, number);
    return do_all(id, {dossier::TakeOver{}, dossier::AskApproval{dossier::Outcome::Granted, "Dự thảo kết quả", {}}}, number, "CM");
}

dossier::Dossier BenchDesk::finish(const dossier::DossierId& id, int number) {
    const std::string content = "Kết quả của hồ sơ đo tốc độ";
    storage::FileRow row;
    row.agency = agency_of(number);
    row.sha256 = files_.keep(content);
    row.size = static_cast<std::int64_t>(content.size());
    row.media_type = "text/plain";
    row.name = "ket-qua.txt";
    row.created_at = morning_;
    storage::UnitOfWork work{*database_};
    const auto file = storage::insert_file(work, row);
    work.commit();
    const dossier::SignatureVerdict signed_by_both{"TOTAL-PASSED", "", true, true, "Đã ký"};
    do_all(id, {dossier::Decide{dossier::Outcome::Granted, "Đủ điều kiện"},
                dossier::AttachResult{"KQ1", "Kết quả", "1/KQ", dossier::ResultForm::Electronic, file, signed_by_both, {}}, dossier::Finish{}}, number, "CM");
    dossier::ReturnResult back;
    back.receipt_shown = true;
    back.taken_by = dossier::Personal<std::string>{name_of_person(number)};
    back.proof = "ký nhận trên sổ";
    return do_all(id, {back}, number);
}

dossier::Dossier BenchDesk::do_all(const dossier::DossierId& id, const std::vector<dossier::Action>& actions, int number, const std::string& unit) {
    auto asking = officer(number);
    asking.actor.unit = unit;
    if (unit != "MC") asking.actor.roles = {dossier::Role::specialist, dossier::Role::leader, dossier::Role::clerk};
    dossier::Dossier last;
    for (const auto& action : actions) last = taken(perform(services_, id, action, asking));
    return last;
}

double percentile(const std::vector<double>& sorted, double part) {
    if (sorted.empty()) return 0;
    return sorted[std::min(sorted.size() - 1, static_cast<std::size_t>(part * static_cast<double>(sorted.size())))];
}

}  // namespace server

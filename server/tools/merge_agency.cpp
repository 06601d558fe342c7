#include "server/tools/merge_agency.hpp"

#include <iostream>

#include <CLI/CLI.hpp>

#include "server/compose.hpp"
#include "server/perform.hpp"
#include "server/storage/account_store.hpp"
#include "server/storage/database.hpp"
#include "server/storage/oversight.hpp"
#include "server/tools/configured.hpp"

namespace server {
namespace {

struct Wish {
    std::string from, to, basis;
    bool look_only = false;
};

Asking for_agency(const std::string& agency) {
    dossier::Actor actor;
    actor.roles = {dossier::Role::administrator};
    actor.agency = agency;
    actor.name = "Hệ thống";
    return {actor, std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()), {}};
}

int merge(Services& services, const Wish& wish) {
    std::vector<dossier::DossierId> ids;
    {
        storage::UnitOfWork work{services.database};
        for (const auto& code : {wish.from, wish.to})
            if (!storage::find_agency(work, code)) {
                std::cerr << "Không có cơ quan " << code << " trong danh mục; nhập cơ quan trước (motcua import).\n";
                return 2;
            }
        ids = storage::open_dossiers_touching(work, wish.from);
    }
    std::cout << ids.size() << " hồ sơ đang mở của " << wish.from << "\n";
    if (wish.look_only) return 0;
    int moved = 0;
    for (const auto& id : ids) {
        const auto done = perform(services, id, dossier::MoveAgency{wish.from, wish.to, wish.basis}, for_agency(wish.from));
        if (done) ++moved;
        else std::cerr << "hồ sơ " << id.text() << ": " << done.error().detail << "\n";
    }
    std::cout << "Đã chuyển " << moved << " hồ sơ sang " << wish.to << "; mã hồ sơ, ngày hẹn giữ nguyên.\n";
    return moved == static_cast<int>(ids.size()) ? 0 : 3;
}

}  // namespace

int run_merge_agency(int argc, char** argv) {
    CLI::App app{"Chuyển mọi hồ sơ đang mở của một cơ quan sang cơ quan khác khi sắp xếp đơn vị hành chính; người dân không phải nộp lại.\n"
                 "Mã thoát: 0 chuyển hết, 1 cơ sở dữ liệu không phục vụ, 2 sai cách dùng, 3 có hồ sơ bị từ chối.",
                 "motcua merge-agency"};
    std::string file;
    Wish wish;
    add_config_option(app, file);
    app.add_option("--from", wish.from, "mã cơ quan cũ")->required();
    app.add_option("--to", wish.to, "mã cơ quan mới")->required();
    app.add_option("--basis", wish.basis, "văn bản sắp xếp đơn vị, ghi vào lịch sử từng hồ sơ")->required();
    app.add_flag("--dry-run", wish.look_only, "chỉ đếm, không chuyển");
    return configured(app, argc, argv, file, [&](Config config) {
        Composition composition{std::move(config), false};
        return merge(composition.services(), wish);
    });
}

}  // namespace server

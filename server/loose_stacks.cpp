#include "server/loose_stacks.hpp"

#include <fstream>

#include "server/storage/database.hpp"
#include "server/storage/file_store.hpp"
#include "server/storage/job_store.hpp"

namespace server {

using dossier::ErrorCode;
using dossier::fail;
using dossier::Result;
using dossier::StackId;
using storage::StackPurpose;
using storage::StackState;

std::shared_ptr<http::Spool> spooled(const Services& services, const std::filesystem::path& file) {
    http::SpoolWriter writer{services.config.spool_dir()};
    std::ifstream bytes{file, std::ios::binary};
    if (!bytes) throw storage::FileFault("a file cannot be read");
    std::string piece(1 << 16, '\0');
    while (bytes.read(piece.data(), static_cast<std::streamsize>(piece.size())) || bytes.gcount() > 0)
        if (!writer.write({piece.data(), static_cast<std::size_t>(bytes.gcount())})) throw storage::FileFault("the spool took no more");
    auto spool = writer.finish();
    if (!spool) throw storage::FileFault("the spool took no more");
    spool->file_name = file.filename().string();
    return spool;
}

std::vector<storage::Stack> list_unassigned(Services& services, const Asking& asking) {
    storage::UnitOfWork work{services.database};
    return storage::unassigned_stacks(work, asking.actor.agency, 100);
}

Result<StackView> assign(Services& services, const StackId& id, const dossier::DossierId& dossier, const Asking& asking) {
    TRY(may_add_papers(services, dossier, asking));
    {
        storage::UnitOfWork work{services.database};
        auto stack = TRY(storage::lock_stack(work, id));
        if (stack.agency != asking.actor.agency) return fail(ErrorCode::NotFound, "không có tập giấy tờ này");
        if (stack.purpose != StackPurpose::Desk) return fail(ErrorCode::WrongState, "Tập giấy tờ này đã được gắn với một hồ sơ.");
        if (stack.state == StackState::Failed) return fail(ErrorCode::WrongState, "Tập giấy tờ này không đọc được, hãy quét lại.");
        stack.purpose = StackPurpose::Dossier;
        stack.dossier = dossier;
        // What was read stays; which component it is follows from the procedure of this dossier.
        if (stack.state == StackState::Read) {
            stack.state = StackState::Reading;
            storage::enqueue(work, {"arrange_stack", "", {{"stack", id.text()}}, asking.now});
        }
        storage::assign_stack(work, stack);
        work.commit();
    }
    return read_stack(services, id, asking);
}

Result<StackId> archive_file(Services& services, http::Spool& upload, const Asking& asking) {
    const auto pass = TRY(passed(services, {upload, FileUse::AgencyScan, "", {}}, asking));
    storage::UnitOfWork work{services.database};
    storage::Stack stack;
    stack.agency = asking.actor.agency;
    stack.purpose = StackPurpose::Archive;
    stack.source = "archive:" + upload.sha256;
    if (const auto before = storage::stack_from(work, stack.agency, stack.source))
        return fail(ErrorCode::DuplicateRequest, "kho đã có tệp này, bản ghi " + before->text());
    stack.file = keep_upload(work, services, upload, pass, stack.agency, asking);
    stack.uploaded_by = asking.actor.id;
    stack.uploaded_at = asking.now;
    const auto id = storage::insert_stack(work, stack);
    storage::enqueue(work, {"inspect_stack", "", {{"stack", id.text()}}, asking.now});
    work.commit();
    return id;
}

}  // namespace server

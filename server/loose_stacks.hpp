#pragma once
// Stacks no dossier has yet: what a desk's scanner saved, listed for the desk and given to a dossier by an officer; and
// the archive's own papers, taken in batches and found by their words.

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "server/stacks.hpp"

namespace server {

// A copy of a file on our disk, hashed on the way: whoever writes on changes nothing of it. Throws storage::FileFault.
std::shared_ptr<http::Spool> spooled(const Services& services, const std::filesystem::path& file);

// Of the officer's agency, oldest first.
std::vector<storage::Stack> list_unassigned(Services& services, const Asking& asking);
// From now on the stack's papers belong to this dossier and are matched with its procedure. Fails with NotFound,
// NotPermitted, or WrongState when somebody else was faster.
dossier::Result<StackView> assign(Services& services, const dossier::StackId& id, const dossier::DossierId& dossier, const Asking& asking);

// One archived file as one record, its pages to be read; the whole of it or nothing. Fails with InvalidInput: the
// gate's reasons, or DuplicateRequest when the archive has this content.
dossier::Result<dossier::StackId> archive_file(Services& services, http::Spool& upload, const Asking& asking);

}  // namespace server

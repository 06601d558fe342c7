#pragma once
// Machines see ids (UUIDs), people see dossier codes.

#include <compare>
#include <string>
#include <utility>

namespace dossier {

template <class Tag>
class Id {
  public:
    Id() = default;
    explicit Id(std::string uuid) : value_(std::move(uuid)) {}
    const std::string& text() const { return value_; }
    bool empty() const { return value_.empty(); }
    auto operator<=>(const Id&) const = default;

  private:
    std::string value_;  // lower-case UUID text, as PostgreSQL prints it
};

using DossierId = Id<struct DossierTag>;
using ComponentId = Id<struct ComponentTag>;
using FileId = Id<struct FileTag>;      // one stored file: bytes by SHA-256 plus name and media type
using StackId = Id<struct StackTag>;    // one uploaded scan, before its pages are confirmed
using OfficerId = Id<struct OfficerTag>;

}  // namespace dossier

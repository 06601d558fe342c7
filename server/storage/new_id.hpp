#pragma once
// Random UUIDs (version 4) for everything machines name.

#include <string>

namespace server::storage {

std::string new_uuid();

template <class IdType>
IdType new_id() {
    return IdType{new_uuid()};
}

}  // namespace server::storage

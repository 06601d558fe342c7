#pragma once
// Fresh ids: UUID version 7, so that ids of one time lie side by side in the index.

#include <string>

namespace server::storage {

std::string new_uuid();

template <class IdType>
IdType new_id() {
    return IdType{new_uuid()};
}

}  // namespace server::storage

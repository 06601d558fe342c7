#pragma once
// Files made to hurt: small on the wire, large or endless inside. Each with what a door must say of it.

#include <string>
#include <vector>

namespace test_support {

struct Bomb {
    std::string name;     // as it is brought
    std::string bytes;
    std::string problem;  // ocr::Problem by name; several with " or " between when the limit that is met first decides
    bool at_the_limit = false;  // found out by running into a limit, not by looking: may take some seconds
};

std::vector<Bomb> bombs();

}  // namespace test_support

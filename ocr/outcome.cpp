#include "ocr/outcome.hpp"

namespace ocr {

const char* name_of(Problem problem) {
    switch (problem) {
        case Problem::Empty: return "empty";
        case Problem::WrongType: return "wrong_type";
        case Problem::Unreadable: return "unreadable";
        case Problem::Encrypted: return "encrypted";
        case Problem::NoPages: return "no_pages";
        case Problem::TooLarge: return "too_large";
        case Problem::TimedOut: return "timed_out";
        case Problem::OutOfMemory: return "out_of_memory";
        case Problem::Crashed: return "crashed";
        case Problem::Secret: return "secret";
    }
    return "unreadable";
}

}  // namespace ocr

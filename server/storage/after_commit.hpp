#pragma once
// What may be told only once it is true.

#include <functional>

namespace server::storage {

// Call it after commit(): `step` runs at once, or, where this thread's units of work are parts of a OneTransaction, after
// the commit of that whole; with one that is rolled back it is forgotten. It must not throw or touch the database.
void after_commit(std::function<void()> step);

}  // namespace server::storage

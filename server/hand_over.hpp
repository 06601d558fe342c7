#pragma once
// From `motcua`, the quick program, to `motcua-server` beside it, in the same process and with the same words.

namespace server {

void remember_words(char** words);
// Nothing may have been printed yet. Ends with 126, as a shell does, when the server program cannot be started.
[[noreturn]] void hand_over();

}  // namespace server

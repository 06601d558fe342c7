#pragma once
// `motcua deadline`: the due date of a limit with its proof. No database.
// Exit codes: 0 done, 1 a date the calendar does not know, 2 usage.

namespace server {

int run_deadline(int argc, char** argv);

}  // namespace server

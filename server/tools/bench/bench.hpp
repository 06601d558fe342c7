#pragma once
// motcua bench NAME: figures we quote, as ratios to a named peer or limit measured in the same run.

#include <functional>

namespace CLI {
class App;
}

namespace server {

int run_bench(int argc, char** argv);

// Parses the words, then runs `measure`. Exit codes: 2 usage, 1 a fault (said on stderr), else what `measure` returns.
int measured(CLI::App& app, int argc, char** argv, const std::function<int()>& measure);

// Rows of the table in bench.cpp.
int bench_bad_page(int argc, char** argv);
int bench_deadline(int argc, char** argv);
int bench_forms(int argc, char** argv);
int bench_http(int argc, char** argv);
int bench_memory(int argc, char** argv);
int bench_numbering(int argc, char** argv);
int bench_ocr(int argc, char** argv);
int bench_receive(int argc, char** argv);
int bench_scale(int argc, char** argv);
int bench_sign(int argc, char** argv);

}  // namespace server

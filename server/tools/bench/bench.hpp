#pragma once
// motcua bench NAME: figures we quote, as ratios to a named peer or limit measured in the same run.

namespace server {

int run_bench(int argc, char** argv);

// Rows of the table in bench.cpp.
int bench_numbering(int argc, char** argv);
int bench_ocr(int argc, char** argv);
int bench_scale(int argc, char** argv);
int bench_sign(int argc, char** argv);

}  // namespace server

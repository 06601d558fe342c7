#pragma once
// One incremental update as it lies in the file, read without a parser that repairs or chooses: its objects, and what
// its cross-reference says row by row. Of two rows for one number some readers believe the first and some the last.

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <qpdf/QPDF.hh>

#include "integrations/signing/xref_rows.hpp"

namespace integrations::signing {

struct Update {
    std::set<size_t> objects;    // offsets of "n g obj"
    std::vector<XrefRow> rows;
    std::optional<size_t> second_table;  // /XRefStm, for readers that know streams
    size_t startxref = 0;
    bool points_at_its_table = false;  // startxref is where the rows were read
    size_t end = 0;              // one past "%%EOF" and its line end
};

// The update that begins there. Nothing when it is not whole and well-formed, or when a second table beside the first
// (/XRefStm) says anything else than the first.
std::optional<Update> read_update(std::string_view bytes, size_t begin);

// Empty when every row is what qpdf took it for, so that no reader can see another object than the one compared;
// otherwise the Vietnamese reason. `revision` is the file up to the end of the update.
std::string judge_rows(const Update& update, QPDF& revision);

}  // namespace integrations::signing

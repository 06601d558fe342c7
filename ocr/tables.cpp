#include "ocr/tables.hpp"

#include <algorithm>
#include <map>

namespace ocr {
namespace {

bool touches(const Box& a, const Box& b, int slack) {
    return a.left <= b.right + slack && b.left <= a.right + slack && a.top <= b.bottom + slack && b.top <= a.bottom + slack;
}

Box around(const Box& a, const Box& b) {
    return {std::min(a.left, b.left), std::min(a.top, b.top), std::max(a.right, b.right), std::max(a.bottom, b.bottom)};
}

// Sorted positions, those closer than `slack` taken together.
std::vector<int> grouped(std::vector<int> positions, int slack) {
    std::sort(positions.begin(), positions.end());
    std::vector<int> groups;
    int sum = 0, count = 0, last = 0;
    for (const int p : positions) {
        if (count > 0 && p - last > slack) {
            groups.push_back(sum / count);
            sum = count = 0;
        }
        sum += p;
        ++count;
        last = p;
    }
    if (count > 0) groups.push_back(sum / count);
    return groups;
}

size_t band_of(const std::vector<int>& lines, int position) {
    return static_cast<size_t>(std::upper_bound(lines.begin(), lines.end(), position) - lines.begin());
}

using Cell = std::pair<size_t, size_t>;  // row, column

// Words of one cell to lines: a word starts a new line when it lies below the middle of the line so far.
std::vector<Line> lines_of(std::vector<Word> words, int block) {
    std::stable_sort(words.begin(), words.end(), [](const Word& a, const Word& b) { return a.box.top + a.box.bottom < b.box.top + b.box.bottom; });
    std::vector<std::vector<Word>> rows;
    for (Word& word : words) {
        const int middle = (word.box.top + word.box.bottom) / 2;
        if (!rows.empty() && middle < rows.back().front().box.bottom) rows.back().push_back(std::move(word));
        else rows.push_back({std::move(word)});
    }
    std::vector<Line> lines;
    for (auto& row : rows) {
        std::stable_sort(row.begin(), row.end(), [](const Word& a, const Word& b) { return a.box.left < b.box.left; });
        Line line;
        line.upright = row.front().box;
        for (const Word& word : row) line.upright = around(line.upright, word.box);
        const auto corner = [](int x, int y) { return Point{static_cast<double>(x), static_cast<double>(y)}; };
        const Box& b = line.upright;
        line.corners = {corner(b.left, b.top), corner(b.right, b.top), corner(b.right, b.bottom), corner(b.left, b.bottom)};
        line.height = b.height();
        line.block = block;
        line.words = std::move(row);
        lines.push_back(std::move(line));
    }
    return lines;
}

bool inside(const Box& area, const Box& box) {
    const int x = (box.left + box.right) / 2;
    const int y = (box.top + box.bottom) / 2;
    return x > area.left && x < area.right && y > area.top && y < area.bottom;
}

}  // namespace

std::vector<Table> find_tables(const Rulings& rulings, int dpi) {
    const int slack = dpi / 12;
    struct Group {
        Box area;
        std::vector<Box> across, down;
    };
    std::vector<Group> groups;
    const auto add = [&](const Box& line, bool horizontal) {
        Group merged{line, {}, {}};
        (horizontal ? merged.across : merged.down).push_back(line);
        for (auto group = groups.begin(); group != groups.end();) {
            if (!touches(group->area, line, slack)) {
                ++group;
                continue;
            }
            merged.area = around(merged.area, group->area);
            merged.across.insert(merged.across.end(), group->across.begin(), group->across.end());
            merged.down.insert(merged.down.end(), group->down.begin(), group->down.end());
            group = groups.erase(group);
        }
        groups.push_back(std::move(merged));
    };
    for (const Box& line : rulings.down) add(line, false);
    for (const Box& line : rulings.across) add(line, true);
    std::vector<Table> tables;
    for (const Group& group : groups) {
        std::vector<int> ys, xs;
        // Lines of a table run through it; the strokes of a picture or a code do not.
        for (const Box& line : group.across)
            if (line.width() * 10 >= group.area.width() * 4) ys.push_back((line.top + line.bottom) / 2);
        for (const Box& line : group.down)
            if (line.height() * 10 >= group.area.height() * 4) xs.push_back((line.left + line.right) / 2);
        Table table{group.area, grouped(ys, slack), grouped(xs, slack)};
        if (table.rows.size() >= 3 && table.columns.size() >= 3 && group.area.width() > dpi * 2) tables.push_back(std::move(table));
    }
    return tables;
}

std::vector<Line> read_by_cell(std::vector<Line> lines, const Rulings& rulings, int dpi) {
    for (const Table& table : find_tables(rulings, dpi)) {
        std::map<Cell, std::vector<Word>> cells;
        std::vector<Line> kept;
        size_t place = 0;  // of the table among the lines that stay
        for (Line& line : lines) {
            std::vector<Word> outside;
            for (Word& word : line.words) {
                if (!inside(table.area, word.box)) outside.push_back(std::move(word));
                else cells[{band_of(table.rows, (word.box.top + word.box.bottom) / 2), band_of(table.columns, (word.box.left + word.box.right) / 2)}].push_back(std::move(word));
            }
            line.words = std::move(outside);
            if (line.words.empty()) continue;
            if (line.upright.top < table.area.top) place = kept.size() + 1;
            kept.push_back(std::move(line));
        }
        std::vector<Line> read;
        int block = 100000 + static_cast<int>(place);
        for (auto& [cell, words] : cells)
            for (Line& line : lines_of(std::move(words), block)) read.push_back(std::move(line));
        kept.insert(kept.begin() + static_cast<ptrdiff_t>(place), std::make_move_iterator(read.begin()), std::make_move_iterator(read.end()));
        lines = std::move(kept);
    }
    return lines;
}

}  // namespace ocr

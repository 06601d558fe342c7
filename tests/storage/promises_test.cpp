// What storage promises beside the rows: nothing is told too early, nothing wiped can be read again.

#include <filesystem>
#include <fstream>
#include <iterator>

#include <catch2/catch.hpp>

#include "server/storage/after_commit.hpp"
#include "server/storage/wipe.hpp"
#include "tests/support/database.hpp"

using namespace server::storage;
namespace fs = std::filesystem;

TEST_CASE("what waits for a commit waits for that of the whole transaction, and is forgotten with it", "[storage]") {
    test_support::TestDatabase database;
    int told = 0;
    const auto part = [&] {
        UnitOfWork work{*database};
        work.commit();
        after_commit([&] { ++told; });
    };
    part();
    CHECK(told == 1);
    {
        OneTransaction whole{*database};
        part();
        CHECK(told == 1);
        whole.commit();
        CHECK(told == 2);
    }
    {
        OneTransaction rolled_back{*database};
        part();
    }
    part();
    CHECK(told == 3);
}

TEST_CASE("a wiped file is overwritten before it is gone", "[storage]") {
    test_support::TemporaryFolder folder;
    const auto file = folder.path() / "giay.pdf", other_name = folder.path() / "ten-khac.pdf";
    const std::string secret(200'000, 'x');
    std::ofstream{file, std::ios::binary} << secret;
    fs::permissions(file, fs::perms::owner_read);
    fs::create_hard_link(file, other_name);  // shows what is left on the disk
    wipe_file(file);
    CHECK_FALSE(fs::exists(file));
    std::ifstream left{other_name, std::ios::binary};
    CHECK(std::string{std::istreambuf_iterator<char>{left}, {}} == std::string(secret.size(), '\0'));
    wipe_file(file);  // nothing there
}

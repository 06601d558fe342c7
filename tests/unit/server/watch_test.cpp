#include <catch2/catch.hpp>

#include "server/watch.hpp"

using namespace server;

TEST_CASE("each figure out of bounds raises its own alarm and no other", "[watch]") {
    Config config;
    Figures well;
    well.disk_free_mb = config.alarm_disk_mb;
    well.oldest_due_s = config.alarm_queue_s;
    CHECK(alarms_of(well, config).empty());

    const auto only = [&](auto change) {
        auto figures = well;
        change(figures);
        return alarms_of(figures, config);
    };
    CHECK(only([](Figures& it) { it.database = false; }) == std::vector{Alarm::Database});
    CHECK(only([](Figures& it) { --it.disk_free_mb; }) == std::vector{Alarm::Disk});
    CHECK(only([](Figures& it) { ++it.oldest_due_s; }) == std::vector{Alarm::Queue});
    CHECK(only([](Figures& it) { it.jobs_dead = 1; }) == std::vector{Alarm::DeadJobs});
    CHECK(only([](Figures& it) { it.held_messages = 1; }) == std::vector{Alarm::HeldMessages});
    CHECK(only([](Figures& it) { it.secret_papers = 1; }) == std::vector{Alarm::SecretPapers});
}

TEST_CASE("the rows stand in the order of the alarms, each with a name and a sentence", "[watch]") {
    for (std::size_t i = 0; i < alarm_rows().size(); ++i) {
        CHECK(static_cast<std::size_t>(alarm_rows()[i].alarm) == i);
        CHECK_FALSE(alarm_rows()[i].name.empty());
        CHECK_FALSE(alarm_rows()[i].sentence.empty());
    }
}

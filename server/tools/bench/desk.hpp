#pragma once
// A scratch installation for benchmarks: private cluster with durable writes, one procedure without papers, officers.

#include <atomic>
#include <filesystem>
#include <string>

#include "server/catalogue/catalogue.hpp"
#include "server/perform.hpp"
#include "server/storage/database.hpp"
#include "server/storage/file_store.hpp"
#include "server/storage/private_postgres.hpp"

namespace server {

class BenchDesk {
  public:
    // `folder` empty: a new one below /tmp, removed at the end.
    BenchDesk(std::filesystem::path folder, int sessions);
    ~BenchDesk();

    static constexpr const char* procedure_code = "1.999999";
    Asking officer(int number) const;
    // A draft of somebody; `number` chooses the name.
    dossier::Dossier open(int number);
    dossier::Dossier receive(const dossier::DossierId& id, int number);
    // To its unit, which asks for approval.
    dossier::Dossier hand_over(const dossier::DossierId& id, int number);
    // Decided, with a result both signed, returned at the counter.
    dossier::Dossier finish(const dossier::DossierId& id, int number);

    storage::PrivatePostgres& cluster() { return *cluster_; }
    storage::Database& database() { return *database_; }
    Services& services() { return services_; }
    // Monday 23 November 2026, 09:00 in Vietnam: the shipped calendar knows it.
    dossier::Instant morning() const { return morning_; }
    static std::string agency_of(int number);  // ten agencies take turns

  private:
    dossier::Dossier do_all(const dossier::DossierId& id, const std::vector<dossier::Action>& actions, int number, const std::string& unit = "MC");
    struct Folder {
        std::filesystem::path path;
        bool ours = false;
        ~Folder();
    };
    Folder folder_;
    std::unique_ptr<storage::PrivatePostgres> cluster_;
    std::unique_ptr<storage::Database> database_;
    storage::FileStore files_;
    Config config_;
    Catalogue catalogue_;
    Services services_;
    dossier::Instant morning_;
    std::atomic<int> opened_{0};
};

// The value below which this part of the (sorted) times lies, in milliseconds.
double percentile(const std::vector<double>& sorted, double part);

}  // namespace server

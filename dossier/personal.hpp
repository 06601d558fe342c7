#pragma once
// Personal data. The wrapper has no stream operator on purpose: it cannot slip into a log or an error text.

#include <compare>
#include <utility>

namespace dossier {

template <class T>
class Personal {
  public:
    Personal() = default;
    explicit Personal(T value) : value_(std::move(value)) {}
    // The one way out; grep for it to see who reads personal data.
    const T& reveal() const { return value_; }
    auto operator<=>(const Personal&) const = default;

  private:
    T value_{};
};

}  // namespace dossier

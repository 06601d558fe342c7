#pragma once
// A list that copies share until one of them changes: a procedure goes whole into every event and dossier, and most of
// what it weighs (labels of its papers, rules of its forms) never changes on the way.

#include <initializer_list>
#include <memory>
#include <utility>
#include <vector>

namespace dossier {

template <class T>
class SharedList {
  public:
    SharedList() = default;
    SharedList(std::initializer_list<T> items) : SharedList(std::vector<T>(items)) {}
    SharedList(std::vector<T> items) : items_(items.empty() ? nullptr : std::make_shared<const std::vector<T>>(std::move(items))) {}

    auto begin() const { return list().begin(); }
    auto end() const { return list().end(); }
    std::size_t size() const { return list().size(); }
    bool empty() const { return !items_; }
    const T& operator[](std::size_t index) const { return list()[index]; }
    // The other copies keep the list as it was.
    void push_back(T item) {
        auto items = list();
        items.push_back(std::move(item));
        items_ = std::make_shared<const std::vector<T>>(std::move(items));
    }

    friend bool operator==(const SharedList& one, const SharedList& other) {
        return one.items_ == other.items_ || one.list() == other.list();
    }

  private:
    const std::vector<T>& list() const {
        static const std::vector<T> none;
        return items_ ? *items_ : none;
    }

    std::shared_ptr<const std::vector<T>> items_;  // null: empty
};

}  // namespace dossier

// Names to dense ids and back.
//
//   Names<UserTag> users;
//   const UserId mary = users.intern("mary");   // 0, and 0 again the next time
//   users[mary];                                // "mary"
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "engine/base/check.h"
#include "engine/base/id.h"

namespace drawdown {

template <class Tag>
class Names {
 public:
  // The id of `name`, which is added at the end if it is new.
  Id<Tag> intern(std::string_view name) {
    if (const auto found = ids_.find(name); found != ids_.end()) {
      return Id<Tag>(found->second);
    }
    check(names_.size() < UINT32_MAX, "there are fewer than 2^32 names of a kind");
    const auto id = static_cast<std::uint32_t>(names_.size());
    names_.emplace_back(name);
    ids_.emplace(names_.back(), id);
    return Id<Tag>(id);
  }

  [[nodiscard]] std::optional<Id<Tag>> find(std::string_view name) const {
    const auto found = ids_.find(name);
    return found == ids_.end() ? std::nullopt : std::optional(Id<Tag>(found->second));
  }

  [[nodiscard]] const std::string& operator[](Id<Tag> id) const { return names_[id.value]; }
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(names_.size()); }

  Names() = default;
  Names(Names&&) noexcept = default;
  Names& operator=(Names&&) noexcept = default;
  // A copy's map must look at the copy's strings.
  Names(const Names& other) : names_(other.names_) { index(); }
  Names& operator=(const Names& other) {
    if (this != &other) {
      names_ = other.names_;
      index();
    }
    return *this;
  }
  ~Names() = default;

 private:
  void index() {
    ids_.clear();
    for (std::uint32_t id = 0; id < names_.size(); ++id) {
      ids_.emplace(names_[id], id);
    }
  }

  std::deque<std::string> names_;  // a deque, so that the views in `ids_` stay valid
  std::unordered_map<std::string_view, std::uint32_t> ids_;
};

}  // namespace drawdown

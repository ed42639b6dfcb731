// Names of a list that must differ.
//
//   Distinct ids("user");
//   ids.add(user.id, section, id.place());      // InputError if an earlier item is called so
#pragma once

#include <map>
#include <string>
#include <utility>

#include "engine/base/input_error.h"
#include "engine/scenario/section.h"

namespace drawdown {

// Refuses a name that an earlier item of a list has.
class Distinct {
 public:
  explicit Distinct(std::string what) : what_(std::move(what)) {}

  // `remedy` explains a name that was not given.
  void add(const std::string& name, const Section& item, const Place& place, const std::string& remedy = "") {
    const auto [first, added] = paths_.emplace(name, item.path());
    if (!added) {
      throw InputError(place, item.path() + ": duplicate " + what_ + ' ' + drawdown::quoted(name) + "; " +
                                  first->second + " is called so already" + remedy);
    }
  }

  // Refuses a prefix of names to come, if an item is called so with a number behind it.
  void check_free(const std::string& prefix, const Section& item, const Place& place) const {
    for (const auto& [name, path] : paths_) {
      if (name.size() > prefix.size() && name.starts_with(prefix) &&
          name.find_first_not_of("0123456789", prefix.size()) == std::string::npos) {
        throw InputError(place, item.path() + ": makes a " + what_ + ' ' + drawdown::quoted(name) + "; " + path +
                                    " is called so already");
      }
    }
  }

 private:
  std::string what_;
  std::map<std::string, std::string> paths_;
};

}  // namespace drawdown

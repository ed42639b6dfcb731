// Users drawn, so that a log of some becomes the log of more, or of fewer.
//
//   const HeadCount heads(names, {.users = 150, .seed = seed, .replication = 1});
//   heads.copies(user);                 // 0: left out; 1: as logged; 2: there is a "mary~2" as well
//
// Of more users everybody is there as often as the head count allows, and some, drawn without replacement, once more.
// Who they are depends on each user's name alone: whoever is drawn for a head count is there in every larger one.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/random/stream.h"

namespace drawdown {

struct HeadCountRequest {
  std::optional<std::uint64_t> users;  // empty: as many as there are
  Seed seed;
  std::uint64_t replication = 1;
};

class HeadCount {
 public:
  // `names` differ; an empty one is of nobody, and is not counted.
  HeadCount(const std::vector<std::string>& names, const HeadCountRequest& request);

  // By place among the names.
  [[nodiscard]] std::uint64_t copies(std::size_t user) const { return copies_[user]; }

 private:
  std::vector<std::uint64_t> copies_;
};

// What copies are called: "mary~2" is the second mary of a head count, "mary+2" the second of a day that a trend made
// two of. A mark that is in some name is made longer.
class CopyNames {
 public:
  explicit CopyNames(const std::vector<std::string>& names);

  // Both count from 1.
  [[nodiscard]] std::string operator()(const std::string& name, std::uint64_t copy, std::uint64_t time) const;

 private:
  std::string copy_mark_ = "~";
  std::string time_mark_ = "+";
};

}  // namespace drawdown

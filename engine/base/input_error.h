// Bad input: what is wrong, where it stands, and what would be right. Thrown by loaders only; only `main` catches.
//
//   throw InputError({"office.yaml", 12, 5}, "unknown key 'tokns'; did you mean 'tokens'?");
//   // what(): "office.yaml:12:5: unknown key 'tokns'; did you mean 'tokens'?"
#pragma once

#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace drawdown {

// A place in an input file. Lines and columns count from 1; 0 means that it has none.
struct Place {
  std::string file;
  int line = 0;
  int column = 0;
};

// "file:line:column", without the parts that are 0.
[[nodiscard]] std::string format(const Place& place);

class InputError : public std::runtime_error {
 public:
  InputError(Place place, std::string message);

  [[nodiscard]] const Place& place() const { return place_; }
  [[nodiscard]] const std::string& message() const { return message_; }

 private:
  Place place_;
  std::string message_;
};

// The candidate that is fewest edits (insert, delete, replace, swap of neighbours) away from `word`, ignoring case;
// empty if none is near enough to be meant. Ties: the first.
[[nodiscard]] std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates);
[[nodiscard]] std::string_view nearest(std::string_view word, const std::vector<std::string>& candidates);

// "; did you mean 'tokens'?", or nothing if no candidate is near.
[[nodiscard]] std::string did_you_mean(std::string_view word, std::span<const std::string_view> candidates);
[[nodiscard]] std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace drawdown

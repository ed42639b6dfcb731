#include "engine/model/stress_plan.h"

#include <algorithm>
#include <utility>

namespace drawdown {
namespace {

constexpr std::int64_t most_micro = 1'000'000'000'000 * micro_per_unit;  // as of every amount in a scenario

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(' ');
  return begin == std::string_view::npos ? "" : text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

std::string in_quotes(std::string_view text) { return "'" + std::string(text) + "'"; }

ParsedSizes refuse(std::string error) { return {{}, std::move(error)}; }

std::optional<Tokens> parse_size(std::string_view text) {
  const std::optional<Tokens> size = parse_tokens(trimmed(text));
  return size && size->micro > 0 && size->micro <= most_micro ? size : std::nullopt;
}

// Appends a number, or a range of them. Returns what is wrong with it.
std::string append(std::vector<Tokens>& sizes, std::string_view text) {
  const std::size_t dots = text.find("..");
  if (dots == std::string_view::npos) {
    const std::optional<Tokens> size = parse_size(text);
    if (!size) {
      return "expected a size more than 0 such as 4000, or a range such as 4000..8000/500, found " + in_quotes(text);
    }
    sizes.push_back(*size);
    return "";
  }
  const std::size_t slash = text.find('/', dots);
  const std::optional<Tokens> from = parse_size(text.substr(0, dots));
  const std::optional<Tokens> to =
      parse_size(text.substr(dots + 2, slash == std::string_view::npos ? slash : slash - dots - 2));
  const std::optional<Tokens> step =
      slash == std::string_view::npos ? std::nullopt : parse_size(text.substr(slash + 1));
  if (!from || !to || !step) {
    return "expected a range FROM..TO/STEP such as 4000..8000/500, found " + in_quotes(text);
  }
  if (*to < *from) {
    return "a range ends where it begins, or later, found " + in_quotes(text);
  }
  for (Tokens size = *from; size <= *to && sizes.size() <= most_sizes; size += *step) {
    sizes.push_back(size);
  }
  return "";
}

}  // namespace

ParsedSizes parse_sizes(std::string_view text) {
  ParsedSizes parsed;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t comma = std::min(text.find(',', at), text.size());
    if (std::string error = append(parsed.sizes, trimmed(text.substr(at, comma - at))); !error.empty()) {
      return refuse(std::move(error));
    }
    at = comma + 1;
  }
  if (parsed.sizes.size() > most_sizes) {
    return refuse("more than " + std::to_string(most_sizes) + " sizes");
  }
  std::sort(parsed.sizes.begin(), parsed.sizes.end());
  const auto twice = std::adjacent_find(parsed.sizes.begin(), parsed.sizes.end());
  return twice == parsed.sizes.end() ? parsed : refuse(format(*twice) + " is given twice");
}

}  // namespace drawdown

#include "engine/demand/head_count.h"

#include <algorithm>
#include <tuple>

#include "engine/base/check.h"
#include "engine/random/name_key.h"

namespace drawdown {
namespace {

constexpr Purpose heads = purpose("heads");

}  // namespace

HeadCount::HeadCount(const std::vector<std::string>& names, const HeadCountRequest& request) : copies_(names.size()) {
  std::vector<std::size_t> present;
  for (std::size_t user = 0; user < names.size(); ++user) {
    if (!names[user].empty()) {
      present.push_back(user);
    }
  }
  const std::uint64_t wanted = request.users.value_or(present.size());
  check(!present.empty() || wanted == 0, "users are drawn from some");
  const std::uint64_t everybody = present.empty() ? 0 : wanted / present.size();
  const std::uint64_t further = present.empty() ? 0 : wanted % present.size();
  std::vector<std::tuple<std::uint64_t, std::string, std::size_t>> order;
  for (const std::size_t user : present) {
    copies_[user] = everybody;
    Stream stream(request.seed, heads, request.replication, name_key(names[user]), everybody);
    order.emplace_back(stream.next(), names[user], user);
  }
  std::sort(order.begin(), order.end());
  for (std::size_t i = 0; i < further; ++i) {
    ++copies_[std::get<2>(order[i])];
  }
}

CopyNames::CopyNames(const std::vector<std::string>& names) {
  for (std::string* mark : {&copy_mark_, &time_mark_}) {
    const char letter = mark->front();
    const auto is_in = [mark](const std::string& name) { return name.find(*mark) != std::string::npos; };
    while (std::any_of(names.begin(), names.end(), is_in)) {
      *mark += letter;
    }
  }
}

std::string CopyNames::operator()(const std::string& name, std::uint64_t copy, std::uint64_t time) const {
  std::string text = name;
  text += copy > 1 ? copy_mark_ + std::to_string(copy) : "";
  text += time > 1 ? time_mark_ + std::to_string(time) : "";
  return text;
}

}  // namespace drawdown

#include "engine/analysis/use_tables.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

namespace drawdown {
namespace {

bool anything(const Tally& tally) {
  return tally.tokens != Tokens{} || tally.charges > 0 || tally.denied > 0 || tally.cut_offs > 0;
}

std::string others_text(std::size_t number) { return std::to_string(number) + (number == 1 ? " other" : " others"); }

}  // namespace

Table use_table(const std::string& what, const std::vector<std::string>& names, const std::vector<Tally>& tallies,
                std::size_t most) {
  using enum Cell::Kind;
  Table table({{what, text}, {"tokens", amount}, {"charges", count}, {"denied", count}, {"cut_offs", count}});
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < tallies.size(); ++i) {
    if (anything(tallies[i])) {
      order.push_back(i);
    }
  }
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::tuple(tallies[b].tokens, names[a], a) < std::tuple(tallies[a].tokens, names[b], b);
  });
  const std::size_t own = std::min(most, order.size());
  const auto add = [&](std::string name, const Tally& tally) {
    table.add({std::move(name), tally.tokens, tally.charges, tally.denied, tally.cut_offs});
  };
  Tally rest;
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (i < own) {
      add(names[order[i]], tallies[order[i]]);
    } else {
      rest += tallies[order[i]];
    }
  }
  if (own < order.size()) {
    add(others_text(order.size() - own), rest);
  }
  return table;
}

Table product_use_table(const Scenario& scenario, const Effect& effect, std::size_t most) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < scenario.products.size(); ++i) {
    names.push_back(scenario.products[i].name);
  }
  return use_table("product", names, effect.by_product, most);
}

Table user_use_table(const Trace& trace, const Effect& effect, std::size_t most) {
  std::vector<std::string> names;
  names.reserve(trace.users.size());
  for (std::uint32_t i = 0; i < trace.users.size(); ++i) {
    names.push_back(trace.users[UserId(i)]);
  }
  return use_table("user", names, effect.by_user, most);
}

Table team_use_table(const Trace& trace, const BurnCurve& curve, std::size_t most) {
  using enum Cell::Kind;
  struct Line {
    std::string team;
    Tokens tokens;
    std::uint64_t denied = 0;
    Tokens closing;
  };
  std::vector<Line> lines;
  for (const TeamBurn& burn : curve.teams) {
    const std::string& name = trace.teams[burn.team];
    lines.push_back({name.empty() ? "(default)" : name,
                     std::accumulate(burn.consumed.begin(), burn.consumed.end(), Tokens{}),
                     std::accumulate(burn.denied.begin(), burn.denied.end(), std::uint64_t{0}),
                     burn.closing.empty() ? Tokens{} : burn.closing.back()});
  }
  std::stable_sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) { return b.tokens < a.tokens; });
  if (lines.size() > most) {
    Line rest{others_text(lines.size() - most), {}, 0, {}};
    for (std::size_t i = most; i < lines.size(); ++i) {
      rest.tokens += lines[i].tokens;
      rest.denied += lines[i].denied;
      rest.closing += lines[i].closing;
    }
    lines.resize(most);
    lines.push_back(std::move(rest));
  }
  Table table({{"team", text}, {"tokens", amount}, {"denied", count}, {"closing", amount}});
  for (const Line& line : lines) {
    table.add({line.team, line.tokens, line.denied, line.closing});
  }
  return table;
}

Table burn_table(const CoarseBurn& coarse) {
  using enum Cell::Kind;
  Table table({{"date", text},
               {"opening", amount},
               {"bought", amount},
               {"consumed", amount},
               {"expired", amount},
               {"closing", amount},
               {"denied", count},
               {"moved", amount},
               {"adjusted", amount}});
  const TeamBurn& burn = coarse.burn;
  for (std::size_t i = 0; i < coarse.starts.size(); ++i) {
    table.add({format(coarse.starts[i]), burn.opening[i], burn.bought[i], burn.consumed[i], burn.expired[i],
               burn.closing[i], burn.denied[i], burn.moved[i], burn.adjusted[i]});
  }
  return table;
}

}  // namespace drawdown

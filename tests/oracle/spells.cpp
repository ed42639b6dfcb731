#include "tests/oracle/spells.h"

#include <algorithm>
#include <set>
#include <utility>

namespace drawdown::oracle {
namespace {

using Stretch = std::pair<std::int64_t, std::int64_t>;

bool is_about(const IdleSpans& idle, const IdleSpan& span, const Trace& log, const ChargeUnit& unit) {
  return idle.users[span.user] == log.users[unit.user] && span.product == unit.product &&
         (span.machine.value == 0 || idle.machines[span.machine] == log.machines[unit.machine]);
}

// When the session was idle: its spans, from its open on, joined as long as two of them meet.
std::set<Stretch> idle_stretches(const Trace& log, const IdleSpans& idle, std::size_t session, std::int64_t end) {
  std::vector<Stretch> list;
  for (const IdleSpan& span : idle.spans) {
    const std::int64_t to = span.to == IdleSpan::endless ? end : span.to;
    if (is_about(idle, span, log, log.units[log.unit[session]]) && span.from < to && to > log.open[session]) {
      list.emplace_back(std::max(span.from, log.open[session]), to);
    }
  }
  for (bool joined = true; joined;) {
    joined = false;
    for (std::size_t a = 0; a < list.size() && !joined; ++a) {
      for (std::size_t b = 0; b < list.size() && !joined; ++b) {
        if (a != b && list[a].first <= list[b].second && list[b].first <= list[a].second) {
          list[a] = {std::min(list[a].first, list[b].first), std::max(list[a].second, list[b].second)};
          list.erase(list.begin() + static_cast<std::ptrdiff_t>(b));
          joined = true;
        }
      }
    }
  }
  return {list.begin(), list.end()};
}

}  // namespace

std::vector<Spell> spells_of(const Scenario& scenario, const Trace& log, const IdleSpans& idle) {
  std::vector<Spell> spells;
  for (std::size_t session = 0; session < log.size(); ++session) {
    const std::int64_t close = log.close[session];
    Spell spell{session, log.open[session], close};
    bool goes_on = true;
    const auto& rule = scenario.rules.idle;
    const ProductId product = log.units[log.unit[session]].product;
    const bool aware = rule && std::count(rule->except.begin(), rule->except.end(), product) == 0;
    for (const auto& [from, to] :
         aware ? idle_stretches(log, idle, session, scenario.end.seconds) : std::set<Stretch>()) {
      if (std::min(to, close) - from > rule->after.seconds) {
        spell.close = from + rule->after.seconds;
        spells.push_back(spell);
        spell = {session, to, close};
        goes_on = to < close;
      }
    }
    if (goes_on) {
      spells.push_back(spell);
    }
  }
  return spells;
}

}  // namespace drawdown::oracle

#include "engine/analysis/diary.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

#include "engine/analysis/pool_ahead.h"
#include "engine/analysis/pool_days.h"
#include "engine/base/version.h"
#include "engine/time/instant.h"

namespace drawdown {
namespace {

using Kind = DiaryEntry::Kind;

class Diary {
 public:
  Diary(const Scenario& scenario, const Trace& trace, const Outcome& outcome, const BurnCurve& curve)
      : scenario_(scenario),
        trace_(trace),
        outcome_(outcome),
        curve_(curve),
        days_(scenario, trace, outcome, curve),
        ahead_(scenario, outcome),
        teams_(curve.teams.size()),
        left_(outcome.tranches.size()) {}

  std::vector<DiaryEntry> run() {
    while (days_.next()) {
      for (std::size_t place = 0; place < teams_.size(); ++place) {
        look_ahead(place);
      }
    }
    for (std::size_t place = 0; place < teams_.size(); ++place) {
      decide_later(place);
    }
    for (std::uint32_t id = 0; id < outcome_.tranches.size(); ++id) {
      add_purchase(id);
      add_expiry(id);
    }
    std::stable_sort(entries_.begin(), entries_.end(), [](const DiaryEntry& a, const DiaryEntry& b) {
      return std::pair(a.day, a.kind) < std::pair(b.day, b.kind);
    });
    return std::move(entries_);
  }

 private:
  struct TeamState {
    std::optional<PoolAhead::View> view;  // of the last day
    bool decided = false;
    std::size_t known = 0;  // tranches that were there or on order when it was
    std::size_t decisions = 0;
  };

  // A decision is due on the first day from which the lead time reaches the projected stock-out. Another is, after the
  // pool has got something and could do without for a while.
  void look_ahead(std::size_t place) {
    TeamState& team = teams_[place];
    team.view = ahead_.at(days_, curve_.teams[place].team, place, scenario_.reminders->trailing);
    if (!team.view) {
      return;
    }
    const bool due = team.view->consumed > Tokens{} && team.view->projection.empty <= lead_days(place);
    const std::size_t known = tranches_of(place, *team.view);
    if (due && !team.decided) {
      team.decided = true;
      team.known = known;
      add_decision(place, days_.day() + 1);
    } else if (!due && known != team.known) {
      team.decided = false;
    }
  }

  // What lies behind the horizon.
  void decide_later(std::size_t place) {
    const TeamState& team = teams_[place];
    if (!team.view) {
      return;
    }
    for (std::size_t i = 0; i < team.view->tranches.size(); ++i) {
      left_[team.view->tranches[i].value] = team.view->projection.left[i];
    }
    if (team.view->consumed > Tokens{} && team.view->projection.empty > lead_days(place)) {
      add_decision(place, scenario_.until + team.view->projection.empty - lead_days(place));
    }
  }

  void add_decision(std::size_t place, Day day) {
    TeamState& team = teams_[place];
    const PoolAhead::View& view = *team.view;
    const std::string name = trace_.teams[curve_.teams[place].team];
    const Day tomorrow = days_.day() + 1;
    add(day, Kind::decision, name + '-' + std::to_string(++team.decisions),
        name.empty() ? "Decide on a purchase of tokens" : "Decide on a purchase of tokens for " + name,
        (view.free == Tokens{}
             ? "The pool is empty"
             : "At " + rate_text(view) + ", the pool is empty on " + format(tomorrow + view.projection.empty)) +
            ", as known on " + format(days_.day()) + ". Lead time: " + std::to_string(lead_days(place)) + " days.");
  }

  void add_purchase(std::uint32_t id) {
    const Tranche& tranche = outcome_.tranches[id];
    const std::string what = format(tranche.tokens) + " tokens";
    const std::string price =
        tranche.unit_price ? " for " + format(cost(tranche.tokens, *tranche.unit_price)) + ' ' + scenario_.currency
                           : "";
    if (tranche.ordered) {
      add(*tranche.ordered, Kind::order, tranche.id, "Order " + what + team_text(tranche.team),
          tranche.id + ": " + what + price + ", ordered by " + scenario_.policies[tranche.origin.source].name +
              ", to arrive on " + format(tranche.bought) + '.');
    }
    using Origin = TrancheOrigin::Kind;
    const bool is_purchase = tranche.origin.kind == Origin::listed || tranche.origin.kind == Origin::contract;
    const bool comes = tranche.ordered || (is_purchase && scenario_.from <= tranche.bought &&
                                           tranche.bought < scenario_.until && tranche.bought < tranche.expires);
    if (comes) {
      add(tranche.bought, Kind::arrival, tranche.id, "Tokens arrive: " + what + team_text(tranche.team),
          tranche.id + ": " + what + price + "; they expire on " + format(tranche.expires) + '.');
    }
  }

  void add_expiry(std::uint32_t id) {
    const Tranche& tranche = outcome_.tranches[id];
    const TrancheBalance& balance = outcome_.balances[id];
    const Tokens tokens = balance.remaining > Tokens{} ? balance.remaining : balance.expired;
    if (tokens == Tokens{}) {
      return;
    }
    const std::string price =
        tranche.unit_price ? ", worth " + format(cost(tokens, *tranche.unit_price)) + ' ' + scenario_.currency : "";
    std::string text = tranche.id + ": " + format(tokens) + " of " + format(tranche.tokens) + " tokens";
    if (balance.remaining == Tokens{}) {
      text += " expire unused" + price + '.';
    } else {
      text += " are left on " + format(scenario_.until) + price + '.';
      if (const std::optional<PoolAhead::View>& view = view_of(balance.team)) {
        text += " At " + rate_text(*view) + ", " + estimate_text(left_[id]) + " expire unused.";
      }
    }
    add(tranche.expires, Kind::expiry, tranche.id,
        "Tokens expire: " + format(tokens) + " of " + tranche.id + team_text(trace_.teams[balance.team]),
        std::move(text));
  }

  [[nodiscard]] const std::optional<PoolAhead::View>& view_of(TeamId team) const {
    std::size_t place = 0;
    while (curve_.teams[place].team != team) {
      ++place;
    }
    return teams_[place].view;
  }

  // Of its policies the longest lead time; without any that of the reminders.
  [[nodiscard]] std::int32_t lead_days(std::size_t place) const {
    std::optional<std::int32_t> longest;
    for (const PurchasePolicy& policy : scenario_.policies) {
      if (policy.team == trace_.teams[curve_.teams[place].team]) {
        longest = std::max(longest.value_or(0), policy.lead_days);
      }
    }
    return longest.value_or(scenario_.reminders->lead_days);
  }

  // How many have come by now, or are on order.
  [[nodiscard]] std::size_t tranches_of(std::size_t place, const PoolAhead::View& view) const {
    std::size_t gone = 0;
    for (std::uint32_t id = 0; id < outcome_.tranches.size(); ++id) {
      const bool has_gone = outcome_.tranches[id].expires <= days_.day();
      gone += has_gone && days_.team(TrancheId(id)) == curve_.teams[place].team ? 1U : 0U;
    }
    return view.tranches.size() + gone;
  }

  static std::string team_text(const std::string& team) { return team.empty() ? "" : " (" + team + ')'; }

  void add(Day day, Kind kind, std::string about, std::string title, std::string text) {
    entries_.push_back({day, kind, std::move(about), std::move(title), std::move(text)});
  }

  const Scenario& scenario_;
  const Trace& trace_;
  const Outcome& outcome_;
  const BurnCurve& curve_;
  PoolDays days_;
  PoolAhead ahead_;
  std::vector<TeamState> teams_;  // as in the burn curve
  std::vector<Tokens> left_;      // by TrancheId: what is projected to expire
  std::vector<DiaryEntry> entries_;
};

constexpr std::array<std::string_view, 4> kind_words{"expiry", "decision", "order", "arrival"};

// "2026-01-05" as "20260105".
std::string digits_of(const std::string& text) {
  std::string digits;
  for (const char c : text) {
    if (c != '-' && c != ':') {
      digits += c;
    }
  }
  return digits;
}

}  // namespace

std::vector<DiaryEntry> diary_of(const Scenario& scenario, const Trace& trace, const Outcome& outcome,
                                 const BurnCurve& curve) {
  return Diary(scenario, trace, outcome, curve).run();
}

CalendarHead diary_head(const Scenario& scenario) {
  return {"drawdown " + std::string(version()), scenario.name, digits_of(format_utc(scenario.end))};
}

std::vector<CalendarEvent> calendar_events(const Scenario& scenario, const std::vector<DiaryEntry>& diary) {
  std::vector<CalendarEvent> events;
  for (const DiaryEntry& entry : diary) {
    const std::string kind(kind_words[static_cast<std::size_t>(entry.kind)]);
    events.push_back({kind + '-' + uid_part(entry.about) + '.' + uid_part(scenario.name) + "@drawdown",
                      digits_of(format(entry.day)), entry.title, entry.text, kind});
  }
  return events;
}

}  // namespace drawdown

#include "engine/analysis/differences.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "engine/analysis/reasons.h"
#include "engine/base/check.h"

namespace drawdown {
namespace {

// A user and a product of the log.
using FamilyKey = std::pair<UserId, ProductId>;

// The charge units of each user and product in the two replays.
struct FamilyUnits {
  std::vector<UnitId> baseline;
  std::vector<UnitId> variant;
};

void add_units(const Trace& log, const LogReplay& replay, std::map<FamilyKey, FamilyUnits>& families,
               std::vector<UnitId> FamilyUnits::*side) {
  for (std::uint32_t i = 0; i < replay.trace.units.size(); ++i) {
    const std::span<const std::uint32_t> sessions = replay.sessions[UnitId(i)];
    if (!sessions.empty()) {
      const ChargeUnit& unit = log.units[log.unit[place_in_log(replay, sessions[0])]];
      (families[{unit.user, unit.product}].*side).push_back(UnitId(i));
    }
  }
}

// What a charge is to those who only want to know whether two replays charge the same.
using Charged = std::pair<std::uint32_t, std::int64_t>;  // at, micro-tokens

void collect(const LogReplay& replay, const std::vector<UnitId>& units, std::vector<Charged>& charges) {
  charges.clear();
  const Journal& journal = replay.outcome.charges;
  const auto add = [&](const Journal::Sheet& sheet, std::span<const std::uint32_t> places) {
    for (const std::uint32_t place : places) {
      const Journal::Row& row = sheet.rows[place];
      if (row.state == RowState::charged && journal.tokens(row) != 0) {
        charges.emplace_back(row.at, journal.tokens(row));
      }
    }
  };
  for (const UnitId unit : units) {
    add(journal.opens, replay.rows.opens[unit]);
    add(journal.renewals, replay.rows.renewals[unit]);
  }
  std::sort(charges.begin(), charges.end());
}

// A charge that one of the two has and the other has not, or not for that amount.
struct Unpaired {
  Instant at;
  std::int64_t micro = 0;  // what the variant charges more
  Reason reason = Reason::rate;
};

// Compares one user's use of one product.
class FamilyComparison {
 public:
  FamilyComparison(const Trace& log, const LogReplay& baseline, const LogReplay& variant, const FamilyUnits& units)
      : log_(log),
        baseline_(log, baseline, variant.scenario, units.baseline),
        variant_(log, variant, baseline.scenario, units.variant) {}

  // In order of time.
  std::vector<Unpaired> unpaired() {
    const std::vector<FamilyCharge>& ours = baseline_.charges();
    const std::vector<FamilyCharge>& theirs = variant_.charges();
    std::vector<Unpaired> found;
    for (std::size_t i = 0, j = 0; i < ours.size() || j < theirs.size();) {
      if (is_alone(baseline_, i, variant_, j)) {
        add_alone(ours[i++], baseline_, variant_, -1, found);
      } else if (is_alone(variant_, j, baseline_, i)) {
        add_alone(theirs[j++], variant_, baseline_, +1, found);
      } else {
        const std::int64_t more = theirs[j++].tokens.micro - ours[i].tokens.micro;
        if (more != 0) {
          found.push_back({ours[i].at, more, Reason::rate});
        }
        ++i;
      }
    }
    return found;
  }

 private:
  // Whether the next charge here has no partner there: none at its instant and of its kind, or one that is rather the
  // next one's, since both are of one session.
  static bool is_alone(const Family& here, std::size_t i, const Family& there, std::size_t j) {
    const std::vector<FamilyCharge>& ours = here.charges();
    const std::vector<FamilyCharge>& theirs = there.charges();
    if (i == ours.size() || j == theirs.size()) {
      return i < ours.size();
    }
    const auto when = [](const FamilyCharge& charge) { return std::pair(charge.at, charge.key); };
    if (when(ours[i]) != when(theirs[j]) || i + 1 == ours.size() || when(ours[i + 1]) != when(ours[i])) {
      return when(ours[i]) < when(theirs[j]);
    }
    const std::size_t cause = there.cause(theirs[j]);
    return here.cause(ours[i]) != cause && here.cause(ours[i + 1]) == cause;
  }

  void add_alone(const FamilyCharge& charge, const Family& here, const Family& there, std::int64_t sign,
                 std::vector<Unpaired>& found) const {
    // A charge of 0 tokens too: it opens a window, so that later differences may follow from it.
    found.push_back({charge.at, sign * charge.tokens.micro, reason_for(log_, charge, here, there)});
  }

  const Trace& log_;
  Family baseline_;
  Family variant_;
};

// One user's results of one product: what is charged in the two replays, and in which of them some are refused when.
struct ResultRows {
  std::vector<Charged> baseline;
  std::vector<Charged> variant;
  std::set<std::uint32_t> refused_in_baseline;
  std::set<std::uint32_t> refused_in_variant;
};

void add_results(const LogReplay& replay, std::map<FamilyKey, ResultRows>& all, std::vector<Charged> ResultRows::*side,
                 std::set<std::uint32_t> ResultRows::*refused) {
  const RateSheet& products = replay.scenario.products;
  const auto key_of = [&](UnitId id) {
    const ChargeUnit& unit = replay.trace.units[id.value];
    return FamilyKey{unit.user, replay.sheet == nullptr
                                    ? unit.product
                                    : *find_product(*replay.sheet, products[unit.product.value].name)};
  };
  for (const Journal::ResultRow& row : replay.outcome.charges.results) {
    (all[key_of(row.unit)].*side).emplace_back(static_cast<std::uint32_t>(row.at.seconds), row.tokens.micro);
  }
  for (const Denial& denial : replay.outcome.denials) {
    if (products[replay.trace.units[denial.unit.value].product.value].per_result) {
      (all[key_of(denial.unit)].*refused).insert(static_cast<std::uint32_t>(denial.at.seconds));
    }
  }
}

// Compares a user's results of one product, row by row, in order of time.
class ResultComparison {
 public:
  ResultComparison(const LogReplay& baseline, const LogReplay& variant, ProductId product, const ResultRows& rows)
      : baseline_(baseline), variant_(variant), product_(product), rows_(rows) {}

  std::vector<Unpaired> unpaired() const {
    const std::vector<Charged>& ours = rows_.baseline;
    const std::vector<Charged>& theirs = rows_.variant;
    std::vector<Unpaired> found;
    for (std::size_t i = 0, j = 0; i < ours.size() || j < theirs.size();) {
      const bool mine = i < ours.size() && (j == theirs.size() || ours[i].first <= theirs[j].first);
      const bool other = j < theirs.size() && (i == ours.size() || theirs[j].first <= ours[i].first);
      const std::uint32_t at = mine ? ours[i].first : theirs[j].first;
      const std::int64_t more = (other ? theirs[j++].second : 0) - (mine ? ours[i++].second : 0);
      if (more != 0) {
        found.push_back({{at}, more, reason(at)});
      }
    }
    return found;
  }

 private:
  [[nodiscard]] Reason reason(std::uint32_t at) const {
    const auto outside = [at](const Scenario& scenario) {
      return Instant{at} < scenario.begin || scenario.end <= Instant{at};
    };
    if (outside(baseline_.scenario) || outside(variant_.scenario)) {
      return Reason::outside;
    }
    if (rows_.refused_in_baseline.count(at) != rows_.refused_in_variant.count(at)) {
      return Reason::refused;
    }
    const auto terms = [&](const LogReplay& replay) {
      const RateSheet& products = replay.scenario.products;
      const ProductId place =
          replay.sheet == nullptr ? product_ : *find_product(products, (*replay.sheet)[product_.value].name);
      const RateStep& rate = *products[place.value].rate_at({at});
      return std::tuple(rate.tokens, rate.per, products[place.value].per_result);
    };
    return terms(baseline_) != terms(variant_) ? Reason::rate : Reason::moved;
  }

  const LogReplay& baseline_;
  const LogReplay& variant_;
  ProductId product_;
  const ResultRows& rows_;
};

// The days on which the sums differ, each with the reason of the most tokens.
class DaySums {
 public:
  DaySums(const DayTable& days, FamilyKey key) : days_(days), key_(key) {}

  void add_charges(const std::vector<Charged>& charges, Tokens Difference::*side) {
    for (const Charged& charge : charges) {
      cell(Instant{charge.first}).row.*side += Tokens{charge.second};
    }
  }
  void add_reasons(const std::vector<Unpaired>& unpaired) {
    std::optional<Reason> root;
    for (const Unpaired& one : unpaired) {
      root = one.reason != Reason::moved || !root ? one.reason : *root;
      Cell& of_day = cell(one.at);
      const auto reason = static_cast<std::size_t>(one.reason);
      of_day.more[reason] += Tokens{one.micro};
      of_day.root[reason] = *root;
    }
  }
  void append(std::vector<Difference>& rows) const {
    for (const auto& [day, of_day] : cells_) {
      if (of_day.row.baseline != of_day.row.variant) {
        rows.push_back(of_day.row);
        rows.back().reason = main_reason(of_day);
        rows.back().root = of_day.root[static_cast<std::size_t>(rows.back().reason)];
      }
    }
  }

 private:
  struct Cell {
    Difference row;
    std::array<Tokens, reason_count> more{};
    std::array<Reason, reason_count> root{};
  };

  Cell& cell(Instant at) {
    const std::int32_t day = days_.index_at(at);
    const auto [found, is_new] = cells_.try_emplace(day);
    if (is_new) {
      found->second.row.user = key_.first;
      found->second.row.product = key_.second;
      found->second.row.day = day;
    }
    return found->second;
  }

  // Of those that go the day's way the largest; ties go to the first of the list.
  static Reason main_reason(const Cell& of_day) {
    const bool up = of_day.row.variant > of_day.row.baseline;
    std::size_t best = 0;
    for (std::size_t reason = 1; reason < reason_count; ++reason) {
      const bool more = of_day.more[reason] > of_day.more[best];
      const bool less = of_day.more[reason] < of_day.more[best];
      best = (up ? more : less) ? reason : best;
    }
    check(up ? of_day.more[best] > Tokens{} : of_day.more[best] < Tokens{}, "every difference has a reason");
    return static_cast<Reason>(best);
  }

  const DayTable& days_;
  FamilyKey key_;
  std::map<std::int32_t, Cell> cells_;
};

struct Words {
  std::string_view name;
  std::string_view text;
};

// In the order of Reason.
constexpr std::array<Words, reason_count> words{{
    {"rate", "both charge at that instant, at different rates"},
    {"grace", "the visit is shorter than the grace period of one, or its hold is not settled yet"},
    {"refused", "one of them refused or cut off the user, for want of tokens or by a budget"},
    {"idle", "the user is idle under one of them"},
    {"version", "a second version is charged under one"},
    {"machine", "a second machine is charged under one"},
    {"boundary", "the use crosses the boundary of a metering day, week or month of one"},
    {"renewal", "still open when the window of one ended"},
    {"window", "the window of an earlier charge is over under one, and still runs under the other"},
    {"shared", "another user's visit started or ended the shared window of one"},
    {"visit", "every visit is charged under one"},
    {"outside", "outside the simulated days of one"},
    {"moved", "the rules agree, but an earlier difference has moved the window, or what is carried on"},
}};

}  // namespace

std::size_t place_in_log(const LogReplay& replay, std::uint32_t place) {
  const SessionColumn& session = replay.trace.session;
  const SessionColumn& among = replay.trace.among;
  const std::uint32_t number = session.empty() ? place : session[place];
  return replay.first + (among.empty() ? number : among[number]);
}

namespace {

// Puts them in their places, by user and product, among those of sessions: no product has both.
void add_result_differences(const LogReplay& baseline, const LogReplay& variant, const DayTable& days,
                            std::vector<Difference>& rows) {
  std::map<FamilyKey, ResultRows> results;
  add_results(baseline, results, &ResultRows::baseline, &ResultRows::refused_in_baseline);
  add_results(variant, results, &ResultRows::variant, &ResultRows::refused_in_variant);
  const auto of_sessions = static_cast<std::ptrdiff_t>(rows.size());
  for (const auto& [key, of_user] : results) {
    if (of_user.baseline == of_user.variant) {
      continue;
    }
    DaySums sums(days, key);
    sums.add_charges(of_user.baseline, &Difference::baseline);
    sums.add_charges(of_user.variant, &Difference::variant);
    sums.add_reasons(ResultComparison(baseline, variant, key.second, of_user).unpaired());
    sums.append(rows);
  }
  std::inplace_merge(rows.begin(), rows.begin() + of_sessions, rows.end(),
                     [](const Difference& a, const Difference& b) {
                       return std::pair(a.user, a.product) < std::pair(b.user, b.product);
                     });
}

}  // namespace

std::vector<Difference> differences(const Trace& log, const LogReplay& baseline, const LogReplay& variant,
                                    const DayTable& days) {
  std::map<FamilyKey, FamilyUnits> families;
  add_units(log, baseline, families, &FamilyUnits::baseline);
  add_units(log, variant, families, &FamilyUnits::variant);
  std::vector<Difference> rows;
  std::vector<Charged> ours;
  std::vector<Charged> theirs;
  for (const auto& [key, units] : families) {
    collect(baseline, units.baseline, ours);
    collect(variant, units.variant, theirs);
    if (ours == theirs) {
      continue;
    }
    DaySums sums(days, key);
    sums.add_charges(ours, &Difference::baseline);
    sums.add_charges(theirs, &Difference::variant);
    sums.add_reasons(FamilyComparison(log, baseline, variant, units).unpaired());
    sums.append(rows);
  }
  add_result_differences(baseline, variant, days, rows);
  return rows;
}

std::string_view reason_name(Reason reason) { return words[static_cast<std::size_t>(reason)].name; }
std::string_view reason_text(Reason reason) { return words[static_cast<std::size_t>(reason)].text; }

}  // namespace drawdown

#include "engine/scenario/settings.h"

#include <array>

#include "engine/base/quantity.h"
#include "engine/time/civil.h"
#include "engine/time/instant.h"

namespace drawdown {
namespace {

using Type = SettingType;

constexpr std::array<std::string_view, 2> preset_names{"flex", "token-flex"};
constexpr std::array<std::string_view, 4> window_kinds{"rolling", "calendar", "shared", "visit"};
constexpr std::array<std::string_view, 3> period_names{"day", "week", "month"};
constexpr std::array<std::string_view, 4> unit_parts{"user", "product", "version", "machine"};
constexpr std::array<std::string_view, 2> when_empty_words{"deny", "overdraft"};
constexpr std::array<std::string_view, 3> draw_orders{"soonest_expiry", "oldest", "newest"};

constexpr std::int64_t last_day = 47'482;        // 2100-01-01: columns hold instants as 32 bits, which end in 2106
constexpr std::int64_t last_expiry = 2'932'896;  // 9999-12-31, the last date that Boost.Date_Time knows
// Leaves room for a window after the last horizon, in columns of 32 bits.
constexpr std::int64_t longest_seconds = std::int64_t{2000} * 24 * 3600;
constexpr std::int64_t longest_lifetime_days = 36'525;  // 100 years
// A million millions: far beyond any pool, and far enough from 2^63 that a tranche and a charge fit their columns.
constexpr std::int64_t most_micro = 1'000'000'000'000 * micro_per_unit;

constexpr std::array all{
    Setting{.path = "name",
            .type = Type::name,
            .meaning = "What the scenario is called in summaries.",
            .absent = "the file's name without its ending",
            .example = "Northwind, 2026"},
    Setting{.path = "time_zone",
            .type = Type::zone,
            .meaning = "The server's time zone: the days of the simulation, of purchases, expiries and results are "
                       "civil days of this zone.",
            .required = true,
            .example = "America/New_York"},
    Setting{.path = "from",
            .type = Type::day,
            .meaning = "The first civil day that is simulated.",
            .required = true,
            .most = last_day,
            .example = "2026-01-01"},
    Setting{.path = "until",
            .type = Type::day,
            .meaning = "The day on which the simulation ends, itself not simulated. Later than `from`.",
            .required = true,
            .most = last_day,
            .example = "2027-01-01"},
    Setting{.path = "currency",
            .type = Type::name,
            .meaning = "The currency of unit prices, for display.",
            .fallback = "USD"},
    Setting{.path = "rules",
            .type = Type::map,
            .meaning = "When tokens are charged: the name of a preset, or a map that changes some rules of one.",
            .absent = "the preset `flex`",
            .shorthand = "preset",
            .example = "flex"},
    Setting{.path = "rules.preset",
            .type = Type::choice,
            .meaning = "The preset that supplies every rule which is not given.",
            .fallback = "flex",
            .choices = preset_names},
    Setting{.path = "rules.window",
            .type = Type::map,
            .meaning = "The time that one charge pays for: the name of a kind, or a map.",
            .absent = "the preset's",
            .shorthand = "kind",
            .example = "{kind: calendar, period: day, zone: server}"},
    Setting{.path = "rules.window.kind",
            .type = Type::choice,
            .meaning = "`rolling`: from the charge on, for `length`. `calendar`: the civil `period` that holds the "
                       "charge. `shared`: one window per product for the whole organisation, from the first visit "
                       "on, for `length`; every user pays once in it. `visit`: none; every visit is charged once.",
            .absent = "the preset's",
            .choices = window_kinds},
    Setting{.path = "rules.window.length",
            .type = Type::duration,
            .meaning = "How long a `rolling` or `shared` window lasts. A rolling window is longer than the grace "
                       "period.",
            .fallback = "24h",
            .least = 1,
            .most = longest_seconds},
    Setting{.path = "rules.window.period",
            .type = Type::choice,
            .meaning = "The period of a `calendar` window. Weeks begin on Monday.",
            .fallback = "day",
            .choices = period_names},
    Setting{.path = "rules.window.zone",
            .type = Type::clock_zone,
            .meaning = "Whose clock a `calendar` window follows: `server`, `user` (the server's for a user without a "
                       "time zone), or a named zone.",
            .fallback = "server"},
    Setting{.path = "rules.charge_per",
            .type = Type::choices,
            .meaning = "What one charge covers. The list holds user and product; version and machine may be added. "
                       "Different teams are always charged apart.",
            .absent = "the preset's",
            .choices = unit_parts,
            .example = "[user, product, version]"},
    Setting{.path = "rules.grace",
            .type = Type::duration,
            .meaning = "A visit that is shorter than this is free; one of exactly this length is charged.",
            .absent = "the preset's",
            .most = longest_seconds,
            .example = "5m"},
    Setting{.path = "rules.renew",
            .type = Type::yes_no,
            .meaning = "Whether a visit that goes on when its window ends is charged again at that instant. If not, it "
                       "goes on free until it ends.",
            .absent = "the preset's",
            .example = "true"},
    Setting{.path = "rules.when_empty",
            .type = Type::when_empty,
            .meaning =
                "What happens to a session that the pool cannot pay: `deny` refuses it; `{retry: 1h}` refuses it "
                "and tries again after each such delay, while it is still before its close; `overdraft` lets "
                "it in, and the team owes the tokens.",
            .absent = "the preset's",
            .choices = when_empty_words,
            .example = "{retry: 1h}"},
    Setting{.path = "rules.when_empty.retry",
            .type = Type::duration,
            .meaning = "How long a refused session waits before it tries again.",
            .required = true,
            .least = 1,
            .most = longest_seconds,
            .example = "1h"},
    Setting{.path = "rules.consume",
            .type = Type::choice,
            .meaning = "Which tranche is drawn first: `soonest_expiry` (ties: the smaller purchase, then the earlier, "
                       "then the one listed earlier), `oldest` or `newest` purchase.",
            .absent = "the preset's",
            .choices = draw_orders},
    Setting{.path = "rates",
            .type = Type::names,
            .meaning = "The rate sheet: every product that sessions use, and its tokens per window. A product that is "
                       "used but not here is an error, not a free product.",
            .required = true},
    Setting{.path = "rates.*",
            .type = Type::rate,
            .meaning = "Tokens per window: a number, or a list of dated steps. The rate in force when a charge is made "
                       "counts; a rate of 0 is never refused.",
            .required = true,
            .most = most_micro,
            .example = "7"},
    Setting{.path = "rates.*[].from",
            .type = Type::day,
            .meaning = "The civil day from whose start the step counts. Steps ascend.",
            .required = true,
            .most = last_day,
            .example = "2026-07-01"},
    Setting{.path = "rates.*[].tokens",
            .type = Type::tokens,
            .meaning = "Tokens per window from that day on.",
            .required = true,
            .most = most_micro,
            .example = "11"},
    Setting{.path = "users",
            .type = Type::list,
            .meaning = "Home zones and teams of users. Users who have neither need not be listed.",
            .absent = "nobody has a zone or a team of their own"},
    Setting{.path = "users[].id",
            .type = Type::name,
            .meaning = "The user, as in the sessions.",
            .required = true,
            .example = "mary"},
    Setting{.path = "users[].time_zone",
            .type = Type::zone,
            .meaning = "The user's home zone, for windows with `zone: user`.",
            .absent = "the server's",
            .example = "Europe/London"},
    Setting{.path = "users[].team",
            .type = Type::text,
            .meaning = "The team whose pool pays for the user's sessions that name none.",
            .absent = "the default team, whose name is empty",
            .example = "UK"},
    Setting{.path = "pool", .type = Type::map, .meaning = "The tokens that can be drawn.", .required = true},
    Setting{.path = "pool.lifetime",
            .type = Type::lifetime,
            .meaning =
                "How long tokens last. Tokens bought on civil day D are usable from the start of D and expire at "
                "the start of D + lifetime; the last day of a shorter month stands for a day it does not have.",
            .absent = "every tranche has `lifetime` or `expires` of its own",
            .least = 1,
            .most = longest_lifetime_days,
            .example = "365d"},
    Setting{.path = "pool.tranches",
            .type = Type::list,
            .meaning = "The purchases. The list may be empty.",
            .required = true},
    Setting{.path = "pool.tranches[].id",
            .type = Type::name,
            .meaning = "What results call it; not `overdraft`, and without `:` and `;`.",
            .absent = "T1, T2, … by its place in the list",
            .example = "jan"},
    Setting{.path = "pool.tranches[].bought",
            .type = Type::day,
            .meaning = "The civil day of the purchase.",
            .required = true,
            .most = last_day,
            .example = "2026-01-05"},
    Setting{.path = "pool.tranches[].tokens",
            .type = Type::tokens,
            .meaning = "Tokens bought.",
            .required = true,
            .most = most_micro,
            .example = "5000"},
    Setting{.path = "pool.tranches[].unit_price",
            .type = Type::price,
            .meaning = "What one token cost, in the scenario's currency.",
            .absent = "not known",
            .most = most_micro,
            .example = "2.40"},
    Setting{.path = "pool.tranches[].team",
            .type = Type::text,
            .meaning = "The team whose pool it belongs to.",
            .absent = "the default team, whose name is empty",
            .example = "UK"},
    Setting{.path = "pool.tranches[].lifetime",
            .type = Type::lifetime,
            .meaning = "This tranche's own lifetime, in place of the pool's.",
            .absent = "the pool's",
            .least = 1,
            .most = longest_lifetime_days,
            .example = "12mo"},
    Setting{.path = "pool.tranches[].expires",
            .type = Type::day,
            .meaning = "The civil day at whose start it expires, in place of a lifetime. Later than `bought`.",
            .absent = "`bought` + lifetime",
            .most = last_expiry,
            .example = "2027-01-05"},
    Setting{.path = "pool.tranches[].remaining",
            .type = Type::tokens,
            .meaning =
                "What is left of it when the simulation begins. Only for a tranche bought before `from`; at most "
                "`tokens`.",
            .absent = "all of it",
            .most = most_micro,
            .example = "3120"},
    Setting{.path = "usage", .type = Type::map, .meaning = "Who used what, and when.", .required = true},
    Setting{.path = "usage.sessions",
            .type = Type::file,
            .meaning = "The sessions, a CSV file; relative to the scenario's folder.",
            .required = true,
            .example = "northwind.csv"},
    Setting{.path = "usage.time_zone",
            .type = Type::zone,
            .meaning = "The zone of instants in the sessions that say neither `Z` nor an offset.",
            .absent = "the server's",
            .example = "America/New_York"},
};

std::string join(std::span<const std::string_view> words, std::string_view last) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    text += i == 0 ? "" : i + 1 == words.size() ? last : ", ";
    text += words[i];
  }
  return text;
}

std::string format_bound(const Setting& setting, std::int64_t bound) {
  switch (setting.type) {
    case Type::duration:
      return format(Duration{bound});
    case Type::day:
      return format(Day{static_cast<std::int32_t>(bound)});
    case Type::lifetime:
      return std::to_string(bound) + "d";
    default:
      return format_micro(bound);
  }
}

bool has_bounds(Type type) {
  return type == Type::duration || type == Type::day || type == Type::lifetime || type == Type::tokens ||
         type == Type::price || type == Type::rate;
}

}  // namespace

std::string_view Setting::key() const {
  if (path.ends_with("[]")) {
    return path.substr(path.size() - 2);
  }
  return path.substr(path.rfind('.') + 1);  // npos + 1 is 0
}

std::string_view Setting::parent() const {
  const std::size_t dot = path.rfind('.');
  return dot == std::string_view::npos ? std::string_view() : path.substr(0, dot);
}

std::span<const Setting> all_settings() { return all; }

const Setting* find_setting(std::string_view path) {
  for (const Setting& setting : all) {
    if (setting.path == path) {
      return &setting;
    }
  }
  return nullptr;
}

const Setting* find_setting(std::string_view parent, std::string_view key) {
  for (const Setting& setting : all) {
    if (setting.key() == key && setting.parent() == parent) {
      return &setting;
    }
  }
  return nullptr;
}

std::vector<std::string_view> keys_of(std::string_view parent) {
  std::vector<std::string_view> keys;
  for (const Setting& setting : all) {
    if (setting.parent() == parent) {
      keys.push_back(setting.key());
    }
  }
  return keys;
}

std::string describe_type(const Setting& setting) {
  switch (setting.type) {
    case Type::text:
    case Type::name:
      return "text";
    case Type::file:
      return "a path";
    case Type::zone:
      return "a time zone such as America/New_York";
    case Type::clock_zone:
      return "server, user, or a time zone such as America/New_York";
    case Type::day:
      return "a day such as 2026-01-05";
    case Type::duration:
      return "a duration such as 5m, 24h or 1h30m";
    case Type::lifetime:
      return "a lifetime such as 365d, 12mo or 1y";
    case Type::tokens:
      return "a number of tokens such as 5000 or 0.5";
    case Type::price:
      return "a price such as 2.40";
    case Type::yes_no:
      return "true or false";
    case Type::choice:
      return join(setting.choices, " or ");
    case Type::choices:
      return "a list of " + join(setting.choices, " or ");
    case Type::rate:
      return "a number of tokens such as 7, or a list of {from: DAY, tokens: NUMBER}";
    case Type::when_empty:
      return join(setting.choices, ", ") + " or {retry: DURATION}";
    case Type::map:
      return setting.shorthand.empty() ? "a map" : "a word or a map";
    case Type::list:
      return "a list of maps";
    case Type::names:
      return "a map";
  }
  return "";
}

std::string describe_bounds(const Setting& setting) {
  if (!has_bounds(setting.type)) {
    return "";
  }
  const std::string most = format_bound(setting, setting.most);
  if (setting.type == Type::day) {
    return format_bound(setting, setting.least) + " … " + most;
  }
  return (setting.least > 0 ? "more than 0, at most " : "0 … ") + most;
}

}  // namespace drawdown

// drawdown explain: what happened to a user, a charge or a denial, step by step, and why.
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <tuple>

#include "engine/analysis/pool_then.h"
#include "engine/base/input_error.h"
#include "engine/replay/replay.h"
#include "engine/report/json.h"
#include "tools/drawdown/command.h"
#include "tools/drawdown/explain_table.h"
#include "tools/drawdown/help.h"
#include "tools/drawdown/inputs.h"
#include "tools/drawdown/terminal/charge_story.h"
#include "tools/drawdown/terminal/heading.h"
#include "tools/drawdown/terminal/print.h"
#include "tools/drawdown/terminal/screen.h"
#include "tools/drawdown/terminal/text.h"
#include "tools/drawdown/terminal/timeline.h"

namespace drawdown::program {
namespace {

constexpr std::array options{
    Option{"--user", "-u", "NAME", "Tell what happened to this user."},
    Option{"--product", "-p", "NAME", "With --user: on this product alone."},
    Option{"--from", "", "WHEN",
           "With --user: from this day on (2026-01-05, of the server's zone), or this instant "
           "(2026-01-05T09:00:00Z)."},
    Option{"--until", "", "WHEN", "With --user: until the start of this day, or this instant."},
    Option{"--charge", "", "N",
           "Tell why this charge was made: the row of charges.csv, the first below its head is 1."},
    Option{"--denial", "", "N", "Tell why this attempt was refused, or this visit cut off: the row of denials.csv."},
    Option{"--variant", "", "NAME", "Under the rules of this variant of the scenario, instead of its own."},
    variants_option,
    vary_option,
    library_option,
    set_option,
    Option{"--skip-bad-rows", "", "", "Leave out sessions that cannot be read instead of stopping at them."},
    Option{"--json", "", "", "Print the events as JSON, with every reference, and nothing else."},
    replication_option,
    threads_option,
    help_option,
};

// A user's events in a span of time.
struct Question {
  std::string user;
  std::optional<ProductId> product;
  Instant from;
  Instant until;
};

// A run that questions can be asked about.
struct Answers {
  Answers(const Scenario& s, const Trace& t)
      : scenario(s),
        trace(t),
        outcome(replay(s, t)),
        sessions(sessions_by_unit(t)),
        rows(rows_by_unit(t, outcome)),
        numbers(outcome.charges),
        clock(s.server()),
        later_spells(later_spells_of(t)) {}

  [[nodiscard]] ExplainedRun run() const { return {scenario, trace, outcome, numbers, clock, later_spells}; }
  [[nodiscard]] UnitHistory history(UnitId unit) const {
    return history_of({scenario, trace, sessions, outcome, rows}, unit);
  }

  const Scenario& scenario;
  const Trace& trace;
  Outcome outcome;
  PlacesByUnit sessions;
  RowsByUnit rows;
  ChargeNumbers numbers;
  WallClock clock;
  std::vector<bool> later_spells;
};

Instant instant_of(const Arguments& arguments, std::string_view name, const Zone& zone, Instant otherwise) {
  if (!arguments.has(name)) {
    return otherwise;
  }
  const std::string text = arguments.value(name);
  if (const auto day = parse_day(text)) {
    return zone.start_of(*day);
  }
  const auto parsed = parse_instant(text, zone);
  if (!parsed) {
    throw UsageError(fmt::format(
        "{} needs a day such as 2026-01-05 or an instant such as 2026-01-05T09:00:00Z, not '{}'", name, text));
  }
  return parsed->instant;
}

std::optional<ProductId> product_of(const Arguments& arguments, const Scenario& scenario) {
  if (!arguments.has("--product")) {
    return std::nullopt;
  }
  const std::string name = arguments.value("--product");
  std::vector<std::string_view> names;
  for (const Product& product : scenario.products) {
    if (product.name == name) {
      return ProductId(static_cast<std::uint32_t>(names.size()));
    }
    names.push_back(product.name);
  }
  throw InputError({scenario.file}, fmt::format("there is no product '{}'{}", name, did_you_mean(name, names)));
}

Question question(const Arguments& arguments, const Scenario& scenario) {
  Question asked{arguments.value("--user"), product_of(arguments, scenario),
                 instant_of(arguments, "--from", scenario.server(), scenario.begin),
                 instant_of(arguments, "--until", scenario.server(), scenario.end)};
  if (asked.until <= asked.from) {
    throw UsageError("--until is not later than --from: give a later one");
  }
  return asked;
}

// The user's units, by product. Empty if the scenario lists the user, but there are no such sessions.
std::vector<UnitId> units_of(const Question& asked, const Scenario& scenario, const Trace& trace) {
  const auto user = trace.users.find(asked.user);
  std::vector<std::string_view> names;
  for (std::uint32_t id = 0; id < trace.users.size(); ++id) {
    names.push_back(trace.users[UserId(id)]);
  }
  for (const ListedUser& listed : scenario.users) {
    names.push_back(listed.id);
  }
  if (std::find(names.begin(), names.end(), asked.user) == names.end()) {
    throw InputError({scenario.usage.sessions},
                     fmt::format("there is no user '{}'{}", asked.user, did_you_mean(asked.user, names)));
  }
  std::vector<UnitId> units;
  for (std::uint32_t unit = 0; unit < trace.units.size(); ++unit) {
    if (trace.units[unit].user == user && (!asked.product || trace.units[unit].product == *asked.product)) {
      units.emplace_back(unit);
    }
  }
  std::sort(units.begin(), units.end(), [&](UnitId a, UnitId b) {
    const auto key = [&](const ChargeUnit& unit) {
      return std::tuple(unit.product, unit.team, unit.version, unit.machine);
    };
    return key(trace.units[a.value]) < key(trace.units[b.value]);
  });
  return units;
}

std::vector<TimelinePart> parts_of(const Answers& answers, const Question& asked) {
  std::vector<TimelinePart> parts;
  for (const UnitId unit : units_of(asked, answers.scenario, answers.trace)) {
    TimelinePart part{unit, answers.history(unit), {}, asked.from};
    for (std::size_t i = 0; i < part.history.events.size(); ++i) {
      // A hold is settled later than it is dated; what counts is the date, as in charges.csv.
      const HistoryEvent& event = part.history.events[i];
      const bool settled =
          event.kind == HistoryEvent::Kind::hold_charged || event.kind == HistoryEvent::Kind::hold_free;
      const Instant dated = settled ? part.history.visits[event.visit].start : event.at;
      if (asked.from <= dated && dated < asked.until) {
        part.shown.push_back(i);
      }
    }
    if (!part.shown.empty()) {
      parts.push_back(std::move(part));
    }
  }
  return parts;
}

void explain_user(const Answers& answers, const Question& asked, bool as_json) {
  const std::vector<TimelinePart> parts = parts_of(answers, asked);
  if (as_json) {
    print(to_json(event_table(answers.run(), parts)));
    return;
  }
  const Screen screen = standard_output();
  const std::string what =
      asked.product ? fmt::format(" on {}", answers.scenario.products[asked.product->value].name) : std::string();
  const std::string nothing =
      fmt::format(" nothing happened to {}{} from {} until {}", printable(asked.user), printable(what),
                  answers.clock.full(asked.from), answers.clock.full(asked.until));
  print(heading_of(answers.scenario, screen) + "\n" +
        (parts.empty() ? hanging("", 1, nothing, screen.width - 1) : timeline(answers.run(), parts, screen)));
}

// The row number that an option gives, from 1 to `rows`.
std::uint64_t row_number(const Arguments& arguments, std::string_view option, std::string_view file,
                         std::uint64_t rows) {
  const std::string text = arguments.value(option);
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) {
    throw UsageError(fmt::format("{} needs the number of a row, not '{}'", option, text));
  }
  if (number < 1 || number > rows) {
    throw UsageError(rows == 0 ? fmt::format("there is no row {}: {} has no rows", number, file)
                               : fmt::format("there is no row {}: {} has the rows 1 to {}", number, file, rows));
  }
  return number;
}

using StoryView = std::string (*)(const ExplainedRun&, const Story&, const Screen&);

template <class IsIt>
void explain_event(const Answers& answers, UnitId unit, const PoolThen& pool, IsIt is_it, StoryView view,
                   bool as_json) {
  TimelinePart part{unit, answers.history(unit), {}, answers.scenario.begin};
  const auto found = std::find_if(part.history.events.begin(), part.history.events.end(), is_it);
  const auto place = static_cast<std::size_t>(found - part.history.events.begin());
  part.shown = events_around(part.history, place);
  if (as_json) {
    print(fmt::format("{{\"events\": {}, \"pool\": {}}}\n", to_json(event_table(answers.run(), {part})),
                      to_json(pool_table(answers.outcome, pool))));
    return;
  }
  const Screen screen = standard_output();
  print(heading_of(answers.scenario, screen) + "\n" + view(answers.run(), {part, place, pool}, screen));
}

void explain_charge(const Answers& answers, const Arguments& arguments) {
  const auto place = answers.numbers.find(row_number(arguments, "--charge", "charges.csv", answers.numbers.count()));
  const UnitId unit = answers.outcome.charges.charge(place->kind, place->row).unit;
  explain_event(
      answers, unit, pool_before(answers.scenario, answers.trace, answers.outcome, *place),
      [&](const HistoryEvent& event) { return charge_of(event) == place; }, charge_story, arguments.has("--json"));
}

void explain_denial(const Answers& answers, const Arguments& arguments) {
  const std::size_t place = row_number(arguments, "--denial", "denials.csv", answers.outcome.denials.size()) - 1;
  explain_event(
      answers, answers.outcome.denials[place].unit,
      pool_at_denial(answers.scenario, answers.trace, answers.outcome, place),
      [&](const HistoryEvent& event) {
        return event.denial == place && event.kind != HistoryEvent::Kind::refused_with_session;
      },
      denial_story, arguments.has("--json"));
}

void check_usage(const Arguments& arguments) {
  const int asked = static_cast<int>(arguments.has("--user")) + static_cast<int>(arguments.has("--charge")) +
                    static_cast<int>(arguments.has("--denial"));
  if (asked != 1) {
    throw UsageError("explain needs one of --user NAME, --charge N and --denial N");
  }
  for (const std::string_view name : {"--product", "--from", "--until"}) {
    if (arguments.has(name) && !arguments.has("--user")) {
      throw UsageError(fmt::format("{} goes with --user", name));
    }
  }
}

Scenario load(const Arguments& arguments) {
  if (!arguments.has("--variant")) {
    for (const Option& option : {variants_option, vary_option, library_option}) {
      if (arguments.has(option.name)) {
        throw UsageError(fmt::format("{} goes with --variant NAME", option.name));
      }
    }
    return load_scenario(arguments.positional[0], load_options(arguments));
  }
  const std::string wanted = arguments.value("--variant");
  VariantSet set = load_with_variants(arguments);
  std::vector<std::string> names;
  for (Variant& variant : set.variants) {
    if (variant.name == wanted) {
      variant.scenario.name += fmt::format(" ({})", wanted);
      return std::move(variant.scenario);
    }
    names.push_back(variant.name);
  }
  throw UsageError(fmt::format("there is no variant '{}'{}", wanted, did_you_mean(wanted, names)));
}

int execute(const Arguments& arguments) {
  check_usage(arguments);
  const SessionOptions read_options = session_options(arguments);
  const Scenario scenario = load(arguments);
  std::optional<Question> asked;
  if (arguments.has("--user")) {
    asked = question(arguments, scenario);  // a wrong word is better known before the work than after it
  }
  const ReadResult read = read_or_draw(scenario, arguments, read_options);
  const Answers answers(scenario, read.trace);
  if (asked) {
    explain_user(answers, *asked, arguments.has("--json"));
  } else if (arguments.has("--charge")) {
    explain_charge(answers, arguments);
  } else {
    explain_denial(answers, arguments);
  }
  return success;
}

}  // namespace

const Command explain_command{
    "explain",
    "SCENARIO",
    "Tell what happened to a user, or why a charge or a refusal came about.",
    "Replays a scenario and tells in words what happened to a user on each product: every session, the visit that it "
    "started or joined, what was held, charged and paid until when, from which tranche, what was refused and what was "
    "lacking. With --charge or --denial it tells the story of one row of the result files, with what the pool had at "
    "that moment.\n"
    "\n"
    "Times are the server's. Sessions are numbered by their open. The numbers on the right are clauses of the rules, "
    "which `drawdown manual` lists.",
    options,
    "drawdown explain scenarios/office.yaml --user ld-010 --from 2026-04-28 --until 2026-05-06",
    execute,
};

}  // namespace drawdown::program

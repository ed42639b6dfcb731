#include "tools/drawdown/findings.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "engine/base/check.h"
#include "engine/report/json.h"
#include "engine/report/table.h"
#include "tools/drawdown/terminal/text.h"

namespace drawdown::program {
namespace {

using enum Severity;

constexpr std::array kinds{
    FindingKind{"DD001", error, "The scenario cannot be read.", "Correct the scenario at the place given."},
    FindingKind{"DD002", error, "The file of sessions cannot be read.",
                "Correct usage.sessions in the scenario, or the file that it names."},
    FindingKind{"DD003", error, "A row of the sessions cannot be read.",
                "Correct the row, or run with --skip-bad-rows to leave such rows out."},
    FindingKind{"DD004", error, "A variant of the scenario cannot be made.",
                "Correct variants or vary at the place given; drawdown run does not need them."},
    FindingKind{"DD005", error, "The file of idle spans cannot be read.",
                "Correct usage.idle in the scenario, or the file that it names."},
    FindingKind{"DD006", error, "A row of the idle spans cannot be read.",
                "Correct the row, or run with --skip-bad-rows to leave such rows out."},
    FindingKind{"DD007", error, "The file of results cannot be read.",
                "Correct usage.results in the scenario, or the file that it names."},
    FindingKind{"DD008", error, "A row of the results cannot be read.",
                "Correct the row, or run with --skip-bad-rows to leave such rows out."},

    FindingKind{"DD101", warning, "Two products on the rate sheet have nearly the same name.",
                "If they are one product, keep one name and use it in the sessions."},
    FindingKind{"DD102", note, "A product on the rate sheet has no sessions and no results.",
                "Nothing, unless they are missing or under another name."},
    FindingKind{"DD103", note, "A dated rate is never in force within the horizon.",
                "Nothing, unless its date is mistyped."},
    FindingKind{"DD104", warning, "A tranche expires before the horizon begins and is left out.",
                "Correct its dates or its lifetime, or take it off the list."},
    FindingKind{"DD105", warning, "A tranche is bought after the horizon ends and brings nothing.",
                "Correct its date, or let the horizon end later."},
    FindingKind{"DD106", warning, "A tranche has no unit price: money spent counts it as free.",
                "Give it a unit_price; 0 if it was free."},
    FindingKind{"DD107", warning, "Two tranches of a team are alike in day, tokens and price.",
                "If one purchase was entered twice, take one off the list."},
    FindingKind{"DD108", warning, "A team has sessions or results but no tranche: nothing can pay for them.",
                "Give the team a tranche, or its users another team."},
    FindingKind{"DD109", warning, "A team has a tranche but no sessions and no results.",
                "If its users should draw on it, give them this team."},
    FindingKind{"DD110", note, "A listed user has no sessions and no results.",
                "Nothing, unless the logs name this user differently."},
    FindingKind{"DD111", note, "Users of the logs are not on the list of users.",
                "Add them if they have a home zone or a team; others need not be listed."},
    FindingKind{"DD112", warning, "Users have nearly the same name, and count as different users.",
                "If they are one person, use one name: a user pays once per window, two pay twice."},
    FindingKind{"DD113", note, "The grace period is longer than an hour.",
                "Check rules.grace: visits that are shorter cost nothing."},
    FindingKind{"DD114", note, "Denied sessions try again more often than once a minute.",
                "Check rules.when_empty: every failed attempt is a row of denials.csv."},
    FindingKind{"DD115", note, "The rules have idle, but there is no file of idle spans: nothing is idle.",
                "Name the file in usage.idle, or leave rules.idle out."},
    FindingKind{"DD116", note, "There is a file of idle spans, but the rules have no idle: it is not looked at.",
                "Add rules.idle, such as idle: 15m, or leave usage.idle out."},
    FindingKind{"DD117", warning, "An entitlement covers no session.",
                "Correct its user, product or days, or take it off the list."},
    FindingKind{"DD118", warning, "Entitlements, budgets or access rules name users without sessions and results.",
                "Spell the users as the logs do, or take them off."},
    FindingKind{"DD119", warning, "A budget matches no session and no result.",
                "Correct its user, team or products, or take it off the list."},
    FindingKind{"DD120", warning, "A budget is smaller than a single charge, and refuses a product always.",
                "Correct its tokens; to refuse a product, access.deny is plainer."},
    FindingKind{"DD121", note, "A budget is larger than all that it counts could cost, and never refuses.",
                "Nothing, unless its tokens or its period are mistyped."},
    FindingKind{"DD122", warning, "A purchasing policy can bring nothing within the horizon.",
                "Correct its days or its lead_time, or let the horizon end later."},
    FindingKind{"DD123", warning, "A purchasing policy's budget is less than one order costs.",
                "Raise its budget, or let it order less."},
    FindingKind{"DD124", note, "A price is for orders smaller than any.",
                "Nothing, unless pool.minimum_order or the quantity is mistyped."},
    FindingKind{"DD125", note, "The minimum order is no multiple of pool.order_multiple.",
                "Nothing: orders are rounded up."},
    FindingKind{"DD126", warning, "A transfer moves nothing.",
                "Correct its tranche, its day or its team, or take it off."},
    FindingKind{"DD127", warning, "A contract has no day within the horizon.",
                "Correct its days or the horizon, or take it off the list."},
    FindingKind{"DD128", note, "What is owed when a contract year ends stays owed, for the contract has no true_up.",
                "Give it the price of a true-up, if it has one."},
    FindingKind{"DD129", note, "A contract has a true_up, but sessions are refused before anything is owed.",
                "Check rules.when_empty: only with overdraft is anything owed for charges."},
    FindingKind{"DD130", warning, "A product is charged per result, but there is no file of results.",
                "Name the file in usage.results, or give the product a rate per window."},
    FindingKind{"DD131", warning, "There is a file of results, but no product is charged per result.",
                "Give its products a rate with `per`, or leave usage.results out."},
    FindingKind{"DD132", note, "An access rule refuses nothing.",
                "Nothing, unless its user or product is spelled differently in the logs."},

    FindingKind{"DD201", warning, "No session opens within the horizon.",
                "Correct from and until, or the file of sessions."},
    FindingKind{"DD202", note, "Sessions open outside the horizon and are left out.",
                "Nothing, unless the horizon should hold them."},
    FindingKind{"DD203", warning, "Sessions have no close, and are taken as open until the horizon ends.",
                "Export the log after the sessions have ended, or write when they did."},
    FindingKind{"DD204", warning, "Sessions stand in the file twice.",
                "Nothing for the result: a copy joins the visit. Check that the log was not joined from parts that "
                "overlap."},
    FindingKind{"DD205", note, "Sessions of one user and product overlap; they count as one visit.",
                "Nothing: this is how one charge covers them."},
    FindingKind{"DD206", note, "Sessions close at the second at which they open.",
                "Nothing, unless the log has lost its closes: with a grace period they are free."},
    FindingKind{"DD207", warning, "Sessions last longer than a day, and are charged for every window of it.",
                "Check that their closes are right."},
    FindingKind{"DD208", note, "Instants have no zone and are read as local time.",
                "Check usage.time_zone, or export instants with Z or an offset."},
    FindingKind{"DD209", warning, "Local times are shown twice by clocks that were set back: the first time is meant.",
                "Export instants with Z or an offset."},
    FindingKind{"DD210", warning, "Local times are skipped by clocks that were set forward: they are moved by the gap.",
                "Check usage.time_zone, or export instants with Z or an offset."},
    FindingKind{"DD211", note, "Idle spans are of users without sessions.",
                "Nothing, unless the sessions name these users differently."},
    FindingKind{"DD212", note, "Results lie outside the horizon and are left out.",
                "Nothing, unless the horizon should hold them."},
    FindingKind{"DD213", warning, "Refunds take back more than was used before them.",
                "Check that the results before them are in the file, of the same user, product and team."},

    FindingKind{"DD301", warning, "An alert is for a team that has neither tokens nor sessions.",
                "Correct the team's name in the alert."},
    FindingKind{"DD302", warning, "An alert can never be told within the horizon.",
                "Correct its figures, or take it off the list."},
};

std::string count_text(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

const FindingKind& finding_kind(std::string_view code) {
  const auto kind = std::find_if(kinds.begin(), kinds.end(), [&](const FindingKind& k) { return k.code == code; });
  check(kind != kinds.end(), "every code that is found is on the list");
  return *kind;
}

}  // namespace

std::string_view name_of(Severity severity) {
  switch (severity) {
    case error:
      return "error";
    case warning:
      return "warning";
    case note:
      return "note";
  }
  return "";
}

Finding::Finding(std::string_view code, Place where, std::string what)
    : kind(&finding_kind(code)), place(std::move(where)), message(std::move(what)) {}

std::span<const FindingKind> all_finding_kinds() { return kinds; }

std::string findings_help() {
  constexpr std::size_t width = 80;
  constexpr std::size_t indent = 16;
  std::string text = wrapped(
      "What `drawdown check` can find. Errors stop `drawdown run`; warnings are probably not "
      "meant; notes are worth knowing. A code never changes its meaning.",
      width);
  for (const FindingKind& kind : kinds) {
    const std::string label = fmt::format("{} {}", kind.code, name_of(kind.severity));
    text += '\n';
    text += hanging(label, indent, kind.meaning, width);
    text += hanging("", indent, kind.remedy, width);
  }
  return text;
}

void sort_by_place(std::vector<Finding>& findings) {
  std::stable_sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) {
    return std::tie(a.place.file, a.place.line, a.place.column) < std::tie(b.place.file, b.place.line, b.place.column);
  });
}

std::string to_text(const std::vector<Finding>& findings) {
  constexpr std::size_t width = 100;
  std::string text;
  std::array<std::size_t, 3> counts{};
  for (const Finding& finding : findings) {
    text += fmt::format("{}: {} {}: {}\n", format(finding.place), name_of(finding.kind->severity), finding.kind->code,
                        finding.message);
    text += hanging("", 4, finding.kind->remedy, width);
    ++counts[static_cast<std::size_t>(finding.kind->severity)];
  }
  text += fmt::format("{}, {}, {}\n", count_text(counts[0], "error"), count_text(counts[1], "warning"),
                      count_text(counts[2], "note"));
  return printable(text, true);
}

std::string to_json_text(const std::vector<Finding>& findings) {
  using enum Cell::Kind;
  Table table({{"code", text},
               {"severity", text},
               {"file", text},
               {"line", count},
               {"column", count},
               {"message", text},
               {"remedy", text}});
  const auto number = [](int n) { return n > 0 ? Cell(static_cast<std::uint64_t>(n)) : Cell(); };
  for (const Finding& finding : findings) {
    table.add({finding.kind->code, name_of(finding.kind->severity), finding.place.file, number(finding.place.line),
               number(finding.place.column), finding.message, finding.kind->remedy});
  }
  return to_json(table);
}

}  // namespace drawdown::program

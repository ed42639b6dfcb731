#include "tools/drawdown/terminal/other_uses.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <tuple>

#include "engine/base/check.h"
#include "engine/model/entitlement.h"
#include "engine/replay/result_meter.h"
#include "tools/drawdown/terminal/amounts.h"
#include "tools/drawdown/terminal/text.h"

namespace drawdown::program {
namespace {

using Kind = OtherUse::Kind;

class Finder {
 public:
  Finder(const Scenario& scenario, const Trace& trace, const Outcome& outcome, const std::vector<UnitId>& units)
      : scenario_(scenario), trace_(trace), outcome_(outcome), wanted_(trace.units.size()) {
    for (const UnitId unit : units) {
      wanted_[unit.value] = true;
    }
    for (std::uint32_t i = 0; i < outcome.denials.size(); ++i) {
      const Denial& denial = outcome.denials[i];
      denials_[{denial.reason == DenialReason::access, denial.unit.value, denial.at.seconds}].push_back(i);
    }
  }

  std::vector<OtherUse> run() {
    find_covered();
    find_refused();
    find_results();
    std::stable_sort(uses_.begin(), uses_.end(), [](const OtherUse& a, const OtherUse& b) {
      return std::pair(a.unit, a.at) < std::pair(b.unit, b.at);
    });
    return std::move(uses_);
  }

 private:
  void add(OtherUse use) {
    if (wanted_[use.unit.value]) {
      uses_.push_back(use);
    }
  }

  // The first of the unit's denials at the instant that none has asked for; empty if there is none.
  std::optional<std::uint32_t> take_denial(bool by_access, std::uint32_t unit, std::int64_t at,
                                           std::optional<Tokens> tokens = {}) {
    const auto found = denials_.find({by_access, unit, at});
    if (found == denials_.end() || found->second.empty() ||
        (tokens && outcome_.denials[found->second.front()].tokens != *tokens)) {
      return std::nullopt;
    }
    const std::uint32_t denial = found->second.front();
    found->second.erase(found->second.begin());
    return denial;
  }

  void find_covered() {
    if (trace_.covered == nullptr) {
      return;
    }
    const CoveredSessions& covered = *trace_.covered;
    std::map<std::uint32_t, OtherUse> sessions;  // by session: spells are parts of one
    for (std::size_t i = 0; i < covered.open.size(); ++i) {
      const std::uint32_t session = covered.session.empty() ? static_cast<std::uint32_t>(i) : covered.session[i];
      const auto [found, is_new] = sessions.try_emplace(session);
      OtherUse& use = found->second;
      if (is_new) {
        use.at = Instant{covered.open[i]};
        use.kind = Kind::covered;
        use.unit = UnitId(covered.unit[i]);
        use.session = std::uint64_t{covered.among[session]} + 1;
        use.cover = covered.covers[session];
      }
      use.close = std::max(use.close, Instant{covered.close[i]});
    }
    for (const auto& [session, use] : sessions) {
      add(use);
    }
  }

  void find_refused() {
    for (const RefusedUse& refused : trace_.refused) {
      OtherUse use;
      use.at = Instant{refused.at};
      use.kind = refused.is_result ? Kind::result_refused : Kind::refused;
      use.unit = UnitId(refused.unit);
      use.denial = take_denial(true, refused.unit, refused.at);
      if (!use.denial) {  // a refund asks for no tokens
        use.kind = Kind::taken_back;
        use.unmatched = true;
      }
      add(use);
    }
  }

  // As the loop goes through them. Of two results of one unit in the same second that cost the same, the one that was
  // charged came first.
  void find_results() {
    ResultMeter meter(scenario_, trace_);
    const std::vector<Journal::ResultRow>& rows = outcome_.charges.results;
    std::uint32_t row = 0;
    while (meter.next() != never) {
      const UsedResult& result = meter.result();
      OtherUse use;
      use.at = Instant{result.at};
      use.unit = UnitId(result.unit);
      use.quantity = std::abs(result.quantity);
      const bool next_is_own = row < rows.size() && rows[row].at == use.at && rows[row].unit == use.unit;
      if (meter.is_refund()) {
        Tokens back;
        use.unmatched = !meter.take_back([&](ResultMeter::Paid&, std::int64_t tokens) { back += Tokens{tokens}; });
        use.kind = back > Tokens{} ? Kind::refund : Kind::taken_back;
      } else if (const Tokens due{meter.due()}; due == Tokens{}) {
        use.kind = Kind::carried;
        meter.charge({}, 0);
      } else if (next_is_own && rows[row].kind == ChargeKind::result && rows[row].tokens == due) {
        meter.charge({}, 0);
      } else {
        use.kind = Kind::result_refused;
        use.denial = take_denial(false, result.unit, result.at, due);
        check(use.denial.has_value(), "a result that is not charged is a row of the denials");
        meter.refuse();
      }
      if (use.kind == Kind::result || use.kind == Kind::refund) {
        check(next_is_own, "results and refunds are rows of the journal");
        use.charge = ChargePlace{rows[row].kind, row};
        ++row;
      }
      add(use);
    }
  }

  const Scenario& scenario_;
  const Trace& trace_;
  const Outcome& outcome_;
  std::vector<bool> wanted_;
  std::map<std::tuple<bool, std::uint32_t, std::int64_t>, std::vector<std::uint32_t>> denials_;
  std::vector<OtherUse> uses_;
};

std::string results_text(std::int64_t quantity) {
  return fmt::format("{} result{}", grouped(format_micro(quantity)), quantity == micro_per_unit ? "" : "s");
}

class Words {
 public:
  Words(const ExplainedRun& run, const OtherUse& use) : run_(run), use_(use) {}

  [[nodiscard]] EventWords words() const {
    const std::string results = results_text(use_.quantity);
    switch (use_.kind) {
      case Kind::result:
        return {fmt::format("{}; charge {}: {}", results, number(), payment_text(run_, charge())), "R"};
      case Kind::carried:
        return {fmt::format("{}: {}", results, carried()), "R"};
      case Kind::result_refused:
        return {denial().reason == DenialReason::access
                    ? "a result: " + lack_text(run_, denial())
                    : fmt::format("{}: refused, {}", results, lack_text(run_, denial())),
                clause()};
      case Kind::refund:
        return {fmt::format("{} taken back{}; charge {}: {}", results, unmatched(), number(), back()), "R"};
      case Kind::taken_back:
        return {use_.quantity == 0 ? std::string("a refund: access refuses the results that it would take back")
                                   : fmt::format("{} taken back{}; no tokens come back", results, unmatched()),
                "R"};
      case Kind::covered:
        return {fmt::format("session {} opens until {} ({}): covered by {}, needs no tokens", use_.session,
                            run_.clock.beside(use_.close, use_.at), format(use_.close - use_.at), cover()),
                "E"};
      case Kind::refused:
        return {fmt::format("a session opens: {}", lack_text(run_, denial())), "A"};
    }
    return {};
  }

 private:
  [[nodiscard]] Charge charge() const { return run_.outcome.charges.charge(use_.charge->kind, use_.charge->row); }
  [[nodiscard]] std::uint64_t number() const { return run_.numbers.number_of(*use_.charge); }
  [[nodiscard]] const Denial& denial() const { return run_.outcome.denials[*use_.denial]; }
  [[nodiscard]] const Product& product() const {
    return run_.scenario.products[run_.trace.units[use_.unit.value].product.value];
  }
  [[nodiscard]] std::string_view clause() const {
    return denial().reason == DenialReason::access ? "A" : denial().reason == DenialReason::budget ? "B" : "R";
  }
  [[nodiscard]] std::string unmatched() const { return use_.unmatched ? ", which is more than was used" : ""; }
  [[nodiscard]] std::string carried() const {
    const RateStep* rate = product().rate_at(use_.at);
    return rate->tokens == Tokens{} ? "at a rate of 0 nothing is charged"
           : product().per_result == Partial::carry
               ? fmt::format("no unit of {} is full, so nothing is charged, and they are carried on",
                             grouped(format_micro(rate->per)))
               : "less than a millionth of a token, so nothing is charged";
  }
  // "11 tokens go back (8 to eba-1, 3 that were owed are not any more)"
  [[nodiscard]] std::string back() const {
    const Charge refund = charge();
    std::string text = fmt::format("{} {} back", tokens_text(Tokens{} - refund.tokens),
                                   refund.tokens == Tokens::whole(-1) ? "goes" : "go");
    std::string parts;
    for (const Draw& draw : refund.draws()) {
      parts += fmt::format("{}{} to {}", parts.empty() ? "" : ", ", drawdown::program::text_of(Tokens{} - draw.tokens),
                           printable(run_.outcome.tranches[draw.tranche.value].id));
    }
    if (refund.overdraft < Tokens{}) {
      parts += fmt::format("{}{} that were owed are not any more", parts.empty() ? "" : ", ",
                           drawdown::program::text_of(Tokens{} - refund.overdraft));
    }
    return fmt::format("{} ({})", text, parts);
  }
  [[nodiscard]] std::string cover() const {
    switch (use_.cover.kind) {
      case Cover::Kind::subscription:
        return "a subscription";
      case Cover::Kind::collection:
        return fmt::format("the collection '{}'",
                           printable(run_.scenario.entitlements.collections[use_.cover.source].name));
      case Cover::Kind::seat:
        return "a floating seat";
    }
    return {};
  }

  const ExplainedRun& run_;
  const OtherUse& use_;
};

}  // namespace

std::vector<OtherUse> other_uses(const Scenario& scenario, const Trace& trace, const Outcome& outcome,
                                 const std::vector<UnitId>& units) {
  return Finder(scenario, trace, outcome, units).run();
}

EventWords words_of(const ExplainedRun& run, const OtherUse& use) { return Words(run, use).words(); }

std::string_view name_of(OtherUse::Kind kind) {
  constexpr std::array<std::string_view, 7> names{"result",     "result_carried",  "result_refused",   "refund",
                                                  "taken_back", "session_covered", "refused_by_access"};
  return names[static_cast<std::size_t>(kind)];
}

std::string lack_text(const ExplainedRun& run, const Denial& denial) {
  const ChargeUnit& unit = run.trace.units[denial.unit.value];
  switch (denial.reason) {
    case DenialReason::tokens:
      return fmt::format("{} needed and {} available", tokens_text(denial.tokens), text_of(denial.available));
    case DenialReason::budget:
      return fmt::format("{} needed and {} left of the budget '{}'", tokens_text(denial.tokens),
                         text_of(denial.available), printable(run.scenario.budgets[denial.cap].name));
    case DenialReason::access: {
      const auto no = refusal(run.scenario.access, run.trace.users[unit.user], unit.product);
      return no && no->rule ? fmt::format("refused by access.deny[{}]", *no->rule)
                            : std::string("refused, for access.only does not name the user");
    }
  }
  return {};
}

std::string rate_text(const Product& product, const RateStep& rate) {
  std::string text = fmt::format("{} for {}", tokens_text(rate.tokens), results_text(rate.per));
  switch (product.per_result.value_or(Partial::exact)) {
    case Partial::carry:
      return text + "; parts of a unit are carried on, per team and product";
    case Partial::up:
      return text + "; a part of a unit counts as a whole one";
    case Partial::exact:
      return text + ", in proportion";
    case Partial::divisible:
      return text + ", in proportion, as far as the pool goes";
  }
  return text;
}

}  // namespace drawdown::program

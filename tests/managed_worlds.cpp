#include "tests/managed_worlds.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/base/check.h"
#include "tests/dice.h"
#include "tests/entitled_worlds.h"

namespace drawdown {
namespace {

constexpr std::int64_t hour = 3600;

using Policy = PurchasePolicy::Kind;

class Manager {
 public:
  Manager(World& world, std::uint64_t seed) : world_(world), scenario_(world.scenario), dice_(seed ^ 0xb007U) {
    days_ = scenario_.until - scenario_.from;
    early_ = scenario_.from.number < 400;  // no days before 1970
  }

  void make() {
    if (dice_.one_in(2)) {
      make_contracts();
    }
    for (std::int64_t i = dice_.pick({0, 0, 1, 2}); i > 0; --i) {
      make_transfer();
    }
    for (std::int64_t i = dice_.pick({0, 0, 1, 2, 3}); i > 0; --i) {
      make_adjustment();
    }
    if (dice_.one_in(2)) {
      make_prices();
    }
    for (std::int64_t i = dice_.pick({0, 1, 1, 2}); i > 0; --i) {
      make_policy(fmt::format("p{}", i));
    }
    if (!dice_.one_in(4)) {
      make_results();
    }
    for (std::int64_t i = dice_.pick({0, 0, 0, 1, 2, 3}); i > 0; --i) {
      make_budget(fmt::format("cap {}", i));
    }
    rebuild(world_);
  }

 private:
  std::string any_team() { return dice_.pick({"", "", "UK", "SG"}); }
  Day any_day() { return scenario_.from + static_cast<std::int32_t>(dice_.below(days_)); }
  Tokens some(std::initializer_list<std::int64_t> thousandths) { return {dice_.pick(thousandths) * 1000}; }
  Instant start_of(Day day) const { return scenario_.server().start_of(day); }

  TrancheId add_tranche(Tranche tranche) {
    tranche.arrives_at = start_of(tranche.bought);
    tranche.expires_at = start_of(tranche.expires);
    scenario_.tranches.push_back(std::move(tranche));
    return TrancheId(static_cast<std::uint32_t>(scenario_.tranches.size() - 1));
  }

  void make_contracts() {
    for (std::int64_t i = 0, count = dice_.pick({1, 1, 2}); i < count; ++i) {
      Contract contract;
      contract.id = fmt::format("c{}", i + 1);
      contract.team = any_team();
      // Mostly so that a year ends, or begins, inside the horizon.
      const Day around = scenario_.from + static_cast<std::int32_t>(dice_.between(0, days_));
      contract.from = early_ ? scenario_.from : add_months(around, -12 * static_cast<int>(dice_.below(2)));
      contract.until = dice_.one_in(2) ? add_months(contract.from, 12 * static_cast<int>(dice_.between(1, 2)))
                                       : scenario_.from + static_cast<std::int32_t>(dice_.between(1, days_ + 1));
      contract.until = std::max(contract.until, contract.from + 1);
      if (contract.until >= *parse_day("2100-01-01") || start_of(contract.from) == start_of(contract.until)) {
        continue;
      }
      make_provisions(contract, static_cast<std::uint32_t>(scenario_.contracts.size()));
    }
  }

  void make_provisions(Contract contract, std::uint32_t number) {
    if (dice_.one_in(2)) {
      contract.unit_price = Money{dice_.pick<std::int64_t>({1'900'000, 2'000'001})};
    }
    if (!dice_.one_in(3)) {
      contract.true_up = Money{2'200'000};
    }
    const auto provision = [&](const std::string& name, Day bought, Day expires, Tokens tokens, std::uint32_t year) {
      Tranche tranche;
      tranche.id = contract.id + "-" + name;
      tranche.team = contract.team;
      tranche.bought = bought;
      tranche.expires = expires;
      tranche.tokens = tokens;
      tranche.unit_price = contract.unit_price;
      tranche.origin = {TrancheOrigin::Kind::contract, number, year};
      tranche.rank = year == 0 ? dice_.pick({-1, 1}) : 0;
      if (contract.from < scenario_.from && (year == 0 || (bought < scenario_.from && scenario_.from < expires)) &&
          dice_.one_in(2)) {
        tranche.remaining = Tokens{tokens.micro / 2};
      }
      return add_tranche(std::move(tranche));
    };
    for (int year = 0; add_months(contract.from, 12 * year) < contract.until; ++year) {
      const Day from = add_months(contract.from, 12 * year);
      const Day until = std::min(contract.until, add_months(contract.from, 12 * (year + 1)));
      ContractYear added{from, until, start_of(until), some({0, 5'000, 7'000, 20'000, 3'500}), {}};
      if (added.provisioned > Tokens{}) {
        added.tranche =
            provision(std::to_string(year + 1), from, until, added.provisioned, static_cast<std::uint32_t>(year + 1));
      }
      contract.years.push_back(added);
    }
    contract.multi_year = some({0, 7'000, 10'000});
    if (contract.multi_year > Tokens{}) {
      contract.multi_year_tranche = provision("multi", contract.from, contract.until, contract.multi_year, 0);
    }
    scenario_.contracts.push_back(std::move(contract));
  }

  // Of those that are usable on a day of the horizon; credits come later.
  struct Usable {
    TrancheId tranche;
    Day day;
  };
  std::optional<Usable> any_usable() {
    if (scenario_.tranches.empty()) {
      return std::nullopt;
    }
    const auto place = dice_.below(static_cast<std::int64_t>(scenario_.tranches.size()));
    const Tranche& tranche = scenario_.tranches[static_cast<std::size_t>(place)];
    const Day first = std::max(scenario_.from, tranche.bought);
    const Day last = std::min(scenario_.until, tranche.expires) - 1;
    if (first > last || tranche.origin.kind == TrancheOrigin::Kind::credit) {
      return std::nullopt;
    }
    const Day any = first + static_cast<std::int32_t>(dice_.between(0, std::min(last - first, 6)));
    const Usable found{TrancheId(static_cast<std::uint32_t>(place)), dice_.one_in(4) ? first : any};
    const Instant at = start_of(found.day);  // the day may be one that clocks skip
    return tranche.arrives_at <= at && at < tranche.expires_at && at < scenario_.end ? std::optional(found)
                                                                                     : std::nullopt;
  }

  void make_transfer() {
    if (const auto usable = any_usable()) {
      scenario_.transfers.push_back({start_of(usable->day), usable->tranche, any_team()});
    }
  }

  void make_adjustment() {
    const auto number = static_cast<std::uint32_t>(scenario_.adjustments.size());
    Adjustment adjustment;
    adjustment.tokens = some({3'000, 7'000, 500, -3'000, -7'000, -20'000, -500});
    adjustment.reason = fmt::format("reason {}", number + 1);
    const std::optional<Usable> usable = dice_.one_in(2) ? any_usable() : std::nullopt;
    const Day day = usable ? usable->day : any_day();
    adjustment.at = start_of(day);
    if (adjustment.at >= scenario_.end) {
      return;  // clocks skip the last day
    }
    if (usable) {
      adjustment.tranche = usable->tranche;
    } else {
      adjustment.team = any_team();
    }
    if (!usable && adjustment.tokens > Tokens{}) {
      Tranche credit;
      credit.id = fmt::format("A{}", number + 1);
      credit.team = adjustment.team;
      credit.bought = day;
      credit.expires = day + static_cast<std::int32_t>(dice_.pick({2, 3, 30}));
      credit.tokens = adjustment.tokens;
      credit.origin = {TrancheOrigin::Kind::credit, number, 0};
      adjustment.tranche = add_tranche(std::move(credit));
    }
    scenario_.adjustments.push_back(std::move(adjustment));
  }

  void make_prices() {
    PriceList prices;
    prices.minimum_order = some({0, 0, 8'000});
    prices.order_multiple = some({0, 0, 5'000, 3'000});
    prices.entries.push_back({Tokens{}, Money{3'000'000}, {}});
    if (dice_.one_in(2)) {
      prices.entries.push_back({some({7'000, 10'000}), Money{2'500'001}, {}});
    }
    if (dice_.one_in(2)) {
      prices.entries.push_back({Tokens{}, Money{2'000'000}, any_day()});
    }
    scenario_.prices = prices;
    for (Tranche& tranche : scenario_.tranches) {
      if (tranche.origin.kind == TrancheOrigin::Kind::listed && !tranche.unit_price) {
        tranche.unit_price = prices.unit_price(tranche.tokens, tranche.bought);
      }
    }
  }

  void make_policy(const std::string& name) {
    PurchasePolicy policy;
    policy.name = name;
    policy.team = any_team();
    policy.kind = dice_.pick({Policy::reorder_point, Policy::order_up_to, Policy::base_stock, Policy::periodic,
                              Policy::yearly_share, Policy::reorder_point, Policy::order_up_to});
    const bool looks = policy.kind != Policy::periodic && policy.kind != Policy::yearly_share;
    if (policy.kind == Policy::reorder_point || policy.kind == Policy::order_up_to) {
      policy.at = some({0, 3'000, 7'000, 13'000});
    }
    if (policy.kind == Policy::reorder_point) {
      policy.quantity = some({4'000, 7'000, 10'000});
    }
    if (looks || policy.kind == Policy::periodic) {
      policy.up_to = policy.kind == Policy::reorder_point ? Tokens{} : policy.at + some({7'000, 10'000, 14'000});
    }
    if (policy.kind == Policy::yearly_share) {
      policy.share = {dice_.pick<std::int64_t>({30'000'000, 110'000'000, 2'500'000, 100'000'000})};
      policy.before = some({0, 365'000, 1'000, 73'000});
    }
    policy.continuous = looks && !dice_.one_in(4);
    if (!policy.continuous) {
      policy.reviews = any_reviews(policy.kind);
    }
    policy.lead_days = dice_.pick({0, 0, 1, 1, 2, 5});
    policy.lifetime = dice_.pick({Lifetime{2, 0}, Lifetime{3, 0}, Lifetime{365, 0}, Lifetime{0, 1}});
    if (scenario_.prices && dice_.one_in(4)) {
      policy.budget = Money{dice_.pick<std::int64_t>({21'000'000, 60'000'000, 0})};
    }
    if (dice_.one_in(4)) {
      policy.orders = static_cast<std::uint64_t>(dice_.below(3));
    }
    scenario_.policies.push_back(std::move(policy));
  }

  std::vector<Instant> any_reviews(Policy kind) {
    if (kind == Policy::periodic) {
      return reviews_every(scenario_, dice_.pick({1, 2, 3, 30}));
    }
    if (kind == Policy::yearly_share) {
      return reviews_yearly(scenario_,
                            early_ ? any_day() : add_months(any_day(), -12 * static_cast<int>(dice_.below(2))));
    }
    return reviews_by_calendar(scenario_, dice_.pick({"daily", "weekly", "monthly"}));
  }

  void make_results() {
    const char* names[] = {"Renders", "Studies"};
    const std::size_t first = scenario_.products.size();
    for (std::int64_t i = 0, count = dice_.between(1, 2); i < count; ++i) {
      Product product{names[i], {}, dice_.pick({Partial::carry, Partial::carry, Partial::up, Partial::exact})};
      const auto step = [&](Instant from) {
        product.rates.push_back({from, some({1'000, 1'000, 2'500, 100, 0, 7'000}),
                                 1000 * dice_.pick<std::int64_t>({1'000, 10'000, 500, 3'000, 7'000})});
      };
      step(always);
      if (dice_.one_in(3)) {
        product.rates[0].from = start_of(scenario_.from);
        step(start_of(scenario_.from + static_cast<std::int32_t>(dice_.between(1, 3))));
        if (product.rates[1].from <= product.rates[0].from) {
          product.rates.pop_back();
        }
      }
      scenario_.products.push_back(std::move(product));
    }
    find_anchors();
    for (std::int64_t i = dice_.pick({3, 8, 20}); i > 0; --i) {
      make_result(first);
    }
    scenario_.usage.results = "results.csv";
  }

  void find_anchors() {
    anchors_ = {scenario_.begin.seconds, scenario_.end.seconds - hour};
    for (const WorldSession& session : world_.sessions) {
      anchors_.push_back(session.open);
      anchors_.push_back(session.close);
      anchors_.push_back(session.open + scenario_.rules.grace.seconds);
    }
    for (const Tranche& tranche : scenario_.tranches) {
      anchors_.push_back(tranche.arrives_at.seconds);
      anchors_.push_back(tranche.expires_at.seconds);
    }
    for (std::int32_t day = 0; day < std::min(days_, 6); ++day) {
      anchors_.push_back(start_of(scenario_.from + day).seconds);
    }
  }

  void make_result(std::size_t first_product) {
    WorldResult result;
    result.user = fmt::format("u{}", dice_.between(1, 5));
    result.product =
        first_product +
        static_cast<std::size_t>(dice_.below(static_cast<std::int64_t>(scenario_.products.size() - first_product)));
    if (dice_.one_in(4)) {
      result.team = any_team();
    }
    result.at = dice_.pick(anchors_) + (dice_.one_in(2) ? 0 : dice_.pick({-hour, hour, 30 * hour, std::int64_t{1}}));
    result.quantity = 1000 * dice_.pick<std::int64_t>({1'000, 5'000, 10'000, 25'000, 30'000, 700, 3'000, 12'345});
    if (!world_.results.empty() && dice_.one_in(3)) {  // a refund
      const WorldResult& other = dice_.pick(world_.results);
      const std::int64_t later = dice_.pick<std::int64_t>({0, 1, hour, 24 * hour, 50 * hour});
      result = other;
      result.at += later;
      result.quantity = -std::max(result.quantity, -result.quantity) * dice_.pick({1, 1, 2}) / dice_.pick({1, 1, 2});
    }
    const bool inside = result.at >= scenario_.begin.seconds && result.at < scenario_.end.seconds;
    if (inside && result.quantity != 0 && scenario_.products[result.product].rate_at({result.at}) != nullptr) {
      world_.results.push_back(result);
      anchors_.push_back(result.at);
    }
  }

  void make_budget(const std::string& name) {
    Budget budget;
    budget.name = name;
    budget.tokens = some({7'000, 10'000, 14'000, 20'000, 3'500, 0, 50'000});
    budget.period = dice_.pick({Budget::Period::month, Budget::Period::month, Budget::Period::horizon});
    budget.each = dice_.pick({Budget::Each::all, Budget::Each::user, Budget::Each::team, Budget::Each::product});
    if (dice_.one_in(4)) {
      budget.user = fmt::format("u{}", dice_.between(1, 5));
    }
    if (dice_.one_in(4)) {
      budget.team = any_team();
    }
    if (dice_.one_in(3)) {
      budget.products = {
          ProductId(static_cast<std::uint32_t>(dice_.below(static_cast<std::int64_t>(scenario_.products.size()))))};
    }
    scenario_.budgets.push_back(std::move(budget));
  }

  World& world_;
  Scenario& scenario_;
  Dice dice_;
  std::int32_t days_ = 0;
  bool early_ = false;
  std::vector<std::int64_t> anchors_;
};

}  // namespace

void add_management(World& world, std::uint64_t seed) { Manager(world, seed).make(); }

World random_managed_world(std::uint64_t seed) {
  World world = seed % 5 == 0 ? random_idle_world(seed) : random_world(seed);
  if (seed % 4 == 0) {
    add_entitlements(world, seed);
  }
  add_management(world, seed);
  return world;
}

}  // namespace drawdown

#include "engine/analysis/result_differences.h"

#include <map>
#include <optional>
#include <set>

#include "engine/model/entitlement.h"
namespace drawdown {
namespace {

using FamilyKey = std::pair<UserId, ProductId>;

ProductId product_of(const LogReplay& replay, ProductId product) {
  return replay.products.empty() ? product : replay.products[product.value];
}

// What one of the two replays says of a family.
struct Side {
  std::vector<Charged> charges;  // by instant: results and refunds
  std::set<Instant> refusals;
};

std::map<FamilyKey, Side> sides_of(const LogReplay& replay) {
  std::map<FamilyKey, Side> sides;
  const auto side = [&](UnitId id) -> Side& {
    const ChargeUnit& unit = replay.trace.units[id.value];
    return sides[{unit.user, product_of(replay, unit.product)}];
  };
  for (const Journal::ResultRow& row : replay.outcome.charges.results) {
    side(row.unit).charges.emplace_back(static_cast<std::uint32_t>(row.at.seconds), row.tokens.micro);
  }
  for (const Denial& denial : replay.outcome.denials) {
    const ChargeUnit& unit = replay.trace.units[denial.unit.value];
    if (replay.scenario.products[unit.product.value].per_result) {
      side(denial.unit).refusals.insert(denial.at);
    }
  }
  return sides;
}

// The scenario's own place of a product of the log; empty if it does not know it.
std::optional<ProductId> find_product_of_log(const LogReplay& replay, ProductId product) {
  for (std::uint32_t i = 0; i < replay.scenario.products.size(); ++i) {
    if (product_of(replay, ProductId(i)) == product) {
      return ProductId(i);
    }
  }
  return std::nullopt;
}

class Question {
 public:
  Question(const LogReplay& baseline, const LogReplay& variant, FamilyKey key, const Side& ours, const Side& theirs)
      : baseline_(baseline), variant_(variant), key_(key), ours_(ours), theirs_(theirs) {}

  [[nodiscard]] Reason answer(Instant at) const {
    const auto is_outside = [at](const Scenario& scenario) { return at < scenario.begin || scenario.end <= at; };
    if (is_outside(baseline_.scenario) || is_outside(variant_.scenario)) {
      return Reason::outside;
    }
    if (may_use(baseline_) != may_use(variant_)) {
      return Reason::access;
    }
    if (ours_.refusals.contains(at) || theirs_.refusals.contains(at)) {
      return Reason::refused;
    }
    // Carried parts of units may come from an earlier difference, and refunds take back what was charged then.
    return same_rate(at) ? Reason::moved : Reason::rate;
  }

 private:
  // Whether access lets the user have results of the product.
  [[nodiscard]] bool may_use(const LogReplay& replay) const {
    const std::optional<ProductId> product = find_product_of_log(replay, key_.second);
    return product && !refusal(replay.scenario.access, replay.trace.users[key_.first], *product);
  }
  [[nodiscard]] bool same_rate(Instant at) const {
    const std::optional<ProductId> ours = find_product_of_log(baseline_, key_.second);
    const std::optional<ProductId> theirs = find_product_of_log(variant_, key_.second);
    if (!ours || !theirs) {
      return false;
    }
    const Product& our_product = baseline_.scenario.products[ours->value];
    const Product& their_product = variant_.scenario.products[theirs->value];
    const RateStep* one = our_product.rate_at(at);
    const RateStep* other = their_product.rate_at(at);
    return our_product.per_result == their_product.per_result && one != nullptr && other != nullptr &&
           one->tokens == other->tokens && one->per == other->per;
  }

  const LogReplay& baseline_;
  const LogReplay& variant_;
  FamilyKey key_;
  const Side& ours_;
  const Side& theirs_;
};

}  // namespace

std::vector<ResultFamily> result_differences(const LogReplay& baseline, const LogReplay& variant) {
  std::map<FamilyKey, Side> ours = sides_of(baseline);
  std::map<FamilyKey, Side> theirs = sides_of(variant);
  for (const auto& [key, side] : theirs) {
    ours.try_emplace(key);
  }
  std::vector<ResultFamily> families;
  for (auto& [key, our] : ours) {
    Side& their = theirs[key];
    if (our.charges == their.charges) {
      continue;
    }
    std::map<Instant, std::int64_t> more;
    for (const auto& [at, micro] : our.charges) {
      more[Instant{at}] -= micro;
    }
    for (const auto& [at, micro] : their.charges) {
      more[Instant{at}] += micro;
    }
    ResultFamily& family = families.emplace_back();
    family.user = key.first;
    family.product = key.second;
    const Question question(baseline, variant, key, our, their);
    for (const auto& [at, micro] : more) {
      if (micro != 0) {
        family.unpaired.push_back({at, micro, question.answer(at)});
      }
    }
    family.baseline = std::move(our.charges);
    family.variant = std::move(their.charges);
  }
  return families;
}

}  // namespace drawdown

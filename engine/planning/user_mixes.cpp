#include "engine/planning/user_mixes.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "engine/base/input_error.h"

namespace drawdown {
namespace {

constexpr std::size_t most_products = 64;
constexpr std::size_t most_collections = 10;
constexpr std::size_t most_options = 2048;

std::uint64_t bit(std::size_t place) { return std::uint64_t{1} << place; }

Wide value(Money cost, Tokens tokens, Money token_price) {
  return static_cast<Wide>(cost.micro) * micro_per_unit + static_cast<Wide>(tokens.micro) * token_price.micro;
}

// Those that no other beats in money and tokens, by tokens. Of equal ones the first stays.
void keep_undominated(std::vector<MixOption>& options) {
  std::stable_sort(options.begin(), options.end(), [](const MixOption& a, const MixOption& b) {
    return std::tie(a.tokens, a.cost) < std::tie(b.tokens, b.cost);
  });
  std::optional<Money> least;
  std::erase_if(options, [&least](const MixOption& option) {
    const bool beaten = least && *least <= option.cost;
    least = beaten ? least : option.cost;
    return beaten;
  });
}

// Of undominated options, by tokens: those that cost the least at some price of a token.
void keep_hull(std::vector<MixOption>& options) {
  std::vector<MixOption> hull;
  for (const MixOption& option : options) {
    while (hull.size() >= 2) {
      const MixOption& a = hull[hull.size() - 2];
      const MixOption& b = hull.back();
      const Wide turn = static_cast<Wide>((b.cost - a.cost).micro) * (option.tokens - b.tokens).micro -
                        static_cast<Wide>((option.cost - b.cost).micro) * (b.tokens - a.tokens).micro;
      if (turn < 0) {
        break;
      }
      hull.pop_back();
    }
    hull.push_back(option);
  }
  options = std::move(hull);
}

// Sets of collections of which each covers a product that is needed and that the others do not cover.
template <class Visit>
void each_set(const UserCase& one, Visit visit) {
  for (std::uint32_t set = 0; set < (std::uint32_t{1} << one.collections.size()); ++set) {
    std::uint64_t covered = 0;
    Money cost;
    for (std::size_t c = 0; c < one.collections.size(); ++c) {
      if ((set >> c & 1U) != 0) {
        covered |= one.collections[c].products;
        cost += one.collections[c].cost;
      }
    }
    bool each_is_needed = true;
    for (std::size_t c = 0; c < one.collections.size() && each_is_needed; ++c) {
      std::uint64_t others = 0;
      for (std::size_t d = 0; d < one.collections.size(); ++d) {
        others |= d != c && (set >> d & 1U) != 0 ? one.collections[d].products : 0;
      }
      each_is_needed = (set >> c & 1U) == 0 || (covered & ~others) != 0;
    }
    if (each_is_needed) {
      visit(set, cost);
    }
  }
}

}  // namespace

std::optional<std::size_t> UserCase::covered_from(const Mix& mix, std::size_t product) const {
  std::optional<std::size_t> from;
  if ((mix.subscriptions & bit(product)) != 0) {
    from = products[product].start;
  }
  for (std::size_t c = 0; c < collections.size(); ++c) {
    if ((mix.collections >> c & 1U) != 0 && (collections[c].products & bit(product)) != 0) {
      from = std::min(from.value_or(collections[c].start), collections[c].start);
    }
  }
  return from;
}

Tokens UserCase::tokens(const Mix& mix, std::size_t product) const {
  const std::optional<std::size_t> from = covered_from(mix, product);
  return from ? products[product].covered[*from] : products[product].committed;
}

Tokens UserCase::tokens(const Mix& mix) const {
  Tokens sum;
  for (std::size_t p = 0; p < products.size(); ++p) {
    sum += tokens(mix, p);
  }
  return sum;
}

Money UserCase::seats(const Mix& mix) const {
  Money sum = committed_cost;
  for (std::size_t p = 0; p < products.size(); ++p) {
    sum += (mix.subscriptions & bit(p)) != 0 ? *products[p].subscription : Money{};
  }
  for (std::size_t c = 0; c < collections.size(); ++c) {
    sum += (mix.collections >> c & 1U) != 0 ? collections[c].cost : Money{};
  }
  return sum;
}

UserMixes::UserMixes(const Scenario& scenario, const SeatTerms& terms) : scenario_(scenario), terms_(terms) {
  for (std::uint32_t product = 0; product < scenario.products.size(); ++product) {
    full_.push_back(terms.subscription(ProductId(product), scenario.from, scenario.until));
  }
  const std::vector<Collection>& collections = scenario.entitlements.collections;
  for (std::size_t place = 0; place < collections.size(); ++place) {
    std::vector<bool>& in = in_collection_.emplace_back(scenario.products.size());
    for (const ProductId product : collections[place].products) {
      in[product.value] = true;
    }
    full_collections_.push_back(terms.collection(place, scenario.from, scenario.until));
  }
}

std::optional<Money> UserMixes::subscription(ProductId product, Day start) const {
  if (start == scenario_.from) {
    return full_[product.value];
  }
  return start < scenario_.until ? terms_.subscription(product, start, scenario_.until) : std::nullopt;
}

UserCase UserMixes::case_of(const UserNeed& need) const {
  UserCase one;
  if (need.products.size() > most_products) {
    throw InputError({scenario_.file}, "'" + need.user + "' uses more than 64 products, too many to decide on");
  }
  one.starts = need.starts;
  for (const ProductNeed& product : need.products) {
    const auto start = std::lower_bound(need.starts.begin(), need.starts.end(), product.start);
    one.products.push_back({product.product, product.committed, product.covered,
                            static_cast<std::size_t>(start - need.starts.begin()),
                            subscription(product.product, product.start)});
    one.kept_tokens += product.as_is;
  }
  for (std::size_t place = 0; place < in_collection_.size(); ++place) {
    if (!full_collections_[place]) {
      continue;
    }
    UserCase::Collection collection{place, one.starts.size(), {}, 0};
    const auto is_covered = [&](const UserCase::Product& product, std::size_t start) {
      return in_collection_[place][product.product.value] && product.covered[start] < product.committed;
    };
    for (const UserCase::Product& product : one.products) {
      collection.start =
          std::min(collection.start, is_covered(product, product.start) ? product.start : one.starts.size());
    }
    if (collection.start == one.starts.size() || one.starts[collection.start] >= scenario_.until) {
      continue;
    }
    for (std::size_t p = 0; p < one.products.size(); ++p) {
      collection.products |= is_covered(one.products[p], collection.start) ? bit(p) : 0;
    }
    const Day start = one.starts[collection.start];
    collection.cost =
        start == scenario_.from ? *full_collections_[place] : *terms_.collection(place, start, scenario_.until);
    one.collections.push_back(collection);
  }
  if (one.collections.size() > most_collections) {
    throw InputError({scenario_.file},
                     "more than ten collections cover what '" + need.user + "' uses, too many to decide on");
  }
  Mix kept;
  bool known = true;
  for (const HeldSeat& seat : terms_.held_by(need.user)) {
    one.committed_cost += seat.committed_cost;
    one.kept_cost += seat.cost;
    if (!seat.renews()) {
      continue;
    }
    if (!seat.collection) {
      const auto at = std::find_if(one.products.begin(), one.products.end(),
                                   [&](const auto& product) { return product.product == seat.product; });
      kept.subscriptions |= at != one.products.end() ? bit(static_cast<std::size_t>(at - one.products.begin())) : 0;
      known = known && at != one.products.end();
    } else {
      const auto at = std::find_if(one.collections.begin(), one.collections.end(),
                                   [&](const auto& collection) { return collection.place == *seat.collection; });
      kept.collections |=
          at != one.collections.end() ? std::uint32_t{1} << static_cast<unsigned>(at - one.collections.begin()) : 0;
      known = known && at != one.collections.end();
    }
  }
  one.kept = known ? std::optional(kept) : std::nullopt;
  return one;
}

std::vector<MixOption> UserMixes::options_of(const UserCase& one, bool& complete) const {
  std::vector<MixOption> all;
  each_set(one, [&](std::uint32_t set, Money cost) {
    std::vector<MixOption> options{{{set, 0}, one.committed_cost + cost, {}}};
    for (std::size_t p = 0; p < one.products.size(); ++p) {
      const UserCase::Product& product = one.products[p];
      const Tokens without = one.tokens({set, 0}, p);
      const Tokens with = one.tokens({set, bit(p)}, p);
      const std::size_t number = options.size();
      for (std::size_t i = 0; i < number; ++i) {
        MixOption other = options[i];
        options[i].tokens += without;
        if (product.subscription && with < without) {
          other.mix.subscriptions |= bit(p);
          other.cost += *product.subscription;
          other.tokens += with;
          options.push_back(other);
        }
      }
      if (options.size() > most_options) {
        keep_undominated(options);
      }
      if (options.size() > most_options) {
        keep_hull(options);
        complete = false;
      }
    }
    all.insert(all.end(), options.begin(), options.end());
  });
  std::erase_if(all, [&](const MixOption& option) { return one.kept && option.mix == *one.kept; });
  keep_undominated(all);
  std::erase_if(
      all, [&](const MixOption& option) { return one.kept_cost <= option.cost && one.kept_tokens <= option.tokens; });
  all.insert(all.begin(), {one.kept.value_or(Mix{}), one.kept_cost, one.kept_tokens, false});
  return all;
}

Wide UserMixes::least_at(const UserCase& one, Money token_price) const {
  std::optional<Wide> least;
  each_set(one, [&](std::uint32_t set, Money cost) {
    Wide sum = value(one.committed_cost + cost, Tokens{}, token_price);
    for (std::size_t p = 0; p < one.products.size(); ++p) {
      const Wide without = value(Money{}, one.tokens({set, 0}, p), token_price);
      const std::optional<Money>& subscription = one.products[p].subscription;
      sum +=
          subscription ? std::min(without, value(*subscription, one.tokens({set, bit(p)}, p), token_price)) : without;
    }
    least = least ? std::min(*least, sum) : sum;
  });
  return std::min(*least, value(one.kept_cost, one.kept_tokens, token_price));
}

}  // namespace drawdown

#include "engine/planning/moving_seats.h"

#include <algorithm>
#include <map>
#include <utility>

#include "engine/planning/choice_search.h"
#include "engine/planning/seat_moves.h"

namespace drawdown {
namespace {

constexpr int most_rounds = 4;
constexpr std::size_t most_users = 1000;     // of more, one round is made, without trying collections apart
constexpr std::size_t most_given_back = 64;  // seats in collections, in a round
constexpr std::size_t most_tried = 4;        // collections that are tried with and without

Wide scaled(Money money) { return static_cast<Wide>(money.micro) * micro_per_unit; }

class Mover {
 public:
  Mover(const NeedVariants& variants, const UserMixes& mixes, const TokenOrders& orders, Assignment& assignment)
      : scenario_(variants.scenario),
        mixes_(mixes),
        orders_(orders),
        assignment_(assignment),
        days_(static_cast<std::size_t>(scenario_.days.size())),
        known_(assignment.after.cost()),
        best_(assignment.users.size()) {
    const SeatTerms& terms = variants.terms;
    for (std::size_t u = 0; u < assignment.users.size(); ++u) {
      const UserCase& one = assignment.cases[u];
      moves_.push_back(one.committed_cost == Money{} &&
                       std::all_of(one.products.begin(), one.products.end(),
                                   [](const auto& product) { return product.start == 0; }));
      bool complete = true;
      options_.push_back(moves_[u] ? std::vector<MixOption>() : mixes.options_of(one, complete));
      best_[u] = assignment.choices[u].mix;
    }
    for (std::uint32_t product = 0; product < scenario_.products.size(); ++product) {
      if (const auto price = terms.subscription(ProductId(product), scenario_.from, scenario_.until)) {
        kinds_.push_back({std::nullopt, ProductId(product), *price});
      }
    }
    for (std::size_t place = 0; place < scenario_.entitlements.collections.size(); ++place) {
      if (const auto price = terms.collection(place, scenario_.from, scenario_.until)) {
        kinds_.push_back({place, ProductId(0), *price});
      }
    }
    fixed_.resize(assignment.users.size());
    for (std::size_t u = 0; u < fixed_.size(); ++u) {
      const UserChoice& choice = assignment.choices[u];
      fixed_[u] = {choice.mix, choice.seats_after, choice.tokens_after, choice.change};
    }
    best_fixed_ = fixed_;
  }

  void run() {
    std::vector<Money> worths{assignment_.worth};
    for (const OrderTier& tier : orders_.tiers()) {
      worths.push_back(tier.unit_price);
    }
    std::sort(worths.begin(), worths.end());
    worths.erase(std::unique(worths.begin(), worths.end()), worths.end());
    many_ = static_cast<std::size_t>(std::count(moves_.begin(), moves_.end(), true)) > most_users;
    look_at(best_);
    for (const Money worth : worths) {
      try_worth(worth);
    }
    for (int round = 0; round < (many_ ? 0 : most_rounds); ++round) {
      give_back_collections();
    }
    Money bound = known_;
    for (const std::optional<Money>& tier : bounds_) {
      bound = std::min(bound, tier.value_or(Money{}));
    }
    assignment_.bound = bound;
    apply();
  }

 private:
  // Days on which the user opens products of the case, by their bits.
  [[nodiscard]] Stay stay(std::size_t user, std::uint64_t products) const {
    Stay stay{days_, 0, 0};
    for (std::size_t p = 0; p < assignment_.users[user].products.size(); ++p) {
      const ProductNeed& need = assignment_.users[user].products[p];
      if ((products >> p & 1U) != 0 && need.last > 0) {
        stay.from = std::min(stay.from, static_cast<std::size_t>(need.first));
        stay.until = std::max(stay.until, static_cast<std::size_t>(need.last));
      }
    }
    const std::size_t least = std::min(days_, static_cast<std::size_t>(*scenario_.assign.minimum_stay));
    stay.from = std::min(stay.from, days_ - least);
    stay.until = std::max(stay.until, stay.from + least);
    return stay;
  }

  [[nodiscard]] Wide gain(std::size_t user, std::size_t p) const {
    // Whoever takes part would have all of it covered.
    return static_cast<Wide>(worth_.micro) * assignment_.cases[user].products[p].committed.micro;
  }

  [[nodiscard]] std::uint64_t covered(std::size_t user, const Mix& mix) const {
    std::uint64_t products = 0;
    for (std::size_t c = 0; c < assignment_.cases[user].collections.size(); ++c) {
      products |= (mix.collections >> c & 1U) != 0 ? assignment_.cases[user].collections[c].products : 0;
    }
    return products;
  }

  // What the days of a seat cost; the whole seat's price before its flow is known.
  [[nodiscard]] Wide price_of_days(const SeatKind& kind, const Stay& stay) const {
    const auto flow = flows_.find(kind);
    return flow == flows_.end() ? scaled(kind.price) : flow->second.price(stay.from, stay.until);
  }

  [[nodiscard]] const SeatKind* kind_of(ProductId product) const {
    const auto found = std::find_if(kinds_.begin(), kinds_.end(), [product](const SeatKind& kind) {
      return !kind.collection && kind.product == product;
    });
    return found == kinds_.end() ? nullptr : &*found;
  }

  void flow(const SeatKind& kind, std::vector<Mix>& mixes) {
    Holders wanted;
    std::vector<std::size_t> bit;
    for (std::size_t u = 0; u < mixes.size(); ++u) {
      const UserCase& one = assignment_.cases[u];
      for (std::size_t p = 0; moves_[u] && !kind.collection && p < one.products.size(); ++p) {
        if (one.products[p].product == kind.product) {
          mixes[u].subscriptions &= ~(std::uint64_t{1} << p);
          if ((covered(u, mixes[u]) >> p & 1U) == 0 && gain(u, p) > 0) {
            add(wanted, bit, u, p, std::uint64_t{1} << p, gain(u, p));
          }
        }
      }
      for (std::size_t c = 0; moves_[u] && kind.collection && c < one.collections.size(); ++c) {
        if (one.collections[c].place == *kind.collection) {
          mixes[u].collections &= ~(std::uint32_t{1} << c);
          const std::uint64_t products = one.collections[c].products & ~covered(u, mixes[u]);
          if (const Wide saves = saved_by(u, products); saves > 0) {
            add(wanted, bit, u, c, one.collections[c].products, saves);
          }
        }
      }
    }
    const SeatFlow flow(days_, wanted.stays, scaled(kind.price));
    for (const std::size_t place : flow.chosen()) {
      Mix& mix = mixes[wanted.users[place]];
      if (kind.collection) {
        mix.collections |= std::uint32_t{1} << bit[place];
      } else {
        mix.subscriptions |= std::uint64_t{1} << bit[place];
      }
    }
    flows_.insert_or_assign(kind, flow);
  }

  void add(Holders& wanted, std::vector<std::size_t>& bits, std::size_t user, std::size_t bit, std::uint64_t products,
           Wide gain) const {
    wanted.users.push_back(user);
    wanted.stays.push_back(stay(user, products));
    wanted.stays.back().gain = gain;
    bits.push_back(bit);
  }

  // By a collection that covers these: their tokens, or the days on the seats that they could have instead.
  [[nodiscard]] Wide saved_by(std::size_t user, std::uint64_t products) const {
    Wide sum = 0;
    for (std::size_t p = 0; p < assignment_.cases[user].products.size(); ++p) {
      if ((products >> p & 1U) != 0) {
        const SeatKind* const own = kind_of(assignment_.cases[user].products[p].product);
        const Wide tokens = gain(user, p);
        sum += own == nullptr ? tokens : std::min(tokens, price_of_days(*own, stay(user, std::uint64_t{1} << p)));
      }
    }
    return sum;
  }

  void try_worth(Money worth) {
    worth_ = worth;
    Wide fixed = 0;
    for (std::size_t u = 0; u < moves_.size(); ++u) {
      if (!moves_[u]) {
        const auto value = [&](const MixOption& option) {
          return scaled(option.cost) + static_cast<Wide>(worth.micro) * option.tokens.micro;
        };
        fixed_[u] = *std::min_element(options_[u].begin(), options_[u].end(),
                                      [&](const auto& a, const auto& b) { return value(a) < value(b); });
        fixed += value(fixed_[u]);
      }
    }
    const auto collections = static_cast<std::size_t>(
        std::count_if(kinds_.begin(), kinds_.end(), [](const SeatKind& kind) { return kind.collection; }));
    const std::size_t sets = std::size_t{1} << (many_ ? 0 : std::min(collections, most_tried));
    for (std::size_t set = 0; set < sets; ++set) {  // of collections that nobody may have; at last all may be had
      try_without(sets - 1 - set, kinds_.size() - collections, fixed);
    }
  }

  // Subscriptions and collections in turns, each as if the others stayed as they are.
  void try_without(std::size_t set, std::size_t first_collection, Wide fixed) {
    flows_.clear();
    std::vector<Mix> mixes(moves_.size());
    for (int round = 0; round < (many_ ? 1 : most_rounds); ++round) {
      for (std::size_t kind = 0; kind < first_collection; ++kind) {
        flow(kinds_[kind], mixes);
      }
      look_at(mixes);
      for (std::size_t kind = first_collection; kind < kinds_.size(); ++kind) {
        if ((set >> (kind - first_collection) & 1U) == 0) {
          flow(kinds_[kind], mixes);
        }
      }
      if (set == 0) {  // only then all days have their prices
        bound(fixed);
      }
      if (many_) {  // no further round does it
        for (std::size_t kind = 0; kind < first_collection; ++kind) {
          flow(kinds_[kind], mixes);
        }
        look_at(mixes);
      }
      if (first_collection == kinds_.size()) {
        break;
      }
    }
  }

  // Tries what becomes of the best that is known if the users of a seat in a collection have subscriptions again.
  void give_back_collections() {
    worth_ = assignment_.after.order.tokens > Tokens{} ? assignment_.after.order.unit_price : worth_;
    fixed_ = best_fixed_;
    std::size_t tries = most_given_back;
    for (const auto& [kind, held] : holders(best_)) {
      const std::vector<std::size_t> numbers = seat_numbers(held.stays);
      const std::size_t seats = kind.collection ? *std::max_element(numbers.begin(), numbers.end()) + 1 : 0;
      for (std::size_t seat = 0; seat < seats && tries > 0; ++seat, --tries) {
        std::vector<Mix> mixes = best_;
        for (std::size_t i = 0; i < numbers.size(); ++i) {
          const std::vector<UserCase::Collection>& all = assignment_.cases[held.users[i]].collections;
          for (std::size_t c = 0; numbers[i] == seat && c < all.size(); ++c) {
            mixes[held.users[i]].collections &= all[c].place == *kind.collection ? ~(std::uint32_t{1} << c) : ~0U;
          }
        }
        for (const SeatKind& other : kinds_) {
          if (!other.collection) {
            flow(other, mixes);
          }
        }
        look_at(mixes);
      }
    }
  }

  // Everybody's cheapest mix, where seats cost what their days do.
  void bound(Wide sum) {
    for (std::size_t u = 0; u < moves_.size(); ++u) {
      if (!moves_[u]) {
        continue;
      }
      UserCase priced = assignment_.cases[u];
      const auto price = [&](const SeatKind& kind, std::uint64_t products) {
        return Money{static_cast<std::int64_t>(price_of_days(kind, stay(u, products)) / micro_per_unit)};
      };
      for (std::size_t p = 0; p < priced.products.size(); ++p) {
        if (const SeatKind* const kind = kind_of(priced.products[p].product)) {
          priced.products[p].subscription = price(*kind, std::uint64_t{1} << p);
        }
      }
      for (UserCase::Collection& collection : priced.collections) {
        collection.cost = price({collection.place, ProductId(0), collection.cost}, collection.products);
      }
      sum += mixes_.least_at(priced, worth_);
    }
    bounds_.resize(orders_.tiers().size() + 1);
    const auto note = [](std::optional<Money>& known, Money bound) { known = std::max(known.value_or(bound), bound); };
    for (std::size_t t = 0; t < orders_.tiers().size(); ++t) {
      const OrderTier& tier = orders_.tiers()[t];
      if (worth_ <= tier.unit_price) {
        note(bounds_[t], least_money(sum + static_cast<Wide>(worth_.micro) * assignment_.others.micro +
                                     static_cast<Wide>((tier.unit_price - worth_).micro) * tier.least.micro));
      }
    }
    note(bounds_.back(), assignment_.others > Tokens{} ? known_ : least_money(sum));  // without any tokens
  }

  [[nodiscard]] std::map<SeatKind, Holders> holders(const std::vector<Mix>& mixes) const {
    std::map<SeatKind, Holders> all;
    for (std::size_t u = 0; u < mixes.size(); ++u) {
      const UserCase& one = assignment_.cases[u];
      const auto add = [&](const SeatKind& kind, std::uint64_t products) {
        all[kind].users.push_back(u);
        all[kind].stays.push_back(stay(u, products));
      };
      for (std::size_t p = 0; moves_[u] && p < one.products.size(); ++p) {
        if ((mixes[u].subscriptions >> p & 1U) != 0) {
          add({std::nullopt, one.products[p].product, *one.products[p].subscription}, std::uint64_t{1} << p);
        }
      }
      for (std::size_t c = 0; moves_[u] && c < one.collections.size(); ++c) {
        if ((mixes[u].collections >> c & 1U) != 0) {
          add({one.collections[c].place, ProductId(0), one.collections[c].cost}, one.collections[c].products);
        }
      }
    }
    return all;
  }

  void look_at(const std::vector<Mix>& mixes) {
    Money seats;
    Tokens tokens = assignment_.others;
    for (const auto& [kind, held] : holders(mixes)) {
      const std::vector<std::size_t> numbers = seat_numbers(held.stays);
      const std::size_t number = *std::max_element(numbers.begin(), numbers.end()) + 1;
      seats += Money{narrow(static_cast<Wide>(kind.price.micro) * static_cast<Wide>(number), "money")};
    }
    for (std::size_t u = 0; u < mixes.size(); ++u) {
      tokens += moves_[u] ? assignment_.cases[u].tokens(mixes[u]) : fixed_[u].tokens;
      seats += moves_[u] ? Money{} : fixed_[u].cost;
    }
    const TokenOrder order = orders_.cheapest(tokens);
    if (seats + order.cost < known_) {
      known_ = seats + order.cost;
      best_ = mixes;
      best_fixed_ = fixed_;
      assignment_.after = {seats, tokens, order};
      better_ = true;
    }
  }

  void apply() {
    if (!better_) {
      return;
    }
    for (std::size_t u = 0; u < moves_.size(); ++u) {
      UserChoice& choice = assignment_.choices[u];
      const Mix mix = moves_[u] ? best_[u] : best_fixed_[u].mix;
      choice = {mix, true, choice.seats_before, {}, choice.tokens_before, {}, choice.tokens_alone, {}};
      choice.tokens_after = moves_[u] ? assignment_.cases[u].tokens(mix) : best_fixed_[u].tokens;
      choice.seats_after = moves_[u] ? Money{} : best_fixed_[u].cost;
      choice.change = moves_[u] ? !(assignment_.cases[u].kept == mix) : best_fixed_[u].change;
    }
    apply_moves(scenario_, holders(best_), assignment_);
    assignment_.changes = static_cast<std::uint64_t>(std::count_if(
        assignment_.choices.begin(), assignment_.choices.end(), [](const UserChoice& one) { return one.change; }));
  }

  const Scenario& scenario_;
  const UserMixes& mixes_;
  const TokenOrders& orders_;
  Assignment& assignment_;
  std::size_t days_;
  Money worth_;
  Money known_;
  bool better_ = false;
  bool many_ = false;
  std::vector<bool> moves_;                      // by user: takes part
  std::vector<std::vector<MixOption>> options_;  // of whoever does not
  std::vector<MixOption> fixed_;                 // what these choose
  std::vector<MixOption> best_fixed_;
  std::vector<Mix> best_;
  std::vector<SeatKind> kinds_;
  std::map<SeatKind, SeatFlow> flows_;
  std::vector<std::optional<Money>> bounds_;  // by tier; then without tokens
};

}  // namespace

void move_seats(const NeedVariants& variants, const UserMixes& mixes, const TokenOrders& orders,
                Assignment& assignment) {
  Mover(variants, mixes, orders, assignment).run();
}

}  // namespace drawdown

#include "engine/planning/seat_moves.h"

#include <algorithm>

#include "engine/base/shares.h"

namespace drawdown {
namespace {

void note_move(const Scenario& scenario, const SeatKind& kind, std::size_t user, const Stay& stay, std::size_t seat,
               Assignment& assignment) {
  const UserCase& one = assignment.cases[user];
  UserChoice& choice = assignment.choices[user];
  choice.change = true;
  for (std::size_t p = 0; !kind.collection && p < one.products.size(); ++p) {
    choice.moving.subscriptions |= one.products[p].product == kind.product ? std::uint64_t{1} << p : 0;
  }
  for (std::size_t c = 0; kind.collection && c < one.collections.size(); ++c) {
    choice.moving.collections |= one.collections[c].place == *kind.collection ? std::uint32_t{1} << c : 0;
  }
  const auto date = [&](std::size_t day) { return scenario.from + static_cast<std::int32_t>(day); };
  assignment.moves.push_back({user, kind.collection, kind.product, date(stay.from), date(stay.until), seat});
}

}  // namespace

void apply_moves(const Scenario& scenario, const std::map<SeatKind, Holders>& all, Assignment& assignment) {
  for (const auto& [kind, held] : all) {
    const std::vector<std::size_t> numbers = seat_numbers(held.stays);
    std::map<std::size_t, std::vector<std::size_t>> chains;  // by seat: places in `held`
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      chains[numbers[i]].push_back(i);
    }
    std::size_t seat = 0;
    for (auto& [number, chain] : chains) {
      std::sort(chain.begin(), chain.end(),
                [&stays = held.stays](std::size_t a, std::size_t b) { return stays[a].from < stays[b].from; });
      std::vector<std::int64_t> days;
      for (const std::size_t i : chain) {
        days.push_back(static_cast<std::int64_t>(held.stays[i].until - held.stays[i].from));
      }
      const std::vector<std::int64_t> parts = shares(kind.price.micro, days);
      for (std::size_t i = 0; i < chain.size(); ++i) {
        assignment.choices[held.users[chain[i]]].seats_after += Money{parts[i]};
        if (chain.size() > 1) {
          note_move(scenario, kind, held.users[chain[i]], held.stays[chain[i]], seat, assignment);
        }
      }
      seat += chain.size() > 1 ? 1U : 0U;
    }
  }
}

}  // namespace drawdown

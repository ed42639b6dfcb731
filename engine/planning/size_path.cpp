#include "engine/planning/size_path.h"

#include <algorithm>
#include <utility>

#include "engine/base/check.h"

namespace drawdown {
namespace {

using Fate = SizePath::Fate;
using Piece = SizePath::Piece;

void add_piece(std::vector<Piece>& pieces, Tokens from, Fate fate) {
  if (pieces.empty() || pieces.back().fate != fate) {
    pieces.push_back({from, fate});
  }
}

// The fates of the tokens between two sizes. Where all have one fate, its amount is the whole difference; otherwise the
// sizes between are looked at as if those that serve came first, then those that are left.
template <class At>
void split(std::vector<Piece>& pieces, const At& at, std::pair<Tokens, SizeOutcome> low,
           const std::pair<Tokens, SizeOutcome>& high) {
  while (low.first < high.first) {
    const Tokens all = high.first - low.first;
    const Tokens served = low.second.refused - high.second.refused;
    const Tokens left = high.second.left - low.second.left;
    const Tokens expired = high.second.expired - low.second.expired;
    check(served >= Tokens{} && left >= Tokens{} && expired >= Tokens{} && served + left + expired == all,
          "each token of a purchase has one fate");
    for (const auto& [amount, fate] :
         {std::pair(served, Fate::serves), std::pair(left, Fate::is_left), std::pair(expired, Fate::expires)}) {
      if (amount == all) {
        add_piece(pieces, low.first, fate);
        return;
      }
    }
    const Tokens middle = low.first + (served > Tokens{} ? served : left);
    const SizeOutcome outcome = at(middle);
    split(pieces, at, low, {middle, outcome});
    low = {middle, outcome};
  }
}

}  // namespace

SizeOutcome SizePath::at(Tokens size) const {
  SizeOutcome outcome = none_;
  for (std::size_t i = 0; i < pieces_.size() && pieces_[i].from < size; ++i) {
    const Tokens end = i + 1 < pieces_.size() ? std::min(size, pieces_[i + 1].from) : size;
    const Tokens tokens = end - pieces_[i].from;
    switch (pieces_[i].fate) {
      case Fate::serves:
        outcome.refused -= tokens;
        break;
      case Fate::expires:
        outcome.expired += tokens;
        break;
      case Fate::is_left:
        outcome.left += tokens;
        break;
    }
  }
  return outcome;
}

std::optional<Tokens> SizePath::enough() const {
  if (none_.refused == Tokens{}) {
    return Tokens{};
  }
  Tokens last;  // where the last piece that serves ends
  for (std::size_t i = 0; i + 1 < pieces_.size(); ++i) {
    last = pieces_[i].fate == Fate::serves ? pieces_[i + 1].from : last;
  }
  return at(last).refused == Tokens{} ? std::optional(last) : std::nullopt;
}

OnePurchase::OnePurchase(std::size_t days, std::vector<Stock> others, Span purchase, std::size_t drawn_after)
    : days_(days), lots_(std::move(others)), own_(drawn_after), begins_{0} {
  check(drawn_after <= lots_.size() && purchase.arrives < days && purchase.arrives < purchase.expires,
        "a purchase arrives within the horizon, and lasts");
  lots_.insert(lots_.begin() + static_cast<std::ptrdiff_t>(own_), {Tokens{}, purchase.arrives, purchase.expires});
  for (const Stock& lot : lots_) {
    begins_.push_back(lot.arrives);
    begins_.push_back(lot.expires);
  }
  std::sort(begins_.begin(), begins_.end());
  begins_.erase(std::unique(begins_.begin(), begins_.end()), begins_.end());
  std::erase_if(begins_, [days](std::size_t day) { return day >= days; });
  for (const std::size_t day : begins_) {
    auto& present = present_.emplace_back();
    for (std::size_t lot = 0; lot < lots_.size(); ++lot) {
      if (lots_[lot].arrives <= day && day < lots_[lot].expires) {
        present.push_back(lot);
      }
    }
  }
}

SizeOutcome OnePurchase::outcome(const DayDemand& demand, Tokens size) const {
  return outcome_of(by_span(demand), size);
}

SizePath OnePurchase::path(const DayDemand& demand) const {
  const std::vector<Tokens> spans = by_span(demand);
  Tokens most;  // at which some of it is there to the end of its life, whoever draws
  for (const Tokens span : spans) {
    most += span;
  }
  const SizeOutcome none = outcome_of(spans, {});
  std::vector<Piece> pieces;
  split(pieces, [&](Tokens size) { return outcome_of(spans, size); }, {Tokens{}, none},
        {most, outcome_of(spans, most)});
  add_piece(pieces, most, lots_[own_].expires < days_ ? Fate::expires : Fate::is_left);
  return {none, std::move(pieces)};
}

std::vector<Tokens> OnePurchase::by_span(const DayDemand& demand) const {
  check(demand.size() == days_, "a demand has the days of its horizon");
  std::vector<Tokens> spans(begins_.size());
  std::size_t span = 0;
  for (std::size_t day = 0; day < days_; ++day) {
    span += span + 1 < begins_.size() && begins_[span + 1] == day ? 1U : 0U;
    spans[span] += demand[day];
  }
  return spans;
}

SizeOutcome OnePurchase::outcome_of(const std::vector<Tokens>& spans, Tokens size) const {
  std::vector<Tokens> tokens;
  tokens.reserve(lots_.size());
  for (const Stock& lot : lots_) {
    tokens.push_back(lot.tokens);
  }
  tokens[own_] = size;
  SizeOutcome outcome;
  for (std::size_t span = 0; span < spans.size(); ++span) {
    Tokens wanted = spans[span];
    for (const std::size_t lot : present_[span]) {
      const Tokens paid = std::min(wanted, tokens[lot]);
      tokens[lot] -= paid;
      wanted -= paid;
    }
    outcome.refused += wanted;
  }
  for (std::size_t lot = 0; lot < lots_.size(); ++lot) {
    (lots_[lot].expires < days_ ? outcome.expired : outcome.left) += tokens[lot];
  }
  return outcome;
}

}  // namespace drawdown

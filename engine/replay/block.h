// Blocks: the loop for rolling windows, while nothing can be refused and one tranche pays.
//
// In the stretch [now, end) of a block no tranche arrives or expires, no rate changes, nobody waits to try again, and
// the tranche that is drawn from carries all holds and can pay for everything that might happen. Then units do not
// touch each other, and only four things matter for each session: whether it opens inside its unit's visit or window,
// and if not, whether that unit's hold or window ended unseen in the meantime. So the block runs in four plain passes:
//
//   1. every session, without a branch: visits grow; sessions that open outside both are noted as slow
//   2. the slow ones, in order: a unit's own hold and window are brought up to date, then the visit takes its hold
//   3. the holds whose grace period ends in the block
//   4. the windows that end in the block: renewals, sorted into their order
//
// What comes out is what event by event gives, row by row; tests/oracle_test.cpp holds both to the same oracle.
#pragma once

#include <algorithm>
#include <cstdint>

#include "engine/replay/loop.h"

namespace drawdown {

// Where the block that begins with session `first` ends, in seconds; at or before its open if there is none.
template <class Windows, class Payer>
std::uint32_t Loop<Windows, Payer>::block_end(std::size_t first) {
  const std::uint32_t now = trace_.open[first];
  // Every session and every window end may draw once: at most three times as many as there are sessions in a block.
  std::size_t sessions = block_sessions;
  if (const std::int64_t rate = tariff_.highest_rate(); rate > 0) {
    const auto affordable = static_cast<std::uint64_t>(payer_.plenty(now) / rate) / 3;
    sessions = static_cast<std::size_t>(std::min<std::uint64_t>(sessions, affordable));
  }
  if (sessions < least_block) {
    return 0;
  }
  // No window that opens in the block ends in it, so that no unit is renewed twice.
  const Seconds pending = std::min({Seconds{now}, windows_.time(), next_grace_end()});
  Seconds end = std::min({pending + windows_.length(), scenario_.end.seconds, tariff_.next_change(),
                          payer_.next_event(), payer_.next_result(), retries_.time()});
  const auto bound = [&](Seconds at) { end = std::min(end, at); };
  if (first + sessions < trace_.size()) {
    bound(trace_.open[first + sessions]);
  }
  if (windows_.renew() && windows_.next_open + sessions < journal_.opens.rows.size()) {
    bound(Seconds{journal_.opens.rows[windows_.next_open + sessions].at} + windows_.length());
  }
  if (windows_.renew() && windows_.next_renewal + sessions < journal_.renewals.rows.size()) {
    bound(Seconds{journal_.renewals.rows[windows_.next_renewal + sessions].at} + windows_.length());
  }
  return static_cast<std::uint32_t>(std::max<Seconds>(end, 0));
}

// Returns the first session after the block.
template <class Windows, class Payer>
std::size_t Loop<Windows, Payer>::run_block(std::size_t first, std::uint32_t end) {
  const auto begin = trace_.open.begin() + static_cast<std::ptrdiff_t>(first);
  const auto beyond =
      trace_.open.begin() + static_cast<std::ptrdiff_t>(std::min(trace_.size(), first + block_sessions));
  const auto last = static_cast<std::size_t>(std::lower_bound(begin, beyond, end) - trace_.open.begin());
  payer_.begin_block();
  fates_.split() ? visit_in_block<true>(first, last) : visit_in_block<false>(first, last);
  for (std::size_t i = 0; i < slow_count_; ++i) {
    start_visit_in_block(slow_[i]);
  }
  settle_in_block(end);
  renew_in_block(end);
  payer_.end_block();
  check(journal_.opens.rows.size() < UnitState::renewal_bit && journal_.renewals.rows.size() < UnitState::renewal_bit,
        "there are fewer than 2^31 holds, and renewals");
  return last;
}

// Pass 1. Without a branch: whether a session opens inside its unit's visit or window is what no processor can guess.
// Of `split` sessions, spells may come when their session is over: nothing is refused in a block, so that is known.
template <class Windows, class Payer>
template <bool split>
void Loop<Windows, Payer>::visit_in_block(std::size_t first, std::size_t last) {
  const std::uint32_t* const open = trace_.open.data();
  const std::uint32_t* const close = trace_.close.data();
  const std::uint32_t* const unit_of = trace_.unit.data();
  UnitState* const units = units_.data();
  Slow* slow = slow_.data();
  std::uint64_t starts = 0;
  for (std::size_t session = first; session < last; ++session) {
    __builtin_prefetch(&units[unit_of[std::min(session + ahead, last - 1)]], 1);
    UnitState& state = units[unit_of[session]];
    const std::uint32_t visit_end = state.visit_end;
    const std::uint32_t now = open[session];
    if constexpr (split) {
      if (fates_.is_over(session)) {
        continue;
      }
    }
    *slow = {static_cast<std::uint32_t>(session), visit_end};
    slow += now >= std::max(visit_end, state.window_end) ? 1 : 0;
    starts += now >= visit_end ? 1U : 0U;
    state.visit_end = std::max(visit_end, close[session]);  // a new visit's close is not before its open
  }
  slow_count_ = static_cast<std::size_t>(slow - slow_.data());
  outcome_.visits += starts;
}

// Pass 2. A session that opened outside its unit's visit, and outside its window as far as that was known.
template <class Windows, class Payer>
void Loop<Windows, Payer>::start_visit_in_block(const Slow& slow) {
  const std::uint32_t now = trace_.open[slow.session];
  const std::uint32_t unit = trace_.unit[slow.session];
  UnitState& state = units_[unit];
  if (state.window_end == 0 && (state.row & UnitState::renewal_bit) == 0) {
    // A hold that is still held is of a visit that is over; if it is free, settling finds that the unit has another
    // row.
    Journal::Row& row = journal_.opens.rows[state.row];
    const std::uint32_t deadline = row.at + grace_;
    if (row.state == RowState::held && deadline <= now && slow.visit_end >= deadline) {
      row.state = RowState::charged;
      payer_.settle_in_block(row.payer, journal_.tokens(row));
      state.window_end = row.at + windows_.length();
    }
  }
  if (windows_.renew() && state.window_end != 0 && state.window_end <= now && state.window_end < slow.visit_end) {
    due_early_.push_back({state.window_end, unit, state.row});
    state.window_end += windows_.length();
  }
  if (now < state.window_end) {
    return;
  }
  const Tariff::Slot& slot = tariff_[state.slot];
  Journal::Row row{now, unit, slot.amount, grace_ == 0 ? RowState::charged : RowState::held, false, 0};
  row.payer = payer_.take_in_block(slot, grace_ > 0) & Journal::payer_mask;
  state.row = static_cast<std::uint32_t>(journal_.opens.rows.size());
  state.window_end = grace_ == 0 ? now + windows_.length() : 0;
  journal_.opens.rows.push_back(row);
}

// Pass 3.
template <class Windows, class Payer>
void Loop<Windows, Payer>::settle_in_block(std::uint32_t end) {
  Column<Journal::Row>& opens = journal_.opens.rows;
  for (; next_hold_ < opens.size() && Seconds{opens[next_hold_].at} + grace_ < end; ++next_hold_) {
    __builtin_prefetch(&units_[opens[std::min(next_hold_ + ahead, opens.size() - 1)].unit], 1);
    Journal::Row& row = opens[next_hold_];
    if (row.state != RowState::held) {
      continue;
    }
    UnitState& state = units_[row.unit];
    if (state.row == next_hold_ && state.visit_end >= row.at + grace_) {
      row.state = RowState::charged;
      state.window_end = row.at + windows_.length();
      payer_.settle_in_block(row.payer, journal_.tokens(row));
    } else {
      row.state = RowState::free;
      ++outcome_.graced_visits;
      payer_.give_back_in_block(row.payer, journal_.tokens(row));
    }
  }
}

// Pass 4. The windows that end before `end`, of units that are still there. A unit whose window was looked at in pass
// 2, or that has started another visit since, has another window end by now. Few windows are renewed, and no processor
// can guess which: again without a branch.
template <class Windows, class Payer>
void Loop<Windows, Payer>::renew_in_block(std::uint32_t end) {
  if (!windows_.renew()) {
    return;
  }
  const std::uint32_t length = windows_.length();
  const auto look_at = [&](const Column<Journal::Row>& sheet, std::size_t& next, std::uint32_t sheet_bit, Due* due) {
    for (; next < sheet.size() && Seconds{sheet[next].at} + length < end; ++next) {
      __builtin_prefetch(&units_[sheet[std::min(next + ahead, sheet.size() - 1)].unit], 1);
      const Journal::Row& row = sheet[next];
      UnitState& state = units_[row.unit];
      const std::uint32_t until = row.at + length;
      const auto goes_on = static_cast<std::uint32_t>(row.state == RowState::charged) &
                           static_cast<std::uint32_t>(state.window_end == until) &
                           static_cast<std::uint32_t>(state.visit_end > until);
      *due = {until, row.unit, static_cast<std::uint32_t>(next) | sheet_bit};
      due += goes_on;
      state.window_end += goes_on * length;
    }
    return due;
  };
  Due* const renewals = due_renewals_.data();
  Due* const opens = due_opens_.data();
  Due* const renewals_end = look_at(journal_.renewals.rows, windows_.next_renewal, UnitState::renewal_bit, renewals);
  Due* const opens_end = look_at(journal_.opens.rows, windows_.next_open, 0, opens);
  due_.resize(static_cast<std::size_t>((renewals_end - renewals) + (opens_end - opens)));
  std::merge(renewals, renewals_end, opens, opens_end, due_.begin());
  if (!due_early_.empty()) {
    std::sort(due_early_.begin(), due_early_.end());
    const auto early = due_.insert(due_.end(), due_early_.begin(), due_early_.end());
    std::inplace_merge(due_.begin(), early, due_.end());
    due_early_.clear();
  }
  for (const Due& due : due_) {
    UnitState& state = units_[due.unit];
    const Tariff::Slot& slot = tariff_[state.slot];
    const auto index = static_cast<std::uint32_t>(journal_.renewals.rows.size());
    Journal::Row row{due.at, due.unit, slot.amount, RowState::charged, false, 0};
    row.payer = payer_.take_in_block(slot, false) & Journal::payer_mask;
    journal_.renewals.rows.push_back(row);
    if (state.row == due.source) {  // it may have taken a hold since
      state.row = index | UnitState::renewal_bit;
    }
  }
}

}  // namespace drawdown

#include "engine/trace/spells.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include "engine/base/check.h"
#include "engine/trace/entitled.h"

namespace drawdown {
namespace {

// Seconds since 1970, [from, to).
struct Span {
  std::uint32_t from;
  std::uint32_t to;
};

// The idle spans of every charge unit, each unit's in order and apart from each other.
class SpansByUnit {
 public:
  // Spans without an end last until `end`.
  SpansByUnit(const Trace& trace, const IdleSpans& idle, const IdleRule& rule, Instant end)
      : end_(static_cast<std::uint32_t>(end.seconds)), ends_(trace.units.size()) {
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<const IdleSpan*>> by_user;  // and product
    for (const IdleSpan& span : idle.spans) {
      by_user[{span.user.value, span.product.value}].push_back(&span);
    }
    for (std::size_t unit = 0; unit < ends_.size(); ++unit) {
      const ChargeUnit& who = trace.units[unit];
      const std::optional<UserId> user = idle.users.find(trace.users[who.user]);
      const bool aware = std::find(rule.except.begin(), rule.except.end(), who.product) == rule.except.end();
      if (user && aware) {
        if (const auto found = by_user.find({user->value, who.product.value}); found != by_user.end()) {
          add(found->second, idle.machines.find(trace.machines[who.machine]));
        }
      }
      ends_[unit] = spans_.size();
    }
  }

  [[nodiscard]] std::size_t begin(std::uint32_t unit) const { return unit == 0 ? 0 : ends_[unit - 1]; }
  [[nodiscard]] std::size_t end(std::uint32_t unit) const { return ends_[unit]; }
  [[nodiscard]] const Span& operator[](std::size_t place) const { return spans_[place]; }

 private:
  void add(const std::vector<const IdleSpan*>& candidates, std::optional<MachineId> machine) {
    const std::size_t first = spans_.size();
    for (const IdleSpan* span : candidates) {
      const std::uint32_t to = span->to == IdleSpan::endless ? end_ : span->to;
      if (span->from < to && (span->machine == MachineId() || span->machine == machine)) {
        spans_.push_back({span->from, to});
      }
    }
    const auto begin = spans_.begin() + static_cast<std::ptrdiff_t>(first);
    std::sort(begin, spans_.end(), [](const Span& a, const Span& b) { return a.from < b.from; });
    std::size_t last = first;
    for (std::size_t i = first; i < spans_.size(); ++i) {
      if (i > first && spans_[i].from <= spans_[last].to) {
        spans_[last].to = std::max(spans_[last].to, spans_[i].to);
      } else {
        last = i == first ? first : last + 1;
        spans_[last] = spans_[i];
      }
    }
    spans_.resize(spans_.empty() ? 0 : std::min(spans_.size(), last + 1));
  }

  std::uint32_t end_;
  std::vector<Span> spans_;
  std::vector<std::size_t> ends_;  // by unit: where its spans end
};

// A spell after the first of its session.
struct LaterSpell {
  std::uint32_t open;
  std::uint32_t close;
  std::uint32_t session;
};

class Splitter {
 public:
  Splitter(const Trace& trace, const SpansByUnit& spans, Duration after, Instant end)
      : trace_(trace),
        spans_(spans),
        after_(static_cast<std::uint32_t>(after.seconds)),
        end_(static_cast<std::uint32_t>(end.seconds)),
        first_close_(trace.close.values()) {}

  Trace run() {
    std::vector<std::size_t> next;  // by unit: its first span that is not over when the next session opens
    for (std::uint32_t unit = 0; unit < trace_.units.size(); ++unit) {
      next.push_back(spans_.begin(unit));
    }
    for (std::size_t session = 0; session < trace_.size(); ++session) {
      const std::uint32_t unit = trace_.unit[session];
      std::size_t& span = next[unit];
      while (span < spans_.end(unit) && spans_[span].to <= trace_.open[session]) {
        ++span;
      }
      if (span < spans_.end(unit) && spans_[span].from < trace_.close[session]) {
        split(static_cast<std::uint32_t>(session), span, spans_.end(unit));
      }
    }
    Trace active = trace_;
    if (later_.empty()) {
      active.close = std::move(first_close_);
    } else {
      merge(active);
    }
    return active;
  }

 private:
  void split(std::uint32_t session, std::size_t span, std::size_t last) {
    const std::uint32_t close = trace_.close[session];
    std::uint32_t* spell_close = &first_close_[session];
    for (; span < last && spans_[span].from < close; ++span) {
      const std::uint32_t from = std::max(spans_[span].from, trace_.open[session]);  // opening is work
      const std::uint32_t to = std::min(spans_[span].to, close);
      if (to - from <= after_) {
        continue;
      }
      *spell_close = from + after_;
      if (to >= close || to >= end_) {
        return;
      }
      later_.push_back({to, close, session});
      spell_close = &later_.back().close;
    }
  }

  // First spells are in the order of sessions, and so in order of open.
  void merge(Trace& active) {
    std::sort(later_.begin(), later_.end(), [](const LaterSpell& a, const LaterSpell& b) {
      return std::tie(a.open, a.session) < std::tie(b.open, b.session);
    });
    const std::size_t size = trace_.size() + later_.size();
    check(size < UINT32_MAX, "a trace has fewer than 2^32 spells");
    SessionRows rows;
    SessionColumn::Values sessions;
    for (SessionColumn::Values* column : {&rows.open, &rows.close, &rows.unit, &sessions}) {
      column->reserve(size);
    }
    const auto add = [&](std::uint32_t open, std::uint32_t close, std::uint32_t session) {
      rows.add(open, close, trace_.unit[session]);
      sessions.push_back(session);
    };
    std::size_t next = 0;
    for (std::uint32_t session = 0; session < trace_.size(); ++session) {
      const std::uint32_t open = trace_.open[session];
      for (; next < later_.size() && std::tie(later_[next].open, later_[next].session) < std::tie(open, session);
           ++next) {
        add(later_[next].open, later_[next].close, later_[next].session);
      }
      add(open, first_close_[session], session);
    }
    for (; next < later_.size(); ++next) {
      add(later_[next].open, later_[next].close, later_[next].session);
    }
    active.set(std::move(rows));
    active.session = std::move(sessions);
    active.split_sessions = static_cast<std::uint32_t>(trace_.size());
  }

  const Trace& trace_;
  const SpansByUnit& spans_;
  std::uint32_t after_;
  std::uint32_t end_;
  SessionColumn::Values first_close_;  // by session
  std::vector<LaterSpell> later_;
};

}  // namespace

Trace active_spells(const Trace& trace, const IdleSpans& idle, const IdleRule& rule, Instant end) {
  check(trace.session.empty(), "sessions are split into spells once");
  if (idle.spans.empty()) {
    return trace;
  }
  const SpansByUnit spans(trace, idle, rule, end);
  Trace active = Splitter(trace, spans, rule.after, end).run();
  if (trace.covered != nullptr) {
    const Trace covered = Splitter(covered_trace(trace), spans, rule.after, end).run();
    active.covered = covered_sessions(covered, *trace.covered);
  }
  return active;
}

}  // namespace drawdown

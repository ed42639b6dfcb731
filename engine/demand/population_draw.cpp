// One replication of a population: block by block of thirty-two days, group by group, and within one some people at a
// time, so that what is worked on stays near the processor.
#include <algorithm>
#include <array>
#include <bit>

#include "engine/demand/burst_chain.h"
#include "engine/demand/day_dice.h"
#include "engine/demand/population_source.h"
#include "engine/random/distributions.h"

namespace drawdown {
namespace {

constexpr std::size_t batch = 64;  // people

constexpr std::uint64_t upper_half = 0xFFFF'FFFF'0000'0000;

constexpr std::uint32_t upper(std::uint64_t word) { return static_cast<std::uint32_t>(word >> 32); }
constexpr std::uint32_t lower(std::uint64_t word) { return static_cast<std::uint32_t>(word); }

}  // namespace

class PopulationDraw {
 public:
  PopulationDraw(const PopulationSource& source, std::uint64_t replication, PopulationSource::Workspace& workspace)
      : source_(source),
        replication_(replication),
        work_(workspace),
        access_(source.seed_, replication, purpose("access"), purpose("tie")) {}

  void run(Trace& trace) {
    draw_levels();
    draw_factors();
    std::int32_t first = INT32_MAX;
    std::int32_t last = INT32_MIN;
    for (const PreparedGroup& group : source_.groups_) {
      first = std::min(first, group.first_block);
      last = std::max(last, group.last_block);
    }
    SessionRows rows;
    for (auto* column : {&rows.open, &rows.close, &rows.unit}) {
      column->reserve(work_.expected + work_.expected / 8);
    }
    trace.units.clear();
    trace.results.clear();
    work_.unit_places.resize(source_.units_.size(), no_place);
    for (std::int32_t block = first; block <= last; ++block) {
      std::int64_t until = INT64_MAX;
      std::size_t use = 0;
      for (const PreparedGroup& group : source_.groups_) {
        draw_group(group, use, block);
        use += group.uses.size();
        until = std::min(until, group.days.end_of_block(block));
      }
      release(block == last ? UINT32_MAX : static_cast<std::uint32_t>(std::clamp<std::int64_t>(until, 0, UINT32_MAX)),
              rows, trace);
    }
    for (const std::uint32_t unit : work_.seen) {
      work_.unit_places[unit] = no_place;
    }
    work_.seen.clear();
    work_.expected = rows.open.size();
    trace.set(std::move(rows));
  }

 private:
  static constexpr std::uint32_t no_place = UINT32_MAX;
  static constexpr std::size_t nowhere = SIZE_MAX;

  [[nodiscard]] std::array<std::uint64_t, 2> key(Purpose what) const { return {source_.seed_.value, what.value}; }

  // The shocks of all weeks, and what they make of each use's chances.
  void draw_levels() {
    std::int32_t first = INT32_MAX;
    std::int32_t last = INT32_MIN;
    for (const PreparedGroup& group : source_.groups_) {
      first = std::min(first, week_of(group.days.first()));
      last = std::max(last, week_of(group.days.last()));
    }
    work_.levels.resize(source_.paths_.size());
    for (std::size_t i = 0; i < source_.paths_.size(); ++i) {
      source_.paths_[i].levels(source_.seed_, replication_, first, last, work_.levels[i]);
    }
    std::size_t place = 0;
    for (const PreparedGroup& group : source_.groups_) {
      for (const PreparedUse& use : group.uses) {
        work_.chances.resize(std::max(work_.chances.size(), place + 1));
        if (!use.shocks.empty()) {
          shake(group, use, first, work_.chances[place]);
        }
        ++place;
      }
    }
  }

  void shake(const PreparedGroup& group, const PreparedUse& use, std::int32_t first_week,
             std::vector<double>& chances) const {
    chances = use.chances;
    for (Day day = group.days.first(); day <= group.days.last();) {
      const std::int32_t week = week_of(day);
      double level = 1;
      for (const std::uint32_t shock : use.shocks) {
        level *= work_.levels[shock][static_cast<std::size_t>(week - first_week)];
      }
      for (; day <= group.days.last() && week_of(day) == week; day = day + 1) {
        chances[static_cast<std::size_t>(day.number - first_of_block(group.first_block))] *= level;
      }
    }
  }

  // How heavy each person is.
  void draw_factors() {
    std::size_t place = 0;
    for (const PreparedGroup& group : source_.groups_) {
      for (const PreparedUse& use : group.uses) {
        work_.factors.resize(std::max(work_.factors.size(), place + 1));
        work_.bursts.resize(std::max(work_.bursts.size(), place + 1));
        work_.bursts[place].assign(use.bursts ? group.members.size() : 0, {INT32_MIN, false});
        std::vector<double>& factors = work_.factors[place++];
        factors.assign(group.members.size(), 1);
        if (group.factors) {
          multiply(*group.factors, purpose("person"), factors,
                   [&](std::size_t member) { return group.members[member].name; });
        }
        const auto name_of = [&](std::size_t member) { return use.names[member]; };
        if (use.share) {
          multiply(*use.share, purpose("share"), factors, name_of);
        }
        if (use.factors) {
          multiply(*use.factors, purpose("user"), factors, name_of);
        }
      }
    }
  }

  template <class Table, class NameOf>
  void multiply(const Table& table, Purpose what, std::vector<double>& factors, NameOf name_of) {
    for (std::size_t begin = 0; begin < factors.size(); begin += batch) {
      const std::size_t count = std::min(batch, factors.size() - begin);
      work_.blocks.resize(count);
      for (std::size_t i = 0; i < count; ++i) {
        work_.blocks[i] = {0, replication_, name_of(begin + i), 0};
      }
      philox(work_.blocks, key(what));
      for (std::size_t i = 0; i < count; ++i) {
        factors[begin + i] *= table(upper(work_.blocks[i][0]));
      }
    }
  }

  // `first_use`: where the group's uses begin among all.
  void draw_group(const PreparedGroup& group, std::size_t first_use, std::int32_t block) {
    if (block < group.first_block || block > group.last_block) {
      return;
    }
    const std::int32_t begin = first_of_block(block);
    for (std::uint32_t member = 0; member < group.members.size();) {
      work_.there.clear();
      work_.there_days.clear();
      for (; member < group.members.size() && work_.there.size() < batch; ++member) {
        const PreparedMember& each = group.members[member];
        if (const std::uint32_t days = each.days_there(begin); days != 0) {
          work_.there.push_back(member);
          work_.there_days.push_back(days);
        }
      }
      draw_batch(group, first_use, block);
    }
  }

  void draw_batch(const PreparedGroup& group, std::size_t first_use, std::int32_t block) {
    const std::size_t people = work_.there.size();
    work_.own.assign(people * group.uses.size(), 0);
    bool together = false;
    for (std::size_t use = 0; use < group.uses.size(); ++use) {
      draw_days(group, use, first_use + use, block);
      together = together || !group.uses[use].along.empty();
    }
    work_.days = work_.own;
    if (together) {
      draw_along(group, first_use, block);
    }
    work_.visits.clear();
    for (std::uint32_t i = 0; i < people; ++i) {
      for (std::uint32_t use = 0; use < group.uses.size(); ++use) {
        for (std::uint32_t days = work_.days[use * people + i]; days != 0; days &= days - 1) {
          work_.visits.push_back({use, work_.there[i], Day{first_of_block(block) + std::countr_zero(days)}});
        }
      }
    }
    draw_visits(group);
  }

  // On which days of the block each of some people opens a product for its own sake.
  void draw_days(const PreparedGroup& group, std::size_t use_place, std::size_t place, std::int32_t block) {
    const PreparedUse& use = group.uses[use_place];
    const std::vector<double>& all = use.shocks.empty() ? use.chances : work_.chances[place];
    DayDice::Chances at{all.data() + (block - group.first_block) * block_days, 0, 1, 0};
    std::uint32_t possible = 0;
    for (std::uint32_t day = 0; day < block_days; ++day) {
      at.most = std::max(at.most, at.chances[day]);
      possible |= (at.chances[day] > 0 ? 1U : 0U) << day;
    }
    if (possible == 0) {
      return;
    }
    ask(use, place, block, possible);
    work_.blocks.resize(work_.asked.size());
    for (std::size_t i = 0; i < work_.asked.size(); ++i) {
      work_.blocks[i] = access_.counter(block, use.names[work_.there[work_.asked[i]]]);
    }
    philox(work_.blocks, access_.key());
    std::uint32_t* own = work_.own.data() + use_place * work_.there.size();
    for (std::size_t i = 0; i < work_.asked.size(); ++i) {
      const std::uint32_t member = work_.there[work_.asked[i]];
      at.factor = work_.factors[place][member];
      at.among = work_.asked_days[i];
      own[work_.asked[i]] = access_.days(work_.blocks[i], block, use.names[member], at);
    }
  }

  // Who may open a product at all, being there and in a burst, and on which days.
  void ask(const PreparedUse& use, std::size_t place, std::int32_t block, std::uint32_t possible) {
    const std::size_t people = work_.there.size();
    work_.asked.clear();
    work_.asked_days.clear();
    std::optional<BurstChain> chain;
    if (use.bursts) {
      chain.emplace(*use.bursts, source_.seed_, replication_);
      work_.blocks.resize(people);
      for (std::size_t i = 0; i < people; ++i) {
        work_.blocks[i] = chain->dice().counter(block, use.names[work_.there[i]]);
      }
      philox(work_.blocks, chain->dice().key());
    }
    for (std::uint32_t i = 0; i < people; ++i) {
      std::uint32_t days = possible & work_.there_days[i];
      if (chain) {
        const std::uint32_t member = work_.there[i];
        PopulationSource::Workspace::Burst& burst = work_.bursts[place][member];
        bool on = burst.block == block - 1 ? burst.on : chain->on_after(block - 1, use.names[member]);
        days &= chain->days_on(work_.blocks[i], block, use.names[member], on);
        burst = {block, on};
      }
      if (days != 0) {
        work_.asked.push_back(i);
        work_.asked_days.push_back(days);
      }
    }
  }

  // Products that are opened because another one is, by those who use them at all.
  void draw_along(const PreparedGroup& group, std::size_t first_use, std::int32_t block) {
    const std::size_t people = work_.there.size();
    for (std::size_t use = 0; use < group.uses.size(); ++use) {
      for (const PreparedUse::Along& other : group.uses[use].along) {
        for (std::size_t i = 0; i < people; ++i) {
          const std::uint32_t member = work_.there[i];
          const bool uses_it = work_.factors[first_use + other.use][member] > 0;
          const std::uint64_t name = group.uses[use].names[member] ^ other.key;
          for (std::uint32_t days = uses_it ? work_.own[use * people + i] : 0; days != 0; days &= days - 1) {
            const auto day = std::countr_zero(days);
            const auto date = static_cast<std::uint64_t>(std::int64_t{first_of_block(block)} + day);
            const Block toss = philox({date, replication_, name, 0}, key(purpose("along")));
            work_.days[other.use * people + i] |= (upper(toss[0]) < other.below ? 1U : 0U) << day;
          }
        }
      }
    }
  }

  // What happens on each day with access. The first session's numbers are drawn for all at once.
  void draw_visits(const PreparedGroup& group) {
    work_.blocks.resize(work_.visits.size());
    for (std::size_t i = 0; i < work_.visits.size(); ++i) {
      work_.blocks[i] = counter(group, work_.visits[i], 0);
    }
    philox(work_.blocks, key(visit_));
    for (std::size_t i = 0; i < work_.visits.size(); ++i) {
      const PreparedUse& use = group.uses[work_.visits[i].use];
      if (use.results) {
        draw_requests(group, use, work_.visits[i], work_.blocks[i]);
      } else {
        draw_sessions(group, use, work_.visits[i], work_.blocks[i]);
      }
    }
  }

  using Visit = PopulationSource::Workspace::Visit;

  [[nodiscard]] Block counter(const PreparedGroup& group, const Visit& visit, std::uint64_t session) const {
    return {session, replication_, group.uses[visit.use].names[visit.member],
            static_cast<std::uint64_t>(visit.day.number)};
  }

  [[nodiscard]] bool inside(std::int64_t instant) const { return source_.begin_ <= instant && instant < source_.end_; }

  // A close that lies beyond 2106 is held as its last second but one: the last means that there is none.
  [[nodiscard]] static std::uint32_t seconds(std::int64_t instant) {
    return static_cast<std::uint32_t>(std::min<std::int64_t>(instant, UINT32_MAX - 1));
  }

  // The first word of a session's numbers says when and how long, the second whether it is a short launch and whether
  // the day ends with an open product, the third on which version and machine; the fourth how many sessions the day
  // has, and how short a launch is.
  void draw_sessions(const PreparedGroup& group, const PreparedUse& use, const Visit& visit, const Block& first) {
    const std::uint32_t count = use.sessions(first[3] & upper_half);
    std::int64_t last_open = INT64_MIN;
    std::size_t last = nowhere;
    Block numbers = first;
    for (std::uint32_t n = 0; n < count; ++n) {
      if (n > 0) {
        numbers = philox(counter(group, visit, n), key(visit_));
      }
      const std::int64_t open = opening(group, use, visit, numbers);
      if (open > last_open) {
        last_open = open;
        last = inside(open) ? work_.sessions.size() : nowhere;
      }
      if (!inside(open)) {
        continue;
      }
      const bool is_short = upper(numbers[1]) < use.short_below;
      const std::int64_t length = is_short
                                      ? 1 + static_cast<std::int64_t>((lower(numbers[3]) * use.short_seconds) >> 32)
                                      : std::max<std::int64_t>((*use.length)(lower(numbers[0])), 1);
      std::uint32_t unit = visit.member;
      if (use.version_count > 1) {
        unit = unit * use.version_count + (*use.versions)(numbers[2] & upper_half);
      }
      if (use.machine_count > 1) {
        unit = unit * use.machine_count + (*group.machines)(numbers[2] << 32);
      }
      work_.sessions.add({static_cast<std::uint32_t>(open), seconds(open + length), use.first_unit + unit});
    }
    if (last != nowhere && lower(first[1]) < use.overnight_below) {
      const std::int64_t some_minutes = (std::int64_t{lower(first[0])} * 1800) >> 32;
      const std::uint32_t morning = seconds(group.days.next_morning(visit.day) + some_minutes);
      work_.sessions[last].close = std::max(work_.sessions[last].close, morning);
    }
  }

  // Likewise; the second word says how many results a request asks for. Requests for none are not made.
  void draw_requests(const PreparedGroup& group, const PreparedUse& use, const Visit& visit, const Block& first) {
    const std::uint32_t count = use.sessions(first[3] & upper_half);
    Block numbers = first;
    for (std::uint32_t n = 0; n < count; ++n) {
      if (n > 0) {
        numbers = philox(counter(group, visit, n), key(visit_));
      }
      const std::int64_t at = opening(group, use, visit, numbers);
      const std::uint32_t asked = (*use.results)(numbers[1]);
      if (asked > 0 && inside(at)) {
        work_.results.add({static_cast<std::uint32_t>(at), asked, use.first_unit + visit.member});
      }
    }
  }

  [[nodiscard]] static std::int64_t opening(const PreparedGroup& group, const PreparedUse& use, const Visit& visit,
                                            const Block& numbers) {
    const std::int64_t second = std::min<std::int64_t>((*use.start)(upper(numbers[0])), 86'399);
    return group.days.instant(visit.day, static_cast<std::int32_t>(second));
  }

  // Moves to the trace what nothing can precede any more.
  void release(std::uint32_t until, SessionRows& rows, Trace& trace) {
    work_.sessions.release(until,
                           [&](const DrawnRow& row) { rows.add(row.open, row.close, place_of(row.unit, trace)); });
    work_.results.release(until, [&](const DrawnRow& row) {
      trace.results.push_back({row.open, place_of(row.unit, trace), std::int64_t{row.close} * micro_per_unit});
    });
  }

  std::uint32_t place_of(std::uint32_t unit, Trace& trace) {
    std::uint32_t& place = work_.unit_places[unit];
    if (place == no_place) {
      place = static_cast<std::uint32_t>(trace.units.size());
      trace.units.push_back(source_.units_[unit]);
      work_.seen.push_back(unit);
    }
    return place;
  }

  static constexpr Purpose visit_ = purpose("visit");

  const PopulationSource& source_;
  std::uint64_t replication_;
  PopulationSource::Workspace& work_;
  DayDice access_;
};

void PopulationSource::draw(std::uint64_t replication, Workspace& workspace, Trace& trace) const {
  PopulationDraw(*this, replication, workspace).run(trace);
}

}  // namespace drawdown

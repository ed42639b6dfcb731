#include "engine/planning/judge.h"

#include <algorithm>

#include "engine/ensemble/parallel.h"

namespace drawdown {
namespace {

// One replication's.
struct Bills {
  Money before;
  Money after;
  Tokens tokens_after;
};

// Replications that one thread goes through, every so many-th.
template <class Visit>
void each_of_part(const JudgeOptions& options, std::size_t part, std::size_t parts, Visit visit) {
  for (std::uint64_t i = part; i < options.replications; i += parts) {
    visit(i);
    if (options.done != nullptr) {
      ++*options.done;
    }
  }
}

class Judge {
 public:
  Judge(const NeedVariants& variants, const Assignment& assignment)
      : variants_(variants),
        assignment_(assignment),
        orders_(token_orders(variants.scenario)),
        mixes_(variants.scenario, variants.terms),
        assigned_(variants.scenario) {
    assigned_.entitlements = assignment.entitlements;
  }

  Bills look_at(const SessionLog& log, std::vector<std::uint32_t>& cheapest) const {
    UserNeeds needs(variants_);
    needs.add(log);
    const Trace trace = trace_of(log, assigned_);
    const std::vector<Tokens> after = tokens_by_user(assigned_, trace);
    Tokens tokens_before = needs.others();
    Tokens tokens_after = needs.others();
    for (const Tokens tokens : after) {
      tokens_after += tokens;
    }
    std::vector<bool> seen(assignment_.users.size());
    for (const UserNeed& need : needs.users()) {
      const UserCase one = mixes_.case_of(need);
      tokens_before += one.kept_tokens;
      const UserChoice* const choice = assignment_.of(need.user);
      if (choice != nullptr) {
        const auto user = static_cast<std::size_t>(choice - assignment_.choices.data());
        const auto id = trace.users.find(need.user);
        const Tokens tokens = id ? after[id->value] : Tokens{};
        seen[user] = true;
        cheapest[user] += cost(*choice, tokens) <= mixes_.least_at(one, assignment_.worth) ? 1U : 0U;
      }
    }
    for (std::size_t user = 0; user < seen.size(); ++user) {
      if (!seen[user]) {  // who does nothing needs nothing
        cheapest[user] += assignment_.choices[user].seats_after == Money{} ? 1U : 0U;
      }
    }
    return {assignment_.before.seats + orders_.cheapest(tokens_before).cost,
            assignment_.after.seats + orders_.cheapest(tokens_after).cost, tokens_after};
  }

 private:
  [[nodiscard]] Wide cost(const UserChoice& choice, Tokens tokens) const {
    return static_cast<Wide>(choice.seats_after.micro) * micro_per_unit +
           static_cast<Wide>(tokens.micro) * assignment_.worth.micro;
  }

  const NeedVariants& variants_;
  const Assignment& assignment_;
  TokenOrders orders_;
  UserMixes mixes_;
  Scenario assigned_;
};

std::size_t parts_of(const JudgeOptions& options) {
  return static_cast<std::size_t>(std::clamp<std::uint64_t>(options.threads, 1, options.replications));
}

}  // namespace

Judgement judge(const NeedVariants& variants, const Assignment& assignment, const DrawLog& draw,
                const JudgeOptions& options) {
  const Judge judge(variants, assignment);
  std::vector<Bills> bills(options.replications);
  std::vector<std::vector<std::uint32_t>> cheapest(parts_of(options));
  in_parallel(cheapest.size(), options.threads, [&](std::size_t part) {
    cheapest[part].resize(assignment.users.size());
    each_of_part(options, part, cheapest.size(),
                 [&](std::uint64_t i) { bills[i] = judge.look_at(draw(options.first + i), cheapest[part]); });
  });
  Judgement judged;
  judged.replications = options.replications;
  judged.cheapest.resize(assignment.users.size());
  for (const std::vector<std::uint32_t>& part : cheapest) {
    for (std::size_t user = 0; user < part.size(); ++user) {
      judged.cheapest[user] += part[user];
    }
  }
  for (const Bills& bill : bills) {
    judged.before.add(bill.before.micro);
    judged.after.add(bill.after.micro);
    judged.saving.add((bill.before - bill.after).micro);
    judged.tokens_after.add(bill.tokens_after.micro);
  }
  return judged;
}

UserNeeds needs_of(const NeedVariants& variants, const DrawLog& draw, const JudgeOptions& options) {
  std::vector<UserNeeds> parts(parts_of(options), UserNeeds(variants));
  in_parallel(parts.size(), options.threads, [&](std::size_t part) {
    each_of_part(options, part, parts.size(), [&](std::uint64_t i) { parts[part].add(draw(options.first + i)); });
  });
  for (std::size_t part = 1; part < parts.size(); ++part) {
    parts[0].add(parts[part]);
  }
  return std::move(parts[0]);
}

}  // namespace drawdown

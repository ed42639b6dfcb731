#include "tools/drawdown/terminal/assign_view.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <numeric>
#include <vector>

#include "engine/planning/assignment_tables.h"
#include "tools/drawdown/terminal/amounts.h"
#include "tools/drawdown/terminal/columns.h"
#include "tools/drawdown/terminal/heading.h"
#include "tools/drawdown/terminal/text.h"

namespace drawdown::program {
namespace {

using Rows = std::vector<std::vector<std::string>>;

constexpr std::size_t most_changes = 6;    // by the saving
constexpr std::size_t most_contested = 5;  // the most contested
constexpr std::size_t longest_name = 18;
constexpr std::size_t longest_mix = 24;

std::string money_with_interval(const Mean& mean) {
  const Estimate estimate = mean.estimate();
  return fmt::format("{} ({} to {})", whole_text_of(Money{estimate.value}), whole_text_of(Money{estimate.low}),
                     whole_text_of(Money{estimate.high}));
}

class View {
 public:
  View(const AssignView& view, const Screen& screen)
      : scenario_(view.scenario),
        study_(view.study),
        all_(view.study.assignment),
        terms_(view.scenario),
        screen_(screen) {}

  [[nodiscard]] std::string text() const {
    std::string out = heading_of(scenario_, screen_) + "\n" + note(decided()) + "\n" + table_lines(bills(), screen_);
    out += note(proof()) + note(replayed());
    if (const Rows rows = changes(); rows.size() > 1) {
      out += "\n" + table_lines(rows, screen_) + more(all_.changes, most_changes);
    } else {
      out += "\n" + note("Nobody changes: all stays as it is.");
    }
    return out + contested() + "\n" + online();
  }

 private:
  [[nodiscard]] std::string note(const std::string& words) const { return hanging("", 1, words, screen_.width - 1); }

  [[nodiscard]] std::string cut(const std::string& text, std::size_t width) const {
    return shortened(printable(text), width, !screen_.pictures);
  }

  [[nodiscard]] std::string more(std::uint64_t number, std::size_t shown) const {
    return number > shown ? note(fmt::format("and {} more in assignment.csv (-o)", number - shown)) : "";
  }

  [[nodiscard]] std::string decided() const {
    const std::string users = count_of(all_.users.size(), "user");
    if (study_.replications == 0) {
      return fmt::format("{}, decided on one log, which says nothing about chance; --replications asks a demand.",
                         users);
    }
    return fmt::format("{}, decided on the means of {} of the demand and judged by as many others.", users,
                       count_of(study_.replications, "replication"));
  }

  [[nodiscard]] Rows bills() const {
    const auto row = [](const char* name, const Bill& bill) -> std::vector<std::string> {
      return {name,
              text_of(bill.seats),
              text_of(bill.tokens),
              text_of(bill.order.tokens),
              format(bill.order.unit_price),
              text_of(bill.cost())};
    };
    return {{fmt::format("Bill, {}", printable(scenario_.currency)), "Seats", "Tokens", "Order", "Each", "Total"},
            row("As it is", all_.before),
            row("Assigned", all_.after)};
  }

  [[nodiscard]] std::string proof() const {
    const Money saving = all_.before.cost() - all_.after.cost();
    const Money gap = all_.after.cost() - all_.bound;
    std::string words = fmt::format("Saves {}; {} of {} change. ", text_of(saving), text_of(all_.changes),
                                    count_of(all_.users.size(), "user"));
    words +=
        gap == Money{} ? "Proven: nothing costs less." : fmt::format("Nothing costs more than {} less.", text_of(gap));
    if (study_.judgement) {
      const Judgement& judged = *study_.judgement;
      words += fmt::format(" Judged, 95 %: before {}, after {}, saving {}.", money_with_interval(judged.before),
                           money_with_interval(judged.after), money_with_interval(judged.saving));
    }
    if (study_.judgement && all_.changes > 0 && study_.judgement->saving.estimate().low <= 0) {
      words += " The saving is not sure: replications that did not decide do not confirm it. Decide on more of them.";
    }
    return words;
  }

  [[nodiscard]] std::string replayed() const {
    const std::string what = study_.replication == 0 ? "the log" : fmt::format("replication {}", study_.replication);
    const bool equal = study_.predicted.cost() == study_.replayed.cost() &&
                       study_.predicted.tokens == study_.replayed.tokens && study_.replayed.refused == 0;
    std::string words = fmt::format("Replayed on {}: {} tokens, {}; ", what, text_of(study_.replayed.tokens),
                                    text_of(study_.replayed.cost()));
    if (equal) {
      return words + "as predicted, to the micro-unit.";
    }
    words += fmt::format("predicted: {}, {}.", text_of(study_.predicted.tokens), text_of(study_.predicted.cost()));
    return study_.floating() ? words + " Floating seats go to others when some users no longer ask for them." : words;
  }

  [[nodiscard]] Money saving(std::size_t user) const {
    const UserChoice& choice = all_.choices[user];
    return choice.seats_before + cost(choice.tokens_before, study_.token_price) - choice.seats_after -
           cost(choice.tokens_after, study_.token_price);
  }

  // Users in order of a number, the greatest first.
  template <class Number>
  [[nodiscard]] std::vector<std::size_t> users_by(Number number) const {
    std::vector<std::size_t> users(all_.users.size());
    std::iota(users.begin(), users.end(), std::size_t{0});
    std::stable_sort(users.begin(), users.end(), [&](std::size_t a, std::size_t b) { return number(a) > number(b); });
    return users;
  }

  [[nodiscard]] Rows changes() const {
    Rows rows{{"Changes", "From", "To", "Saves"}};
    for (const std::size_t user : users_by([this](std::size_t u) { return saving(u); })) {
      if (all_.choices[user].change && rows.size() <= most_changes) {
        rows.push_back({cut(all_.users[user].user, longest_name),
                        cut(mix_before(scenario_, terms_, all_, user), longest_mix),
                        cut(mix_after(scenario_, terms_, all_, user), longest_mix), text_of(saving(user))});
      }
    }
    return rows;
  }

  [[nodiscard]] std::string contested() const {
    if (!study_.judgement) {
      return "";
    }
    std::uint64_t number = 0;
    Rows rows{{"Contested", "Choice", "Cheapest in", "95 % interval"}};
    const auto doubt = [this](std::size_t u) { return study_.judgement->replications - study_.judgement->cheapest[u]; };
    for (const std::size_t user : users_by(doubt)) {
      if (!study_.contested(user, scenario_.assign.sure)) {
        continue;
      }
      if (++number <= most_contested) {
        const Estimate estimate = study_.judgement->probability(user);
        rows.push_back({cut(all_.users[user].user, longest_name),
                        cut(mix_after(scenario_, terms_, all_, user), longest_mix), percent_text(estimate.value) + " %",
                        fmt::format("{} to {} %", percent_text(estimate.low), percent_text(estimate.high))});
      }
    }
    if (number == 0) {
      return "\n" + note(fmt::format("Nobody is contested: every choice is the cheapest in {} % or more.",
                                     percent_text(scenario_.assign.sure)));
    }
    return "\n" + table_lines(rows, screen_) + more(number, most_contested);
  }

  [[nodiscard]] std::string online() const {
    const OnlineBills& bills = study_.bills;
    const std::string what = study_.replication == 0 ? "this log" : fmt::format("replication {}", study_.replication);
    const std::string head = note(fmt::format("On {}, with tokens at {} each:", what, format(study_.token_price)));
    const Rows rows{{"What each would cost", printable(scenario_.currency)},
                    {"Nothing but tokens", text_of(bills.tokens)},
                    {"As it is", text_of(bills.as_is)},
                    {"Break-even rule", text_of(bills.rule)},
                    {"Assigned", text_of(bills.assigned)},
                    {"Hindsight, by product", text_of(bills.hindsight)}};
    std::string words =
        "The rule pays tokens until they would have paid the subscription, then subscribes: proven to cost "
        "at most 2.00 times hindsight";
    if (study_.online.worst) {
      const std::int64_t ratio = OnlineStudy::ratio(study_.online.pairs[*study_.online.worst]);
      words += fmt::format(", here at most {}.{:02}", ratio / micro_per_unit, ratio % micro_per_unit / 10'000);
    }
    return head + table_lines(rows, screen_) + note(words + ".");
  }

  const Scenario& scenario_;
  const AssignmentStudy& study_;
  const Assignment& all_;
  SeatTerms terms_;
  const Screen& screen_;
};

}  // namespace

std::string show(const AssignView& view, const Screen& screen) { return View(view, screen).text(); }

}  // namespace drawdown::program

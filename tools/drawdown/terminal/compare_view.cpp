#include "tools/drawdown/terminal/compare_view.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdlib>
#include <string_view>
#include <utility>
#include <vector>

#include "tools/drawdown/terminal/amounts.h"
#include "tools/drawdown/terminal/columns.h"
#include "tools/drawdown/terminal/heading.h"
#include "tools/drawdown/terminal/text.h"
#include "tools/drawdown/terminal/waterfall.h"

namespace drawdown::program {
namespace {

using Rows = std::vector<std::vector<std::string>>;

// How wide names may be, so that all columns fit.
std::size_t room_for_names(Rows rows, const Screen& screen) {
  align_points(rows);
  std::size_t taken = 1;
  for (std::size_t column = 1; column < rows.front().size(); ++column) {
    std::size_t widest = 0;
    for (const auto& row : rows) {
      widest = std::max(widest, display_width(row[column]));
    }
    taken += widest + 2;
  }
  constexpr std::size_t least = 10;
  constexpr std::size_t most = 24;
  return std::clamp(screen.width - std::min(screen.width, taken), least, most);
}

std::string table_of(Rows rows, const Screen& screen) {
  const std::size_t room = room_for_names(rows, screen);
  align_points(rows);
  for (auto& row : rows) {
    row[0] = shortened(row[0], room, !screen.pictures);
  }
  return table_lines(std::move(rows), screen);
}

struct Because {
  Reason reason = Reason::rate;
  bool found = false;
  Tokens tokens;
};

// The reasons of a variant, the weightiest first.
std::vector<Because> reasons_of(const VariantEffect& variant) {
  std::array<Because, reason_count> sums;
  for (std::size_t i = 0; i < reason_count; ++i) {
    sums[i].reason = static_cast<Reason>(i);
  }
  for (const Difference& one : variant.differences) {
    Because& sum = sums[static_cast<std::size_t>(one.reason)];
    sum.tokens += one.variant - one.baseline;
    sum.found = true;
  }
  std::vector<Because> found(sums.begin(), sums.end());
  std::erase_if(found, [](const Because& each) { return !each.found; });
  std::stable_sort(found.begin(), found.end(), [](const Because& a, const Because& b) {
    return std::abs(a.tokens.micro) > std::abs(b.tokens.micro);
  });
  return found;
}

class View {
 public:
  View(const CompareView& view, const Screen& screen) : view_(view), all_(view.comparison), screen_(screen) {
    for (const VariantEffect& variant : all_.variants) {
      labels_.push_back(printable(variant.name));
    }
    const std::size_t room = std::min(room_for_names(tokens(), screen_), room_for_names(money(), screen_));
    numbered_ = std::any_of(labels_.begin(), labels_.end(),
                            [room](const std::string& label) { return display_width(label) > room; });
    for (std::size_t i = 0; numbered_ && i < labels_.size(); ++i) {
      labels_[i] = fmt::format("{}", i + 1);
    }
  }

  [[nodiscard]] std::string text() const {
    std::string out = heading_of(view_.baseline, screen_) + "\n" + (numbered_ ? names() + "\n" : "") +
                      table_of(tokens(), screen_) + "\n" + table_of(money(), screen_) + bridges();
    return view_.differences ? out + reasons() : out;
  }

 private:
  // What the numbers stand for, where names are too long for the tables.
  [[nodiscard]] std::string names() const {
    std::string out;
    const std::size_t width = labels_.back().size();
    for (std::size_t i = 0; i < labels_.size(); ++i) {
      out += hanging(" " + right_aligned(labels_[i], width), width + 3, printable(all_.variants[i].name),
                     screen_.width - 1);
    }
    return out;
  }
  [[nodiscard]] Rows tokens() const {
    Rows rows{{"Use", "Charges", "Refused", "Cut off", "Tokens", "+/-", ""}};
    const auto add = [&](const std::string& label, const VariantEffect& variant, bool with_difference) {
      const Summary& s = variant.effect.summary;
      const Tokens consumed = all_.baseline.effect.summary.consumed;
      const Tokens more = s.consumed - consumed;
      rows.push_back({label, text_of(s.charges), text_of(s.denied_sessions), text_of(s.cut_offs), text_of(s.consumed),
                      with_difference ? with_sign(text_of(more)) : "",
                      with_difference ? with_sign(text_of(percent(more, consumed))) : ""});
    };
    add_all(add);
    return rows;
  }

  // In whole units, where thousands of them make decimals a nuisance.
  [[nodiscard]] std::string money_text(Money money) const {
    constexpr Money large = Money{10'000 * micro_per_unit};
    return all_.baseline.effect.cost < large ? text_of(money) : whole_text_of(money);
  }

  [[nodiscard]] Rows money() const {
    const std::string currency = printable(view_.baseline.currency);
    Rows rows{
        {currency.empty() ? "Money" : fmt::format("Money, {}", currency), "Written off", "+/-", "Cost", "+/-", ""}};
    const auto add = [&](const std::string& label, const VariantEffect& variant, bool with_difference) {
      const Effect& before = all_.baseline.effect;
      const Money more = variant.effect.cost - before.cost;
      const Money lost = variant.effect.summary.written_off;
      rows.push_back({label, money_text(lost),
                      with_difference ? with_sign(money_text(lost - before.summary.written_off)) : "",
                      money_text(variant.effect.cost), with_difference ? with_sign(money_text(more)) : "",
                      with_difference ? with_sign(text_of(percent(more, before.cost))) : ""});
    };
    add_all(add);
    return rows;
  }

  [[nodiscard]] std::string title(std::string_view text) const {
    return fmt::format("\n {}{}{}\n", screen_.palette.title, text, screen_.palette.reset);
  }

  template <class Add>
  void add_all(const Add& add) const {
    add(printable(all_.baseline.name), all_.baseline, false);
    for (std::size_t i = 0; i < labels_.size(); ++i) {
      add(labels_[i], all_.variants[i], true);
    }
  }

  // A picture for each variant of several steps, unless they are many.
  [[nodiscard]] std::string bridges() const {
    constexpr std::size_t most_lines = 24;
    std::string out;
    std::size_t lines = 0;
    std::size_t count = 0;
    for (const VariantEffect& variant : all_.variants) {
      if (variant.bridge.size() > 1) {
        lines += variant.bridge.size() + 3;
        ++count;
        out += (out.empty() ? title("How: the changes of tokens and cost, step by step") : "\n") +
               waterfall(all_.baseline, variant, screen_);
      }
    }
    if (lines > most_lines) {
      return "\n" + hanging("", 1,
                            fmt::format("The steps to {} are in bridge.csv (-o DIR); --only NAME shows them.",
                                        count_of(count, "variant")),
                            screen_.width - 1);
    }
    return out;
  }

  [[nodiscard]] std::string reasons() const {
    std::size_t width = 0;
    for (const std::string& label : labels_) {
      width = std::max(width, display_width(label));
    }
    std::string out = title("Why: the difference in tokens, by reason");
    const std::size_t room = screen_.width - std::min(screen_.width, width + 4);
    for (std::size_t i = 0; i < labels_.size(); ++i) {
      out += fmt::format(" {}  {}\n", padded(labels_[i], width), reasons(all_.variants[i], room));
    }
    return out;
  }

  // As many as fit.
  [[nodiscard]] static std::string reasons(const VariantEffect& variant, std::size_t room) {
    const std::vector<Because> all = reasons_of(variant);
    std::string text;
    for (std::size_t i = 0; i < all.size(); ++i) {
      const std::string one =
          fmt::format("{}{} {}", i > 0 ? ", " : "", reason_name(all[i].reason), with_sign(text_of(all[i].tokens)));
      const std::string rest = fmt::format(", {} more", all.size() - i);
      const std::size_t needed = text.size() + one.size() + (i + 1 < all.size() ? rest.size() : 0);
      if (i > 0 && needed > room) {
        return text + rest;
      }
      text += one;
    }
    return text.empty() ? "no difference" : text;
  }

  const CompareView& view_;
  const Comparison& all_;
  const Screen& screen_;
  std::vector<std::string> labels_;  // of the variants: their names, or numbers
  bool numbered_ = false;
};

}  // namespace

std::string show(const CompareView& view, const Screen& screen) { return View(view, screen).text(); }

}  // namespace drawdown::program

#include "tools/drawdown/terminal/waterfall.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "tools/drawdown/terminal/amounts.h"
#include "tools/drawdown/terminal/text.h"

namespace drawdown::program {
namespace {

struct Line {
  std::string label;
  std::string tokens;
  std::string money;
  Tokens before;
  Tokens after;  // the same as before in the first and the last line, which are totals
};

std::vector<Line> lines_of(const VariantEffect& baseline, const VariantEffect& variant) {
  Tokens total = baseline.effect.summary.consumed;
  std::vector<Line> lines{{printable(baseline.name), text_of(total), text_of(baseline.effect.cost), total, total}};
  for (const StepEffect& step : variant.bridge) {
    lines.push_back({printable(step.label), with_sign(text_of(step.tokens)), with_sign(text_of(step.cost)), total,
                     total + step.tokens});
    total += step.tokens;
  }
  lines.push_back({printable(variant.name), text_of(total), text_of(variant.effect.cost), total, total});
  return lines;
}

// Where the totals lie on the screen.
class Scale {
 public:
  Scale(const std::vector<Line>& lines, std::size_t width) : width_(width) {
    least_ = most_ = lines.front().before.micro;
    for (const Line& line : lines) {
      least_ = std::min(least_, line.after.micro);
      most_ = std::max(most_, line.after.micro);
    }
  }

  // 0 … width − 1.
  [[nodiscard]] std::size_t column(Tokens total) const {
    if (most_ == least_) {
      return 0;
    }
    const double share = (static_cast<double>(total.micro) - static_cast<double>(least_)) /
                         (static_cast<double>(most_) - static_cast<double>(least_));
    return static_cast<std::size_t>(std::lround(share * static_cast<double>(width_ - 1)));
  }

 private:
  std::size_t width_;
  std::int64_t least_ = 0;
  std::int64_t most_ = 0;
};

std::string bar(const Line& line, const Scale& scale, const Screen& screen) {
  const bool more = line.after > line.before;
  const bool total = line.after == line.before;
  const std::size_t from = scale.column(std::min(line.before, line.after));
  const std::size_t length = std::max<std::size_t>(1, scale.column(std::max(line.before, line.after)) - from);
  const char* mark = screen.pictures ? (total ? "│" : more ? "█" : "▒") : (total ? "|" : more ? "+" : "-");
  std::string text(from, ' ');
  text += total ? screen.palette.faint : more ? screen.palette.debt : screen.palette.area;
  for (std::size_t i = 0; i < length; ++i) {
    text += mark;
  }
  return text.append(screen.palette.reset);
}

}  // namespace

std::string waterfall(const VariantEffect& baseline, const VariantEffect& variant, const Screen& screen) {
  constexpr std::size_t least_label = 12;
  constexpr std::size_t least_bar = 18;
  std::vector<Line> lines = lines_of(baseline, variant);
  std::vector<std::string*> tokens;
  std::size_t label = 0;
  std::size_t money = 0;
  for (Line& line : lines) {
    tokens.push_back(&line.tokens);
    label = std::max(label, display_width(line.label));
    money = std::max(money, display_width(line.money));
  }
  align_points(tokens);
  std::size_t amount = 0;
  for (const std::string* text : tokens) {
    amount = std::max(amount, text->size());
  }
  const std::size_t figures = 1 + 2 + amount + 2 + money + 2;
  const std::size_t room = screen.width > figures + least_bar ? screen.width - figures - least_bar : 0;
  label = std::min(label, std::max(least_label, room));
  const std::size_t taken = figures + label;
  const Scale scale(lines, screen.width > taken + least_bar ? screen.width - taken - 1 : least_bar);
  std::string out;
  for (const Line& line : lines) {
    out += ' ' + padded(shortened(line.label, label, !screen.pictures), label);
    out += right_aligned(line.tokens, amount + 2) + right_aligned(line.money, money + 2) + "  ";
    out += bar(line, scale, screen) + "\n";
  }
  return out;
}

}  // namespace drawdown::program

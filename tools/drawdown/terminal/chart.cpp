#include "tools/drawdown/terminal/chart.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <string_view>
#include <vector>

#include "tools/drawdown/terminal/text.h"
#include "tools/drawdown/terminal/ticks.h"

namespace drawdown::program {
namespace {

constexpr std::array<std::string_view, 9> eighths{" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};

// Rows of one height each, so many above zero and below.
struct Scale {
  double row = 1;  // tokens
  std::size_t above = 0;
  std::size_t below = 0;
};

// The smallest number of a kind that reads well and is not below `least`.
double round_up(double least) {
  const double magnitude = std::pow(10, std::floor(std::log10(least)));
  for (const double step : {1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0}) {
    if (step * magnitude >= least * (1 - 1e-12)) {
      return step * magnitude;
    }
  }
  return 10 * magnitude;
}

Scale fit(double most, double least, std::size_t rows) {
  const double debt = std::max(0.0, -least);
  most = std::max(most, 0.0);
  if (most <= 0 && debt <= 0) {
    return {1, rows, 0};
  }
  Scale scale;
  const double share = debt / (most + debt) * static_cast<double>(rows);
  scale.below = debt > 0 ? std::clamp<std::size_t>(static_cast<std::size_t>(std::ceil(share)), 1, rows) : 0;
  if (most > 0) {
    scale.below = std::min(scale.below, rows - 1);
  }
  scale.above = rows - scale.below;
  const double top = scale.above > 0 ? round_up(std::max(most, 1e-6)) / static_cast<double>(scale.above) : 0;
  const double bottom = scale.below > 0 ? round_up(debt) / static_cast<double>(scale.below) : 0;
  scale.row = std::max(top, bottom);
  return scale;
}

double whole(Tokens tokens) { return static_cast<double>(tokens.micro) / static_cast<double>(micro_per_unit); }

std::string axis_label(double tokens) {
  // Far from the ends of 64 bits: the balances themselves fit, and the axis is at most ten times as long.
  const double least = tokens >= 100 || tokens <= -100 ? 1.0 : 0.01;
  const double micro = std::round(tokens / least) * least * static_cast<double>(micro_per_unit);
  if (std::abs(micro) >= 9e18) {
    return "";
  }
  return grouped(format_micro(std::llround(micro)));
}

class Chart {
 public:
  Chart(const TeamBurn& burn, Day from, std::size_t rows, const Screen& screen)
      : burn_(burn), from_(from), palette_(screen.palette) {
    std::vector<double> balances;
    std::transform(burn.closing.begin(), burn.closing.end(), std::back_inserter(balances), whole);
    const auto [least, most] = std::minmax_element(balances.begin(), balances.end());
    scale_ = fit(*most, *least, rows);
    gutter_ = 7;  // "expired"
    for (std::size_t row = 0; row <= rows; ++row) {
      gutter_ = std::max(gutter_, display_width(label(row)));
    }
    columns_ = screen.width - std::min(screen.width - 1, gutter_ + 4);
    for (std::size_t column = 0; column < columns_; ++column) {
      const std::size_t last = std::max<std::size_t>(((column + 1) * balances.size() + columns_ - 1) / columns_, 1) - 1;
      values_.push_back(balances[std::min(last, balances.size() - 1)]);
    }
  }

  [[nodiscard]] std::string draw() const {
    std::string out;
    for (std::size_t row = 0; row < scale_.above; ++row) {
      out += line(label(row), label(row).empty() ? "│" : "┤", palette_.area, above(row));
    }
    out += axis();
    for (std::size_t row = 0; row < scale_.below; ++row) {
      const std::string text =
          row + 1 == scale_.below ? axis_label(-scale_.row * static_cast<double>(scale_.below)) : "";
      out += line(text, text.empty() ? "│" : "┤", palette_.debt, below(row));
    }
    out += line("", " ", palette_.faint, date_labels(ticks()));
    out += marks("bought", "▲", palette_.bought, [&](std::size_t day) { return burn_.bought[day] > Tokens{}; });
    out += marks("expired", "✕", palette_.expired, [&](std::size_t day) { return burn_.expired[day] > Tokens{}; });
    out += marks("refused", "!", palette_.refused, [&](std::size_t day) { return burn_.denied[day] > 0; });
    return out;
  }

 private:
  [[nodiscard]] std::string line(std::string_view label, std::string_view axis, std::string_view colour,
                                 std::string_view content) const {
    std::string text(content);
    while (text.ends_with(' ')) {
      text.pop_back();
    }
    std::string out = right_aligned(label, gutter_ + 1);
    if (text.empty() && axis == " ") {
      return out + "\n";
    }
    out.append(" ").append(palette_.faint).append(axis).append(palette_.reset);
    return out.append(colour).append(text).append(palette_.reset).append("\n");
  }

  // The label of the upper edge of a row above zero: of the first one and the one in the middle.
  [[nodiscard]] std::string label(std::size_t row) const {
    const bool labelled = row == 0 || (scale_.above % 2 == 0 && scale_.above >= 4 && row == scale_.above / 2);
    return labelled && row < scale_.above ? axis_label(scale_.row * static_cast<double>(scale_.above - row)) : "";
  }

  [[nodiscard]] std::string above(std::size_t row) const {
    std::string text;
    const double floor = static_cast<double>(scale_.above - row - 1);
    for (const double value : values_) {
      const double level = std::clamp(std::round((value / scale_.row - floor) * 8), 0.0, 8.0);
      // A little that is left must not look like nothing.
      const bool trace = level < 1 && value > 0 && row + 1 == scale_.above;
      text += eighths[trace ? 1 : static_cast<std::size_t>(level)];
    }
    return text;
  }

  // Debts hang from the axis; there are only full and half blocks that do.
  [[nodiscard]] std::string below(std::size_t row) const {
    std::string text;
    for (const double value : values_) {
      const double level = -value / scale_.row - static_cast<double>(row);
      text += level >= 0.75 ? "█" : level > (row == 0 ? 0.0 : 0.25) ? "▀" : " ";
    }
    return text;
  }

  [[nodiscard]] std::string axis() const {
    std::vector<bool> tick(columns_);
    for (const DateTick& date : ticks()) {
      tick[date.column] = true;
    }
    std::string text;
    for (const bool marked : tick) {
      text += marked ? "┬" : "─";
    }
    return line("0", "┼", palette_.faint, text);
  }

  [[nodiscard]] std::vector<DateTick> ticks() const {
    return date_ticks(from_, static_cast<std::int32_t>(burn_.days()), columns_);
  }

  template <class Marked>
  [[nodiscard]] std::string marks(std::string_view name, std::string_view mark, std::string_view colour,
                                  Marked marked) const {
    std::vector<bool> columns(columns_);
    bool any = false;
    for (std::size_t day = 0; day < burn_.days(); ++day) {
      if (marked(day)) {
        columns[day * columns_ / burn_.days()] = true;
        any = true;
      }
    }
    if (!any) {
      return "";
    }
    std::string text;
    for (const bool here : columns) {
      text += here ? mark : " ";
    }
    return line(name, " ", colour, text);
  }

  const TeamBurn& burn_;
  Day from_;
  Palette palette_;
  Scale scale_;
  std::size_t gutter_ = 0;
  std::size_t columns_ = 0;
  std::vector<double> values_;
};

bool any_of(const std::vector<Tokens>& column) {
  return std::any_of(column.begin(), column.end(), [](Tokens tokens) { return tokens > Tokens{}; });
}

}  // namespace

std::string burn_chart(const TeamBurn& burn, Day from, std::size_t rows, const Screen& screen) {
  return Chart(burn, from, rows, screen).draw();
}

std::size_t chart_frame(const TeamBurn& burn) {
  const bool denied = std::any_of(burn.denied.begin(), burn.denied.end(), [](std::uint64_t n) { return n > 0; });
  return 2U + (any_of(burn.bought) ? 1U : 0U) + (any_of(burn.expired) ? 1U : 0U) + (denied ? 1U : 0U);
}

}  // namespace drawdown::program

#include "tools/drawdown/terminal/fit_view.h"

#include <fmt/core.h>

#include <cstddef>
#include <vector>

#include "tools/drawdown/terminal/amounts.h"
#include "tools/drawdown/terminal/columns.h"
#include "tools/drawdown/terminal/text.h"

namespace drawdown::program {
namespace {

using Rows = std::vector<std::vector<std::string>>;

Rows products(const Group& group, const Scenario& scenario) {
  Rows rows{{printable(group.name), "Days/year", "Share", "Spread", "Bursts on", "off", "Sessions/day", ""}};
  for (const Use& use : group.uses) {
    rows.push_back({"  " + printable(scenario.products[use.product.value].name), fmt::format("{:.1f}", use.rate),
                    fmt::format("{:.0f} %", 100 * use.share), fmt::format("{:.2f}", use.spread),
                    use.bursts ? fmt::format("{:.1f}", use.bursts->on) : "-",
                    use.bursts ? fmt::format("{:.1f}", use.bursts->off) : "-",
                    fmt::format("{:.2f}", use.sessions_per_day), ""});
  }
  return rows;
}

Rows misfits(const Fit& fit) {
  Rows rows{{"Margins that do not fit", "Log", "Population", "5 %", "95 %", ""}};
  const auto figure = [](double value) { return fmt::format("{:.3g}", value); };
  for (const MarginFit& margin : fit.margins) {
    if (!margin.fits()) {
      rows.push_back({printable(fmt::format("{}, {}: {}", margin.group, margin.about, margin.name)),
                      figure(margin.observed), figure(margin.mean), figure(margin.low), figure(margin.high), ""});
    }
  }
  return rows;
}

}  // namespace

std::string show(const FitView& view, const Screen& screen) {
  const Population& population = view.fit.population;
  std::string text = wrapped(
      printable(fmt::format("{}: a population fitted to the log of {} to {}, compared with {} of the same days.",
                            view.scenario.name, format(view.options.from), format(view.options.until - 1),
                            count_of(view.options.replications, "replication"))),
      screen.width - 1);
  for (const Group& group : population.groups) {
    text += "\n" + wrapped(printable(fmt::format("{}: {}, spread between them {:.2f}.", group.name,
                                                 group.members.size() == 1
                                                     ? "1 person"
                                                     : text_of(std::uint64_t{group.members.size()}) + " people",
                                                 group.spread)),
                           screen.width - 1);
    text += table_lines(products(group, view.scenario), screen);
  }
  for (const Shock& shock : population.shocks) {
    text += wrapped(printable(fmt::format("Shared ups and downs, {}: spread {:.2f}, half-life {:.0f} days.", shock.name,
                                          shock.spread, shock.half_life_days)),
                    screen.width - 1);
  }
  const Rows rows = misfits(view.fit);
  text += "\n" + wrapped(fmt::format("{} of {} margins lie outside the interval that holds nine tenths of the "
                                     "replications; of margins that fit, one in ten does.",
                                     rows.size() - 1, view.fit.margins.size()),
                         screen.width - 1);
  if (rows.size() > 1) {
    text += "\n" + table_lines(rows, screen);
  }
  return text;
}

}  // namespace drawdown::program

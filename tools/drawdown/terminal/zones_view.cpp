#include "tools/drawdown/terminal/zones_view.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <vector>

#include "tools/drawdown/terminal/amounts.h"
#include "tools/drawdown/terminal/columns.h"
#include "tools/drawdown/terminal/heading.h"
#include "tools/drawdown/terminal/text.h"

namespace drawdown::program {
namespace {

using Rows = std::vector<std::vector<std::string>>;

// "New York" of "America/New_York".
std::string city_of(const Zone& zone) {
  std::string city = zone.name().substr(zone.name().rfind('/') + 1);  // npos + 1 is 0
  std::replace(city.begin(), city.end(), '_', ' ');
  return city;
}

// "10.0 %", of which nobody wants the millionths.
std::string tenths_of(std::optional<Percent> percent) {
  if (!percent) {
    return "-";
  }
  const std::int64_t tenths = (percent->micro + micro_per_unit / 20) / (micro_per_unit / 10);
  return fmt::format("{}.{} %", tenths / 10, tenths % 10);
}

class View {
 public:
  View(const ZonesView& view, const Screen& screen) : view_(view), study_(view.study), screen_(screen) {
    order_.resize(study_.bills.size());
    std::iota(order_.begin(), order_.end(), std::size_t{0});
    std::stable_sort(order_.begin(), order_.end(),
                     [this](std::size_t a, std::size_t b) { return study_.bills[a].tokens < study_.bills[b].tokens; });
  }

  [[nodiscard]] std::string text() const {
    std::string out = heading_of(view_.scenario, screen_) + "\n" + table_lines(bills(), screen_) + "\n" + notes();
    for (const std::size_t bill : order_) {
      out += "\n" + table_lines(offices(study_.bills[bill]), screen_);
    }
    return out;
  }

 private:
  [[nodiscard]] std::string name_of(const ZoneBill& bill) const {
    return (&bill == &study_.bills.front() ? "* " : "  ") + city_of(bill.zone);
  }

  [[nodiscard]] Rows bills() const {
    const std::string currency = printable(view_.scenario.currency);
    const ZoneBill& present = study_.bills.front();
    Rows rows{{"  Clock in", "Charges", "Refused", "Tokens", "+/-", "Extra", "Cost, " + currency, "+/-", ""}};
    for (const std::size_t i : order_) {
      const ZoneBill& bill = study_.bills[i];
      const bool is_present = &bill == &present;
      rows.push_back({name_of(bill), text_of(bill.charges), text_of(bill.denied_sessions), text_of(bill.tokens),
                      is_present ? "" : with_sign(text_of(bill.tokens - present.tokens)),
                      with_sign(text_of(bill.extra)), text_of(bill.cost),
                      is_present ? "" : with_sign(text_of(bill.cost - present.cost)), ""});
    }
    align_points(rows);
    return rows;
  }

  [[nodiscard]] std::string notes() const {
    return hanging("", 1,
                   fmt::format("* The present clock. Extra: tokens more than the {} if each user were metered by the "
                               "own clock. Only the metering clock moves; the days simulated, purchases and expiries "
                               "stay those of {}.",
                               text_of(study_.own_clocks), view_.scenario.server().name()),
                   screen_.width - 1);
  }

  [[nodiscard]] Rows offices(const ZoneBill& bill) const {
    Rows rows{{name_of(bill), "Users", "Sessions", "Straddling", "", "Tokens", "Extra", ""}};
    for (std::size_t i = 0; i < study_.offices.size(); ++i) {
      const Office& office = study_.offices[i];
      const OfficeBill& own = bill.offices[i];
      rows.push_back({"    " + city_of(office.zone), text_of(office.users), text_of(office.sessions),
                      text_of(own.straddling), tenths_of(percent(own.straddling, office.sessions)), text_of(own.tokens),
                      with_sign(text_of(own.extra)), ""});
    }
    align_points(rows);
    return rows;
  }

  const ZonesView& view_;
  const ServerZones& study_;
  const Screen& screen_;
  std::vector<std::size_t> order_;  // of the bills, the cheapest first
};

}  // namespace

std::string show(const ZonesView& view, const Screen& screen) { return View(view, screen).text(); }

}  // namespace drawdown::program

// `budgets`: caps on what may be charged.
#include <string>
#include <utility>

#include "engine/scenario/distinct_names.h"
#include "engine/scenario/read_sections.h"

namespace drawdown {

std::vector<Budget> read_budgets(const Section& root, const RateSheet& products) {
  std::vector<Budget> budgets;
  Distinct names("budget");
  for (const Section& section : root["budgets"].sections()) {
    Budget budget;
    const SettingValue name = section["name"];
    budget.name = name.text();
    names.add(budget.name, section, name.place());
    budget.tokens = section["tokens"].tokens();
    budget.period = section["period"].choice() == "month" ? Budget::Period::month : Budget::Period::horizon;
    const std::string each = section["each"].choice();
    budget.each = each == "all"    ? Budget::Each::all
                  : each == "user" ? Budget::Each::user
                  : each == "team" ? Budget::Each::team
                                   : Budget::Each::product;
    if (const SettingValue user = section["user"]; user.given()) {
      budget.user = user.text();
    }
    if (const SettingValue team = section["team"]; team.given()) {
      budget.team = team.text();
    }
    if (const SettingValue list = section["products"]; list.given()) {
      budget.products = read_products(list, products);
    }
    budgets.push_back(std::move(budget));
  }
  return budgets;
}

}  // namespace drawdown

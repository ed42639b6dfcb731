// focus.csv: its rows keep the rules of FOCUS 1.2, and sum to the ledger.
#include "engine/analysis/focus.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "engine/analysis/charge_back.h"
#include "engine/analysis/effect.h"
#include "engine/analysis/focus_columns.h"
#include "engine/analysis/summary.h"
#include "engine/report/output.h"
#include "engine/scenario/load.h"
#include "engine/scenario/read_sessions.h"
#include "tests/cost_world.h"
#include "tests/focus_rules.h"
#include "tests/program.h"

using namespace drawdown;
using namespace drawdown::tests;

namespace {

FocusFile written(const Scenario& scenario, const Trace& trace, const Outcome& outcome) {
  const Workplace place;
  OutputFile file(place.folder() / "focus.csv");
  write_focus(file, scenario, trace, outcome);
  file.commit();
  return read_focus_file(place.text("focus.csv"));
}

std::string row_of(const FocusCells& row) {
  std::string text = row.at("ChargeCategory") + " " + row.at("CommitmentDiscountStatus") + " " +
                     row.at("CommitmentDiscountId") + " " + row.at("x_User") + " " + row.at("PricingQuantity") +
                     " for " + row.at("BilledCost") + "/" + row.at("EffectiveCost");
  return text;
}

std::vector<std::string> rows_of(const FocusFile& file) {
  std::vector<std::string> rows;
  for (const FocusCells& row : file.rows) {
    rows.push_back(row_of(row));
  }
  return rows;
}

// Sums of a column over rows of a category and status.
struct Sums {
  std::map<std::string, Pico> billed;
  std::map<std::string, Pico> effective;
  std::map<std::string, Pico> consumed;
  std::map<std::string, Pico> committed;  // by status and tranche

  explicit Sums(const FocusFile& file) {
    for (const FocusCells& row : file.rows) {
      const std::string& status = row.at("CommitmentDiscountStatus");
      const std::string kind = row.at("ChargeCategory") + (status == "Unused" ? " Unused" : "");
      billed[kind] += pico(row.at("BilledCost"));
      effective[kind] += pico(row.at("EffectiveCost"));
      consumed[kind] += row.at("ConsumedQuantity").empty() ? 0 : pico(row.at("ConsumedQuantity"));
      if (!row.at("CommitmentDiscountQuantity").empty()) {
        committed[row.at("ChargeCategory") + status + row.at("CommitmentDiscountId")] +=
            pico(row.at("CommitmentDiscountQuantity"));
      }
    }
  }
};

Pico pico_of(Tokens tokens) { return static_cast<Pico>(tokens.micro) * 1'000'000; }
Pico product(Tokens tokens, Money price) { return static_cast<Pico>(tokens.micro) * price.micro; }

void check_sums(const FocusFile& file, const Outcome& outcome) {
  Sums sums(file);
  Pico spent = 0;
  Pico used = 0;
  Pico unused = 0;
  Pico tokens = 0;
  for (std::size_t i = 0; i < outcome.tranches.size(); ++i) {
    const TrancheBalance& balance = outcome.balances[i];
    const Money price = outcome.tranches[i].unit_price.value_or(Money{});
    spent += product(balance.bought, price);
    used += product(balance.consumed, price);
    unused += product(balance.expired, price);
    tokens += pico_of(balance.consumed);
    const std::string& id = outcome.tranches[i].id;
    CHECK(sums.committed["Purchase" + id] == pico_of(balance.bought));
    CHECK(sums.committed["UsageUsed" + id] == pico_of(balance.consumed));
    CHECK(sums.committed["UsageUnused" + id] == pico_of(balance.expired));
  }
  for (const Tokens owed : outcome.overdraft) {
    used += product(owed, latest_unit_price(outcome));
    tokens += pico_of(owed);
  }
  CHECK(sums.billed["Purchase"] == spent);
  CHECK(sums.billed["Usage"] == 0);
  CHECK(sums.billed["Adjustment"] == 0);
  CHECK(sums.effective["Purchase"] == 0);
  CHECK(sums.effective["Usage"] == used);
  CHECK(sums.effective["Usage Unused"] == unused);
  CHECK(sums.consumed["Usage"] == tokens);
}

// A row that keeps all rules.
FocusRow sound() {
  using enum FocusColumn;
  FocusRow row;
  for (const FocusColumn money : {BilledCost, ContractedCost, EffectiveCost, ListCost, PricingCurrencyEffectiveCost}) {
    row[money] = "0";
  }
  for (const FocusColumn text : {BillingAccountId, BillingAccountName, BillingAccountType, InvoiceIssuerName,
                                 ProviderName, PublisherName, ServiceName, SkuId, SkuPriceId}) {
    row[text] = "some";
  }
  row[BillingCurrency] = "USD";
  row[BillingPeriodStart] = "2026-01-01T00:00:00Z";
  row[BillingPeriodEnd] = "2026-02-01T00:00:00Z";
  row[ChargePeriodStart] = "2026-01-05T00:00:00Z";
  row[ChargePeriodEnd] = "2026-01-06T00:00:00Z";
  row[ChargeCategory] = "Usage";
  row[ChargeFrequency] = "Usage-Based";
  row[ConsumedQuantity] = "0.5";
  row[ConsumedUnit] = "Tokens";
  row[PricingQuantity] = "0.5";
  row[PricingUnit] = "Tokens";
  row[ContractedUnitPrice] = "0.000001";
  row[ListUnitPrice] = "0.000001";
  row[ContractedCost] = "0.0000005";
  row[ListCost] = "0.0000005";
  row[PricingCategory] = "Standard";
  row[PricingCurrency] = "Tokens";
  row[PricingCurrencyContractedUnitPrice] = "1";
  row[PricingCurrencyListUnitPrice] = "1";
  row[ServiceCategory] = "Business Applications";
  row[ServiceSubcategory] = "Other (Business Applications)";
  return row;
}

}  // namespace

TEST_CASE("the rules of FOCUS find what is wrong with a row") {
  using enum FocusColumn;
  CHECK(why_not_focus(sound()).empty());
  const auto broken = [](FocusColumn column, const std::string& value) {
    FocusRow row = sound();
    row[column] = value;
    return why_not_focus(row);
  };
  CHECK(broken(BilledCost, "") == "BilledCost is null");
  CHECK(broken(BilledCost, "1e3") == "BilledCost is not a decimal");
  CHECK(broken(BilledCost, "+1") == "BilledCost is not a decimal");
  CHECK(broken(BilledCost, "1,000") == "BilledCost is not a decimal");
  CHECK(broken(BilledCost, ".5") == "BilledCost is not a decimal");
  CHECK(broken(BillingCurrency, "Euro") == "BillingCurrency is not a currency of ISO 4217");
  CHECK(broken(ChargePeriodEnd, "2026-01-06 00:00:00") == "ChargePeriodEnd is not an instant in UTC");
  CHECK(broken(ChargePeriodEnd, "2026-01-05T00:00:00Z") == "the charge period ends after it starts");
  CHECK(broken(BillingPeriodEnd, "2025-02-01T00:00:00Z") == "the billing period ends after it starts");
  CHECK(broken(ChargeCategory, "usage") == "ChargeCategory is not one of the allowed values");
  CHECK(broken(ChargeCategory, "Purchase") == "ChargeFrequency is not Usage-Based for a purchase");
  CHECK(broken(ServiceSubcategory, "Containers") == "ServiceSubcategory is one of ServiceCategory");
  CHECK(broken(CommitmentDiscountCategory, "Usage") == "CommitmentDiscountCategory goes with CommitmentDiscountId");
  CHECK(broken(CommitmentDiscountStatus, "Used") ==
        "CommitmentDiscountStatus is there for usage of a commitment, and not without a commitment");
  CHECK(broken(ConsumedQuantity, "") ==
        "ConsumedQuantity is there for usage that is not the unused part of a commitment, and for nothing else");
  CHECK(broken(ConsumedUnit, "") == "ConsumedUnit goes with ConsumedQuantity");
  CHECK(broken(ContractedCost, "0.0000004") == "ContractedCost is ContractedUnitPrice times PricingQuantity");
  CHECK(broken(ListUnitPrice, "0.000002") == "ListCost is ListUnitPrice times PricingQuantity");
  CHECK(broken(PricingCurrencyListUnitPrice, "-1") == "unit prices are not less than 0");
  CHECK(broken(SkuPriceId, "") == "usage and purchases have a quantity, unit prices and a SKU");
  CHECK(broken(PricingCategory, "Committed") ==
        "PricingCategory is Committed for usage of a commitment, and not for its purchase");
  CHECK(broken(PricingUnit, "") == "PricingUnit goes with PricingQuantity");
  CHECK(broken(ResourceName, "some") == "ResourceName needs a ResourceId, and is not the same");
  CHECK(broken(ResourceId, "some") == "ResourceType goes with ResourceId");
  CHECK(broken(SubAccountId, "some") == "SubAccountName goes with SubAccountId");
  CHECK(broken(Tags, "a: b") == "Tags is not a JSON object");
  CHECK(broken(BillingAccountName, "") == "BillingAccountName goes with BillingAccountId");
}

TEST_CASE("purchases come first, then charges by who paid, then what expired and what was given or taken") {
  ManagedWorld world;
  world.scenario.currency = "EUR";
  world.scenario.focus = {"P", "Q", "I", "A", "S"};
  world.scenario.rules.when_empty = WhenEmpty::overdraft;
  world.tranche("jan", "2026-01-02", 5, "UK", "2026-01-20");
  world.scenario.tranches.back().unit_price = parse_money("2.40");
  world.tranche("feb", "2026-01-10", 12, "UK", "2026-02-10");
  world.scenario.adjustments = {{world.at_start_of("2026-01-12"), "UK", Tokens::whole(-3), "booked twice", {}}};
  world.session("mary", "2026-01-05T15:00:00Z", 60, "UK");
  world.session("=bob", "2026-01-13T15:00:00Z", 60, "UK");
  world.session("mary", "2026-01-25T15:00:00Z", 60, "UK");
  world.run();
  const FocusFile file = written(world.scenario, world.trace, world.outcome);
  CHECK(rows_of(file) == std::vector<std::string>{
                             "Purchase  jan  5 for 12/0",
                             "Purchase  feb  12 for 0/0",
                             "Usage Used jan mary 5 for 0/12",
                             "Usage Used feb mary 2 for 0/0",
                             "Usage Used feb '=bob 7 for 0/0",
                             "Usage   mary 7 for 0/16.8",
                             "Adjustment  feb  -3 for 0/0",
                         });
  CHECK(focus_errors(file) == std::vector<std::string>{});
  check_sums(file, world.outcome);
  CHECK(file.rows[0].at("ChargePeriodStart") == "2026-01-02T05:00:00Z");
  CHECK(file.rows[0].at("ChargePeriodEnd") == "2026-01-20T05:00:00Z");
  CHECK(file.rows[0].at("BillingPeriodStart") == "2026-01-01T05:00:00Z");
  CHECK(file.rows[0].at("BillingPeriodEnd") == "2026-02-01T05:00:00Z");
  CHECK(file.rows[0].at("BillingCurrency") == "EUR");
  CHECK(file.rows[0].at("PricingCurrency") == "EUR");
  CHECK(file.rows[0].at("SubAccountId") == "UK");
  CHECK(file.rows[2].at("x_Charge") == "1");
  CHECK(file.rows[3].at("x_Charge") == "1");
  CHECK(file.rows[4].at("x_Charge") == "2");
  CHECK(file.rows[4].at("SkuId") == "AutoCAD");
  CHECK(file.rows[4].at("ChargePeriodEnd") == "2026-01-14T15:00:00Z");
  CHECK(file.rows[6].at("x_Rule") == "booked twice");
  CHECK(file.rows[6].at("BillingPeriodStart") == "2026-01-01T05:00:00Z");
}

TEST_CASE("tokens that expire are usage of the last day on which they served, unused") {
  ManagedWorld world;
  world.scenario.currency = "USD";
  world.scenario.focus = {"P", "Q", "I", "A", "S"};
  world.tranche("jan", "2025-12-31", 9, "", "2026-02-01");
  world.scenario.tranches.back().unit_price = parse_money("0.333333");
  world.session("mary", "2026-01-05T15:00:00Z", 60);
  world.run();
  const FocusFile file = written(world.scenario, world.trace, world.outcome);
  REQUIRE(file.rows.size() == 3);
  CHECK(row_of(file.rows[2]) == "Usage Unused jan  2 for 0/0.666666");
  CHECK(file.rows[2].at("ChargePeriodStart") == "2026-01-31T05:00:00Z");
  CHECK(file.rows[2].at("ChargePeriodEnd") == "2026-02-01T05:00:00Z");
  CHECK(file.rows[2].at("BillingPeriodStart") == "2026-01-01T05:00:00Z");
  CHECK(file.rows[0].at("BillingPeriodStart") == "2025-12-01T05:00:00Z");
  CHECK(focus_errors(file) == std::vector<std::string>{});
}

TEST_CASE("the scenarios that come with the program keep the rules of FOCUS, and their files sum to their ledgers") {
  for (const char* name : {"examples/13-charge-back", "examples/7-left-over", "examples/11-mary", "campus"}) {
    CAPTURE(name);
    const Scenario scenario = load_scenario(std::string(DRAWDOWN_SOURCE_DIR "/scenarios/") + name + ".yaml");
    const Trace trace = read_sessions(scenario).trace;
    const Outcome outcome = replay(scenario, trace);
    const FocusFile file = written(scenario, trace, outcome);
    CHECK(file.rows.size() >= outcome.charges.opens.rows.size() / 2);
    CHECK(focus_errors(file) == std::vector<std::string>{});
    check_sums(file, outcome);
  }
}

TEST_CASE("random worlds: every row keeps the rules of FOCUS, and the file sums to the ledger") {
  std::map<std::string, int> seen;
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    CAPTURE(seed);
    ManagedWorld world;
    fill_cost_world(world, seed);
    world.run();
    const FocusFile file = written(world.scenario, world.trace, world.outcome);
    CHECK(focus_errors(file) == std::vector<std::string>{});
    check_sums(file, world.outcome);
    for (const FocusCells& row : file.rows) {
      ++seen[row.at("ChargeCategory") + row.at("CommitmentDiscountStatus")];
      ++seen[row.at("x_Kind")];
      ++seen[row.at("Tags")];
    }
  }
  for (const char* kind : {"Purchase", "UsageUsed", "UsageUnused", "Usage", "Adjustment", "open", "renewal", "result",
                           "refund", "{\"cost centre\": \"CC-1\"}"}) {
    CAPTURE(kind);
    CHECK(seen[kind] > 10);
  }
}

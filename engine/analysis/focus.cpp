#include "engine/analysis/focus.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "engine/analysis/effect.h"
#include "engine/analysis/focus_columns.h"
#include "engine/analysis/ledgers.h"
#include "engine/analysis/payments.h"
#include "engine/analysis/pool_events.h"
#include "engine/base/check.h"
#include "engine/base/exact_cost.h"
#include "engine/report/csv.h"
#include "engine/report/json.h"
#include "engine/time/civil.h"
#include "engine/time/instant.h"

namespace drawdown {
namespace {

using enum FocusColumn;

// Civil months of the server, as text. Neighbours mostly share theirs.
class BillingPeriods {
 public:
  explicit BillingPeriods(const Zone& server) : server_(server) {}

  void find(Instant instant) {
    if (instant < start_ || end_ <= instant) {
      const Day first = first_of_month(server_.day_at(instant));
      start_ = server_.start_of(first);
      end_ = server_.start_of(add_months(first, 1));
      start_text_ = format_utc(start_);
      end_text_ = format_utc(end_);
    }
  }
  [[nodiscard]] const std::string& start() const { return start_text_; }
  [[nodiscard]] const std::string& end() const { return end_text_; }

 private:
  const Zone& server_;
  Instant start_;
  Instant end_;
  std::string start_text_;
  std::string end_text_;
};

// What a user's columns say, as JSON; empty if they say nothing.
std::string tags_of(const ListedUser& user, const std::vector<std::string>& columns) {
  std::string tags;
  for (std::size_t column = 0; column < user.values.size(); ++column) {
    if (!user.values[column].empty()) {
      tags += (tags.empty() ? "{" : ", ") + json_text(columns[column]) + ": " + json_text(user.values[column]);
    }
  }
  return tags.empty() ? tags : tags + '}';
}

class Writer {
 public:
  Writer(OutputFile& file, const Scenario& scenario, const Trace& trace, const Outcome& outcome)
      : file_(file),
        scenario_(scenario),
        trace_(trace),
        outcome_(outcome),
        csv_(rows_),
        months_(scenario.server()),
        unpaid_price_(latest_unit_price(outcome)) {
    for (const ListedUser& user : scenario.users) {
      tags_.emplace(user.id, tags_of(user, scenario.user_columns));
    }
  }

  void write() {
    for (const FocusColumnRule& column : focus_columns()) {
      csv_.plain(column.name);
    }
    csv_.end_row();
    for (std::size_t tranche = 0; tranche < outcome_.tranches.size(); ++tranche) {
      if (outcome_.balances[tranche].bought > Tokens{}) {
        write_purchase(TrancheId(static_cast<std::uint32_t>(tranche)));
      }
    }
    write_charges();
    for (const PoolEvent& event : outcome_.events) {
      if (event.kind == PoolEvent::Kind::expired) {
        write_unused(event);
      } else if (event.tranche != no_tranche && event.kind == PoolEvent::Kind::adjusted) {
        write_adjustment(event, event.tokens, scenario_.adjustments[event.source].reason);
      } else if (event.kind == PoolEvent::Kind::adjustment_paid) {
        write_adjustment(event, Tokens{} - event.tokens, "tokens taken before they were there");
      }
    }
    check_sums();
    file_.write(rows_);
  }

 private:
  [[nodiscard]] const Tranche& tranche(TrancheId id) const { return outcome_.tranches[id.value]; }
  [[nodiscard]] Money price(TrancheId id) const {
    return id == no_tranche ? unpaid_price_ : tranche(id).unit_price.value_or(Money{});
  }

  // A row with what all have in common.
  FocusRow& begin(std::string_view category, std::string_view frequency) {
    row_ = {};
    const FocusNames& names = scenario_.focus;
    row_[BillingAccountId] = names.billing_account;
    row_[BillingAccountName] = names.billing_account;
    row_[BillingAccountType] = "Token Account";
    row_[BillingCurrency] = scenario_.currency;
    row_[ChargeCategory] = category;
    row_[ChargeFrequency] = frequency;
    row_[InvoiceIssuerName] = names.invoice_issuer;
    row_[ProviderName] = names.provider;
    row_[PublisherName] = names.publisher;
    row_[ServiceCategory] = "Business Applications";
    row_[ServiceName] = names.service;
    row_[ServiceSubcategory] = "Other (Business Applications)";
    for (const FocusColumn money :
         {BilledCost, ContractedCost, EffectiveCost, ListCost, PricingCurrencyEffectiveCost}) {
      row_[money] = "0";
    }
    return row_;
  }

  void set_period(Instant start, Instant end) {
    months_.find(start);
    row_[BillingPeriodStart] = months_.start();
    row_[BillingPeriodEnd] = months_.end();
    row_[ChargePeriodStart] = format_utc(start);
    row_[ChargePeriodEnd] = format_utc(end);
  }

  void set_team(TeamId team) {
    row_[SubAccountId] = trace_.teams[team];
    row_[SubAccountName] = trace_.teams[team];
    row_[SubAccountType] = trace_.teams[team].empty() ? "" : "Team";
  }

  // Tokens at a price in the currency.
  void set_price(Tokens tokens, Money unit_price) {
    const std::string cost = format(exact_cost(tokens, unit_price));
    row_[ContractedCost] = cost;
    row_[ListCost] = cost;
    row_[ContractedUnitPrice] = format(unit_price);
    row_[ListUnitPrice] = row_[ContractedUnitPrice];
    set_quantity(tokens);
  }
  void set_quantity(Tokens tokens) {
    row_[PricingQuantity] = format(tokens);
    row_[PricingUnit] = "Tokens";
  }

  // Usage is priced in tokens, at one token per token.
  void set_usage_price(Tokens tokens, Money unit_price) {
    set_price(tokens, unit_price);
    row_[EffectiveCost] = row_[ContractedCost];
    row_[PricingCurrency] = "Tokens";
    row_[PricingCurrencyContractedUnitPrice] = "1";
    row_[PricingCurrencyListUnitPrice] = "1";
    row_[PricingCurrencyEffectiveCost] = row_[PricingQuantity];
  }

  void set_commitment(TrancheId id) {
    row_[CommitmentDiscountCategory] = "Usage";
    row_[CommitmentDiscountId] = tranche(id).id;
    row_[CommitmentDiscountName] = tranche(id).id;
    row_[CommitmentDiscountType] = "Prepaid Tokens";
  }
  void set_commitment_quantity(Tokens tokens) {
    row_[CommitmentDiscountQuantity] = format(tokens);
    row_[CommitmentDiscountUnit] = "Tokens";
  }

  void set_token_sku(TrancheId id) {
    row_[SkuId] = "Tokens";
    row_[SkuPriceId] = "Tokens";
    row_[SkuMeter] = "Token Purchase";
    row_[ResourceId] = tranche(id).id;
    row_[ResourceType] = "Token Allocation";
    row_[x_Rule] = cause_of(scenario_, tranche(id));
  }

  void end() {
    const std::string error = why_not_focus(row_);
    check(error.empty(), error.c_str());
    for (std::size_t place = 0; place < focus_column_count; ++place) {
      const std::string& text = row_[static_cast<FocusColumn>(place)];
      if (focus_columns()[place].type == FocusType::decimal) {
        csv_.plain(text);  // a minus sign is no formula
      } else {
        csv_.text(text);
      }
    }
    csv_.end_row();
    csv_.spill(file_);
  }

  void write_purchase(TrancheId id) {
    const Tokens tokens = outcome_.balances[id.value].bought;
    begin("Purchase", "One-Time");
    set_period(tranche(id).arrives_at, tranche(id).expires_at);
    set_team(*trace_.teams.find(tranche(id).team));
    set_price(tokens, price(id));
    row_[BilledCost] = row_[ContractedCost];
    row_[PricingCategory] = "Standard";
    row_[PricingCurrency] = scenario_.currency;
    row_[PricingCurrencyContractedUnitPrice] = row_[ContractedUnitPrice];
    row_[PricingCurrencyListUnitPrice] = row_[ListUnitPrice];
    set_commitment(id);
    set_commitment_quantity(tokens);
    set_token_sku(id);
    row_[ChargeDescription] = format(tokens) + " tokens, " + tranche(id).id;
    spent_ += exact_cost(tokens, price(id));
    end();
  }

  void write_charges() {
    const Payments payments(scenario_, trace_, outcome_);
    std::size_t place = 0;
    for (const Charge& charge : outcome_.charges) {
      for (const Draw& draw : payments.of(charge, place)) {
        write_charge(charge, draw, place);
      }
      ++place;
    }
  }

  void write_charge(const Charge& charge, const Draw& draw, std::size_t place) {
    const ChargeUnit& unit = trace_.units[charge.unit.value];
    const std::string& product = scenario_.products[unit.product.value].name;
    const std::string& user = trace_.users[unit.user];
    const bool window = charge.kind == ChargeKind::open || charge.kind == ChargeKind::renewal;
    begin("Usage", "Usage-Based");
    set_period(charge.at, charge.until > charge.at ? charge.until : charge.at + Duration{1});
    set_team(unit.team);
    set_usage_price(draw.tokens, price(draw.tranche));
    row_[ConsumedQuantity] = row_[PricingQuantity];
    row_[ConsumedUnit] = "Tokens";
    if (draw.tranche == no_tranche) {
      row_[PricingCategory] = "Standard";
    } else {
      row_[PricingCategory] = "Committed";
      set_commitment(draw.tranche);
      row_[CommitmentDiscountStatus] = "Used";
      set_commitment_quantity(draw.tokens);
    }
    row_[SkuId] = product;
    row_[SkuPriceId] = product;
    row_[SkuMeter] = window ? "Access" : "Results";
    row_[ChargeDescription] = product + ", " + user + ": " + row_[PricingQuantity] + " tokens";
    if (const auto tags = tags_.find(user); tags != tags_.end()) {
      row_[Tags] = tags->second;
    }
    row_[x_Charge] = std::to_string(place + 1);
    row_[x_Kind] = charge_kind_name(charge.kind);
    row_[x_Machine] = trace_.machines[unit.machine];
    row_[x_User] = user;
    row_[x_Version] = trace_.versions[unit.version];
    tokens_ += draw.tokens;
    consumed_ += exact_cost(draw.tokens, price(draw.tranche));
    end();
  }

  void write_unused(const PoolEvent& event) {
    begin("Usage", "One-Time");
    const Instant expiry = tranche(event.tranche).expires_at;
    set_period(scenario_.server().start_of(scenario_.server().day_at(expiry - Duration{1})), expiry);
    set_team(event.team);
    set_usage_price(event.tokens, price(event.tranche));
    row_[PricingCategory] = "Committed";
    set_commitment(event.tranche);
    row_[CommitmentDiscountStatus] = "Unused";
    set_commitment_quantity(event.tokens);
    set_token_sku(event.tranche);
    row_[ChargeDescription] = format(event.tokens) + " tokens of " + tranche(event.tranche).id + " that expired";
    expired_ += event.tokens;
    written_off_ += exact_cost(event.tokens, price(event.tranche));
    end();
  }

  // Tokens given to a tranche or taken from it by hand: nothing is billed.
  void write_adjustment(const PoolEvent& event, Tokens tokens, const std::string& reason) {
    begin("Adjustment", "One-Time");
    set_period(event.at, event.at + Duration{1});
    set_team(event.team);
    set_quantity(tokens);
    row_[PricingCurrency] = "Tokens";
    set_commitment(event.tranche);
    set_token_sku(event.tranche);
    row_[x_Rule] = reason;
    row_[ChargeDescription] = "By hand, " + tranche(event.tranche).id + ": " + format(tokens) + " tokens, " + reason;
    end();
  }

  void check_sums() const {
    ExactCost spent;
    ExactCost consumed;
    ExactCost written_off;
    Tokens tokens;
    Tokens expired;
    for (std::size_t i = 0; i < outcome_.tranches.size(); ++i) {
      const Money unit_price = price(TrancheId(static_cast<std::uint32_t>(i)));
      const TrancheBalance& balance = outcome_.balances[i];
      spent += exact_cost(balance.bought, unit_price);
      consumed += exact_cost(balance.consumed, unit_price);
      written_off += exact_cost(balance.expired, unit_price);
      tokens += balance.consumed;
      expired += balance.expired;
    }
    for (const Tokens owed : outcome_.overdraft) {
      consumed += exact_cost(owed, unpaid_price_);
      tokens += owed;
    }
    check(spent == spent_ && consumed == consumed_ && written_off == written_off_,
          "the rows of a FOCUS file cost what the tranches cost");
    check(tokens == tokens_ && expired == expired_, "the rows of a FOCUS file hold the tokens of the tranches");
  }

  OutputFile& file_;
  const Scenario& scenario_;
  const Trace& trace_;
  const Outcome& outcome_;
  std::string rows_;
  CsvWriter csv_;
  BillingPeriods months_;
  Money unpaid_price_;
  std::unordered_map<std::string_view, std::string> tags_;  // by user
  FocusRow row_;
  ExactCost spent_;
  ExactCost consumed_;
  ExactCost written_off_;
  Tokens tokens_;
  Tokens expired_;
};

}  // namespace

void write_focus(OutputFile& file, const Scenario& scenario, const Trace& trace, const Outcome& outcome) {
  check(is_currency_code(scenario.currency), "a FOCUS file is in a national currency");
  Writer(file, scenario, trace, outcome).write();
}

}  // namespace drawdown

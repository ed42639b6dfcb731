#include "engine/analysis/focus_columns.h"

#include <algorithm>
#include <optional>

#include "engine/base/exact_cost.h"
#include "engine/base/quantity.h"

namespace drawdown {
namespace {

using enum FocusColumn;

constexpr std::array<std::string_view, 5> charge_categories{"Usage", "Purchase", "Tax", "Credit", "Adjustment"};
constexpr std::array<std::string_view, 1> charge_classes{"Correction"};
constexpr std::array<std::string_view, 3> charge_frequencies{"One-Time", "Recurring", "Usage-Based"};
constexpr std::array<std::string_view, 2> commitment_categories{"Spend", "Usage"};
constexpr std::array<std::string_view, 2> commitment_statuses{"Used", "Unused"};
constexpr std::array<std::string_view, 4> pricing_categories{"Standard", "Dynamic", "Committed", "Other"};
constexpr std::array<std::string_view, 19> service_categories{"AI and Machine Learning",
                                                              "Analytics",
                                                              "Business Applications",
                                                              "Compute",
                                                              "Databases",
                                                              "Developer Tools",
                                                              "Multicloud",
                                                              "Identity",
                                                              "Integration",
                                                              "Internet of Things",
                                                              "Management and Governance",
                                                              "Media",
                                                              "Migration",
                                                              "Mobile",
                                                              "Networking",
                                                              "Security",
                                                              "Storage",
                                                              "Web",
                                                              "Other"};

constexpr std::array<FocusColumnRule, focus_column_count> columns{{
    {"BilledCost", FocusType::decimal, false, {}},
    {"BillingAccountId", FocusType::text, false, {}},
    {"BillingAccountName", FocusType::text, true, {}},
    {"BillingAccountType", FocusType::text, false, {}},
    {"BillingCurrency", FocusType::currency, false, {}},
    {"BillingPeriodEnd", FocusType::instant, false, {}},
    {"BillingPeriodStart", FocusType::instant, false, {}},
    {"ChargeCategory", FocusType::text, false, charge_categories},
    {"ChargeClass", FocusType::text, true, charge_classes},
    {"ChargeDescription", FocusType::text, true, {}},
    {"ChargeFrequency", FocusType::text, false, charge_frequencies},
    {"ChargePeriodEnd", FocusType::instant, false, {}},
    {"ChargePeriodStart", FocusType::instant, false, {}},
    {"CommitmentDiscountCategory", FocusType::text, true, commitment_categories},
    {"CommitmentDiscountId", FocusType::text, true, {}},
    {"CommitmentDiscountName", FocusType::text, true, {}},
    {"CommitmentDiscountQuantity", FocusType::decimal, true, {}},
    {"CommitmentDiscountStatus", FocusType::text, true, commitment_statuses},
    {"CommitmentDiscountType", FocusType::text, true, {}},
    {"CommitmentDiscountUnit", FocusType::text, true, {}},
    {"ConsumedQuantity", FocusType::decimal, true, {}},
    {"ConsumedUnit", FocusType::text, true, {}},
    {"ContractedCost", FocusType::decimal, false, {}},
    {"ContractedUnitPrice", FocusType::decimal, true, {}},
    {"EffectiveCost", FocusType::decimal, false, {}},
    {"InvoiceId", FocusType::text, true, {}},
    {"InvoiceIssuerName", FocusType::text, false, {}},
    {"ListCost", FocusType::decimal, false, {}},
    {"ListUnitPrice", FocusType::decimal, true, {}},
    {"PricingCategory", FocusType::text, true, pricing_categories},
    {"PricingCurrency", FocusType::text, false, {}},
    {"PricingCurrencyContractedUnitPrice", FocusType::decimal, true, {}},
    {"PricingCurrencyEffectiveCost", FocusType::decimal, false, {}},
    {"PricingCurrencyListUnitPrice", FocusType::decimal, true, {}},
    {"PricingQuantity", FocusType::decimal, true, {}},
    {"PricingUnit", FocusType::text, true, {}},
    {"ProviderName", FocusType::text, false, {}},
    {"PublisherName", FocusType::text, false, {}},
    {"ResourceId", FocusType::text, true, {}},
    {"ResourceName", FocusType::text, true, {}},
    {"ResourceType", FocusType::text, true, {}},
    {"ServiceCategory", FocusType::text, false, service_categories},
    {"ServiceName", FocusType::text, false, {}},
    {"ServiceSubcategory", FocusType::text, false, {}},
    {"SkuId", FocusType::text, true, {}},
    {"SkuMeter", FocusType::text, true, {}},
    {"SkuPriceDetails", FocusType::json, true, {}},
    {"SkuPriceId", FocusType::text, true, {}},
    {"SubAccountId", FocusType::text, true, {}},
    {"SubAccountName", FocusType::text, true, {}},
    {"SubAccountType", FocusType::text, true, {}},
    {"Tags", FocusType::json, true, {}},
    {"x_Charge", FocusType::text, true, {}},
    {"x_Kind", FocusType::text, true, {}},
    {"x_Machine", FocusType::text, true, {}},
    {"x_Rule", FocusType::text, true, {}},
    {"x_User", FocusType::text, true, {}},
    {"x_Version", FocusType::text, true, {}},
}};

bool all_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// "2026-01-05T14:00:00Z"
bool is_instant(std::string_view text) {
  constexpr std::string_view form = "0000-00-00T00:00:00Z";
  return text.size() == form.size() && std::equal(text.begin(), text.end(), form.begin(), [](char c, char wanted) {
           return wanted == '0' ? c >= '0' && c <= '9' : c == wanted;
         });
}

// An exact decimal with at most twelve places; empty for anything else, and for what is beyond 26
// digits.
std::optional<ExactCost> decimal(std::string_view text) {
  const bool negative = text.starts_with('-');
  text.remove_prefix(negative ? 1 : 0);
  const std::size_t point = std::min(text.find('.'), text.size());
  const std::string_view whole = text.substr(0, point);
  const std::string_view places = point < text.size() ? text.substr(point + 1) : std::string_view("0");
  if (!all_digits(whole) || !all_digits(places) || places.size() > 12 || whole.size() > 26) {
    return std::nullopt;
  }
  Wide number = 0;
  for (const char digit : whole) {
    number = number * 10 + (digit - '0');
  }
  for (std::size_t i = 0; i < 12; ++i) {
    number = number * 10 + (i < places.size() ? places[i] - '0' : 0);
  }
  return ExactCost{negative ? -number : number};
}

std::string type_error(const FocusColumnRule& column, std::string_view text) {
  switch (column.type) {
    case FocusType::decimal:
      return decimal(text) ? "" : "is not a decimal";
    case FocusType::instant:
      return is_instant(text) ? "" : "is not an instant in UTC";
    case FocusType::currency:
      return is_currency_code(text) ? "" : "is not a currency of ISO 4217";
    case FocusType::json:
      return text.starts_with('{') && text.ends_with('}') ? "" : "is not a JSON object";
    case FocusType::text:
      break;
  }
  const bool allowed =
      column.allowed.empty() || std::find(column.allowed.begin(), column.allowed.end(), text) != column.allowed.end();
  return allowed ? "" : "is not one of the allowed values";
}

bool is(const FocusRow& row, FocusColumn column, std::string_view value) { return row[column] == value; }

// Usage and purchases, but not their corrections.
bool is_priced(const FocusRow& row) {
  return (is(row, ChargeCategory, "Usage") || is(row, ChargeCategory, "Purchase")) && row.is_null(ChargeClass);
}

// Both are null, or neither.
bool together(const FocusRow& row, FocusColumn a, FocusColumn b) { return row.is_null(a) == row.is_null(b); }

bool is_product(const FocusRow& row, FocusColumn cost, FocusColumn price) {
  if (row.is_null(price) || row.is_null(PricingQuantity)) {
    return is_priced(row) || row[cost] == row[BilledCost];
  }
  // Both factors have at most six places here.
  const auto quantity = parse_micro(row[PricingQuantity]);
  const auto unit_price = parse_micro(row[price]);
  return quantity && unit_price && decimal(row[cost]) == exact_cost({*quantity}, {*unit_price});
}

struct Rule {
  std::string_view sentence;
  bool (*holds)(const FocusRow& row);
};

constexpr std::array rules{
    Rule{"BillingAccountName goes with BillingAccountId",
         [](const FocusRow& row) { return together(row, BillingAccountId, BillingAccountName); }},
    Rule{"the billing period ends after it starts",
         [](const FocusRow& row) { return row[BillingPeriodStart] < row[BillingPeriodEnd]; }},
    Rule{"the charge period ends after it starts",
         [](const FocusRow& row) { return row[ChargePeriodStart] < row[ChargePeriodEnd]; }},
    Rule{"ChargeFrequency is not Usage-Based for a purchase",
         [](const FocusRow& row) {
           return !is(row, ChargeCategory, "Purchase") || !is(row, ChargeFrequency, "Usage-Based");
         }},
    Rule{"CommitmentDiscountCategory goes with CommitmentDiscountId",
         [](const FocusRow& row) { return together(row, CommitmentDiscountId, CommitmentDiscountCategory); }},
    Rule{"CommitmentDiscountName goes with CommitmentDiscountId",
         [](const FocusRow& row) { return together(row, CommitmentDiscountId, CommitmentDiscountName); }},
    Rule{"CommitmentDiscountType goes with CommitmentDiscountId",
         [](const FocusRow& row) { return together(row, CommitmentDiscountId, CommitmentDiscountType); }},
    Rule{"CommitmentDiscountUnit goes with CommitmentDiscountQuantity",
         [](const FocusRow& row) { return together(row, CommitmentDiscountQuantity, CommitmentDiscountUnit); }},
    Rule{"CommitmentDiscountQuantity is there for usage and purchases of a commitment, and for nothing else",
         [](const FocusRow& row) {
           const bool may = (is(row, ChargeCategory, "Usage") || is(row, ChargeCategory, "Purchase")) &&
                            !row.is_null(CommitmentDiscountId);
           return row.is_null(CommitmentDiscountQuantity) ? !may || !row.is_null(ChargeClass) : may;
         }},
    Rule{"CommitmentDiscountStatus is there for usage of a commitment, and not without a commitment",
         [](const FocusRow& row) {
           return row.is_null(CommitmentDiscountStatus)
                      ? row.is_null(CommitmentDiscountId) || !is(row, ChargeCategory, "Usage")
                      : !row.is_null(CommitmentDiscountId);
         }},
    Rule{"ConsumedQuantity is there for usage that is not the unused part of a commitment, and for nothing else",
         [](const FocusRow& row) {
           const bool may = is(row, ChargeCategory, "Usage") && !is(row, CommitmentDiscountStatus, "Unused");
           return row.is_null(ConsumedQuantity) ? !may || !row.is_null(ChargeClass) : may;
         }},
    Rule{"ConsumedUnit goes with ConsumedQuantity",
         [](const FocusRow& row) { return together(row, ConsumedQuantity, ConsumedUnit); }},
    Rule{"ContractedCost is ContractedUnitPrice times PricingQuantity",
         [](const FocusRow& row) { return is_product(row, ContractedCost, ContractedUnitPrice); }},
    Rule{"ListCost is ListUnitPrice times PricingQuantity",
         [](const FocusRow& row) { return is_product(row, ListCost, ListUnitPrice); }},
    Rule{"unit prices are not less than 0",
         [](const FocusRow& row) {
           return !row[ContractedUnitPrice].starts_with('-') && !row[ListUnitPrice].starts_with('-') &&
                  !row[PricingCurrencyContractedUnitPrice].starts_with('-') &&
                  !row[PricingCurrencyListUnitPrice].starts_with('-');
         }},
    Rule{"usage and purchases have a quantity, unit prices and a SKU",
         [](const FocusRow& row) {
           return !is_priced(row) ||
                  (!row.is_null(PricingQuantity) && !row.is_null(ContractedUnitPrice) && !row.is_null(ListUnitPrice) &&
                   !row.is_null(PricingCategory) && !row.is_null(PricingCurrencyContractedUnitPrice) &&
                   !row.is_null(PricingCurrencyListUnitPrice) && !row.is_null(SkuId) && !row.is_null(SkuPriceId));
         }},
    Rule{"the EffectiveCost of a purchase of tokens to be used later is 0",
         [](const FocusRow& row) {
           return !is(row, ChargeCategory, "Purchase") ||
                  (is(row, EffectiveCost, "0") && is(row, PricingCurrencyEffectiveCost, "0"));
         }},
    Rule{"the EffectiveCost of an adjustment or a credit is its BilledCost",
         [](const FocusRow& row) {
           return (!is(row, ChargeCategory, "Adjustment") && !is(row, ChargeCategory, "Credit")) ||
                  row[EffectiveCost] == row[BilledCost];
         }},
    Rule{"PricingCategory is Committed for usage of a commitment, and not for its purchase",
         [](const FocusRow& row) {
           const bool of_commitment = is(row, ChargeCategory, "Usage") && !row.is_null(CommitmentDiscountId);
           return is(row, PricingCategory, "Committed") == of_commitment;
         }},
    Rule{"PricingUnit goes with PricingQuantity",
         [](const FocusRow& row) { return together(row, PricingQuantity, PricingUnit); }},
    Rule{"ResourceName needs a ResourceId, and is not the same",
         [](const FocusRow& row) {
           return row.is_null(ResourceName) || (!row.is_null(ResourceId) && row[ResourceName] != row[ResourceId]);
         }},
    Rule{"ResourceType goes with ResourceId",
         [](const FocusRow& row) { return together(row, ResourceId, ResourceType); }},
    Rule{"ServiceSubcategory is one of ServiceCategory",
         [](const FocusRow& row) {
           return row[ServiceCategory] != "Business Applications" ||
                  is(row, ServiceSubcategory, "Productivity and Collaboration") ||
                  is(row, ServiceSubcategory, "Other (Business Applications)");
         }},
    Rule{"SkuMeter needs a SkuId", [](const FocusRow& row) { return row.is_null(SkuMeter) || !row.is_null(SkuId); }},
    Rule{"SkuPriceDetails needs a SkuPriceId",
         [](const FocusRow& row) { return row.is_null(SkuPriceDetails) || !row.is_null(SkuPriceId); }},
    Rule{"SubAccountName goes with SubAccountId",
         [](const FocusRow& row) { return together(row, SubAccountId, SubAccountName); }},
    Rule{"SubAccountType goes with SubAccountId",
         [](const FocusRow& row) { return together(row, SubAccountId, SubAccountType); }},
};

}  // namespace

const std::array<FocusColumnRule, focus_column_count>& focus_columns() { return columns; }

std::string why_not_focus(const FocusRow& row) {
  for (std::size_t place = 0; place < columns.size(); ++place) {
    const FocusColumnRule& column = columns[place];
    const std::string& text = row[static_cast<FocusColumn>(place)];
    const std::string error = !text.empty() ? type_error(column, text) : column.may_be_null ? "" : "is null";
    if (!error.empty()) {
      return std::string(column.name) + " " + error;
    }
  }
  const auto broken = std::find_if(rules.begin(), rules.end(), [&](const Rule& rule) { return !rule.holds(row); });
  return broken == rules.end() ? std::string() : std::string(broken->sentence);
}

bool is_currency_code(std::string_view text) {
  return text.size() == 3 && std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace drawdown

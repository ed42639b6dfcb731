// The columns of a FOCUS 1.2 file, and the rules that the specification sets for their values: type, nulls, allowed
// values, and what must hold between columns (FinOps Open Cost and Usage Specification 1.2, "Cost and Usage").
//
//   FocusRow row;                                         // all null
//   row[FocusColumn::ChargeCategory] = "Usage";
//   why_not_focus(row);                                   // "BilledCost is null"; empty if it keeps all rules
//
// Rules that need more than a row (what an invoice says, what a price list publishes) are not among them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace drawdown {

// By the names of the specification, in its order; then our own.
enum class FocusColumn : std::uint8_t {
  BilledCost,
  BillingAccountId,
  BillingAccountName,
  BillingAccountType,
  BillingCurrency,
  BillingPeriodEnd,
  BillingPeriodStart,
  ChargeCategory,
  ChargeClass,
  ChargeDescription,
  ChargeFrequency,
  ChargePeriodEnd,
  ChargePeriodStart,
  CommitmentDiscountCategory,
  CommitmentDiscountId,
  CommitmentDiscountName,
  CommitmentDiscountQuantity,
  CommitmentDiscountStatus,
  CommitmentDiscountType,
  CommitmentDiscountUnit,
  ConsumedQuantity,
  ConsumedUnit,
  ContractedCost,
  ContractedUnitPrice,
  EffectiveCost,
  InvoiceId,
  InvoiceIssuerName,
  ListCost,
  ListUnitPrice,
  PricingCategory,
  PricingCurrency,
  PricingCurrencyContractedUnitPrice,
  PricingCurrencyEffectiveCost,
  PricingCurrencyListUnitPrice,
  PricingQuantity,
  PricingUnit,
  ProviderName,
  PublisherName,
  ResourceId,
  ResourceName,
  ResourceType,
  ServiceCategory,
  ServiceName,
  ServiceSubcategory,
  SkuId,
  SkuMeter,
  SkuPriceDetails,
  SkuPriceId,
  SubAccountId,
  SubAccountName,
  SubAccountType,
  Tags,
  x_Charge,
  x_Kind,
  x_Machine,
  x_Rule,
  x_User,
  x_Version,
};
inline constexpr std::size_t focus_column_count = 58;

enum class FocusType : std::uint8_t { text, decimal, instant, currency, json };

struct FocusColumnRule {
  std::string_view name;
  FocusType type = FocusType::text;
  bool may_be_null = false;
  std::span<const std::string_view> allowed = {};  // empty: any
};

// By FocusColumn.
[[nodiscard]] const std::array<FocusColumnRule, focus_column_count>& focus_columns();

// The cells of a row as text; an empty one is null.
class FocusRow {
 public:
  std::string& operator[](FocusColumn column) { return cells_[static_cast<std::size_t>(column)]; }
  const std::string& operator[](FocusColumn column) const { return cells_[static_cast<std::size_t>(column)]; }
  [[nodiscard]] bool is_null(FocusColumn column) const { return (*this)[column].empty(); }

 private:
  std::array<std::string, focus_column_count> cells_;
};

// The first rule that the row breaks, in words; empty if it keeps all.
[[nodiscard]] std::string why_not_focus(const FocusRow& row);

// Three capital letters, as ISO 4217 has them for national currencies.
[[nodiscard]] bool is_currency_code(std::string_view text);

}  // namespace drawdown

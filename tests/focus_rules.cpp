#include "tests/focus_rules.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <string_view>

namespace drawdown::tests {
namespace {

using Names = std::vector<std::string>;

// A digit of the shape stands for itself and those below, a Z for any capital letter, anything else for itself.
bool has_shape(std::string_view text, std::string_view shape) {
  return std::equal(text.begin(), text.end(), shape.begin(), shape.end(), [](char c, char most) {
    return most >= '0' && most <= '9' ? c >= '0' && c <= most : most == 'Z' ? c >= 'A' && c <= 'Z' : c == most;
  });
}

bool is_instant(std::string_view text) {
  return text.ends_with('Z') && has_shape(text.substr(0, text.size() - 1), "9999-19-39T29:59:59");
}

bool is_decimal(std::string_view text) {
  text.remove_prefix(text.starts_with('-') ? 1 : 0);
  const auto digits = [](std::string_view part) { return has_shape(part, std::string(part.size(), '9')); };
  const std::size_t point = std::min(text.find('.'), text.size());
  const std::string_view whole = text.substr(0, point);
  const std::string_view places = text.substr(std::min(point + 1, text.size()));
  return !whole.empty() && digits(whole) && (point == text.size() || !places.empty()) && digits(places);
}

// Mandatory columns of the specification, and those conditional and recommended ones that apply to prepaid tokens.
const Names mandatory{"BilledCost",        "BillingAccountId",   "BillingAccountName", "BillingCurrency",
                      "BillingPeriodEnd",  "BillingPeriodStart", "ChargeCategory",     "ChargeClass",
                      "ChargeDescription", "ChargePeriodEnd",    "ChargePeriodStart",  "ContractedCost",
                      "EffectiveCost",     "InvoiceIssuerName",  "ListCost",           "PricingQuantity",
                      "PricingUnit",       "ProviderName",       "PublisherName",      "ServiceCategory",
                      "ServiceName"};
const Names conditional{"BillingAccountType",
                        "ChargeFrequency",
                        "CommitmentDiscountCategory",
                        "CommitmentDiscountId",
                        "CommitmentDiscountName",
                        "CommitmentDiscountQuantity",
                        "CommitmentDiscountStatus",
                        "CommitmentDiscountType",
                        "CommitmentDiscountUnit",
                        "ConsumedQuantity",
                        "ConsumedUnit",
                        "ContractedUnitPrice",
                        "InvoiceId",
                        "ListUnitPrice",
                        "PricingCategory",
                        "PricingCurrency",
                        "PricingCurrencyContractedUnitPrice",
                        "PricingCurrencyEffectiveCost",
                        "PricingCurrencyListUnitPrice",
                        "ResourceId",
                        "ResourceName",
                        "ResourceType",
                        "ServiceSubcategory",
                        "SkuId",
                        "SkuMeter",
                        "SkuPriceDetails",
                        "SkuPriceId",
                        "SubAccountId",
                        "SubAccountName",
                        "SubAccountType",
                        "Tags"};

const Names never_null{"BilledCost",
                       "BillingAccountId",
                       "BillingAccountType",
                       "BillingCurrency",
                       "BillingPeriodEnd",
                       "BillingPeriodStart",
                       "ChargeCategory",
                       "ChargeDescription",
                       "ChargeFrequency",
                       "ChargePeriodEnd",
                       "ChargePeriodStart",
                       "ContractedCost",
                       "EffectiveCost",
                       "InvoiceIssuerName",
                       "ListCost",
                       "PricingCurrency",
                       "PricingCurrencyEffectiveCost",
                       "ProviderName",
                       "PublisherName",
                       "ServiceCategory",
                       "ServiceName",
                       "ServiceSubcategory"};

const Names decimals{"BilledCost",
                     "CommitmentDiscountQuantity",
                     "ConsumedQuantity",
                     "ContractedCost",
                     "ContractedUnitPrice",
                     "EffectiveCost",
                     "ListCost",
                     "ListUnitPrice",
                     "PricingCurrencyContractedUnitPrice",
                     "PricingCurrencyEffectiveCost",
                     "PricingCurrencyListUnitPrice",
                     "PricingQuantity"};

const std::map<std::string, std::set<std::string>> allowed{
    {"ChargeCategory", {"Adjustment", "Credit", "Purchase", "Tax", "Usage"}},
    {"ChargeClass", {"", "Correction"}},
    {"ChargeFrequency", {"One-Time", "Recurring", "Usage-Based"}},
    {"CommitmentDiscountCategory", {"", "Spend", "Usage"}},
    {"CommitmentDiscountStatus", {"", "Unused", "Used"}},
    {"PricingCategory", {"", "Committed", "Dynamic", "Other", "Standard"}},
    {"ServiceCategory", {"Business Applications"}},
    {"ServiceSubcategory", {"Other (Business Applications)", "Productivity and Collaboration"}},
};

// Columns that are null together.
const std::vector<Names> together{
    {"BillingAccountId", "BillingAccountType"},
    {"CommitmentDiscountId", "CommitmentDiscountCategory", "CommitmentDiscountName", "CommitmentDiscountType"},
    {"CommitmentDiscountQuantity", "CommitmentDiscountUnit"},
    {"ConsumedQuantity", "ConsumedUnit"},
    {"PricingQuantity", "PricingUnit"},
    {"ResourceId", "ResourceType"},
    {"SkuId", "SkuMeter", "SkuPriceId"},
    {"SubAccountId", "SubAccountName", "SubAccountType"},
};

class RowRules {
 public:
  RowRules(const FocusCells& cells, Names& errors) : cells_(cells), errors_(errors) {}

  void apply() {
    shapes();
    for (const Names& columns : together) {
      for (const std::string& column : columns) {
        expect(null(column) == null(columns[0]), column + " and " + columns[0] + " are not null together");
      }
    }
    commitments();
    prices();
    periods();
    rest();
  }

 private:
  [[nodiscard]] const std::string& at(const std::string& column) const { return cells_.at(column); }
  [[nodiscard]] bool null(const std::string& column) const { return at(column).empty(); }
  [[nodiscard]] bool is(const std::string& column, const std::string& value) const { return at(column) == value; }
  void expect(bool condition, const std::string& error) {
    if (!condition) {
      errors_.push_back(error);
    }
  }

  void shapes() {
    for (const std::string& column : never_null) {
      expect(!null(column), column + " is null");
    }
    for (const std::string& column : decimals) {
      expect(null(column) || is_decimal(at(column)), column + " is no decimal: " + at(column));
    }
    for (const char* column : {"BillingPeriodEnd", "BillingPeriodStart", "ChargePeriodEnd", "ChargePeriodStart"}) {
      expect(is_instant(at(column)), std::string(column) + " is no instant");
    }
    expect(has_shape(at("BillingCurrency"), "ZZZ"), "BillingCurrency is no currency");
    for (const auto& [column, values] : allowed) {
      expect(values.contains(at(column)), column + " is not allowed: " + at(column));
    }
    if (!null("Tags")) {
      const nlohmann::json tags = nlohmann::json::parse(at("Tags"), nullptr, false);
      expect(tags.is_object(), "Tags is no JSON object");
      for (const auto& [key, value] : tags.items()) {
        expect(value.is_string(), "a tag is no text: " + key);
      }
    }
    expect(null("SkuPriceDetails") && null("InvoiceId"), "details or an invoice out of nowhere");
  }

  void commitments() {
    const bool usage = is("ChargeCategory", "Usage");
    const bool committed = !null("CommitmentDiscountId");
    const bool counted = committed && (usage || is("ChargeCategory", "Purchase"));
    expect(null("CommitmentDiscountQuantity") == !counted, "CommitmentDiscountQuantity");
    expect(null("CommitmentDiscountStatus") == !(committed && usage), "CommitmentDiscountStatus");
    expect(null("ConsumedQuantity") == !(usage && !is("CommitmentDiscountStatus", "Unused")), "ConsumedQuantity");
    expect(is("PricingCategory", "Committed") == (committed && usage), "PricingCategory");
    if (is("ChargeCategory", "Purchase")) {
      expect(pico(at("EffectiveCost")) == 0 && pico(at("PricingCurrencyEffectiveCost")) == 0,
             "a prepaid purchase has an EffectiveCost");
      expect(!is("ChargeFrequency", "Usage-Based"), "a purchase is Usage-Based");
      expect(pico(at("CommitmentDiscountQuantity")) > 0, "nothing was bought");
    }
    if (is("CommitmentDiscountStatus", "Unused")) {
      expect(pico(at("CommitmentDiscountQuantity")) > 0, "nothing was left unused");
    }
  }

  void prices() {
    if (is("ChargeCategory", "Usage") || is("ChargeCategory", "Purchase")) {
      for (const char* column : {"PricingQuantity", "ContractedUnitPrice", "ListUnitPrice", "PricingCategory", "SkuId",
                                 "SkuPriceId", "PricingCurrencyContractedUnitPrice", "PricingCurrencyListUnitPrice"}) {
        expect(!null(column), std::string(column) + " is null");
      }
    } else {
      expect(at("EffectiveCost") == at("BilledCost"), "EffectiveCost of an adjustment is not its BilledCost");
      expect(pico(at("ContractedCost")) == pico(at("BilledCost")), "ContractedCost of an adjustment");
      expect(pico(at("ListCost")) == pico(at("BilledCost")), "ListCost of an adjustment");
    }
    for (const char* kind : {"Contracted", "List"}) {
      const std::string price = std::string(kind) + "UnitPrice";
      if (!null(price)) {
        expect(pico(at(price)) >= 0, price + " is less than 0");
        expect(
            pico(at(std::string(kind) + "Cost")) * 1'000'000'000'000 == pico(at(price)) * pico(at("PricingQuantity")),
            std::string(kind) + "Cost is not its price times the quantity");
      }
    }
    const bool purchase = is("ChargeCategory", "Purchase");
    expect(is("PricingCurrency", purchase ? at("BillingCurrency") : "Tokens"), "PricingCurrency");
    if (is("ChargeCategory", "Usage")) {
      expect(at("PricingCurrencyEffectiveCost") == at("PricingQuantity"), "a token does not cost a token");
      expect(pico(at("BilledCost")) == 0, "usage is billed");
      expect(at("EffectiveCost") == at("ContractedCost"), "EffectiveCost");
    }
  }

  void periods() {
    expect(at("BillingPeriodStart") < at("BillingPeriodEnd"), "the billing period has no length");
    expect(at("ChargePeriodStart") < at("ChargePeriodEnd"), "the charge period has no length");
    expect(at("BillingPeriodStart") <= at("ChargePeriodStart") && at("ChargePeriodStart") < at("BillingPeriodEnd"),
           "the charge period does not begin in the billing period");
  }

  void rest() {
    expect(null("ResourceName") || at("ResourceName") != at("ResourceId"), "ResourceName duplicates ResourceId");
    expect(null("ChargeClass"), "ChargeClass");
  }

  const FocusCells& cells_;
  Names& errors_;
};

}  // namespace

Pico pico(const std::string& decimal) {
  const bool negative = decimal.starts_with('-');
  const std::string digits = decimal.substr(negative ? 1 : 0);
  const std::size_t point = std::min(digits.find('.'), digits.size());
  std::string places = point < digits.size() ? digits.substr(point + 1) : "";
  places.resize(12, '0');
  Pico number = 0;
  for (const char digit : digits.substr(0, point) + places) {
    number = number * 10 + (digit - '0');
  }
  return negative ? -number : number;
}

FocusFile read_focus_file(const std::string& csv) {
  FocusFile file;
  std::vector<std::string> row(1);
  bool quoted = false;
  for (std::size_t i = 0; i < csv.size(); ++i) {
    const char c = csv[i];
    if (quoted && c == '"' && i + 1 < csv.size() && csv[i + 1] == '"') {
      row.back() += '"';
      ++i;
    } else if (c == '"') {
      quoted = !quoted;
    } else if (quoted || (c != ',' && c != '\n')) {
      row.back() += c;
    } else if (c == ',') {
      row.emplace_back();
    } else if (file.columns.empty()) {
      file.columns = row;
      row.assign(1, "");
    } else {
      FocusCells cells;
      for (std::size_t column = 0; column < file.columns.size() && column < row.size(); ++column) {
        cells[file.columns[column]] = row[column];
      }
      if (row.size() == file.columns.size()) {
        file.rows.push_back(std::move(cells));
      }
      row.assign(1, "");
    }
  }
  return file;
}

std::vector<std::string> focus_errors(const FocusFile& file) {
  Names errors;
  Names known = mandatory;
  known.insert(known.end(), conditional.begin(), conditional.end());
  for (const std::string& column : known) {
    if (std::find(file.columns.begin(), file.columns.end(), column) == file.columns.end()) {
      return {"no column " + column};
    }
  }
  bool custom = false;
  for (const std::string& column : file.columns) {
    custom = custom || column.starts_with("x_");
    if (column.starts_with("x_") != custom) {
      errors.push_back(column + " comes after custom columns");
    }
    if (!custom && std::find(known.begin(), known.end(), column) == known.end()) {
      errors.push_back("unknown column " + column);
    }
  }
  if (!std::is_sorted(file.columns.begin(), file.columns.end())) {
    errors.emplace_back("the columns are not sorted");
  }
  for (const FocusCells& row : file.rows) {
    RowRules(row, errors).apply();
  }
  return errors;
}

}  // namespace drawdown::tests

#include "engine/planning/break_even_tables.h"

#include <limits>

#include "engine/base/version.h"
#include "engine/report/json.h"

namespace drawdown {
namespace {

constexpr auto text = Cell::Kind::text;
constexpr auto count = Cell::Kind::count;
constexpr auto amount = Cell::Kind::amount;
using Row = std::vector<Cell>;
using Columns = std::vector<Table::Column>;

void append(Row& row, Row more) { row.insert(row.end(), more.begin(), more.end()); }
void append(Columns& columns, const Columns& more) { columns.insert(columns.end(), more.begin(), more.end()); }

Cell whole_cell(const std::optional<Wide>& number) {
  if (!number) {
    return {};
  }
  if (*number > std::numeric_limits<std::int64_t>::max()) {
    throw OverflowError("a break-even is beyond 64 bits: the token or the rate is next to nothing beside the price");
  }
  return static_cast<std::uint64_t>(*number);
}

// To six places; empty beyond what an amount holds.
Cell amount_cell(const Fraction& value) {
  const std::optional<std::int64_t> micro = parse_micro(rounded(value, 6));
  return micro ? Cell(Tokens{*micro}) : Cell();
}

Columns fraction_columns(const std::string& name, const std::string& prefix) {
  return {{name, text}, {prefix + "rounded", amount}, {prefix + "numerator", text}, {prefix + "denominator", text}};
}

// Numerators can be longer than any number that readers of tables hold: they are text.
Row cells_of(const Fraction& value) {
  const std::optional<std::string> exact = decimal(value);
  return {exact ? Cell(*exact) : Cell(), amount_cell(value), format(value.numerator), format(value.denominator)};
}

Row cells_of(const BreakEven& value) {
  if (value.kind != BreakEven::Kind::at) {
    return {value.kind == BreakEven::Kind::tokens_free ? "never" : "always", {}, {}, {}};
  }
  return cells_of(value.at);
}

const Columns whole_columns{{"tokens_cheaper_through", count}, {"tie_at", count}, {"tokens_dearer_from", count}};

Row whole_cells(const BreakEven& value) {
  return {whole_cell(value.cheaper_through()), whole_cell(value.tie()), whole_cell(value.dearer_from())};
}

Row price_cells(const TokenPrice& price) { return {source_word(price.source), price.order_from}; }

}  // namespace

std::string source_word(TokenPrice::Source source) {
  switch (source) {
    case TokenPrice::Source::list:
      return "list";
    case TokenPrice::Source::scenario:
      return "scenario";
    case TokenPrice::Source::given:
      break;
  }
  return "given";
}

Table break_even_table(const Scenario& scenario, const BreakEvenStudy& study) {
  Columns columns{{"product", text},        {"counted", text},        {"rate", amount},      {"per", amount},
                  {"subscription", amount}, {"token_price_of", text}, {"order_from", amount}};
  append(columns, fraction_columns("token_price", "token_price_"));
  append(columns, fraction_columns("break_even", ""));
  append(columns, whole_columns);
  Table table(columns);
  for (const PricedProduct& product : study.products) {
    for (const TokenPrice& price : study.prices) {
      const BreakEven value = break_even(product, price);
      Row row{scenario.products[product.product.value].name, counted_word(product.counted), product.rate, product.per,
              product.subscription};
      append(row, price_cells(price));
      append(row, cells_of(price.price));
      append(row, cells_of(value));
      append(row, whole_cells(value));
      table.add(std::move(row));
    }
  }
  return table;
}

Table sensitivity_table(const Scenario& scenario, const BreakEvenStudy& study) {
  Columns columns{{"product", text},
                  {"counted", text},
                  {"token_price_of", text},
                  {"order_from", amount},
                  {"subscription_percent_off", count},
                  {"token_percent_off", count}};
  append(columns, fraction_columns("break_even", ""));
  append(columns, whole_columns);
  Table table(columns);
  for (const PricedProduct& product : study.products) {
    for (const TokenPrice& price : study.prices) {
      for (const int off_token : off_tokens) {
        for (const int off_subscription : off_subscriptions) {
          const BreakEven value = break_even(product, price, off_subscription, off_token);
          Row row{scenario.products[product.product.value].name, counted_word(product.counted)};
          append(row, price_cells(price));
          append(row, {static_cast<std::uint64_t>(off_subscription), static_cast<std::uint64_t>(off_token)});
          append(row, cells_of(value));
          append(row, whole_cells(value));
          table.add(std::move(row));
        }
      }
    }
  }
  return table;
}

Table collection_table(const Scenario& scenario, const BreakEvenStudy& study) {
  Columns columns{{"collection", text},   {"price", amount}, {"token_price_of", text},
                  {"order_from", amount}, {"point", text},   {"product", text}};
  append(columns, fraction_columns("at", ""));
  columns.push_back({"other_product", text});
  append(columns, fraction_columns("other_at", "other_"));
  Table table(columns);
  const auto name_of = [&](const PricedProduct& product) { return scenario.products[product.product.value].name; };
  for (const PricedCollection& collection : study.collections) {
    for (const TokenPrice& price : study.prices) {
      const auto add = [&](const char* point, const Cell& product, Row at, const Cell& other, Row other_at) {
        Row row{scenario.entitlements.collections[collection.place].name, collection.price};
        append(row, price_cells(price));
        append(row, {point, product});
        append(row, std::move(at));
        row.push_back(other);
        append(row, std::move(other_at));
        table.add(std::move(row));
      };
      const Row none(4);
      add("tokens", {}, cells_of(tokens_of(collection, price)), {}, none);
      for (std::size_t i = 0; i < collection.products.size(); ++i) {
        add("alone", name_of(collection.products[i]), cells_of(alone(collection, i, price)), {}, none);
      }
      for (std::size_t i = 0; i < collection.products.size(); ++i) {
        for (std::size_t j = i + 1; j < collection.products.size(); ++j) {
          if (!is_paid(collection.products[i], price) || !is_paid(collection.products[j], price)) {
            continue;
          }
          const std::string first = name_of(collection.products[i]);
          const std::string second = name_of(collection.products[j]);
          const std::optional<Corners> corners = against_mix(collection, i, j, price);
          if (!corners) {
            const Row nowhere{"never", {}, {}, {}};
            add("mix", first, nowhere, second, nowhere);
            continue;
          }
          add("mix", first, cells_of(corners->upper.first), second, cells_of(corners->upper.second));
          add("mix", first, cells_of(corners->lower.first), second, cells_of(corners->lower.second));
        }
      }
    }
  }
  return table;
}

std::string break_even_json(const Scenario& scenario, const BreakEvenStudy& study) {
  const Record record{
      {"scenario", scenario.name}, {"currency", scenario.currency}, {"day", format(study.day)}, {"version", version()}};
  return to_json(record, {{"break_even", to_json(break_even_table(scenario, study))},
                          {"sensitivity", to_json(sensitivity_table(scenario, study))},
                          {"collections", to_json(collection_table(scenario, study))}});
}

}  // namespace drawdown

#include "engine/planning/usage_tables.h"

#include <array>
#include <cstddef>
#include <vector>

#include "engine/analysis/ledgers.h"
#include "engine/analysis/utc_column.h"
#include "engine/base/version.h"
#include "engine/planning/break_even_tables.h"
#include "engine/report/csv.h"
#include "engine/report/json.h"

namespace drawdown {
namespace {

constexpr auto text = Cell::Kind::text;
constexpr auto count = Cell::Kind::count;
constexpr auto amount = Cell::Kind::amount;
using Row = std::vector<Cell>;

constexpr std::array<unsigned, 6> days_percents{10, 25, 50, 75, 90, 100};
constexpr std::array<unsigned, 3> renewal_percents{10, 50, 90};

struct HourTag {
  static constexpr const char* name = "hours";
};
using Hours = Amount<HourTag>;

// To the nearest millionth, halves up.
Hours hours(std::uint64_t seconds) {
  constexpr Wide hour = 3600;
  return {narrow((Wide{seconds} * micro_per_unit + hour / 2) / hour, HourTag::name)};
}

struct MinuteTag {
  static constexpr const char* name = "minutes";
};
Cell minutes(std::optional<std::uint32_t> seconds) {
  constexpr Wide minute = 60;
  if (!seconds) {
    return {};
  }
  return Amount<MinuteTag>{narrow((Wide{*seconds} * micro_per_unit + minute / 2) / minute, MinuteTag::name)};
}

// What rows and products have in common.
const std::array<Table::Column, 18> sum_columns{{{"sessions", count},
                                                 {"hours", amount},
                                                 {"covered_hours", amount},
                                                 {"charged_days", count},
                                                 {"charges", count},
                                                 {"renewals", count},
                                                 {"tokens", amount},
                                                 {"cost", amount},
                                                 {"free_launches", count},
                                                 {"short_launches", count},
                                                 {"short_windows", count},
                                                 {"short_window_tokens", amount},
                                                 {"short_window_cost", amount},
                                                 {"tails", count},
                                                 {"tail_tokens", amount},
                                                 {"tail_cost", amount},
                                                 {"avoidable_tokens", amount},
                                                 {"avoidable_cost", amount}}};

// In their order, to a writer of CSV or to cells.
template <class Out>
void put(const UsageSums& sums, Out&& out) {
  out.count(sums.sessions);
  out.amount(hours(sums.seconds).micro);
  out.amount(hours(sums.covered_seconds).micro);
  out.count(sums.charged_days);
  out.count(sums.all.charges);
  out.count(sums.renewals);
  out.amount(sums.all.tokens.micro);
  out.amount(sums.all.cost.micro);
  out.count(sums.free_launches);
  out.count(sums.short_launches);
  ChargeSum avoidable = sums.short_windows;
  avoidable += sums.tails;
  for (const ChargeSum* sum : {&sums.short_windows, &sums.tails}) {
    out.count(sum->charges);
    out.amount(sum->tokens.micro);
    out.amount(sum->cost.micro);
  }
  out.amount(avoidable.tokens.micro);
  out.amount(avoidable.cost.micro);
}

struct Cells {
  Row& row;
  void count(std::uint64_t number) const { row.emplace_back(number); }
  void amount(std::int64_t micro) const { row.emplace_back(Tokens{micro}); }
};

std::string name_of(const UsageResults& results, ProductId product) {
  return results.scenario.products[product.value].name;
}

// As an exact decimal, or to six places; or a word.
std::string break_even_text(const BreakEven& value) {
  if (value.kind != BreakEven::Kind::at) {
    return value.kind == BreakEven::Kind::tokens_free ? "never" : "always";
  }
  return decimal(value.at).value_or(rounded(value.at, 6));
}

// To six places; empty beyond what an amount holds.
Cell price_of(const TokenPrice& price) {
  const std::optional<std::int64_t> micro = parse_micro(rounded(price.price, 6));
  return micro ? Cell(Money{*micro}) : Cell();
}

std::uint64_t heavy_users(const UsageStudy& study, ProductId product) {
  std::uint64_t users = 0;
  for (const std::uint32_t row : study.heavy) {
    users += study.report.rows[row].product == product ? 1U : 0U;
  }
  return users;
}

Table user_table(const UsageResults& results, const std::vector<std::uint32_t>& rows) {
  Table table({{"user", text},
               {"product", text},
               {"days_per_year", amount},
               {"tokens", amount},
               {"cost", amount},
               {"cheaper", text}});
  for (std::size_t i = 0; i < rows.size() && i < 100; ++i) {
    const UserProduct& row = results.study.report.rows[rows[i]];
    const std::optional<Cheaper> cheaper = results.study.cheaper(row);
    table.add({results.trace.users[row.user], name_of(results, row.product),
               yearly(row.sums.access_days, results.study.days_of_years), row.sums.all.tokens, row.sums.all.cost,
               cheaper ? Cell(cheaper_word(*cheaper)) : Cell()});
  }
  return table;
}

Table pair_table(const UsageResults& results) {
  Table table({{"product", text}, {"other_product", text}, {"days", count}, {"users", count}});
  for (const ProductPair& pair : results.study.pairs) {
    table.add({name_of(results, pair.one), name_of(results, pair.other), pair.days, pair.users});
  }
  return table;
}

std::vector<Table::Column> product_columns() {
  std::vector<Table::Column> columns{{"product", text},      {"users", count},       {"charged_users", count},
                                     {"half_users", count},  {"access_days", count}, {"refused_days", count},
                                     {"covered_days", count}};
  columns.insert(columns.end(), sum_columns.begin(), sum_columns.end());
  for (const unsigned percent : days_percents) {
    columns.push_back({percent == 100 ? "days_most" : "days_p" + std::to_string(percent), amount});
  }
  for (std::size_t i = 1; i < days_classes; ++i) {
    columns.push_back({"users_to_" + std::to_string(i * days_class), count});
  }
  columns.push_back({"users_above_" + std::to_string((days_classes - 1) * days_class), count});
  for (const unsigned percent : renewal_percents) {
    columns.push_back({"renewal_minutes_p" + std::to_string(percent), amount});
  }
  for (const std::uint32_t minute : minute_classes) {
    columns.push_back({"renewals_below_" + std::to_string(minute) + "m", count});
  }
  columns.push_back({"renewals_from_" + std::to_string(minute_classes.back()) + "m", count});
  for (const char* name : {"counted", "token_price_of"}) {
    columns.push_back({name, text});
  }
  for (const char* name : {"subscription", "token_price"}) {
    columns.push_back({name, amount});
  }
  columns.push_back({"break_even", text});
  columns.push_back({"heavy_users", count});
  return columns;
}

}  // namespace

void write_usage(OutputFile& file, const UsageResults& results) {
  std::string rows;
  CsvWriter csv(rows);
  for (const char* name : {"user", "product", "access_days", "days_per_year", "refused_days", "covered_days"}) {
    csv.plain(name);
  }
  for (const Table::Column& column : sum_columns) {
    csv.plain(column.name);
  }
  csv.plain("cheaper").end_row();
  for (const UserProduct& row : results.study.report.rows) {
    const UsageSums& sums = row.sums;
    csv.text(results.trace.users[row.user]).text(results.scenario.products[row.product.value].name);
    csv.count(sums.access_days).amount(yearly(sums.access_days, results.study.days_of_years).micro);
    csv.count(sums.refused_days).count(sums.covered_days);
    put(sums, csv);
    const std::optional<Cheaper> cheaper = results.study.cheaper(row);
    csv.plain(cheaper ? cheaper_word(*cheaper) : "").end_row();
    csv.spill(file);
  }
  file.write(rows);
}

Table usage_product_table(const UsageResults& results) {
  Table table(product_columns());
  for (const ProductUsage& usage : results.study.products) {
    Row row{name_of(results, usage.product),
            usage.users,
            usage.charged_users,
            usage.half_users,
            usage.sums.access_days,
            usage.sums.refused_days,
            usage.sums.covered_days};
    put(usage.sums, Cells{row});
    for (const unsigned percent : days_percents) {
      row.emplace_back(usage.days_quantile(percent));
    }
    for (const std::uint64_t users : usage.histogram()) {
      row.emplace_back(users);
    }
    for (const unsigned percent : renewal_percents) {
      row.push_back(minutes(usage.renewal_quantile(percent)));
    }
    for (const std::uint64_t renewals : usage.renewal_histogram()) {
      row.emplace_back(renewals);
    }
    if (const UsageLine* line = results.study.line_of(usage.product)) {
      row.insert(row.end(),
                 {counted_word(line->product.counted), source_word(line->price.source), line->product.subscription,
                  price_of(line->price), break_even_text(line->at), heavy_users(results.study, usage.product)});
    } else {
      row.resize(table.columns().size());
    }
    table.add(std::move(row));
  }
  return table;
}

Table largest_users_table(const UsageResults& results) { return user_table(results, results.study.largest); }

Table product_pair_table(const UsageResults& results) { return pair_table(results); }

Table histogram_table(const UsageResults& results) {
  Table table({{"product", text}, {"access_days", text}, {"middle", count}, {"users", count}});
  for (const ProductUsage& usage : results.study.products) {
    std::uint64_t low = 0;
    for (const std::uint64_t users : usage.histogram()) {
      const bool last = low == (days_classes - 1) * days_class;
      table.add({name_of(results, usage.product),
                 last ? "above " + std::to_string(low) : "to " + std::to_string(low + days_class), low + days_class / 2,
                 users});
      low += days_class;
    }
  }
  return table;
}

void write_usage_days(OutputFile& file, const UsageResults& results) {
  std::string rows;
  CsvWriter csv(rows);
  for (const char* name : {"date", "user", "number", "products", "charges", "tokens", "cost"}) {
    csv.plain(name);
  }
  csv.end_row();
  std::string names;
  for (const MultiProductDay& day : results.study.report.days) {
    names.clear();
    for (const ProductId product : results.study.report.products_of(day)) {
      names.append(names.empty() ? "" : ";").append(results.scenario.products[product.value].name);
    }
    csv.plain(format(day.day)).text(results.trace.users[day.user]).count(day.products).text(names);
    csv.count(day.sum.charges).amount(day.sum.tokens.micro).amount(day.sum.cost.micro).end_row();
    csv.spill(file);
  }
  file.write(rows);
}

void write_avoidable(OutputFile& file, const UsageResults& results) {
  const Trace& trace = results.trace;
  std::string rows;
  CsvWriter csv(rows);
  for (const char* name : {"charge", "at", "until", "user", "product", "version", "machine", "team", "way",
                           "used_seconds", "tokens", "cost", "session_open", "session_close"}) {
    csv.plain(name);
  }
  csv.end_row();
  UtcColumn at;
  UtcColumn until;
  UtcColumn open;
  UtcColumn close;
  for (const AvoidableCharge& charge : results.study.report.avoidable) {
    const ChargeUnit& unit = trace.units[charge.unit.value];
    csv.count(charge.number).plain(at(charge.at)).plain(until(charge.until));
    csv.text(trace.users[unit.user]).text(results.scenario.products[unit.product.value].name);
    csv.text(trace.versions[unit.version]).text(trace.machines[unit.machine]).text(trace.teams[unit.team]);
    csv.plain(charge.kind == ChargeKind::open ? "short" : "tail").count(charge.used);
    csv.amount(charge.tokens.micro).amount(charge.cost.micro);
    csv.plain(open(Instant{trace.open[charge.session]})).plain(close(Instant{trace.close[charge.session]})).end_row();
    csv.spill(file);
  }
  file.write(rows);
}

std::string usage_json(const UsageResults& results) {
  const Scenario& scenario = results.scenario;
  const UsageStudy& study = results.study;
  constexpr std::int64_t minute = 60;
  Record record{{"scenario", scenario.name},
                {"currency", scenario.currency},
                {"from", format(scenario.from)},
                {"until", format(scenario.until)},
                {"days_of_years", static_cast<std::uint64_t>(study.days_of_years)},
                {"short_minutes", static_cast<std::uint64_t>(study.report.limits.short_use.seconds / minute)},
                {"tail_minutes", static_cast<std::uint64_t>(study.report.limits.tail.seconds / minute)},
                {"users", study.users},
                {"access_days", study.total.access_days},
                {"refused_days", study.total.refused_days},
                {"covered_days", study.total.covered_days}};
  Row sums;
  put(study.total, Cells{sums});
  for (std::size_t i = 0; i < sums.size(); ++i) {
    record.emplace_back(sum_columns[i].name, sums[i]);
  }
  record.emplace_back("multi_product_days", static_cast<std::uint64_t>(study.report.days.size()));
  record.emplace_back("heavy_rows", static_cast<std::uint64_t>(study.heavy.size()));
  record.emplace_back("version", version());
  return to_json(record, {{"products", to_json(usage_product_table(results))},
                          {"pairs", to_json(pair_table(results))},
                          {"heavy_users", to_json(user_table(results, study.heavy))},
                          {"largest_users", to_json(user_table(results, study.largest))}});
}

}  // namespace drawdown

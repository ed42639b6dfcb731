#include "engine/trace/why_bad.h"

#include <cstddef>
#include <optional>

#include "engine/trace/bad_cell.h"

namespace drawdown {
namespace {

std::string why_bad_shape(const Header& header, const CsvRow& row) {
  const std::size_t fields = row.fields().size();
  std::string reason = why_bad_quotes(row);
  reason = reason.empty() ? why_too_many(fields, header.columns) : reason;
  for (std::size_t field = 0; reason.empty() && field < field_count; ++field) {
    if (header.place[field] != Header::absent && header.place[field] >= fields) {
      reason = why_too_few(fields, field_names[field], header.place[field]);
    }
  }
  return reason;
}

std::string_view name_of(Field field) { return field_names[static_cast<std::size_t>(field)]; }

std::string_view text_of(const Header& header, const CsvRow& row, Field field) {
  return header[field] == Header::absent ? std::string_view() : row.fields()[header[field]];
}

std::string why_per_result(const RateSheet& products, std::string_view name) {
  const std::optional<ProductId> product = find_product(products, name);
  return product && products[product->value].per_result
             ? "product " + quoted_cell(name) + " is charged per result: its use belongs to usage.results"
             : "";
}

std::string why_bad_times(const ReadPlan& plan, const CsvRow& row) {
  const TraceRequest& request = plan.request;
  const std::string_view open_text = text_of(plan.header, row, Field::open);
  const std::string_view close_text = text_of(plan.header, row, Field::close);
  const Instant open = parse_instant(open_text, request.zone)->instant;
  if (!close_text.empty() && parse_instant(close_text, request.zone)->instant < open) {
    return "it closes before it opens: " + quoted_cell(close_text) + " is before " + quoted_cell(open_text);
  }
  const std::string_view name = text_of(plan.header, row, Field::product);
  for (const Product& product : request.products) {
    const bool inside = request.begin <= open && open < request.end;
    if (product.name == name && inside && product.rate_at(open) == nullptr) {
      return "no rate of " + quoted_cell(name) + " is in force at " + quoted_cell(open_text) + "; its first is from " +
             format_utc(product.rates.front().from) + " on";
    }
  }
  return "";
}

}  // namespace

std::string why_bad(const ReadPlan& plan, const CsvRow& row) {
  const Header& header = plan.header;
  const Zone& zone = plan.request.zone;
  std::string reason = why_bad_shape(header, row);
  const auto otherwise = [&reason](auto&& next) {
    if (reason.empty()) {
      reason = next();
    }
  };
  const auto text = [&](Field field) { return text_of(header, row, field); };
  const auto name = [&](Field field, bool required) {
    otherwise([&] { return why_bad_name(text(field), name_of(field), required); });
  };
  name(Field::user, true);
  name(Field::product, true);
  otherwise([&] { return why_bad_product(plan.request.products, text(Field::product)); });
  otherwise([&] { return why_per_result(plan.request.products, text(Field::product)); });
  otherwise([&] { return why_bad_instant(text(Field::open), name_of(Field::open), true, zone); });
  otherwise([&] { return why_bad_instant(text(Field::close), name_of(Field::close), false, zone); });
  name(Field::version, false);
  name(Field::machine, false);
  name(Field::team, false);
  otherwise([&] { return why_bad_times(plan, row); });
  return reason;
}

}  // namespace drawdown

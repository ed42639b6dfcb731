#include "tools/drawdown/terminal/break_even_view.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstddef>
#include <vector>

#include "engine/planning/break_even_tables.h"
#include "tools/drawdown/terminal/amounts.h"
#include "tools/drawdown/terminal/columns.h"
#include "tools/drawdown/terminal/heading.h"
#include "tools/drawdown/terminal/text.h"

namespace drawdown::program {
namespace {

using Rows = std::vector<std::vector<std::string>>;

constexpr std::size_t longest_name = 14;
constexpr std::size_t longest_fraction = 9;
constexpr std::size_t most_pairs = 6;  // of a collection; the file has all

std::string tenths_of(const Fraction& value) { return grouped(rounded(value, 1)); }

std::string tenths_of(const BreakEven& value) {
  if (value.kind != BreakEven::Kind::at) {
    return value.kind == BreakEven::Kind::tokens_free ? "never" : "always";
  }
  return tenths_of(value.at);
}

std::string exact_text(const BreakEven& value) {
  if (value.kind != BreakEven::Kind::at) {
    return "-";
  }
  const std::string text = format(value.at);
  return text.size() <= longest_fraction ? text : "";
}

std::string whole_of(const std::optional<Wide>& number) { return number ? grouped(format(*number)) : "-"; }

class View {
 public:
  View(const BreakEvenView& view, const Screen& screen)
      : scenario_(view.scenario), study_(view.study), screen_(screen), currency_(printable(scenario_.currency)) {}

  [[nodiscard]] std::string text() const {
    std::string out = heading_of(scenario_, screen_);
    for (const TokenPrice& price : study_.prices) {
      if (!study_.products.empty()) {
        out += "\n" + note(fmt::format("At {} on {}:", words_of(price), format(study_.day)));
        out += table_lines(products(price), screen_);
      }
    }
    if (!study_.products.empty()) {
      out += "\n" + note(legend()) + "\n" +
             note(fmt::format("With discounts, from {}:", words_of(usual_price(study_.prices))));
      out += table_lines(discounts(), screen_);
    }
    for (const PricedCollection& collection : study_.collections) {
      out += "\n" + collection_text(collection);
    }
    for (const ProductId product : study_.left_out) {
      out += "\n" + note(fmt::format("{} is left out: its price or its rate begins after {}.", name_of(product, false),
                                     format(study_.day)));
    }
    return out;
  }

 private:
  [[nodiscard]] std::string note(const std::string& words) const { return hanging("", 1, words, screen_.width - 1); }

  [[nodiscard]] std::string name_of(ProductId product, bool cut = true) const {
    std::string name = printable(scenario_.products[product.value].name);
    return cut ? shortened(name, longest_name, !screen_.pictures) : name;
  }

  [[nodiscard]] std::string words_of(const TokenPrice& price) const {
    const std::optional<std::string> exact = decimal(price.price);
    const bool is_short = exact && exact->size() <= longest_fraction;
    std::string words = fmt::format("{} {} a token", is_short ? *exact : "about " + rounded(price.price, 6), currency_);
    if (price.source == TokenPrice::Source::scenario) {
      return words + ", the average of the purchases usable";
    }
    return price.order_from ? words + fmt::format(", list, orders from {} tokens", text_of(*price.order_from)) : words;
  }

  [[nodiscard]] Rows products(const TokenPrice& price) const {
    Rows rows{{"Product", "A year", "Rate", "Equal at", "Exactly", "Up to", "Tie", "From", ""}};
    for (const PricedProduct& product : study_.products) {
      const BreakEven value = break_even(product, price);
      const std::string rate = format(product.rate) + (product.per ? " / " + format(*product.per) : std::string());
      rows.push_back({name_of(product.product), text_of(*product.subscription), rate, tenths_of(value),
                      exact_text(value), whole_of(value.cheaper_through()), whole_of(value.tie()),
                      whole_of(value.dearer_from()),
                      product.counted == Counted::days ? "" : counted_word(product.counted)});
    }
    return rows;
  }

  [[nodiscard]] std::string legend() const {
    const auto counts = [this](Counted counted) {
      return std::any_of(study_.products.begin(), study_.products.end(),
                         [counted](const PricedProduct& product) { return product.counted == counted; });
    };
    std::string words = fmt::format("{} of a user in a year. Up to: tokens are cheaper; from: the subscription is.",
                                    counts(Counted::days) ? "Access days" : "Use");
    if (counts(Counted::charges)) {
      words += " Charges, because the rules' window is not a day for each user.";
    }
    if (counts(Counted::units)) {
      words += " Units: so many results as the rate is for.";
    }
    return words + " What a token costs is decided by the organisation's orders, not by one user's days.";
  }

  [[nodiscard]] Rows discounts() const {
    Rows rows{{"Off the subscription", "Off the token"}};
    for (const int off : off_subscriptions) {
      rows[0].push_back(fmt::format("{} %", off));
    }
    for (const PricedProduct& product : study_.products) {
      for (const int off_token : off_tokens) {
        auto& row = rows.emplace_back();
        row = {off_token == 0 ? name_of(product.product) : "", fmt::format("{} %", off_token)};
        for (const int off : off_subscriptions) {
          row.push_back(tenths_of(break_even(product, usual_price(study_.prices), off, off_token)));
        }
      }
    }
    return rows;
  }

  [[nodiscard]] std::string collection_text(const PricedCollection& collection) const {
    const TokenPrice price = usual_price(study_.prices);
    const BreakEven tokens = tokens_of(collection, price);
    std::string words = fmt::format(
        "{}, {} {} a user and year, at {}: ", printable(scenario_.entitlements.collections[collection.place].name),
        text_of(collection.price), currency_, words_of(price));
    if (tokens.kind != BreakEven::Kind::at) {
      return note(words +
                  (tokens.kind == BreakEven::Kind::tokens_free ? "tokens cost nothing." : "neither costs anything."));
    }
    const std::string exact = exact_text(tokens);
    words += fmt::format("cheaper than tokens beyond {} tokens{}{}.", tenths_of(tokens),
                         tokens.at.is_whole() || exact.empty() ? "" : fmt::format(" ({})", exact),
                         tokens.at.is_whole() ? ", and equal there" : "");
    Rows rows{{"Only this product", "Rate", "Equal at", "Exactly", "Up to", "Tie", "From"}};
    for (std::size_t i = 0; i < collection.products.size(); ++i) {
      const BreakEven value = alone(collection, i, price);
      rows.push_back({name_of(collection.products[i].product), format(collection.products[i].rate), tenths_of(value),
                      exact_text(value), whole_of(value.cheaper_through()), whole_of(value.tie()),
                      whole_of(value.dearer_from())});
    }
    return note(words) + table_lines(rows, screen_) + pairs(collection, price);
  }

  [[nodiscard]] std::string pairs(const PricedCollection& collection, const TokenPrice& price) const {
    Rows rows{{"Against the best mix", "Of one", "Of other", "to", "Of one", "Of other"}};
    std::size_t all = 0;
    for (std::size_t i = 0; i < collection.products.size(); ++i) {
      for (std::size_t j = i + 1; j < collection.products.size(); ++j) {
        if (!is_paid(collection.products[i], price) || !is_paid(collection.products[j], price)) {
          continue;
        }
        if (++all > most_pairs) {
          continue;
        }
        auto& row = rows.emplace_back();
        row = {fmt::format("{}, {}", name_of(collection.products[i].product), name_of(collection.products[j].product))};
        if (const auto corners = against_mix(collection, i, j, price)) {
          row.insert(row.end(), {tenths_of(corners->upper.first), tenths_of(corners->upper.second), "",
                                 tenths_of(corners->lower.first), tenths_of(corners->lower.second)});
        } else {
          row.insert(row.end(), {"never", "", "", "", ""});
        }
      }
    }
    if (all == 0) {
      return "";
    }
    std::string words =
        "The collection is cheaper than the best mix of tokens and single subscriptions beyond the line between both "
        "points, with more of one than at the first and more of the other than at the second.";
    if (all > most_pairs) {
      words += fmt::format(" {} further pairs are in break_even_collections.csv (-o).", all - most_pairs);
    }
    return "\n" + table_lines(rows, screen_) + note(words);
  }

  const Scenario& scenario_;
  const BreakEvenStudy& study_;
  const Screen& screen_;
  std::string currency_;
};

}  // namespace

std::string show(const BreakEvenView& view, const Screen& screen) { return View(view, screen).text(); }

}  // namespace drawdown::program

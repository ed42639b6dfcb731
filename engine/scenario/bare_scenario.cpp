#include "engine/scenario/bare_scenario.h"

#include <array>
#include <filesystem>
#include <memory>
#include <set>
#include <vector>

#include "engine/base/input_error.h"
#include "engine/report/json.h"
#include "engine/trace/byte_source.h"
#include "engine/trace/small_file.h"

namespace drawdown {
namespace {

std::set<std::string> products_of(const std::string& log) {
  constexpr std::array columns{WantedColumn{"user", true}, WantedColumn{"product", true}, WantedColumn{"open", true}};
  const std::string needs = "user, product, open and close are needed";
  const std::unique_ptr<ByteSource> source = open_source(log, nullptr);
  SmallFile file(*source, log, columns, needs);
  std::set<std::string> products;
  std::vector<BadRow> bad;  // the reader of sessions says what is bad
  file.read(
      true, bad, [] { return std::string(); },
      [&] {
        if (const std::string_view product = file.text(1); !product.empty()) {
          products.emplace(product);
        }
      });
  return products;
}

}  // namespace

std::string bare_scenario(const std::string& log, const BareScenario& bare) {
  const std::set<std::string> products = products_of(log);
  if (products.empty()) {
    throw InputError({log}, "has no session");
  }
  std::string yaml =
      "# Of a log without a scenario. Every product costs one token here, and the pool owes what it is asked\n"
      "# for: put your rates, rules and pool in their places.\n";
  yaml += "name: " + json_text(std::filesystem::path(log).filename().string()) + "\n";
  yaml += "time_zone: " + json_text(bare.time_zone) + "\n";
  yaml += "from: " + format(bare.from) + "\nuntil: " + format(bare.until) + "\n";
  yaml += "currency: USD\nrules: {preset: flex, when_empty: overdraft}\nrates:\n";
  for (const std::string& product : products) {
    yaml += "  " + json_text(product) + ": 1\n";
  }
  yaml += "pool: {tranches: []}\n";
  return yaml + "usage: {sessions: " + json_text(std::filesystem::absolute(log).string()) + "}\n";
}

}  // namespace drawdown

// Any bytes are a scenario or an InputError; nothing else escapes, nothing crashes. What follows a NUL byte, which no
// YAML may hold, is an override.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "engine/base/check.h"
#include "engine/base/input_error.h"
#include "engine/scenario/describe.h"
#include "engine/scenario/load.h"
#include "engine/scenario/variants.h"

using namespace drawdown;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::size_t nul = bytes.find('\0');
  try {
    LoadOptions options;
    if (nul != std::string_view::npos && nul > 0) {
      options.overrides.push_back(parse_override(bytes.substr(nul + 1)));
    }
    const std::string_view yaml = nul == 0 ? bytes : bytes.substr(0, nul);
    const Scenario scenario = load_scenario_text(yaml, "fuzz.yaml", "folder", options);
    check(scenario.begin < scenario.end, "a scenario's horizon is not empty");
    check(!scenario.products.empty(), "a scenario has a rate sheet");
    check(!describe(scenario.rules, scenario).empty(), "rules can be said in words");
    // Each variant is a scenario of its own: large grids would only take long.
    if (yaml.find("vary") == std::string_view::npos || std::count(yaml.begin(), yaml.end(), ',') < 12) {
      const VariantSet set = load_variants_text(yaml, "fuzz.yaml", "folder");
      for (const Variant& variant : set.variants) {
        check(!variant.name.empty() && !variant.steps.empty(), "a variant has a name and changes something");
      }
    }
  } catch (const InputError& error) {
    check(!error.message().empty(), "an error says what is wrong");
  }
  return 0;
}

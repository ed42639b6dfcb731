#include "engine/scenario/manual.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "engine/scenario/describe.h"
#include "engine/scenario/manual_text.h"
#include "engine/scenario/settings.h"

namespace drawdown {
namespace {

constexpr std::size_t width = 110;

// Appends a paragraph whose lines are not too long; all but the first begin with `indent`.
void append_wrapped(std::string& out, std::string_view text, std::string_view indent) {
  std::size_t column = indent.size();
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string_view word = text.substr(at, end - at);
    if (at > 0 && column + 1 + word.size() > width) {
      out += '\n';
      out += indent;
      column = indent.size();
    } else if (at > 0) {
      out += ' ';
      ++column;
    }
    out += word;
    column += word.size();
    at = end + 1;
  }
  out += '\n';
}

std::string need_of(const Setting& setting) {
  if (setting.required) {
    return "required";
  }
  if (!setting.fallback.empty()) {
    return "default " + std::string(setting.fallback);
  }
  return "if left out: " + std::string(setting.absent);
}

// "rates.PRODUCT[].tokens": a star would be lost in Markdown, and says less.
std::string shown_path(const Setting& setting) {
  std::string path(setting.path);
  for (std::size_t star = path.find('*'); star != std::string::npos; star = path.find('*', star)) {
    const std::string_view before = std::string_view(path).substr(0, star);
    path.replace(star, 1,
                 before == "rates." || before == "subscription_prices." || before.ends_with(".products.") ? "PRODUCT"
                 : before == "vary."                                                                      ? "PATH"
                 : before.ends_with(".holidays.")                                                         ? "ZONE"
                                                                                                          : "NAME");
  }
  return path;
}

std::string facts_of(const Setting& setting) {
  std::string facts = describe_type(setting);
  if (const std::string bounds = describe_bounds(setting); !bounds.empty()) {
    facts += "; " + bounds;
  }
  facts += "; " + need_of(setting) + ".";
  if (!setting.example.empty()) {
    facts += " Example: `";
    facts += setting.example;
    facts += "`.";
  }
  return facts;
}

std::string_view section_of(const Setting& setting) {
  const std::string_view top = setting.path.substr(0, setting.path.find_first_of(".["));
  const bool alone = keys_of(top).empty() && keys_of(std::string(top).append("[]")).empty();
  return alone ? std::string_view() : top;
}

std::string preset_table() {
  const Scenario none;  // presets name no zone
  const RulesAsYaml flex_rules = as_yaml(flex(), none);
  const RulesAsYaml token_flex_rules = as_yaml(token_flex(), none);
  std::string table = "The presets:\n\n| rule | `flex` | `token-flex` |\n|---|---|---|\n";
  const auto row = [&](std::string_view rule, std::string RulesAsYaml::*value) {
    table += "| `";
    table += rule;
    table += "` | `" + flex_rules.*value + "` | `" + token_flex_rules.*value + "` |\n";
  };
  row("window", &RulesAsYaml::window);
  row("charge_per", &RulesAsYaml::charge_per);
  row("grace", &RulesAsYaml::grace);
  row("renew", &RulesAsYaml::renew);
  row("when_empty", &RulesAsYaml::when_empty);
  row("consume", &RulesAsYaml::consume);
  row("idle", &RulesAsYaml::idle);
  return table;
}

}  // namespace

std::string settings_reference() {
  std::string text;
  std::string_view section;
  for (const Setting& setting : all_settings()) {
    if (const std::string_view own = section_of(setting); own != section) {
      section = own;
      text.append("\n### ").append(section).append("\n\n");
    }
    std::string item = "- `";
    item.append(shown_path(setting)).append("`: ").append(setting.meaning);
    append_wrapped(text, item, "  ");
    std::string facts = "*";
    facts.append(facts_of(setting)).append("*");
    text += "  ";
    append_wrapped(text, facts, "  ");
    if (setting.path == "rules.idle.except") {
      text.append("\n").append(preset_table());
    }
  }
  return text;
}

std::string manual() {
  std::string text(manual_text::scenarios);
  text += "\n## Settings\n\n";
  text += "In a path, `[]` is any item of a list, `PRODUCT` the name of any product, and `NAME` any other name.\n\n";
  text += settings_reference();
  for (const std::string_view part :
       {manual_text::overrides,    manual_text::variants,     manual_text::sessions,      manual_text::results,
        manual_text::expectations, manual_text::entitlements, manual_text::managed_pools, manual_text::alerts,
        manual_text::charge_back,  manual_text::focus,        manual_text::demand,        manual_text::population,
        manual_text::history,      manual_text::comparison,   manual_text::replicated,    manual_text::zones,
        manual_text::stress,       manual_text::forecast,     manual_text::break_even,    manual_text::usage,
        manual_text::assign,       manual_text::plan,         manual_text::size,          manual_text::report,
        manual_text::rules,        manual_text::clauses}) {
    text += '\n';
    text += part;
  }
  return text;
}

}  // namespace drawdown

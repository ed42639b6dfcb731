// `stress`: how a demand is tried.
#include <algorithm>
#include <string>
#include <vector>

#include "engine/base/input_error.h"
#include "engine/scenario/read_sections.h"

namespace drawdown {
namespace {

SizeOf read_size_of(const SettingValue& value, const std::vector<Tranche>& tranches) {
  const std::string word = value.text();
  if (word == "all" || word == "demand") {
    return {word == "all" ? SizeOf::Kind::all : SizeOf::Kind::demand, 0};
  }
  std::vector<std::string> words{"all", "demand"};
  for (std::size_t i = 0; i < tranches.size(); ++i) {
    if (tranches[i].origin.kind != TrancheOrigin::Kind::listed) {
      continue;
    }
    if (tranches[i].id == word) {
      return {SizeOf::Kind::tranche, i};
    }
    words.push_back(tranches[i].id);
  }
  value.refuse("expected all, demand or the id of a listed tranche, found " + quoted(word) + did_you_mean(word, words));
}

}  // namespace

StressPlan read_stress(const Section& root, const Scenario& scenario) {
  StressPlan plan;
  if (!root["stress"].given()) {
    return plan;
  }
  const Section section = root["stress"].section();
  const SettingValue size_of = section["size_of"];
  plan.size_of = read_size_of(size_of, scenario.tranches);
  const SettingValue sizes = section["sizes"];
  if (sizes.given()) {
    plan.sizes = sizes.sizes();
  }
  const bool pool = plan.size_of.kind == SizeOf::Kind::all;
  const auto brings = [](const Tranche& each) {
    return each.origin.kind == TrancheOrigin::Kind::listed && each.brings() > Tokens{};
  };
  if (sizes.given() && pool && std::none_of(scenario.tranches.begin(), scenario.tranches.end(), brings)) {
    sizes.refuse("the pool has no listed tranche whose size could change");
  }
  plan.replications = static_cast<std::uint64_t>(section["replications"].count());
  if (const SettingValue half = section["half_width"]; half.given()) {
    plan.half_width = half.share();
  }
  plan.service_level = section["service_level"].share();
  plan.penalty = section["penalty"].price();
  return plan;
}

}  // namespace drawdown

// All records of settings, one part after the other; settings.cpp looks them up and puts them into words.
#include "engine/scenario/setting_records.h"

#include <initializer_list>
#include <vector>

namespace drawdown {

std::span<const Setting> all_settings() {
  static const std::vector<Setting> all = [] {
    std::vector<Setting> settings;
    for (const std::span<const Setting> part :
         {general_records(), rules_records(), sheet_records(), pool_records(), purchasing_records(), budgets_records(),
          entitlements_records(), alerts_records(), charge_back_records(), usage_records(), demand_records(),
          population_records(), history_records(), stress_records(), assign_records(), plan_records(),
          variants_records()}) {
      settings.insert(settings.end(), part.begin(), part.end());
    }
    return settings;
  }();
  return all;
}

}  // namespace drawdown

// `assign`: how it is decided who gets what.
#include "engine/scenario/read_sections.h"

namespace drawdown {

AssignPlan read_assign(const Section& root) {
  AssignPlan plan;
  if (!root["assign"].given()) {
    return plan;
  }
  const Section section = root["assign"].section();
  if (const SettingValue price = section["token_price"]; price.given()) {
    plan.token_price = price.price();
  }
  if (const SettingValue changes = section["most_changes"]; changes.given()) {
    plan.most_changes = static_cast<std::uint64_t>(changes.count());
  }
  if (const SettingValue stay = section["minimum_stay_days"]; stay.given()) {
    plan.minimum_stay = static_cast<std::int32_t>(stay.count());
    if (plan.most_changes) {
      stay.refuse("cannot stand beside `most_changes`: a seat that moves changes two users at once; remove one");
    }
  }
  plan.sure = section["sure"].share();
  plan.replications = static_cast<std::uint64_t>(section["replications"].count());
  return plan;
}

}  // namespace drawdown

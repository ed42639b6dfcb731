#include "engine/ensemble/server_zones_tables.h"

#include <cstddef>

namespace drawdown {

Table zone_table(const ServerZones& study) {
  using enum Cell::Kind;
  Table table({{"zone", text},
               {"present", text},
               {"charges", count},
               {"renewals", count},
               {"denied_sessions", count},
               {"cut_offs", count},
               {"tokens", amount},
               {"tokens_difference", amount},
               {"cost", amount},
               {"cost_difference", amount},
               {"extra_tokens", amount}});
  const ZoneBill& present = study.bills.front();
  for (const ZoneBill& bill : study.bills) {
    table.add({bill.zone.name(), &bill == &present ? "yes" : "no", bill.charges, bill.renewals, bill.denied_sessions,
               bill.cut_offs, bill.tokens, bill.tokens - present.tokens, bill.cost, bill.cost - present.cost,
               bill.extra});
  }
  return table;
}

Table office_table(const ServerZones& study) {
  using enum Cell::Kind;
  Table table({{"zone", text},
               {"office", text},
               {"users", count},
               {"sessions", count},
               {"straddling", count},
               {"straddling_percent", amount},
               {"tokens", amount},
               {"renewed_tokens", amount},
               {"extra_tokens", amount}});
  for (const ZoneBill& bill : study.bills) {
    for (std::size_t i = 0; i < study.offices.size(); ++i) {
      const Office& office = study.offices[i];
      const OfficeBill& own = bill.offices[i];
      table.add({bill.zone.name(), office.zone.name(), office.users, office.sessions, own.straddling,
                 percent(own.straddling, office.sessions), own.tokens, own.renewed, own.extra});
    }
  }
  return table;
}

}  // namespace drawdown

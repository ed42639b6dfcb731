#include "engine/trace/write.h"

#include <algorithm>
#include <cstddef>

#include "engine/base/quantity.h"
#include "engine/time/instant.h"

namespace drawdown {

void append_csv_field(std::string_view field, std::string& text) {
  if (field.find_first_of(",\"\r\n") == std::string_view::npos) {
    text += field;
    return;
  }
  text += '"';
  for (const char c : field) {
    text.append(c == '"' ? 2 : 1, c);
  }
  text += '"';
}

void append_sessions_csv(const Trace& trace, const RateSheet& products, std::string& text) {
  const bool has_team = trace.teams.size() > 1;
  const bool has_version = trace.versions.size() > 1;
  const bool has_machine = trace.machines.size() > 1;
  text += "user,product,open,close";
  text += has_version ? ",version" : "";
  text += has_machine ? ",machine" : "";
  text += has_team ? ",team\n" : "\n";
  const auto further = [&text](bool has, const std::string& name) {
    if (has) {
      text += ',';
      append_csv_field(name, text);
    }
  };
  for (std::size_t i = 0; i < trace.size(); ++i) {
    const ChargeUnit& unit = trace.units[trace.unit[i]];
    append_csv_field(trace.users[unit.user], text);
    text += ',';
    append_csv_field(products[unit.product.value].name, text);
    text += ',' + format_utc(Instant{trace.open[i]}) + ',' + format_utc(Instant{trace.close[i]});
    further(has_version, trace.versions[unit.version]);
    further(has_machine, trace.machines[unit.machine]);
    further(has_team, trace.teams[unit.team]);
    text += '\n';
  }
}

void append_results_csv(const ResultLog& log, const RateSheet& products, std::string& text) {
  const bool has_team = log.teams.size() > 1;
  text += has_team ? "user,product,time,quantity,team\n" : "user,product,time,quantity\n";
  for (const LoggedResult& result : log.results) {
    append_csv_field(log.users[result.user], text);
    text += ',';
    append_csv_field(products[result.product.value].name, text);
    text += ',' + format_utc(Instant{result.at}) + ',' + format_micro(result.quantity);
    if (has_team) {
      text += ',';
      append_csv_field(log.teams[result.team], text);
    }
    text += '\n';
  }
}

}  // namespace drawdown

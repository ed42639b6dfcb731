#include "engine/scenario/read_sessions.h"

#include "engine/base/input_error.h"

namespace drawdown {

TraceRequest session_request(const Scenario& scenario, const SessionOptions& options) {
  TraceRequest request{.path = scenario.usage.sessions,
                       .products = scenario.products,
                       .zone = scenario.zones[scenario.usage.zone.value],
                       .begin = scenario.begin,
                       .end = scenario.end,
                       .per_version = scenario.rules.per_version,
                       .per_machine = scenario.rules.per_machine,
                       .users = scenario.users,
                       .skip_bad_rows = options.skip_bad_rows,
                       .threads = options.threads,
                       .progress = options.progress};
  for (const Tranche& tranche : scenario.tranches) {
    request.teams.push_back(tranche.team);
  }
  return request;
}

ReadResult read_sessions(const Scenario& scenario, const SessionOptions& options) {
  if (scenario.usage.sessions.empty()) {
    throw InputError({scenario.file}, "names no file of sessions; write 'usage: {sessions: FILE.csv}'");
  }
  return read_trace(session_request(scenario, options));
}

}  // namespace drawdown

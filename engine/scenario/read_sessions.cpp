#include "engine/scenario/read_sessions.h"

#include <utility>

#include "engine/base/input_error.h"
#include "engine/trace/spells.h"
#include "engine/trace/view.h"

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
  request.teams = scenario.pool_teams();
  return request;
}

IdleRequest idle_request(const Scenario& scenario, const SessionOptions& options) {
  return {.path = scenario.usage.idle,
          .products = scenario.products,
          .zone = scenario.zones[scenario.usage.zone.value],
          .skip_bad_rows = options.skip_bad_rows};
}

Trace with_idle(const Scenario& scenario, const Trace& log, const IdleSpans& idle) {
  if (!scenario.idle_aware()) {
    return log;
  }
  const Trace active = active_spells(log, idle, *scenario.rules.idle, scenario.end);
  return merge_units(active, scenario.rules.per_version, scenario.rules.per_machine);
}

ReadResult read_sessions(const Scenario& scenario, const SessionOptions& options) {
  if (scenario.usage.sessions.empty()) {
    throw InputError({scenario.file}, "names no file of sessions; write 'usage: {sessions: FILE.csv}'");
  }
  TraceRequest request = session_request(scenario, options);
  if (!scenario.idle_aware()) {
    return read_trace(request);
  }
  IdleRead idle = read_idle(idle_request(scenario, options));
  request.per_machine = request.per_machine || idle.idle.per_machine();
  ReadResult read = read_trace(request);
  read.trace = with_idle(scenario, read.trace, idle.idle);
  read.trace.rejected += idle.rejected.size();
  read.rejected_idle = std::move(idle.rejected);
  return read;
}

}  // namespace drawdown

#include "engine/scenario/history_log.h"

#include <algorithm>
#include <cstdint>

#include "engine/scenario/setting_records.h"

namespace drawdown {
namespace {

void close_endless(Trace& trace, const Zone& server) {
  if (trace.size() == 0 || std::find(trace.close.begin(), trace.close.end(), Trace::endless) == trace.close.end()) {
    return;
  }
  const Day last = server.day_at(Instant{trace.open[trace.size() - 1]});
  SessionColumn::Values close = trace.close.values();
  std::replace(close.begin(), close.end(), Trace::endless,
               static_cast<std::uint32_t>(server.start_of(last + 1).seconds));
  trace.close = std::move(close);
}

}  // namespace

SessionLog read_history(const Scenario& scenario, const History& history, const SessionOptions& options) {
  Scenario past = scenario;
  past.usage = {history.sessions, "", history.results, history.zone};
  past.rules.idle.reset();
  for (Product& product : past.products) {
    product.rates.front().from = always;
  }
  past.begin = history.from ? scenario.server().start_of(*history.from) : Instant{0};
  past.end = scenario.server().start_of(history.until.value_or(Day{bounds::last_day}));
  past.begin = std::max(past.begin, Instant{0});
  const Scenario* const reader = &past;
  SessionLog log = read_log({&reader, 1}, options);
  std::erase_if(log.results.results, [&past](const LoggedResult& result) {
    return result.at < past.begin.seconds || result.at >= past.end.seconds;
  });
  close_endless(log.trace, scenario.server());
  return log;
}

History history_of(const Scenario& scenario) {
  History history;
  history.sessions = scenario.usage.sessions;
  history.results = scenario.usage.results;
  history.zone = scenario.usage.zone;
  history.from = scenario.from;
  history.until = scenario.until;
  return history;
}

}  // namespace drawdown

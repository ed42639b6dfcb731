#include "tools/synth/session_log.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <tuple>

#include "engine/time/digits.h"

namespace drawdown::synth {
namespace {

std::string write_instant(Instant instant, const Site& site) {
  if (site.clock == Clock::utc) {
    return format_utc(instant);
  }
  const std::int32_t east = site.zone.offset_at(instant);
  std::string text = format_utc(instant + Duration{east});
  text.pop_back();  // the Z
  if (site.clock == Clock::local) {
    text[text.find('T')] = ' ';
    return text;
  }
  const int minutes = std::abs(east) / 60;
  text += east < 0 ? '-' : '+';
  append_digits(text, 2, minutes / 60);
  text += ':';
  append_digits(text, 2, minutes % 60);
  return text;
}

}  // namespace

std::string csv_of(std::vector<LoggedSession> sessions, const std::vector<Site>& sites, Instant exported) {
  std::sort(sessions.begin(), sessions.end(), [](const LoggedSession& a, const LoggedSession& b) {
    return std::tie(a.open, a.user, a.product, a.close, a.version, a.machine) <
           std::tie(b.open, b.user, b.product, b.close, b.version, b.machine);
  });
  std::string csv = "user,product,open,close,version,machine\n";
  for (const LoggedSession& session : sessions) {
    if (session.open >= exported) {
      break;
    }
    const Site& site = sites[session.site];
    csv += session.user;
    csv += ',';
    csv += session.product;
    csv += ',' + write_instant(session.open, site) + ',';
    csv += session.close < exported ? write_instant(session.close, site) : "";
    csv += ',' + session.version + ',' + session.machine + '\n';
  }
  return csv;
}

}  // namespace drawdown::synth

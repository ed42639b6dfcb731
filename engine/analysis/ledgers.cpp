#include "engine/analysis/ledgers.h"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "engine/analysis/utc_column.h"
#include "engine/report/csv.h"

namespace drawdown {
namespace {

void append_payers(std::string& payers, const Outcome& outcome, const Charge& charge) {
  const auto append = [&](std::string_view name, Tokens tokens) {
    payers.append(payers.empty() ? "" : ";").append(name).push_back(':');
    append_micro(payers, tokens.micro);
  };
  for (const Draw& draw : charge.draws()) {
    append(outcome.tranches[draw.tranche.value].id, draw.tokens);
  }
  if (charge.overdraft != Tokens{}) {
    append("overdraft", charge.overdraft);
  }
}

}  // namespace

std::string_view charge_kind_name(ChargeKind kind) {
  constexpr std::array<std::string_view, 4> names{"open", "renewal", "result", "refund"};
  return names[static_cast<std::size_t>(kind)];
}

std::string_view denial_reason_name(DenialReason reason) {
  constexpr std::array<std::string_view, 3> names{"tokens", "budget", "access"};
  return names[static_cast<std::size_t>(reason)];
}

std::string payers_of(const Outcome& outcome, const Charge& charge) {
  std::string payers;
  append_payers(payers, outcome, charge);
  return payers;
}

void write_charges(OutputFile& file, const Scenario& scenario, const Trace& trace, const Outcome& outcome) {
  std::string rows;
  CsvWriter csv(rows);
  for (const char* name :
       {"at", "until", "user", "product", "version", "machine", "team", "kind", "tokens", "tranches"}) {
    csv.plain(name);
  }
  csv.end_row();
  UtcColumn at;
  UtcColumn until;
  std::string payers;
  for (const Charge& charge : outcome.charges) {
    const ChargeUnit& unit = trace.units[charge.unit.value];
    payers.clear();
    append_payers(payers, outcome, charge);
    csv.plain(at(charge.at)).plain(until(charge.until));
    csv.text(trace.users[unit.user]).text(scenario.products[unit.product.value].name);
    csv.text(trace.versions[unit.version]).text(trace.machines[unit.machine]).text(trace.teams[unit.team]);
    csv.plain(charge_kind_name(charge.kind)).amount(charge.tokens.micro).text(payers).end_row();
    csv.spill(file);
  }
  file.write(rows);
}

void write_denials(OutputFile& file, const Scenario& scenario, const Trace& trace, const Outcome& outcome) {
  std::string rows;
  CsvWriter csv(rows);
  for (const char* name : {"at", "user", "product", "team", "kind", "tokens", "available", "reason", "cap"}) {
    csv.plain(name);
  }
  csv.end_row();
  UtcColumn at;
  for (const Denial& denial : outcome.denials) {
    const ChargeUnit& unit = trace.units[denial.unit.value];
    csv.plain(at(denial.at)).text(trace.users[unit.user]).text(scenario.products[unit.product.value].name);
    csv.text(trace.teams[unit.team]).plain(denial.kind == DenialKind::denied ? "denied" : "cut_off");
    csv.amount(denial.tokens.micro).amount(denial.available.micro).plain(denial_reason_name(denial.reason));
    csv.text(denial.reason == DenialReason::budget ? scenario.budgets[denial.cap].name : "").end_row();
    csv.spill(file);
  }
  file.write(rows);
}

}  // namespace drawdown

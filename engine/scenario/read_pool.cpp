// `pool`: the listed tranches, prices, contracts, and what is done by hand. Policies are read in read_purchasing.cpp.
#include <algorithm>
#include <string>
#include <utility>

#include "engine/base/wide.h"
#include "engine/scenario/distinct_names.h"
#include "engine/scenario/read_sections.h"

namespace drawdown {
namespace {

// The day named by `expires`, or by the lifetime of the tranche, or by that of the pool.
Day read_expiry(const Section& tranche, const SettingValue& pool_lifetime, Day bought) {
  const SettingValue expires = tranche["expires"];
  const SettingValue own = tranche["lifetime"];
  if (expires.given() && own.given()) {
    expires.refuse("a tranche has `lifetime` or `expires`, not both; remove one");
  }
  if (expires.given()) {
    const Day day = expires.day();
    if (day <= bought) {
      expires.refuse("must be later than `bought`, " + format(bought) + ", found '" + format(day) + "'");
    }
    return day;
  }
  if (!own.given() && !pool_lifetime.given()) {
    throw InputError(tranche.place(), tranche.path() +
                                          ": missing key 'lifetime' or 'expires'; or give all tranches "
                                          "a lifetime with pool.lifetime");
  }
  return expiry_of(bought, (own.given() ? own : pool_lifetime).lifetime());
}

// Results write jan:5;T2:2.
void check_tranche_name(const SettingValue& given, const std::string& name) {
  if (name.find_first_of(":;") != std::string::npos) {
    given.refuse("must not hold ':' or ';', found " + quoted(name));
  }
}

std::string tranche_id(const Section& section, std::size_t index, Distinct& ids) {
  const SettingValue given = section["id"];
  const std::string id = given.given() ? given.text() : std::string("T").append(std::to_string(index + 1));
  check_tranche_name(given, id);
  if (id == "overdraft") {
    given.refuse("results use the name 'overdraft' for what no tranche could pay; choose another");
  }
  ids.add(id, section, given.given() ? given.place() : section.place(),
          given.given() ? "" : "; it has no id, and its place in the list makes it " + id + ": give it an id");
  return id;
}

Tranche read_tranche(const Section& section, const SettingValue& lifetime, const Scenario& scenario) {
  const Zone& server = scenario.server();
  const Day from = scenario.from;
  Tranche tranche;
  tranche.bought = section["bought"].day();
  tranche.expires = read_expiry(section, lifetime, tranche.bought);
  tranche.arrives_at = server.start_of(tranche.bought);
  tranche.expires_at = server.start_of(tranche.expires);
  tranche.tokens = section["tokens"].tokens();
  if (const SettingValue team = section["team"]; team.given()) {
    tranche.team = team.text();
  }
  if (const SettingValue price = section["unit_price"]; price.given()) {
    tranche.unit_price = price.price();
  } else if (scenario.prices) {
    tranche.unit_price = scenario.prices->unit_price(tranche.tokens, tranche.bought);
    if (!tranche.unit_price) {
      section["tokens"].refuse("the price list has no price for " + format(tranche.tokens) + " tokens on " +
                               format(tranche.bought) + "; give the tranche a `unit_price`");
    }
  }
  if (const SettingValue remaining = section["remaining"]; remaining.given()) {
    tranche.remaining = remaining.tokens();
    if (*tranche.remaining > tranche.tokens) {
      remaining.refuse("must be at most `tokens`, " + format(tranche.tokens) + ", found '" +
                       format(*tranche.remaining) + "'");
    }
    if (tranche.bought >= from) {
      remaining.refuse("only for a tranche bought before `from`, " + format(from) + "; this one is bought on " +
                       format(tranche.bought));
    }
  }
  return tranche;
}

// Sums over all tranches are exact in 64 bits, so that no total can fail later.
void check_totals(const Section& section, const Tranche& tranche, Tokens& tokens, Money& money) {
  try {
    tokens += tranche.tokens;
    money += cost(tranche.tokens, tranche.unit_price.value_or(Money{}));
  } catch (const OverflowError& error) {
    section["tokens"].refuse(std::string("with the tranches before it, ") + error.what());
  }
}

std::optional<PriceList> read_prices(const Section& pool) {
  const SettingValue given = pool["price_list"];
  const SettingValue minimum = pool["minimum_order"];
  const SettingValue multiple = pool["order_multiple"];
  if (!given.given() && !minimum.given() && !multiple.given()) {
    return std::nullopt;
  }
  PriceList prices;
  prices.minimum_order = minimum.tokens();
  prices.order_multiple = multiple.tokens();
  for (const Section& section : given.sections()) {
    PriceList::Entry entry{section["quantity"].tokens(), section["unit_price"].price(), {}};
    if (const SettingValue from = section["from"]; from.given()) {
      entry.from = from.day();
    }
    for (const PriceList::Entry& other : prices.entries) {
      if (other.quantity == entry.quantity && other.from == entry.from) {
        section["quantity"].refuse("the list has a price for " + format(entry.quantity) + " tokens already" +
                                   (entry.from ? " from " + format(*entry.from) + " on" : ""));
      }
    }
    prices.entries.push_back(entry);
  }
  return prices;
}

// Adds tranches behind the listed ones.
class MoreTranches {
 public:
  MoreTranches(Scenario& scenario, ScenarioPlaces& places, Distinct& ids)
      : scenario_(scenario), places_(places), ids_(ids) {
    for (const Tranche& tranche : scenario.tranches) {
      tokens_ += tranche.tokens;
      money_ += cost(tranche.tokens, tranche.unit_price.value_or(Money{}));
    }
  }

  TrancheId add(Tranche tranche, const Section& from) {
    ids_.add(tranche.id, from, from.place(), "; this makes a tranche of that name");
    tranche.arrives_at = scenario_.server().start_of(tranche.bought);
    tranche.expires_at = scenario_.server().start_of(tranche.expires);
    try {
      tokens_ += tranche.tokens;
      money_ += cost(tranche.tokens, tranche.unit_price.value_or(Money{}));
    } catch (const OverflowError& error) {
      throw InputError(from.place(), from.path() + ": with the tranches before it, " + error.what());
    }
    scenario_.tranches.push_back(std::move(tranche));
    places_.tranches.push_back(from.place());
    return TrancheId(static_cast<std::uint32_t>(scenario_.tranches.size() - 1));
  }

 private:
  Scenario& scenario_;
  ScenarioPlaces& places_;
  Distinct& ids_;
  Tokens tokens_;
  Money money_;
};

// What is left of a provision, if the contract says so.
std::optional<Tokens> left_of(const Section& contract, std::string_view kind, Tokens provisioned) {
  const SettingValue remaining = contract["remaining"];
  if (!remaining.given()) {
    return std::nullopt;
  }
  const SettingValue left = remaining.section()[kind];
  if (!left.given()) {
    return std::nullopt;
  }
  if (left.tokens() > provisioned) {
    left.refuse("must be at most what was provisioned, " + format(provisioned) + ", found '" + format(left.tokens()) +
                "'");
  }
  return left.tokens();
}

void read_contract(const Section& section, std::uint32_t number, Scenario& scenario, MoreTranches& tranches) {
  Contract contract;
  contract.id = section["id"].text();
  check_tranche_name(section["id"], contract.id);
  contract.team = section["team"].given() ? section["team"].text() : "";
  contract.from = section["from"].day();
  contract.until = section["until"].day();
  if (contract.until <= contract.from) {
    section["until"].refuse("must be later than `from`, " + format(contract.from) + ", found '" +
                            format(contract.until) + "'");
  }
  if (section["remaining"].given() && contract.from >= scenario.from) {
    section["remaining"].refuse("only for a contract that begins before the simulation, " + format(scenario.from) +
                                "; this one begins on " + format(contract.from));
  }
  if (const SettingValue price = section["unit_price"]; price.given()) {
    contract.unit_price = price.price();
  }
  if (const SettingValue price = section["true_up"]; price.given()) {
    contract.true_up = price.price();
  }
  const auto provision = [&](const std::string& name, Day bought, Day expires, Tokens tokens, std::uint32_t year) {
    Tranche tranche;
    tranche.id = contract.id + '-' + name;
    tranche.team = contract.team;
    tranche.bought = bought;
    tranche.expires = expires;
    tranche.tokens = tokens;
    tranche.unit_price = contract.unit_price;
    tranche.origin = {TrancheOrigin::Kind::contract, number, year};
    if (year == 0) {
      tranche.rank = section["draw"].choice() == "annual" ? 1 : -1;
    }
    if (year == 0 || (bought < scenario.from && scenario.from < expires)) {
      tranche.remaining = left_of(section, year == 0 ? "multi_year" : "annual", tokens);
    }
    return tranches.add(std::move(tranche), section);
  };
  const std::vector<Tokens> annual = section["annual"].given() ? section["annual"].token_list() : std::vector<Tokens>{};
  for (int year = 0;; ++year) {
    const Day from = add_months(contract.from, 12 * year);
    if (from >= contract.until) {
      break;
    }
    const Day until = std::min(contract.until, add_months(contract.from, 12 * (year + 1)));
    const auto place = static_cast<std::size_t>(year);
    ContractYear added{
        from, until, scenario.server().start_of(until), place < annual.size() ? annual[place] : Tokens{}, {}};
    if (added.provisioned > Tokens{}) {
      added.tranche =
          provision(std::to_string(year + 1), from, until, added.provisioned, static_cast<std::uint32_t>(year + 1));
    }
    contract.years.push_back(added);
  }
  if (annual.size() > contract.years.size()) {
    section["annual"].refuse("has " + std::to_string(annual.size()) +
                             " entries, and the contract has years: " + std::to_string(contract.years.size()));
  }
  contract.multi_year = section["multi_year"].tokens();
  if (contract.multi_year > Tokens{}) {
    contract.multi_year_tranche = provision("multi", contract.from, contract.until, contract.multi_year, 0);
  }
  scenario.contracts.push_back(std::move(contract));
}

// The start of a day inside the horizon.
Instant read_instant(const SettingValue& given, const Scenario& scenario) {
  const Day day = given.day();
  if (day < scenario.from || scenario.end <= scenario.server().start_of(day)) {
    given.refuse("must be one of the simulated days, " + format(scenario.from) + " … " + format(scenario.until - 1) +
                 ", found '" + format(day) + "'");
  }
  return scenario.server().start_of(day);
}

// A tranche of that name that is usable at the instant.
TrancheId read_usable(const SettingValue& given, const Scenario& scenario, Day day) {
  const std::string id = given.text();
  std::vector<std::string_view> ids;
  for (std::uint32_t i = 0; i < scenario.tranches.size(); ++i) {
    const Tranche& tranche = scenario.tranches[i];
    if (tranche.id == id) {
      // By instants, for the clocks of a zone may skip whole days.
      if (const Instant at = scenario.server().start_of(day); at < tranche.arrives_at || tranche.expires_at <= at) {
        given.refuse(quoted(id) + " is not usable on " + format(day) + "; it is from " + format(tranche.bought) +
                     " until " + format(tranche.expires));
      }
      return TrancheId(i);
    }
    ids.push_back(tranche.id);
  }
  given.refuse("there is no tranche " + quoted(id) + did_you_mean(id, ids));
}

void read_transfers(const Section& pool, Scenario& scenario) {
  for (const Section& section : pool["transfers"].sections()) {
    const Instant at = read_instant(section["day"], scenario);
    scenario.transfers.push_back(
        {at, read_usable(section["tranche"], scenario, section["day"].day()), section["to"].text()});
  }
}

void read_adjustment(const Section& section, std::uint32_t number, const SettingValue& pool_lifetime,
                     Scenario& scenario, MoreTranches& tranches) {
  const SettingValue tokens = section["tokens"];
  const SettingValue tranche = section["tranche"];
  const SettingValue team = section["team"];
  Adjustment adjustment;
  adjustment.at = read_instant(section["day"], scenario);
  adjustment.tokens = tokens.signed_tokens();
  adjustment.reason = section["reason"].text();
  adjustment.team = team.given() ? team.text() : "";
  const bool credit = adjustment.tokens > Tokens{} && !tranche.given();
  for (const char* key : {"lifetime", "expires"}) {
    if (section[key].given() && !credit) {
      section[key].refuse("is for tokens that are given without a `tranche`");
    }
  }
  if (tranche.given()) {
    if (team.given()) {
      team.refuse("not together with `tranche`: its team is the one that has it then");
    }
    adjustment.tranche = read_usable(tranche, scenario, section["day"].day());
  } else if (credit) {
    Tranche given;
    given.id = "A" + std::to_string(number + 1);
    given.team = adjustment.team;
    given.bought = section["day"].day();
    given.expires = read_expiry(section, pool_lifetime, given.bought);
    given.tokens = adjustment.tokens;
    given.origin = {TrancheOrigin::Kind::credit, number, 0};
    if (scenario.server().start_of(given.expires) <= adjustment.at) {
      section["day"].refuse("the tokens would expire at once: the clocks of " + scenario.server().name() + " skip " +
                            format(given.bought));
    }
    adjustment.tranche = tranches.add(std::move(given), section);
  }
  scenario.adjustments.push_back(std::move(adjustment));
}

}  // namespace

void read_pool(const Section& root, Scenario& scenario, ScenarioPlaces& places) {
  Distinct ids("tranche");
  Tokens tokens;
  Money money;
  const Section pool = root["pool"].section();
  const SettingValue lifetime = pool["lifetime"];
  if (lifetime.given()) {
    (void)lifetime.lifetime();  // is checked even if every tranche has its own
  }
  scenario.prices = read_prices(pool);
  for (const Section& section : pool["tranches"].sections()) {
    Tranche tranche = read_tranche(section, lifetime, scenario);
    tranche.id = tranche_id(section, scenario.tranches.size(), ids);
    check_totals(section, tranche, tokens, money);
    places.tranches.push_back(section.place());
    scenario.tranches.push_back(std::move(tranche));
  }
  MoreTranches more(scenario, places, ids);
  std::uint32_t number = 0;
  for (const Section& section : pool["contracts"].sections()) {
    read_contract(section, number++, scenario, more);
  }
  read_transfers(pool, scenario);
  number = 0;
  for (const Section& section : pool["adjustments"].sections()) {
    read_adjustment(section, number++, lifetime, scenario, more);
  }
  read_purchasing(pool, ids, scenario);
}

}  // namespace drawdown

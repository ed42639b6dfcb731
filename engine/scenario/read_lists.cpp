#include <string>
#include <unordered_map>
#include <utility>

#include "engine/scenario/read_sections.h"

namespace drawdown {
namespace {

// Refuses a name that an earlier item of a list has.
class Distinct {
 public:
  explicit Distinct(std::string what) : what_(std::move(what)) {}

  // `remedy` explains a name that was not given.
  void add(const std::string& name, const Section& item, const Place& place, const std::string& remedy = "") {
    const auto [first, added] = paths_.emplace(name, item.path());
    if (!added) {
      throw InputError(place, item.path() + ": duplicate " + what_ + ' ' + quoted(name) + "; " + first->second +
                                  " is called so already" + remedy);
    }
  }

 private:
  std::string what_;
  std::unordered_map<std::string, std::string> paths_;
};

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

std::string tranche_id(const Section& section, std::size_t index, Distinct& ids) {
  const SettingValue given = section["id"];
  const std::string id = given.given() ? given.text() : std::string("T").append(std::to_string(index + 1));
  if (id.find_first_of(":;") != std::string::npos) {
    given.refuse("must not hold ':' or ';', found " + quoted(id));  // results write jan:5;T2:2
  }
  if (id == "overdraft") {
    given.refuse("results use the name 'overdraft' for what no tranche could pay; choose another");
  }
  ids.add(id, section, given.given() ? given.place() : section.place(),
          given.given() ? "" : "; it has no id, and its place in the list makes it " + id + ": give it an id");
  return id;
}

Tranche read_tranche(const Section& section, const SettingValue& lifetime, const Zone& server, Day from) {
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

std::vector<RateStep> read_steps(const SettingValue& rate, const Zone& server, std::vector<Place>& places) {
  std::vector<RateStep> steps;
  Day last;
  for (const Section& section : rate.sections()) {
    const SettingValue from = section["from"];
    const Day day = from.day();
    if (!steps.empty() && day <= last) {
      from.refuse("steps ascend by `from`; " + format(day) + " does not come after " + format(last));
    }
    last = day;
    steps.push_back({server.start_of(day), section["tokens"].tokens()});
    places.push_back(section.place());
  }
  if (steps.empty()) {
    rate.refuse("the list has no steps; expected {from: DAY, tokens: NUMBER}");
  }
  return steps;
}

}  // namespace

RateSheet read_rates(const Section& root, const Zone& server, ScenarioPlaces& places) {
  RateSheet sheet;
  const SettingValue rates = root["rates"];
  for (const NamedValue& product : rates.named()) {
    places.products.push_back(product.name_place);
    places.rates.emplace_back();
    if (product.value.is_list()) {
      sheet.push_back({product.name, read_steps(product.value, server, places.rates.back())});
    } else {
      sheet.push_back({product.name, {{always, product.value.tokens()}}});
      places.rates.back().push_back(product.value.place());
    }
  }
  if (sheet.empty()) {
    rates.refuse("the rate sheet has no product; expected at least one, such as AutoCAD: 7");
  }
  return sheet;
}

std::vector<ListedUser> read_users(const Section& root, std::vector<Zone>& zones, ScenarioPlaces& places) {
  std::vector<ListedUser> users;
  Distinct ids("user");
  for (const Section& section : root["users"].sections()) {
    ListedUser user;
    const SettingValue id = section["id"];
    user.id = id.text();
    ids.add(user.id, section, id.place());
    if (const SettingValue zone = section["time_zone"]; zone.given()) {
      user.zone = intern(zones, zone.zone());
    }
    if (const SettingValue team = section["team"]; team.given()) {
      user.team = team.text();
    }
    places.users.push_back(section.place());
    users.push_back(std::move(user));
  }
  return users;
}

std::vector<Tranche> read_tranches(const Section& root, const Zone& server, Day from, ScenarioPlaces& places) {
  std::vector<Tranche> tranches;
  Distinct ids("tranche");
  Tokens tokens;
  Money money;
  const Section pool = root["pool"].section();
  const SettingValue lifetime = pool["lifetime"];
  if (lifetime.given()) {
    (void)lifetime.lifetime();  // is checked even if every tranche has its own
  }
  for (const Section& section : pool["tranches"].sections()) {
    Tranche tranche = read_tranche(section, lifetime, server, from);
    tranche.id = tranche_id(section, tranches.size(), ids);
    check_totals(section, tranche, tokens, money);
    places.tranches.push_back(section.place());
    tranches.push_back(std::move(tranche));
  }
  return tranches;
}

}  // namespace drawdown

// How many tokens every user needs for every product: with the seats that are there, with only those of them that
// cannot be dropped, and if all that can be had is had from then on. Metered by the rules, from one log or from many.
//
//   const NeedVariants variants(scenario, terms);
//   UserNeeds needs(variants);
//   needs.add(read_log({&scenario}));            // or of many replications, one after the other
//   needs.users()[0].products[0].committed;      // tokens; sums over all logs
//
// While nothing is refused, what a user's sessions of a product cost depends on nobody else's, and on no other product:
// a window is the user's own. Floating seats are an exception, as they go to whoever comes first; and so would be a
// window that everybody shares, for which this is not made.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "engine/base/id.h"
#include "engine/base/names.h"
#include "engine/planning/seat_terms.h"
#include "engine/scenario/session_log.h"

namespace drawdown {

// What one user needs for one product.
struct ProductNeed {
  ProductId product;
  Tokens as_is;                    // with the entitlements as they stand
  Tokens committed;                // with those that cannot be dropped, as long as they cannot
  std::vector<Tokens> covered;     // if it is covered from UserNeed::starts[i] on, too
  std::uint64_t days = 0;          // civil days on which it is opened, whatever named seat covers it
  std::int32_t first = INT32_MAX;  // the first of them, from the horizon's first on
  std::int32_t last = 0;           // the day after the last
  Day start;                       // no commitment that covers the product goes on beyond this day
};

struct UserNeed {
  std::string user;
  std::vector<Day> starts;            // the horizon's first day, and those on which commitments end; ascending
  std::vector<ProductNeed> products;  // by ProductId; those used, and those of a seat that is held
};

// The scenario with other seats, so that each is metered.
struct NeedVariants {
  // Both must outlive it. Throws InputError if the rules' window is shared by all users.
  NeedVariants(const Scenario& base, const SeatTerms& seats);

  const Scenario& scenario;
  const SeatTerms& terms;
  Scenario without;    // named seats
  Scenario committed;  // with those that cannot be dropped
  // And for whoever has seats, of all that can be had, from the first, second, … of the days on that commitments end.
  std::vector<Scenario> covered;

  struct Starts {
    std::map<ProductId, Day> of;  // of products that a seat covers that the user has
    std::vector<Day> days;        // as in UserNeed
  };
  std::map<std::string, Starts, std::less<>> starts;  // by user
};

class UserNeeds {
 public:
  // They must outlive it.
  explicit UserNeeds(const NeedVariants& variants);

  void add(const SessionLog& log);
  // All that another has been given too.
  void add(const UserNeeds& other);

  // By name.
  [[nodiscard]] std::vector<UserNeed> users() const;
  // The same, of sums over `logs` logs: the mean, rounded to the micro-token; days are rounded too.
  [[nodiscard]] std::vector<UserNeed> mean_users() const;
  [[nodiscard]] Tokens others() const { return others_; }  // of results, which no seat covers
  [[nodiscard]] Tokens mean_others() const;
  [[nodiscard]] std::uint64_t logs() const { return logs_; }

 private:
  struct Row {
    UserId user;
    ProductNeed need;
  };
  [[nodiscard]] ProductNeed& row_of(UserId user, ProductId product);
  template <class Find>
  void add_tokens(const Scenario& scenario, const Trace& trace, Find find);
  [[nodiscard]] static Tokens& covered_in(ProductNeed& need, std::size_t start);
  void add_days(const Trace& trace);

  const NeedVariants& variants_;
  Names<UserTag> names_;
  std::vector<Row> rows_;
  std::vector<std::vector<std::uint32_t>> rows_of_;  // by UserId
  Tokens others_;
  std::uint64_t logs_ = 0;
};

// What the sessions of a trace cost, if nothing is refused: by UserId, and with its results by the name of the team.
[[nodiscard]] std::vector<Tokens> tokens_by_user(const Scenario& scenario, const Trace& trace);
[[nodiscard]] std::map<std::string, Tokens> tokens_by_team(const Scenario& scenario, const Trace& trace);

// Of all results, less what refunds give back, if none is refused.
[[nodiscard]] Tokens result_tokens(const Scenario& scenario, const Trace& trace);

}  // namespace drawdown

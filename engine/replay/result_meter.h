// Results of products that are charged per result: what each costs, and what a refund gives back.
//
//   ResultMeter meter(scenario, trace);
//   meter.next();                                    // when the next result is due
//   const std::int64_t tokens = meter.due();         // what it would cost, in micro-tokens; of a refund 0
//   meter.charge(draws, owed);  meter.refuse();      // it is paid, or not let in
//   meter.take_back(give_back);                      // it is a refund
//
// No window, no grace. Parts of a unit are carried on per team and product, or rounded up, or charged exactly
// (engine/model/rate_sheet.h). A divisible result that cannot be paid is divided first. A refund undoes the latest
// results first: of the same user, or where parts are carried, and so shared, of the same team and product.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <tuple>
#include <vector>

#include "engine/pool/journal.h"
#include "engine/scenario/scenario.h"
#include "engine/time/instant.h"
#include "engine/trace/trace.h"

namespace drawdown {

class ResultMeter {
 public:
  ResultMeter(const Scenario& scenario, const Trace& trace);

  [[nodiscard]] Instant next() const {
    return next_ < trace_.results.size() ? Instant{trace_.results[next_].at} : never;
  }
  [[nodiscard]] const UsedResult& result() const { return trace_.results[next_]; }
  [[nodiscard]] bool is_refund() const { return result().quantity < 0; }
  [[nodiscard]] std::int64_t due() const;

  // Whether a part of it can be paid.
  [[nodiscard]] bool divisible() const;
  // Cuts it down to the most that `most` tokens pay, fewer than are due, and returns what the rest would have cost.
  [[nodiscard]] std::int64_t divide(std::int64_t most);

  void charge(std::vector<Draw> draws, std::int64_t owed);
  void refuse() { go_on(); }

  // A result that was let in, and what of it is not undone yet.
  struct Paid {
    std::int64_t at = 0;
    std::uint32_t unit = 0;
    std::int64_t quantity = 0;  // of a carried product, whole units' worth
    std::int64_t tokens = 0;
    RateStep rate;
    std::vector<Draw> draws;
    std::int64_t owed = 0;
  };
  // Undoes results; `give_back` is called for each with the tokens that it gets back. Returns whether all that the
  // refund asks for had been used.
  bool take_back(const std::function<void(Paid&, std::int64_t tokens)>& give_back);

 private:
  // Results that are undone together: of a user, or where parts are carried on, of everybody.
  struct Account {
    std::int64_t carried = 0;
    std::vector<Paid> paid;
  };
  [[nodiscard]] Account& account();
  [[nodiscard]] const Account* find_account() const;
  [[nodiscard]] std::tuple<std::uint32_t, std::uint32_t, std::uint32_t> key() const;  // team, product, user
  [[nodiscard]] const Product& product() const;
  [[nodiscard]] const RateStep& rate() const;
  [[nodiscard]] bool carries() const { return *product().per_result == Partial::carry; }

  const Scenario& scenario_;
  const Trace& trace_;
  [[nodiscard]] std::int64_t quantity() const { return part_ ? *part_ : result().quantity; }
  void go_on() {
    ++next_;
    part_.reset();
  }

  std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>, Account> accounts_;
  std::size_t next_ = 0;
  std::optional<std::int64_t> part_;  // of the next result, if it was divided: how much of it is left
};

}  // namespace drawdown

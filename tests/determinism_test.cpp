// What a run gives does not depend on how many threads read its sessions. That it does not depend on the compiler or on
// optimisation either is a phase of tools/test: same-bytes.
#include <doctest/doctest.h>

#include <cstdint>
#include <string>

#include "engine/engine.h"
#include "engine/scenario/load.h"
#include "engine/scenario/read_sessions.h"

using namespace drawdown;

namespace {

// FNV-1a over whole numbers.
class Hash {
 public:
  void add(std::uint64_t number) {
    for (int byte = 0; byte < 8; ++byte) {
      value_ = (value_ ^ ((number >> (8 * byte)) & 0xff)) * 0x100000001b3;
    }
  }
  void add(Instant instant) { add(static_cast<std::uint64_t>(instant.seconds)); }
  void add(Tokens tokens) { add(static_cast<std::uint64_t>(tokens.micro)); }
  [[nodiscard]] std::uint64_t value() const { return value_; }

 private:
  std::uint64_t value_ = 0xcbf29ce484222325;
};

std::uint64_t hash_of(const Outcome& outcome) {
  Hash hash;
  for (const Charge& charge : outcome.charges) {
    hash.add(charge.at);
    hash.add(charge.until);
    hash.add(charge.unit.value);
    hash.add(charge.tokens);
    for (const Draw& draw : charge.draws()) {
      hash.add(draw.tranche.value);
      hash.add(draw.tokens);
    }
  }
  for (const Denial& denial : outcome.denials) {
    hash.add(denial.at);
    hash.add(denial.unit.value);
    hash.add(denial.available);
  }
  for (const PoolEvent& event : outcome.events) {
    hash.add(event.at);
    hash.add(event.tranche.value);
    hash.add(event.tokens);
  }
  for (const TrancheBalance& balance : outcome.balances) {
    hash.add(balance.consumed);
    hash.add(balance.expired);
    hash.add(balance.remaining);
  }
  return hash.value();
}

}  // namespace

TEST_CASE("a year gives the same outcome with 1, 2, 3 and 8 threads") {
  const Scenario scenario = load_scenario(DRAWDOWN_SOURCE_DIR "/scenarios/office.yaml");
  const Outcome first = replay(scenario, read_sessions(scenario, {.threads = 1}).trace);
  CHECK(first.visits > 1000);
  for (const unsigned threads : {2U, 3U, 8U}) {
    CAPTURE(threads);
    const Outcome outcome = replay(scenario, read_sessions(scenario, {.threads = threads}).trace);
    CHECK(hash_of(outcome) == hash_of(first));
  }
}

TEST_CASE("the hash of an outcome sees a single micro-token") {
  const Scenario scenario = load_scenario(DRAWDOWN_SOURCE_DIR "/scenarios/office.yaml");
  Outcome outcome = replay(scenario, read_sessions(scenario).trace);
  const std::uint64_t before = hash_of(outcome);
  outcome.balances.at(0).remaining.micro += 1;
  CHECK(hash_of(outcome) != before);
}

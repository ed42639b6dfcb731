#include "engine/ensemble/sizes.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/stress_world.h"

using namespace drawdown;
using tests::people_yaml;
using tests::Trial;

namespace {

std::vector<std::string> texts(const ParsedSizes& parsed) {
  std::vector<std::string> all;
  for (const Tokens size : parsed.sizes) {
    all.push_back(format(size));
  }
  return all;
}

Tokens brought(const Scenario& scenario) {
  Tokens sum;
  for (const Tranche& tranche : scenario.tranches) {
    sum += tranche.brings();
  }
  return sum;
}

}  // namespace

TEST_CASE("sizes are numbers and ranges, in order") {
  CHECK(texts(parse_sizes("4000..5000/500, 100,0.5")) ==
        std::vector<std::string>{"0.5", "100", "4000", "4500", "5000"});
  CHECK(texts(parse_sizes("1..2/0.3")) == std::vector<std::string>{"1", "1.3", "1.6", "1.9"});
  CHECK(texts(parse_sizes("7..7/1")) == std::vector<std::string>{"7"});
  for (const char* wrong : {"", ",", "5,", "-5", "5..", "5..9/0", "five", "5..9/1/1", "1000000000001"}) {
    CAPTURE(wrong);
    CHECK_FALSE(parse_sizes(wrong).error.empty());
  }
}

TEST_CASE("all tranches together have the size, to the millionth, and each its part") {
  const Trial trial(people_yaml());
  const Scenario& base = trial.set.base;  // 400, 450 and 420 tokens
  for (const char* size : {"1", "0.000002", "1789.999999", "1000000", "33333.333333"}) {
    const Scenario sized = with_size(base, {SizeOf::Kind::all, 0}, *parse_tokens(size));
    CHECK(format(brought(sized)) == size);
  }
  const Scenario twice = with_size(base, {SizeOf::Kind::all, 0}, Tokens::whole(2540));
  CHECK(twice.tranches[0].brings() == Tokens::whole(800));
  CHECK(twice.tranches[1].brings() == Tokens::whole(900));
  CHECK(twice.tranches[2].brings() == Tokens::whole(840));
}

TEST_CASE("what is left of a tranche is its size, and credits and contracts keep theirs") {
  Scenario scenario = Trial(people_yaml()).set.base;
  scenario.tranches[0].remaining = Tokens::whole(45);
  scenario.tranches[2].origin.kind = TrancheOrigin::Kind::contract;
  const Scenario one = with_size(scenario, {SizeOf::Kind::tranche, 0}, Tokens::whole(100));
  CHECK(one.tranches[0].brings() == Tokens::whole(100));
  CHECK(one.tranches[0].tokens == Tokens::whole(400));
  CHECK(one.tranches[1].tokens == Tokens::whole(450));
  const Scenario all = with_size(scenario, {SizeOf::Kind::all, 0}, Tokens::whole(990));
  CHECK(all.tranches[0].brings() == Tokens::whole(90));
  CHECK(all.tranches[1].brings() == Tokens::whole(900));
  CHECK(all.tranches[2].brings() == Tokens::whole(420));
}

TEST_CASE("a factor on demand is one on how often people come") {
  const Scenario base = Trial(people_yaml()).set.base;
  const Scenario twice = with_size(base, {SizeOf::Kind::demand, 0}, Tokens::whole(2));
  std::size_t sessions = 0;
  std::size_t more = 0;
  for (std::uint64_t replication = 1; replication <= 30; ++replication) {
    sessions += DemandSource(base).draw(replication).size();
    more += DemandSource(twice).draw(replication).size();
  }
  CHECK(static_cast<double>(more) / static_cast<double>(sessions) == doctest::Approx(2).epsilon(0.05));
}

TEST_CASE("there are at most two hundred candidates") {
  std::string list;
  for (int i = 1; i <= 30; ++i) {
    list += (i > 1 ? ", " : "") + std::to_string(i) + "m";
  }
  try {
    const Trial trial(people_yaml("stress: {sizes: 1..70/10}\nvary: {rules.grace: [" + list + "]}\n"));
    FAIL("no error");
  } catch (const InputError& error) {
    CHECK(std::string(error.what()) == "a.yaml: the sizes and variants are more than 200; try fewer");
  }
}

// How costs are charged back: by what they are split, and who bears what expired.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace drawdown {

struct ChargeBack {
  struct Dimension {
    enum class Kind : std::uint8_t { team, user, product, column };
    Kind kind = Kind::team;
    std::size_t column = 0;  // of `column`: place in the scenario's columns of users
    std::string name;        // as results call it
  };
  // Who bears the tokens of a tranche that expired.
  enum class WriteOff : std::uint8_t {
    team,     // whoever was charged by the team that has the tranche, by tokens
    tranche,  // whoever used the tranche, by tokens
    equal,    // everybody who was charged, alike
    none,     // nobody
  };
  std::vector<Dimension> by;
  WriteOff write_off = WriteOff::team;
};

}  // namespace drawdown

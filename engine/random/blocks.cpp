#include "engine/random/blocks.h"

#include <Random123/philox.h>

namespace drawdown {

void philox(std::span<Block> counters, const std::array<std::uint64_t, 2>& key) {
  for (Block& block : counters) {
    const r123::Philox4x64::ctr_type numbers =
        r123::Philox4x64()({{block[0], block[1], block[2], block[3]}}, {{key[0], key[1]}});
    block = {numbers[0], numbers[1], numbers[2], numbers[3]};
  }
}

}  // namespace drawdown

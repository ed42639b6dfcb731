// The thirty-two bytes of a block, compared with one limit at once.
//
//   bytes_below(block, 26);      // a bit for each byte below 26, byte 0 in the lowest
//
// Byte 0 is the lowest of the first word, byte 8 the lowest of the second.
#pragma once

#include <cstdint>

#include "engine/random/blocks.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace drawdown {

inline std::uint32_t byte_of(const Block& block, std::uint32_t place) {
  return static_cast<std::uint32_t>(block[place / 8] >> (8 * (place % 8))) & 0xFF;
}

// The same without the processor's help.
inline std::uint32_t plain_bytes_below(const Block& block, std::uint32_t limit) {
  std::uint32_t bits = 0;
  for (std::uint32_t place = 0; place < 32; ++place) {
    bits |= (byte_of(block, place) < limit ? 1U : 0U) << place;
  }
  return bits;
}

// limit ≤ 256.
inline std::uint32_t bytes_below(const Block& block, std::uint32_t limit) {
#if defined(__SSE2__)  // every x86-64 processor has it
  if (limit == 0) {
    return 0;
  }
  const auto* words = reinterpret_cast<const __m128i*>(block.data());
  const __m128i most = _mm_set1_epi8(static_cast<char>(limit - 1));
  const __m128i low = _mm_loadu_si128(words);
  const __m128i high = _mm_loadu_si128(words + 1);
  const auto low_bits = _mm_movemask_epi8(_mm_cmpeq_epi8(_mm_min_epu8(low, most), low));
  const auto high_bits = _mm_movemask_epi8(_mm_cmpeq_epi8(_mm_min_epu8(high, most), high));
  return static_cast<std::uint32_t>(low_bits) | static_cast<std::uint32_t>(high_bits) << 16;
#else
  return plain_bytes_below(block, limit);
#endif
}

}  // namespace drawdown

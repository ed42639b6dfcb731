#include "engine/trace/separators.h"

#include <bit>
#include <cstddef>

#include "engine/base/check.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace drawdown {
namespace {

constexpr std::size_t block_bytes = 64;

// Bit i tells whether byte i of the block is a separator.
#if defined(__SSE2__)
std::uint64_t separator_bits(const char* block) {
  const __m128i comma = _mm_set1_epi8(',');
  const __m128i newline = _mm_set1_epi8('\n');
  const __m128i quote = _mm_set1_epi8('"');
  std::uint64_t bits = 0;
  for (std::size_t part = 0; part < 4; ++part) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(block) + part);
    const __m128i found = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(bytes, comma), _mm_cmpeq_epi8(bytes, newline)),
                                       _mm_cmpeq_epi8(bytes, quote));
    bits |= std::uint64_t{static_cast<std::uint32_t>(_mm_movemask_epi8(found))} << (16 * part);
  }
  return bits;
}
#else
std::uint64_t separator_bits(const char* block) {
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < block_bytes; ++i) {
    const bool found = block[i] == ',' || block[i] == '\n' || block[i] == '"';
    bits |= std::uint64_t{found} << i;
  }
  return bits;
}
#endif

// Without the instruction, which not every x86-64 has, and without the library's call.
std::uint32_t count_of(std::uint64_t bits) {
  bits -= (bits >> 1) & 0x5555555555555555;
  bits = (bits & 0x3333333333333333) + ((bits >> 2) & 0x3333333333333333);
  bits = (bits + (bits >> 4)) & 0x0F0F0F0F0F0F0F0F;
  return static_cast<std::uint32_t>((bits * 0x0101010101010101) >> 56);
}

}  // namespace

void Separators::find(std::string_view text) {
  check(text.size() < UINT32_MAX - 2 * block_bytes, "a chunk of text is shorter than 4 GiB");
  // Every byte may be one; memory that is never written costs nothing. Writing runs up to a block ahead.
  const std::size_t most = 1 + text.size() + 2 * block_bytes;
  if (capacity_ < most) {
    places_ = std::make_unique_for_overwrite<std::uint32_t[]>(most);
    capacity_ = most;
  }
  places_[0] = UINT32_MAX;
  std::uint32_t* const first = places_.get() + 1;
  std::uint32_t* next = first;
  const auto end = static_cast<std::uint32_t>(text.size());
  for (std::uint32_t at = 0; at < end; at += block_bytes) {
    std::uint64_t bits = separator_bits(text.data() + at);
    const std::uint32_t count = count_of(bits);
    // Eight are written whatever there is, so that the common block has no branch to mispredict.
    for (std::uint32_t i = 0; i < 8; ++i) {
      next[i] = at + static_cast<std::uint32_t>(std::countr_zero(bits));
      bits &= bits - 1;
    }
    for (std::uint32_t i = 8; i < count; ++i) {
      next[i] = at + static_cast<std::uint32_t>(std::countr_zero(bits));
      bits &= bits - 1;
    }
    next += count;
  }
  while (next != first && next[-1] >= end) {
    --next;  // bytes beyond the end
  }
  size_ = static_cast<std::uint32_t>(next - first);
}

}  // namespace drawdown

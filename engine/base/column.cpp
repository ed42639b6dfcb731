#include "engine/base/column.h"

#include <sys/mman.h>

#include <cstdlib>
#include <new>

namespace drawdown {

void FreeChunk::operator()(void* chunk) const { std::free(chunk); }

std::unique_ptr<void, FreeChunk> allocate_chunk(bool large) {
  void* const chunk = std::aligned_alloc(chunk_bytes, chunk_bytes);
  if (chunk == nullptr) {
    throw std::bad_alloc();
  }
  // Advice only: without large pages the memory is the same, and slower to reach the first time.
  (void)madvise(chunk, chunk_bytes, large ? MADV_HUGEPAGE : MADV_NOHUGEPAGE);
  return std::unique_ptr<void, FreeChunk>(chunk);
}

}  // namespace drawdown

#include "engine/base/column.h"

#include <sys/mman.h>

#include <cstdlib>
#include <new>

namespace drawdown {

void FreeChunk::operator()(void* chunk) const { std::free(chunk); }

std::unique_ptr<void, FreeChunk> allocate_chunk(bool large) {
  // Short replays, of which there may be millions, get memory that the last one gave back, without a call of the
  // system.
  void* const chunk = large ? std::aligned_alloc(chunk_bytes, chunk_bytes) : std::malloc(chunk_bytes);
  if (chunk == nullptr) {
    throw std::bad_alloc();
  }
  if (large) {
    // Advice only: without large pages the memory is the same, and slower to reach the first time.
    (void)madvise(chunk, chunk_bytes, MADV_HUGEPAGE);
  }
  return std::unique_ptr<void, FreeChunk>(chunk);
}

}  // namespace drawdown

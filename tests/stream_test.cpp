#include "engine/random/stream.h"

#include <doctest/doctest.h>

#include <set>

using namespace drawdown;

// Random123's own known answers for philox4x64 with 10 rounds (its file kat_vectors): counter, key, result. The third
// line's counter and key are digits of pi.
TEST_CASE("the generator gives the published answers") {
  using Block = std::array<std::uint64_t, 4>;
  constexpr std::uint64_t ones = ~std::uint64_t{0};
  CHECK(philox({0, 0, 0, 0}, {0, 0}) ==
        Block{0x16554d9eca36314c, 0xdb20fe9d672d0fdc, 0xd7e772cee186176b, 0x7e68b68aec7ba23b});
  CHECK(philox({ones, ones, ones, ones}, {ones, ones}) ==
        Block{0x87b092c3013fe90b, 0x438c3c67be8d0224, 0x9cc7d7c69cd777b6, 0xa09caebf594f0ba0});
  CHECK(philox({0x243f6a8885a308d3, 0x13198a2e03707344, 0xa4093822299f31d0, 0x082efa98ec4e6c89},
               {0x452821e638d01377, 0xbe5466cf34e90c6c}) ==
        Block{0xa528f45403e61d95, 0x38c72dbd566e9788, 0xa5a1610e72fd18b5, 0x57bd43b5e52b7fe6});
}

TEST_CASE("a stream is the generator's blocks one after the other, its name their key and counter") {
  Stream stream(Seed{11}, Purpose{12}, 13, 14, 15);
  for (std::uint64_t number = 0; number < 5; ++number) {
    for (const std::uint64_t expected : philox({number, 13, 14, 15}, {11, 12})) {
      CHECK(stream.next() == expected);
    }
  }
}

TEST_CASE("a purpose is its letters") {
  CHECK(purpose("a").value == 0x61);
  CHECK(purpose("ab").value == 0x6162);
  CHECK(purpose("absences").value == 0x616273656e636573);
  CHECK(purpose("").value == 0);
}

TEST_CASE("streams whose names differ in anything share no number") {
  constexpr Purpose launch = purpose("launch");
  std::set<std::uint64_t> numbers;
  for (Stream stream : {Stream(Seed{1}, launch, 1, 2, 3), Stream(Seed{2}, launch, 1, 2, 3),
                        Stream(Seed{1}, purpose("length"), 1, 2, 3), Stream(Seed{1}, launch, 2, 1, 3),
                        Stream(Seed{1}, launch, 1, 3, 2), Stream(Seed{1}, launch, 1, 2), Stream(Seed{1}, launch)}) {
    for (int i = 0; i < 1000; ++i) {
      numbers.insert(stream.next());
    }
  }
  CHECK(numbers.size() == 7000);
}

TEST_CASE("a copy of a stream goes on where the original was") {
  Stream stream(Seed{1}, purpose("launch"));
  (void)stream.next();
  Stream copy = stream;
  for (int i = 0; i < 10; ++i) {
    CHECK(copy.next() == stream.next());
  }
}

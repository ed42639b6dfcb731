// Writes a large synthetic log of sessions, for measuring the program as a whole:
//
//   drawdown_bench_log FILE ROWS
//
// About 67 bytes a row: user, product, open, close, machine; 5,000 users, 6 products, one year, sorted by open. The
// same bytes for the same number of rows.
#include <fmt/format.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include "engine/time/instant.h"
#include "tests/worlds.h"

int main(int argc, char** argv) {
  using namespace drawdown;
  const std::uint64_t rows = argc == 3 ? std::strtoull(argv[2], nullptr, 10) : 0;
  if (rows == 0) {
    std::fputs("usage: drawdown_bench_log FILE ROWS\n", stderr);
    return 2;
  }
  constexpr std::uint32_t users = 5'000;
  const char* const products[] = {"AutoCAD", "Revit", "Maya", "Fusion", "Mudbox", "3ds Max"};
  constexpr auto product_count = static_cast<std::uint32_t>(std::size(products));
  const Trace trace = big_world(1, users * product_count, rows, 365).trace;
  std::ofstream out(argv[1], std::ios::binary);
  out << "user,product,open,close,machine\n";
  std::string row;
  for (std::size_t i = 0; i < trace.size(); ++i) {
    const std::uint32_t unit = trace.unit[i];
    row = fmt::format("user{:05},{},{},{},ws-{:05}\n", unit / product_count, products[unit % product_count],
                      format_utc({trace.open[i]}), format_utc({trace.close[i]}), unit / product_count);
    out.write(row.data(), static_cast<std::streamsize>(row.size()));
  }
  out.close();
  if (!out) {
    std::fprintf(stderr, "drawdown_bench_log: %s could not be written\n", argv[1]);
    return 1;
  }
  return 0;
}

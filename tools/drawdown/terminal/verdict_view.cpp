#include "tools/drawdown/terminal/verdict_view.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstddef>

#include "tools/drawdown/terminal/text.h"

namespace drawdown::program {

std::string show(const Verdicts& verdicts, const Screen& screen) {
  if (verdicts.all.empty()) {
    return {};
  }
  std::size_t widest = 0;
  for (const Verdict& verdict : verdicts.all) {
    widest = std::max(widest, display_width(printable(verdict.expectation->text)));
  }
  widest = std::min(widest, screen.width / 2);
  std::string out = fmt::format(" {}Expected{}\n", screen.palette.title, screen.palette.reset);
  for (const Verdict& verdict : verdicts.all) {
    const bool failed = verdict.result == Verdict::Result::failed;
    const char* word = failed ? "FAIL" : verdict.result == Verdict::Result::passed ? "pass" : "-";
    const std::string text = shortened(printable(verdict.expectation->text), widest, !screen.pictures);
    out += fmt::format(" {}{:<4}{}  {}  {}\n", failed ? screen.palette.refused : "", word,
                       failed ? screen.palette.reset : "", padded(text, widest), verdict.found);
  }
  return out;
}

std::string failures(const Verdicts& verdicts) {
  std::string out;
  for (const Verdict& verdict : verdicts.all) {
    if (verdict.result == Verdict::Result::failed) {
      out += fmt::format("drawdown: expected {}, found {}\n", printable(verdict.expectation->text), verdict.found);
    }
  }
  return out;
}

}  // namespace drawdown::program

// Where a command's report goes, and its charts: --report, --no-report and --svg.
//
//   ReportFiles report(arguments, folder);              // before the work: that nothing can be written is known then
//   …
//   if (report.wanted()) report.write(run_page(results, arguments));
//   folder->commit();
//   report.commit();
//
// A page (engine/report/page.h) lists the tables and charts of one command; page/ has a file for each.
#pragma once

#include <optional>

#include "engine/report/output.h"
#include "engine/report/page.h"
#include "tools/drawdown/command.h"

namespace drawdown::program {

inline constexpr Option report_option{"--report", "", "FILE",
                                      "Write the report there: one HTML file that opens anywhere, without a network. "
                                      "Without it, it is report.html in the "
                                      "folder of --out."};
inline constexpr Option no_report_option{"--no-report", "", "", "Write no report."};
inline constexpr Option svg_option{"--svg", "", "",
                                   "Also write the report's charts into the folder of --out, each as chart_NAME.svg."};

class ReportFiles {
 public:
  // Throws UsageError for options that contradict each other. The folder, if there is one, outlives it.
  ReportFiles(const Arguments& arguments, std::optional<OutputFolder>& folder);

  // Whether a page is to be made: it costs a walk over all charges.
  [[nodiscard]] bool wanted() const { return file_.has_value() || in_folder_ || svg_; }
  void write(const Page& page);
  // After the folder, if there is one.
  void commit();

 private:
  OutputFolder* folder_ = nullptr;
  std::optional<OutputFile> file_;  // of --report
  bool in_folder_ = false;
  bool svg_ = false;
};

}  // namespace drawdown::program

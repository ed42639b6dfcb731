#include "tools/drawdown/page/report_files.h"

#include "engine/report/svg.h"
#include "tools/drawdown/page/shell.h"

namespace drawdown::program {
namespace {

constexpr const char* own_name = "report.html";

}  // namespace

ReportFiles::ReportFiles(const Arguments& arguments, std::optional<OutputFolder>& folder)
    : folder_(folder ? &*folder : nullptr), svg_(arguments.has(svg_option.name)) {
  const bool named = arguments.has(report_option.name);
  const bool none = arguments.has(no_report_option.name);
  if (named && none) {
    throw UsageError("--report names a report and --no-report wants none: give one of them");
  }
  if (svg_ && folder_ == nullptr) {
    throw UsageError("--svg writes charts into the folder of --out, which is missing");
  }
  if (named) {
    file_.emplace(arguments.value(report_option.name));
  }
  in_folder_ = folder_ != nullptr && !named && !none;
}

void ReportFiles::write(const Page& page) {
  if (file_) {
    write_page(*file_, page, page_shell());
  }
  if (folder_ == nullptr) {
    return;
  }
  if (in_folder_) {
    write_page(folder_->file(own_name), page, page_shell());
  }
  for (const Chart& chart : page.charts) {
    const std::string name = "chart_" + chart.id + ".svg";
    if (svg_) {
      folder_->file(name).write(to_svg(chart, page.table(chart.table).table));
    } else {
      folder_->leave_out(name);
    }
  }
}

void ReportFiles::commit() {
  if (file_) {
    file_->commit();
  }
}

}  // namespace drawdown::program

// A report as data: an answer, figures, sections with charts and tables; and as one HTML file, which needs nothing but
// a browser: no other file, no network.
//
//   Page page{.command = "run", .title = "Northwind, 2026"};
//   page.answer.push_back("The pool lasts: 1,204 of 6,000 tokens are left.");
//   page.tables.push_back({"burn.csv", "Burn curve", burn});
//   page.charts.push_back(burn_chart);
//   page.sections.push_back({.heading = "Tokens left", .charts = {"burn"}, .tables = {"burn.csv"}});
//   write_page(folder.file("report.html"), page, shell);
//
// Text may hold anything: it never becomes a part of the page's markup or code.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/report/chart.h"
#include "engine/report/output.h"
#include "engine/report/table.h"

namespace drawdown {

// A number that stands large at the top.
struct Figure {
  std::string label;
  std::string value;  // as people read it
  std::string unit = {};
  bool bad = false;
};

struct PageTable {
  std::string name;   // of the result file that has the same rows, or would have
  std::string title;  // in words
  Table table;
  std::string note = {};
};

struct PageSection {
  std::string heading;
  std::vector<std::string> text = {};    // paragraphs
  std::vector<std::string> charts = {};  // ids
  std::vector<std::string> tables = {};  // names; the tables of its charts stand behind these anyway
  Record facts = {};                     // a list of names and values
  bool live = false;                     // where the page's own sliders stand
};

struct Page {
  std::string command;
  std::string title;
  std::string subtitle;
  std::string currency;
  std::vector<std::string> answer = {};  // sentences; the first is the most important
  std::vector<Figure> figures = {};
  std::vector<PageSection> sections = {};
  std::vector<Chart> charts = {};
  std::vector<PageTable> tables = {};
  std::string live = {};  // JSON for the sliders, or nothing

  // Throws nothing, checks: a chart's table is there, and has its columns.
  void check_whole() const;
  [[nodiscard]] const PageTable& table(std::string_view name) const;
};

// The same for all pages: style and code, of which neither holds its own closing tag.
struct PageShell {
  std::string_view style;
  std::string_view code;
  std::string_view code_hash;  // "sha256-…": browsers run this code, and no other
};

// A cell of the page's data: an amount is a number if every reader gets it exactly so, else text.
[[nodiscard]] std::string exact_json(const Cell& cell);

// Everything that the page shows, as JSON.
[[nodiscard]] std::string page_json(const Page& page);

void write_page(OutputFile& file, const Page& page, const PageShell& shell);

// As text of HTML or SVG, also in an attribute's quotes.
[[nodiscard]] std::string markup_text(std::string_view text);

}  // namespace drawdown

// The memo of a plan: each of its figures stands in the file, row and column that it names.
#include <doctest/doctest.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "engine/planning/memo.h"
#include "tests/program.h"

using drawdown::Memo;
using drawdown::tests::contains;
using drawdown::tests::lines_of;
using drawdown::tests::Workplace;

namespace {

using Row = std::map<std::string, std::string>;  // by column

// Of a line without line ends in its cells.
std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (const char c : line) {
    if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      cells.emplace_back();
    } else {
      cells.back() += c;
    }
  }
  return cells;
}

class Files {
 public:
  explicit Files(const Workplace& place) : place_(place) {}

  // What the row is called in a memo: its number, name, or change and percent.
  std::vector<std::pair<std::string, Row>> rows(const std::string& file) const {
    std::vector<std::pair<std::string, Row>> all;
    const std::string text = place_.text("out/" + file);
    REQUIRE_FALSE(text.empty());
    if (file.ends_with(".json")) {
      Row row;
      const nlohmann::json json = nlohmann::json::parse(text);
      for (const auto& [key, value] : json.items()) {
        row[key] = value.is_string() ? value.get<std::string>() : value.dump();
      }
      return {{"", row}};
    }
    const std::vector<std::string> lines = lines_of(text);
    const std::vector<std::string> head = cells_of(lines[0]);
    for (std::size_t i = 1; i < lines.size(); ++i) {
      const std::vector<std::string> cells = cells_of(lines[i]);
      Row row;
      for (std::size_t column = 0; column < head.size(); ++column) {
        row[head[column]] = cells[column];
      }
      const std::string second = head[1] == "direction" ? row["direction"] : head[1] == "percent" ? row["percent"] : "";
      const std::string name = head[0] == "order" ? "order " + cells[0] : cells[0];
      all.emplace_back(second.empty() ? name : name + " " + second, row);
    }
    return all;
  }

  // The cells that a source such as "plan.csv, order 1: tokens, paid" names, and the names of its rows.
  std::vector<std::string> cells(const std::string& source) const {
    std::vector<std::string> found;
    const std::size_t colon = source.rfind(": ");
    REQUIRE(colon != std::string::npos);
    const std::string where = source.substr(0, colon);
    const std::size_t comma = where.find(", ");
    const std::string file = where.substr(0, comma);
    const std::string name = comma == std::string::npos ? "" : where.substr(comma + 2);
    std::istringstream columns(source.substr(colon + 2));
    for (std::string column; std::getline(columns, column, ',');) {
      column = column.substr(column.find_first_not_of(' '));
      bool any = false;
      for (const auto& [row, values] : rows(file)) {
        if (name == "a row for each line" || row == name) {
          REQUIRE(values.contains(column));
          found.push_back(values.at(column));
          found.push_back(row);
          any = true;
        }
      }
      CAPTURE(source);
      CHECK(any);
    }
    return found;
  }

 private:
  const Workplace& place_;
};

// Numbers and dates of a text, as they are written.
std::vector<std::string> figures_of(const std::string& text) {
  std::vector<std::string> all;
  for (std::size_t i = 0; i < text.size();) {
    if (std::isdigit(static_cast<unsigned char>(text[i])) == 0) {
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < text.size() && (std::isdigit(static_cast<unsigned char>(text[end])) != 0 ||
                                 ((text[end] == '.' || text[end] == ',' || text[end] == '-') && end + 1 < text.size() &&
                                  std::isdigit(static_cast<unsigned char>(text[end + 1])) != 0))) {
      ++end;
    }
    all.push_back(text.substr(i, end - i));
    i = end;
  }
  return all;
}

// Signs are words in a memo: less, more.
bool stands_for(std::string figure, const std::string& cell) {
  if (contains(cell, figure)) {
    return true;  // a date, a name, a rule's parameters
  }
  figure.erase(std::remove(figure.begin(), figure.end(), ','), figure.end());
  std::size_t read = 0;
  double value = 0;
  try {
    value = std::abs(std::stod(cell, &read));
  } catch (const std::exception&) {
    return false;
  }
  if (read != cell.size()) {
    return false;
  }
  const std::size_t point = figure.find('.');
  const double step = point == std::string::npos ? 1 : std::pow(10.0, -static_cast<double>(figure.size() - point - 1));
  const double shown = std::stod(figure);
  const auto near = [&](double exact) { return std::abs(exact - shown) <= step / 2 * 1.0001; };
  return near(value) || near(100 * value);  // shares are percents
}

// Checks each figure against the sources behind it; returns how many there are.
std::size_t check_figures(const std::string& memo, const Files& files) {
  std::size_t count = 0;
  std::string block;  // of a table, whose sources stand below it
  for (const std::string& line : lines_of(memo)) {
    const std::size_t begin = line.find("*[");
    const bool is_table = line.starts_with("|");
    block += is_table ? line + "\n" : begin == std::string::npos ? "" : line.substr(0, begin);
    if (begin == std::string::npos) {
      if (!is_table && !line.empty() && !line.starts_with("#")) {
        CAPTURE(line);
        CHECK(figures_of(line).empty());
      }
      continue;
    }
    std::vector<std::string> cells{"95"};  // the confidence of all intervals
    std::string sources = line.substr(begin + 2, line.rfind("]*") - begin - 2);
    for (std::size_t at = 0; at <= sources.size();) {
      const std::size_t end = std::min(sources.find("; ", at), sources.size());
      const std::vector<std::string> some = files.cells(sources.substr(at, end - at));
      cells.insert(cells.end(), some.begin(), some.end());
      at = end + 2;
    }
    for (const std::string& figure : figures_of(block)) {
      CAPTURE(line);
      CAPTURE(figure);
      CHECK(std::any_of(cells.begin(), cells.end(), [&](const std::string& cell) { return stands_for(figure, cell); }));
      ++count;
    }
    block.clear();
  }
  return count;
}

}  // namespace

TEST_CASE("a memo names the sources of each paragraph, each once") {
  Memo memo;
  memo.title("T");
  memo.heading("H");
  memo.say("Buy " + memo.figure("5", "plan.csv", "order 1", "tokens") + " for " +
           memo.figure("6", "plan.csv", "order 1", "paid") + ", in all " + memo.figure("7", "plan.json", "", "cost") +
           ", of " + memo.figure("5", "plan.csv", "order 1", "tokens") + ".");
  memo.point("one");
  memo.point("two " + memo.figure("8", "plan.json", "", "gap"));
  memo.table({{"a", "b"}, {"c", memo.figure("9", "x.csv", "c", "b")}, {"d", memo.figure("10", "x.csv", "d", "b")}});
  CHECK(memo.text() ==
        "# T\n\n## H\n\nBuy 5 for 6, in all 7, of 5. *[plan.csv, order 1: tokens, paid; plan.json: cost]*\n"
        "\n- one\n- two 8 *[plan.json: gap]*\n"
        "\n| a | b |\n|---|--:|\n| c | 9 |\n| d | 10 |\n\n*[x.csv, a row for each line: b]*\n");
}

TEST_CASE("figures of a memo are rounded and grouped, and names are not Markdown") {
  using drawdown::Money;
  using drawdown::Tokens;
  CHECK(drawdown::memo_money(*drawdown::parse_money("1234567.895")) == "1,234,567.90");
  CHECK(drawdown::memo_money(*drawdown::parse_money("-1234.5")) == "-1,234.50");
  CHECK(drawdown::memo_money(Money::whole(12)) == "12.00");
  CHECK(drawdown::memo_tokens(Tokens::whole(-123)) == "-123");
  CHECK(drawdown::memo_tokens(*drawdown::parse_tokens("1234.5678")) == "1,234.6");
  CHECK(drawdown::memo_tokens(*drawdown::parse_tokens("99.000001")) == "99.000001");
  CHECK(drawdown::memo_share(12'345) == "1.23 %");
  CHECK(drawdown::memo_percent(10) == "+10 %");
  CHECK(drawdown::memo_percent(-5) == "-5 %");
  CHECK(drawdown::memo_name("a|b*c_<d>") == "a\\|b\\*c\\_\\<d\\>");
}

TEST_CASE("every figure of a plan's memo is found in the file that it names") {
  const Workplace place;
  const std::string examples = DRAWDOWN_SOURCE_DIR "/scenarios/examples/";
  for (const std::string& options :
       {examples + "24-plan.yaml", examples + "24-plan.yaml --set plan.most_orders=3 --set plan.budget=40000",
        examples + "25-plan-uncertain.yaml --set plan.replications=40 --set plan.tests=60"}) {
    CAPTURE(options);
    const auto ran = place.shell("drawdown plan " + options + " -q -o out --memo out/plan.md");
    CHECK(ran.err.empty());
    REQUIRE(ran.status == 0);
    const std::string memo = place.text("out/plan.md");
    for (const char* heading : {"## Question", "## Answer", "## The numbers", "## Assumptions", "## Risk",
                                "## What would change the answer", "## What to decide by when"}) {
      CAPTURE(heading);
      CHECK(contains(memo, heading));
    }
    CHECK(lines_of(memo).size() <= 110);  // two pages
    CHECK(check_figures(memo, Files(place)) > 100);
  }
}

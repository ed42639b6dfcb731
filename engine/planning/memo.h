// Text in Markdown whose figures say where they come from.
//
//   Memo memo;
//   memo.heading("Answer");
//   memo.say("Buy " + memo.figure("5,000", "plan.csv", "order 1", "tokens") + " tokens.");
//   memo.text();       // "## Answer\n\nBuy 5,000 tokens. [plan.csv, order 1: tokens]\n"
//
// After each paragraph stand the files, rows and columns of its figures.
#pragma once

#include <string>
#include <vector>

#include "engine/base/quantity.h"

namespace drawdown {

class Memo {
 public:
  // Remembers the source for the paragraph that is written next, and returns the value.
  std::string figure(const std::string& value, const std::string& file, const std::string& row,
                     const std::string& column);

  void title(const std::string& text);
  void heading(const std::string& text);
  void say(const std::string& paragraph);
  void point(const std::string& item);  // of a list; its sources stand behind it
  // The first row is the head. Its sources stand below it.
  void table(const std::vector<std::vector<std::string>>& rows);

  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  struct Source {
    std::string file;
    std::string where;  // "plan.csv, order 1"
    std::vector<std::string> columns;
  };
  void merge_sources();
  [[nodiscard]] std::string sources();

  std::string text_;
  std::vector<Source> sources_;
  bool in_list_ = false;
};

// "12,345.60", rounded to the cent; "5,000.1", to a tenth, and below a hundred "0.025", exact; "+12 %".
[[nodiscard]] std::string memo_money(Money money);
[[nodiscard]] std::string memo_tokens(Tokens tokens);
[[nodiscard]] std::string memo_percent(int percent);
// Of a share in millionths: "1.25 %".
[[nodiscard]] std::string memo_share(std::int64_t share);
// As Markdown shows it: no character begins a table, a link, emphasis or HTML.
[[nodiscard]] std::string memo_name(const std::string& name);

}  // namespace drawdown

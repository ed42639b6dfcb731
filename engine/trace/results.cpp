#include "engine/trace/results.h"

#include <array>
#include <cstddef>
#include <memory>
#include <optional>

#include "engine/base/quantity.h"
#include "engine/trace/bad_cell.h"
#include "engine/trace/instant_reader.h"
#include "engine/trace/small_file.h"

namespace drawdown {
namespace {

enum Column : std::size_t { user, product, time, quantity, team, column_count };
constexpr std::array<WantedColumn, column_count> columns{{
    {"user", true},
    {"product", true},
    {"time", true},
    {"quantity", true},
    {"team", false},
}};

// A million million: far beyond any log, and far enough from what 64 bits hold.
constexpr std::int64_t most = 1'000'000'000'000 * micro_per_unit;

class ResultsReader {
 public:
  ResultsReader(const ResultsRequest& request, ByteSource& source)
      : request_(request),
        file_(source, request.path, columns, "user, product, time and quantity are needed"),
        instants_(request.zone) {
    read_.log.teams.intern("");
  }

  ResultsRead run() {
    read_.rows = file_.read(
        request_.skip_bad_rows, read_.rejected, [this] { return why_bad(); }, [this] { add(); });
    return std::move(read_);
  }

 private:
  // Reads the row's values on the way.
  std::string why_bad() {
    std::string reason;
    for (const Column column : {user, product, team}) {
      reason = reason.empty() ? why_bad_name(file_.text(column), columns[column].name, column != team) : reason;
    }
    product_ = find_product(request_.products, file_.text(product));
    if (reason.empty() && !product_) {
      reason = why_bad_product(request_.products, file_.text(product));
    }
    if (reason.empty() && !request_.products[product_->value].per_result) {
      reason = "product " + quoted_cell(file_.text(product)) + " is charged per window, not per result";
    }
    if (reason.empty() && (file_.text(time).empty() || !instants_.read(file_.text(time), at_))) {
      reason = why_bad_instant(file_.text(time), "time", true, request_.zone);
    }
    return reason.empty() ? why_bad_quantity() : reason;
  }

  std::string why_bad_quantity() {
    const std::string_view text = file_.text(quantity);
    if (text.empty()) {
      return "the quantity is empty";
    }
    const std::optional<std::int64_t> number = parse_micro(text);
    if (!number || *number > most || *number < -most) {
      return "the quantity " + quoted_cell(text) +
             " is not a number with at most six decimals, of at most a million million";
    }
    quantity_ = *number;
    return quantity_ == 0 ? "the quantity is 0" : "";
  }

  void add() {
    ResultLog& log = read_.log;
    log.results.push_back({at_, log.users.intern(file_.text(user)), *product_, log.teams.intern(file_.text(team)),
                           quantity_, file_.line()});
  }

  const ResultsRequest& request_;
  SmallFile file_;
  InstantReader instants_;
  std::optional<ProductId> product_;
  std::int64_t at_ = 0;
  std::int64_t quantity_ = 0;
  ResultsRead read_;
};

}  // namespace

ResultsRead read_results(const ResultsRequest& request) {
  const std::unique_ptr<ByteSource> source = open_source(request.path, nullptr);
  return ResultsReader(request, *source).run();
}

ResultsRead read_results_text(const ResultsRequest& request, std::string_view text) {
  const std::unique_ptr<ByteSource> source = open_memory(text, request.path);
  return ResultsReader(request, *source).run();
}

}  // namespace drawdown

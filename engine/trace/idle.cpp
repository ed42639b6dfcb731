#include "engine/trace/idle.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>
#include <memory>
#include <optional>
#include <utility>

#include "engine/trace/bad_cell.h"
#include "engine/trace/instant_reader.h"
#include "engine/trace/small_file.h"

namespace drawdown {
namespace {

enum Column : std::size_t { user, product, from, to, machine, column_count };
constexpr std::array<WantedColumn, column_count> columns{{
    {"user", true},
    {"product", true},
    {"from", true},
    {"to", true},
    {"machine", false},
}};

std::uint32_t bounded(std::int64_t seconds) {
  return static_cast<std::uint32_t>(std::clamp<std::int64_t>(seconds, 0, IdleSpan::endless - 1));
}

class IdleReader {
 public:
  IdleReader(const IdleRequest& request, ByteSource& source)
      : request_(request),
        file_(source, request.path, columns, "user, product, from and to are needed"),
        instants_(request.zone) {
    read_.idle.machines.intern("");
  }

  IdleRead run() {
    read_.rows = file_.read(
        request_.skip_bad_rows, read_.rejected, [this] { return why_bad(); }, [this] { add(); });
    return std::move(read_);
  }

 private:
  [[nodiscard]] std::string_view text(Column column) const { return file_.text(column); }

  // Reads the row's instants on the way.
  std::string why_bad() {
    std::string reason;
    for (const Column column : {user, product, machine}) {
      reason = reason.empty() ? why_bad_name(text(column), columns[column].name, column != machine) : reason;
    }
    if (reason.empty() && !knows_product()) {
      reason = why_bad_product(request_.products, text(product));
    }
    if (reason.empty() && (text(from).empty() || !instants_.read(text(from), begin_))) {
      reason = why_bad_instant(text(from), "from", true, request_.zone);
    }
    end_ = std::numeric_limits<std::int64_t>::max();
    if (reason.empty() && !text(to).empty() && !instants_.read(text(to), end_)) {
      reason = why_bad_instant(text(to), "to", false, request_.zone);
    }
    if (reason.empty() && end_ < begin_) {
      reason = "it ends before it begins: " + quoted_cell(text(to)) + " is before " + quoted_cell(text(from));
    }
    return reason;
  }

  // Rows of one product mostly come in a row.
  bool knows_product() {
    const RateSheet& sheet = request_.products;
    const std::string_view name = text(product);
    if (!product_ || sheet[product_->value].name != name) {
      product_ = find_product(sheet, name);
    }
    return product_.has_value();
  }

  void add() {
    IdleSpans& idle = read_.idle;
    const bool open_ended = text(to).empty();
    idle.spans.push_back({idle.users.intern(text(user)), *product_, idle.machines.intern(text(machine)),
                          bounded(begin_), open_ended ? IdleSpan::endless : bounded(end_)});
  }

  const IdleRequest& request_;
  SmallFile file_;
  InstantReader instants_;
  std::optional<ProductId> product_;  // of the row, or of the last that had one
  std::int64_t begin_ = 0;
  std::int64_t end_ = 0;
  IdleRead read_;
};

}  // namespace

IdleRead read_idle(const IdleRequest& request) {
  const std::unique_ptr<ByteSource> source = open_source(request.path, nullptr);
  return IdleReader(request, *source).run();
}

IdleRead read_idle_text(const IdleRequest& request, std::string_view text) {
  const std::unique_ptr<ByteSource> source = open_memory(text, request.path);
  return IdleReader(request, *source).run();
}

}  // namespace drawdown

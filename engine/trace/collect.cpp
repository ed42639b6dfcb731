#include "engine/trace/collect.h"

#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "engine/base/input_error.h"
#include "engine/trace/csv_row.h"
#include "engine/trace/csv_rows.h"

namespace drawdown {
namespace {

constexpr std::string_view needs = "; the first line must name the columns user, product, open and close";

// The beginning of a file, of which more is read as it is needed.
class Beginning {
 public:
  Beginning(ByteSource& source, std::size_t piece_bytes, TextBuffer& text)
      : source_(&source), piece_(piece_bytes), text_(&text) {}

  bool more() {
    const std::size_t n = at_end_ ? 0 : source_->read(piece_.data(), piece_.size());
    at_end_ = n < piece_.size();
    text_->append({piece_.data(), n});
    return n > 0;
  }
  [[nodiscard]] bool at_end() const { return at_end_; }

 private:
  ByteSource* source_;
  std::vector<char> piece_;
  TextBuffer* text_;
  bool at_end_ = false;
};

// Reads the header into the plan, and leaves what was read beyond it in `text`. Returns the number of the next line.
std::uint64_t read_header(ByteSource& source, ReadPlan& plan, TextBuffer& text) {
  const std::string& file = plan.request.path;
  Beginning beginning(source, plan.sizes.chunk_bytes, text);
  while (text.text().size() < 3 && beginning.more()) {
  }
  check_encoding(file, text);
  std::uint64_t line = 1;
  const auto place = [&] { return Place{file, static_cast<int>(line)}; };
  CsvRow row;
  while (true) {
    if (text.text().empty() && !beginning.more()) {
      throw InputError({file}, "is empty" + std::string(needs));
    }
    row.split(text.text(), beginning.at_end(), plan.sizes.row_bytes);
    if (row.end() == CsvRow::End::too_long) {
      throw InputError(place(), "is too long a line for a header" + std::string(needs));
    }
    if (row.end() == CsvRow::End::incomplete) {
      beginning.more();
    } else if (!row.blank()) {
      break;
    } else {
      line += row.newlines();
      text.keep_from(row.bytes());
    }
  }
  if (row.defect() != CsvRow::Defect::none) {
    throw InputError(place(), "the header has a stray quote" + std::string(needs));
  }
  plan.header = find_columns(row.fields(), file, place().line, plan.request.per_version, plan.request.per_machine);
  text.keep_from(row.bytes());
  return line + row.newlines();
}

class Collector {
 public:
  Collector(ByteSource& source, const ReadPlan& plan, SessionFold fold)
      : source_(&source), plan_(&plan), fold_(std::move(fold)) {}

  Collected run(TextBuffer rest_of_header) {
    ReadWorker first(*plan_);
    first.text = std::move(rest_of_header);
    first.parse();
    fold_.add(first);
    std::deque<ReadWorker> others;
    for (unsigned i = 1; i < plan_->request.threads; ++i) {
      others.emplace_back(*plan_);
    }
    {
      std::vector<std::jthread> threads;
      threads.reserve(others.size());
      for (ReadWorker& worker : others) {
        threads.emplace_back([this, &worker] { work(worker); });
      }
      work(first);
    }
    if (error_) {
      std::rethrow_exception(error_);
    }
    fold_.add_rest(first);
    return std::move(fold_).result();
  }

 private:
  void work(ReadWorker& worker) {
    std::exception_ptr error;
    std::uint64_t piece = 0;
    while (fetch(worker, piece, error)) {
      if (!error) {
        try {
          worker.parse();
        } catch (...) {
          error = std::current_exception();
        }
      }
      if (!hand_in(worker, piece, error)) {
        return;
      }
    }
  }

  // Reads the next piece; false if there is none. Errors are handed in like pieces, so that the first in the file
  // counts.
  bool fetch(ReadWorker& worker, std::uint64_t& piece, std::exception_ptr& error) {
    const std::lock_guard lock(reading_);
    if (at_end_) {
      return false;
    }
    try {
      const std::size_t most = plan_->sizes.chunk_bytes;
      const std::size_t n = source_->read(worker.text.room(most), most);
      worker.text.resize(n);
      at_end_ = n < most;
      if (n == 0) {
        return false;
      }
    } catch (...) {
      error = std::current_exception();
      at_end_ = true;
    }
    piece = pieces_++;
    return true;
  }

  // Waits until all pieces before are in, and folds this one; false if the read is over because of an error.
  bool hand_in(ReadWorker& worker, std::uint64_t piece, const std::exception_ptr& error) {
    std::unique_lock lock(folding_);
    turn_.wait(lock, [&] { return folded_ == piece || error_; });
    if (!error_) {
      try {
        if (error) {
          std::rethrow_exception(error);
        }
        fold_.add(worker);
      } catch (...) {
        error_ = std::current_exception();
      }
    }
    ++folded_;
    turn_.notify_all();
    return !error_;
  }

  ByteSource* source_;
  const ReadPlan* plan_;

  std::mutex reading_;
  bool at_end_ = false;
  std::uint64_t pieces_ = 0;

  std::mutex folding_;
  std::condition_variable turn_;
  std::uint64_t folded_ = 0;
  std::exception_ptr error_;
  SessionFold fold_;
};

}  // namespace

Collected collect_sessions(ByteSource& source, const TraceRequest& request, ReadSizes sizes, bool observe) {
  ReadPlan plan(request, sizes, observe);
  TextBuffer rest;
  const std::uint64_t line = read_header(source, plan, rest);
  return Collector(source, plan, SessionFold(plan, line, source.text_bytes())).run(std::move(rest));
}

}  // namespace drawdown

#include "engine/trace/small_file.h"

#include "engine/base/input_error.h"
#include "engine/trace/bad_cell.h"

namespace drawdown {

SmallFile::SmallFile(ByteSource& source, std::string path, std::span<const WantedColumn> columns,
                     const std::string& needs)
    : path_(std::move(path)), columns_(columns), rows_(source, path_), places_(columns.size()) {
  if (!rows_.next()) {
    throw InputError({path_}, "is empty; the first line must name its columns: " + needs);
  }
  const Place place{path_, static_cast<int>(rows_.line())};
  if (const std::string reason = why_bad_quotes(rows_.row()); !reason.empty()) {
    throw InputError(place, reason);
  }
  header_.assign(rows_.row().fields().begin(), rows_.row().fields().end());
  find_places(rows_.row().fields(), columns_, place, needs, places_);
}

std::string SmallFile::why_bad_shape() const {
  const std::size_t fields = rows_.row().fields().size();
  std::string reason = why_bad_quotes(rows_.row());
  reason = reason.empty() ? why_too_many(fields, header_.size()) : reason;
  for (std::size_t i = 0; reason.empty() && i < columns_.size(); ++i) {
    if (places_[i] != Header::absent && places_[i] >= fields) {
      reason = why_too_few(fields, columns_[i].name, places_[i]);
    }
  }
  return reason;
}

}  // namespace drawdown

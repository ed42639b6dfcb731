#include "engine/report/output.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <system_error>
#include <utility>

namespace drawdown {

FileError::FileError(const std::string& what, const std::filesystem::path& path, int system_error)
    : FileError(what, path, std::generic_category().message(system_error)) {}

FileError::FileError(const std::string& what, const std::filesystem::path& path, const std::string& reason)
    : std::runtime_error("cannot " + what + " " + path.string() + ": " + reason) {}

OutputFile::OutputFile(std::filesystem::path path) : path_(std::move(path)) {
  std::error_code none;
  const std::filesystem::file_status there = std::filesystem::status(path_, none);
  if (std::filesystem::is_directory(there)) {
    throw FileError("write", path_, EISDIR);
  }
  if (std::filesystem::is_other(there)) {
    throw FileError("write", path_, "it is a device or a pipe, not a file");
  }
  // The process's number keeps two runs into one folder apart; the dot keeps it out of `*.csv`.
  std::string name = path_.filename().string();
  name.insert(0, 1, '.').append(1, '.').append(std::to_string(::getpid())).append(".part");
  temporary_ = path_.parent_path() / name;
  const std::filesystem::path folder = path_.has_parent_path() ? path_.parent_path() : ".";
  descriptor_ = ::open(folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666);
  nameless_ = descriptor_ >= 0;
  if (!nameless_) {  // not every file system has such files
    descriptor_ = ::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0666);
  }
  if (descriptor_ < 0) {
    throw FileError("write", path_, errno);
  }
}

OutputFile::~OutputFile() {
  if (descriptor_ >= 0) {
    ::close(descriptor_);
  }
  if (!committed_ && !nameless_) {
    ::unlink(temporary_.c_str());
  }
}

void OutputFile::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0) {
      if (errno == EINTR) {
        continue;
      }
      throw FileError("write", path_, errno);
    }
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

void OutputFile::close() {
  if (descriptor_ < 0) {
    return;
  }
  if (nameless_) {
    ::unlink(temporary_.c_str());  // of a process of the same number that was killed at the worst moment
    const std::string self = "/proc/self/fd/" + std::to_string(descriptor_);
    if (::linkat(AT_FDCWD, self.c_str(), AT_FDCWD, temporary_.c_str(), AT_SYMLINK_FOLLOW) != 0) {
      throw FileError("write", path_, errno);
    }
    nameless_ = false;
  }
  if (::close(std::exchange(descriptor_, -1)) != 0) {
    throw FileError("write", path_, errno);
  }
}

void OutputFile::commit() {
  close();
  if (::rename(temporary_.c_str(), path_.c_str()) != 0) {
    throw FileError("write", path_, errno);
  }
  committed_ = true;
}

OutputFolder::OutputFolder(std::filesystem::path folder) : folder_(std::move(folder)) {
  std::error_code error;
  std::filesystem::create_directories(folder_, error);
  if (error) {
    throw FileError("make the folder", folder_, error.value());
  }
  if (!std::filesystem::is_directory(folder_, error)) {
    throw FileError("write into", folder_, ENOTDIR);
  }
}

OutputFile& OutputFolder::file(std::string_view name) {
  const std::filesystem::path path = folder_ / name;
  const auto open =
      std::find_if(files_.begin(), files_.end(), [&](const OutputFile& file) { return file.path() == path; });
  return open != files_.end() ? *open : files_.emplace_back(path);
}

void OutputFolder::leave_out(std::string_view name) { left_out_.push_back(folder_ / name); }

void OutputFolder::commit() {
  for (OutputFile& file : files_) {
    file.close();
  }
  for (OutputFile& file : files_) {
    file.commit();
  }
  for (const std::filesystem::path& path : left_out_) {
    std::error_code error;
    std::filesystem::remove(path, error);
    if (error) {
      throw FileError("remove the earlier", path, error.value());
    }
  }
}

}  // namespace drawdown

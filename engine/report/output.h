// Result files that are whole or not there. A file is written without a name (or, where the file system cannot do that,
// under a temporary one) in its own folder and named at the end; a set of files is written first and named after that,
// so that a folder never mixes two runs by halves.
//
//   OutputFolder out("results");                  // made if missing
//   out.file("burn.csv").write(to_csv(burn));
//   out.file("summary.json").write(to_json(summary));
//   out.commit();                                 // without it, nothing stays
//
// Whatever fails (a full disk, a missing permission) throws FileError, with the path and the system's reason.
#pragma once

#include <filesystem>
#include <list>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace drawdown {

class FileError : public std::runtime_error {
 public:
  // "cannot <what> <path>: <the system's reason>".
  FileError(const std::string& what, const std::filesystem::path& path, int system_error);
  // Where the reason is ours.
  FileError(const std::string& what, const std::filesystem::path& path, const std::string& reason);
};

// Writes pass straight to the system: hand over large pieces. Devices and pipes are refused: the name of a file would
// take their place.
class OutputFile {
 public:
  explicit OutputFile(std::filesystem::path path);
  ~OutputFile();  // removes what was not committed
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;
  OutputFile(OutputFile&&) = delete;
  OutputFile& operator=(OutputFile&&) = delete;

  void write(std::string_view bytes);
  // The last moment at which the system can say that it did not keep what was written.
  void close();
  // Closes it if need be, and gives it its name, in place of an older file.
  void commit();

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
  std::filesystem::path temporary_;
  int descriptor_ = -1;
  bool nameless_ = false;  // the system removes it by itself if the process is killed
  bool committed_ = false;
};

class OutputFolder {
 public:
  explicit OutputFolder(std::filesystem::path folder);

  // The file of that name, opened the first time that it is asked for.
  OutputFile& file(std::string_view name);
  // At the commit, a file of that name left by an earlier run is removed.
  void leave_out(std::string_view name);
  // Closes all, and then names all.
  void commit();

 private:
  std::filesystem::path folder_;
  std::list<OutputFile> files_;
  std::vector<std::filesystem::path> left_out_;
};

}  // namespace drawdown

#include "engine/report/output.h"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

using namespace drawdown;
namespace fs = std::filesystem;

namespace {

// An empty folder that goes away with its test.
struct TemporaryFolder {
  fs::path path = fs::temp_directory_path() / ("drawdown-output-test-" + std::to_string(::getpid()));
  TemporaryFolder() {
    fs::remove_all(path);
    fs::create_directories(path);
  }
  ~TemporaryFolder() { fs::remove_all(path); }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  [[nodiscard]] auto entries() const { return std::distance(fs::directory_iterator(path), fs::directory_iterator()); }
  [[nodiscard]] std::string text(const char* name) const {
    std::ifstream file(path / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  void put(const char* name, const char* text) const { std::ofstream(path / name) << text; }
};

}  // namespace

TEST_CASE("a file appears under its name when it is committed, and not before") {
  const TemporaryFolder folder;
  OutputFile file(folder.path / "burn.csv");
  file.write("a,b\n");
  CHECK_FALSE(fs::exists(folder.path / "burn.csv"));
  file.commit();
  CHECK(folder.text("burn.csv") == "a,b\n");
  CHECK(folder.entries() == 1);
}

TEST_CASE("what is not committed leaves nothing behind, and an older file as it was") {
  const TemporaryFolder folder;
  folder.put("burn.csv", "old");
  {
    OutputFile file(folder.path / "burn.csv");
    file.write("new");
  }
  CHECK(folder.text("burn.csv") == "old");
  CHECK(folder.entries() == 1);
}

TEST_CASE("a set of files is replaced as one, and a file that is left out goes") {
  const TemporaryFolder folder;
  folder.put("burn.csv", "old");
  folder.put("charges.csv", "old");
  folder.put("notes.txt", "mine");
  OutputFolder out(folder.path);
  out.file("burn.csv").write("new");
  out.file("summary.json").write("{}");
  out.leave_out("charges.csv");
  out.leave_out("rejected.csv");
  CHECK(folder.text("burn.csv") == "old");
  CHECK(folder.text("charges.csv") == "old");
  out.commit();
  CHECK(folder.text("burn.csv") == "new");
  CHECK(folder.text("summary.json") == "{}");
  CHECK_FALSE(fs::exists(folder.path / "charges.csv"));
  CHECK(folder.text("notes.txt") == "mine");
}

TEST_CASE("asking for a file twice gives the same one") {
  const TemporaryFolder folder;
  OutputFolder out(folder.path / "deep" / "down");
  out.file("a.csv").write("1");
  out.file("a.csv").write("2");
  out.commit();
  CHECK(folder.text("deep/down/a.csv") == "12");
}

TEST_CASE("a file that cannot be opened is an error with the path and the reason") {
  const TemporaryFolder folder;
  fs::create_directory(folder.path / "y.csv");
  const std::string message = "cannot write " + (folder.path / "y.csv").string() + ": Is a directory";
  CHECK_THROWS_WITH(OutputFile(folder.path / "y.csv"), message.c_str());
}

TEST_CASE("a pipe, and so a device, is not replaced by a file") {
  const TemporaryFolder folder;
  const fs::path pipe = folder.path / "z.csv";
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  fs::create_symlink(pipe, folder.path / "link.csv");
  const std::string reason = ": it is a device or a pipe, not a file";
  CHECK_THROWS_WITH(OutputFile{pipe}, ("cannot write " + pipe.string() + reason).c_str());
  CHECK_THROWS_WITH(OutputFile(folder.path / "link.csv"),
                    ("cannot write " + (folder.path / "link.csv").string() + reason).c_str());
  CHECK(fs::is_fifo(pipe));
  CHECK(folder.entries() == 2);
}

TEST_CASE("what lies under the temporary name is never written to") {
  const TemporaryFolder folder;
  folder.put("mine.txt", "mine");
  const std::string name = ".x.csv." + std::to_string(::getpid()) + ".part";
  fs::create_symlink(folder.path / "mine.txt", folder.path / name);
  try {
    OutputFile file(folder.path / "x.csv");
    file.write("x");
    file.commit();
    CHECK(folder.text("x.csv") == "x");
  } catch (const FileError&) {
    CHECK_FALSE(fs::exists(folder.path / "x.csv"));  // where files without a name cannot be had
  }
  CHECK(folder.text("mine.txt") == "mine");
}

TEST_CASE("a folder that cannot be made is an error with its path") {
  const TemporaryFolder folder;
  folder.put("file", "");
  CHECK_THROWS_WITH(OutputFolder(folder.path / "file" / "out"), doctest::Contains("cannot make the folder"));
  CHECK_THROWS_WITH(OutputFolder(folder.path / "file"), doctest::Contains("cannot"));
}

// drawdown_synth FOLDER writes the synthetic logs of the scenarios, office.csv, campus.csv, enterprise.csv and
// enterprise_results.csv, to FOLDER: the same bytes each time, everywhere.
#include <fstream>
#include <iostream>
#include <string>

#include "tools/synth/campus.h"
#include "tools/synth/enterprise.h"
#include "tools/synth/office.h"

namespace {

bool write(const std::string& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.close();
  if (!file) {
    std::cerr << "drawdown_synth: cannot write " << path << '\n';
  }
  return static_cast<bool>(file);
}

}  // namespace

int main(int argc, char** argv) {
  constexpr drawdown::Seed seed{2026};
  if (argc != 2) {
    std::cerr << "usage: drawdown_synth FOLDER\nwrites office.csv, campus.csv, enterprise.csv and "
                 "enterprise_results.csv to FOLDER\n";
    return 2;
  }
  const std::string folder = argv[1];
  const bool written = write(folder + "/office.csv", drawdown::synth::office_csv(seed)) &&
                       write(folder + "/campus.csv", drawdown::synth::campus_csv(seed)) &&
                       write(folder + "/enterprise.csv", drawdown::synth::enterprise_csv(seed)) &&
                       write(folder + "/enterprise_results.csv", drawdown::synth::enterprise_results_csv(seed));
  return written ? 0 : 1;
}

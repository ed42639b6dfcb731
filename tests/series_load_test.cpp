// What a series lacks, or cannot have, and where that is said.
#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "tests/series_world.h"
#include "tests/smallest_scenario.h"

using namespace drawdown;
using tests::SeriesFiles;
using tests::SeriesYaml;

TEST_CASE("what a demand lacks or cannot have is refused where it stands") {
  const auto error = [](const std::string& demand) {
    return error_of("time_zone: UTC\nfrom: 2026-01-01\nuntil: 2026-01-11\npool: {tranches: []}\n" + demand);
  };
  CHECK(error("") == "a.yaml:1:1: missing key 'rates' (a map)");
  CHECK(error("rates: {A: 7}\n") == "a.yaml:1:1: missing key 'usage' (a map) or `demand`");
  CHECK(error("demand: {seed: 1}\n") == "a.yaml:1:1: missing key 'rates' (a map)");
  CHECK(error("rates: {A: 7}\ndemand: {seed: 1}\n") ==
        "a.yaml:6:9: demand: missing key 'population' (a map) or `history` or `series`");
  CHECK(error("demand: {seed: -1, series: {distribution: poisson, mean: 3}}\n") ==
        "a.yaml:5:16: demand.seed: expected a whole number such as 4, found '-1'");
  CHECK(error("demand: {serie: {}}\nrates: {A: 7}\n") ==
        "a.yaml:5:10: demand: unknown key 'serie'; did you mean 'series'?");
  CHECK(error("rates: {demand: 1}\ndemand: {series: {distribution: poisson, mean: 3}}\n") ==
        "a.yaml:6:18: demand.series: its tokens are charged as the product 'demand', which must not be on the rate "
        "sheet");
  const auto series_error = [&](const std::string& series) { return error("demand:\n  series: " + series + "\n"); };
  CHECK(series_error("[]") == "a.yaml:6:11: demand.series: has no series");
  CHECK(series_error("7") == "a.yaml:6:11: demand.series: expected a map, or a list of maps, found '7'");
  CHECK(series_error("{}") == "a.yaml:6:11: demand.series: missing key 'file' (a path) or `distribution`");
  CHECK(series_error("{distribution: poison, mean: 3}") ==
        "a.yaml:6:26: demand.series.distribution: expected given, poisson, negative_binomial, normal, gamma or "
        "empirical, "
        "found 'poison'; did you mean 'poisson'?");
  CHECK(
      series_error("{distribution: poisson}") ==
      "a.yaml:6:11: demand.series: missing key 'mean' (a number such as 12.5, or a list of twelve, one for each month "
      "from January) or `file`, for the distribution poisson");
  CHECK(series_error("[{distribution: poisson, mean: 3, sd: 2}]") ==
        "a.yaml:6:49: demand.series[0].sd: is not for the distribution poisson");
  CHECK(series_error("{distribution: poisson, mean: 3, file: d.csv}") ==
        "a.yaml:6:41: demand.series.mean: stands in `file` already; leave one of them out");
  CHECK(series_error("{distribution: poisson, mean: [1, 2]}") ==
        "a.yaml:6:41: demand.series.mean: a list has twelve numbers, one for each month from January, found 2");
  CHECK(series_error("{distribution: poisson, mean: {a: 1}}") ==
        "a.yaml:6:41: demand.series.mean: expected a number such as 12.5, or a list of twelve, one for each month from "
        "January, found a map");
  CHECK(series_error("{distribution: poisson, mean: 1000001}") ==
        "a.yaml:6:41: demand.series.mean: must be 0 … 1000000, found '1000001'");
  CHECK(series_error("{distribution: gamma, mean: 3, sd: 0.002}") ==
        "a.yaml:6:46: demand.series.sd: on 2026-01-01 the sd of gamma is neither 0 nor from a thousandth to a hundred "
        "times the mean");
  CHECK(series_error("{distribution: negative_binomial, mean: 3, dispersion: 0}") ==
        "a.yaml:6:66: demand.series.dispersion: on 2026-01-01 the dispersion is not from 0.01 to 1000000");
  CHECK(series_error("{distribution: empirical, values: []}") ==
        "a.yaml:6:45: demand.series.values: has no values to draw from");
  CHECK(series_error("{distribution: poisson, mean: 3, weekdays: [monday, mondy]}") ==
        "a.yaml:6:63: demand.series.weekdays[1]: expected monday, tuesday, wednesday, thursday, friday, saturday or "
        "sunday, found 'mondy'; did you mean 'monday'?");
  CHECK(series_error("[{distribution: poisson, mean: 3}, {distribution: poisson, mean: 3}]") ==
        "a.yaml:6:46: demand.series[1]: the default team has a series already; give each a `team` of its own");
}

TEST_CASE("what a series' file lacks or cannot have is refused where it stands") {
  const SeriesFiles files;
  const SeriesYaml given{.series = "{file: d.csv}"};
  const auto error = [&](const std::string& text, const SeriesYaml& yaml) {
    files.put("d.csv", text);
    return files.error(yaml);
  };
  CHECK(files.error({.series = "{file: none.csv}"}) == "none.csv: cannot be opened: No such file or directory");
  CHECK(error("day,tokens\n", given) == "d.csv:1: has no column 'date' (date and tokens are needed)");
  CHECK(tests::contains(error("date,tokens\n2026-01-32,1\n2026-01-02,-1\n2026-01-02,1\n2026-01-02,1\n2026-01-03,\n"
                              "2026-01-04,0.0000001\n",
                              given),
                        "5 rows of 6 are bad"));
  for (const auto& each : std::vector<std::pair<std::string, std::string>>{
           {"2026-01-32,1", "the date '2026-01-32' is not a day such as 2026-01-05"},
           {",1", "the date '' is not a day such as 2026-01-05"},
           {"2026-01-02,-1", "column tokens has '-1', not a number from 0 to a million with at most six decimals"},
           {"2026-01-02,", "column tokens is empty"},
           {"2026-01-02,1\n2026-01-02,1", "the date 2026-01-02 stands in the file before"}}) {
    CAPTURE(each.first);
    CHECK(tests::contains(error("date,tokens\n" + each.first + "\n", given), each.second));
  }
  CHECK(tests::contains(error("date,mean\n2026-01-02,1\n", {.series = "{distribution: normal, file: d.csv}"}),
                        "has no column 'sd'"));
  CHECK(tests::contains(error("tokens\n", {.series = "{distribution: empirical, file: d.csv}"}),
                        "demand.series.file: has no values to draw from"));
  CHECK(tests::contains(error("date,mean,sd\n2026-01-04,1,200\n", {.series = "{distribution: gamma, file: d.csv}"}),
                        "demand.series.file: on 2026-01-04 the sd of gamma is neither"));
}

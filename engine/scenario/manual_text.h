// The parts of the manual that are written by hand, in Markdown; engine/scenario/manual.cpp puts the others between
// them.
#pragma once

#include <string_view>

namespace drawdown::manual_text {

extern const std::string_view scenarios;      // what a scenario is, with an example
extern const std::string_view overrides;      // --set
extern const std::string_view variants;       // variants and vary
extern const std::string_view sessions;       // the input CSV
extern const std::string_view results;        // the result files, column by column
extern const std::string_view expectations;   // `expect`, with all measures
extern const std::string_view entitlements;   // who needs no tokens, and who may have none; their result files
extern const std::string_view managed_pools;  // results, budgets, purchasing, contracts, transfers, adjustments
extern const std::string_view alerts;         // what is told, when, and what it cannot see; its result files
extern const std::string_view charge_back;    // who bears what tokens cost; the file of users; charge_back.csv
extern const std::string_view focus;          // focus.csv, column by column
extern const std::string_view demand;         // what is not known yet: replications, and its kinds
extern const std::string_view population;     // a kind of demand: what people do, and why they share shocks
extern const std::string_view history;        // demand from a log of the past; fit and backtest
extern const std::string_view comparison;     // the result files of a comparison
extern const std::string_view replicated;     // the same over many replications of a demand
extern const std::string_view zones;          // the result files of a study of server zones
extern const std::string_view stress;         // how a demand is tried, and its result files
extern const std::string_view forecast;       // what is ahead of a log that ends today, and its result files
extern const std::string_view break_even;     // tokens against subscriptions and collections; its result files
extern const std::string_view usage;          // who used what, and what could have been avoided; its result files
extern const std::string_view report;         // report.html, its tables and its sliders; pictures
extern const std::string_view plan;           // what to buy and when, and its result files
extern const std::string_view size;           // how large one purchase should be; its result files
extern const std::string_view assign;         // who gets tokens, subscriptions or collections; its result files
extern const std::string_view rules;          // what happens when, in particular where one might wonder
extern const std::string_view clauses;        // the rules by number, and what `drawdown explain --json` prints

}  // namespace drawdown::manual_text

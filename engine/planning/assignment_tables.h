// What `drawdown assign` found, as tables: assignment.csv, assignment_products.csv, online.csv and assignment.json.
#pragma once

#include <string>

#include "engine/planning/assignment_study.h"
#include "engine/report/table.h"

namespace drawdown {

// What a user has, in words: "AutoCAD + AEC + tokens", "AutoCAD until 2026-03-01 + tokens", "nothing".
[[nodiscard]] std::string mix_before(const Scenario& scenario, const SeatTerms& terms, const Assignment& assignment,
                                     std::size_t user);
[[nodiscard]] std::string mix_after(const Scenario& scenario, const SeatTerms& terms, const Assignment& assignment,
                                    std::size_t user);

[[nodiscard]] Table assignment_table(const Scenario& scenario, const AssignmentStudy& study);
[[nodiscard]] Table assigned_products_table(const Scenario& scenario, const AssignmentStudy& study);
[[nodiscard]] Table online_table(const Scenario& scenario, const AssignmentStudy& study);
[[nodiscard]] Record assignment_record(const Scenario& scenario, const AssignmentStudy& study);

}  // namespace drawdown

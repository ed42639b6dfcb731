#include "tools/synth/campus.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "engine/base/check.h"
#include "engine/random/distributions.h"
#include "engine/time/digits.h"
#include "tools/synth/session_log.h"

namespace drawdown::synth {
namespace {

constexpr int hour = 3600;

struct Course {
  YearMonthDay monday;
  int weeks;
  int students;
  std::string_view product;
  std::string_view second;  // what the last days of the course turn to
};
constexpr Course courses[] = {
    {{2026, 1, 19}, 1, 24, "AutoCAD", "Fusion"},    {{2026, 2, 9}, 2, 22, "Revit", "Navisworks Manage"},
    {{2026, 3, 9}, 1, 30, "AutoCAD", "Civil 3D"},   {{2026, 4, 13}, 2, 20, "Inventor", "Fusion"},
    {{2026, 5, 4}, 1, 26, "Civil 3D", "AutoCAD"},   {{2026, 6, 8}, 2, 24, "3ds Max", "Mudbox"},
    {{2026, 7, 6}, 1, 28, "Maya", "Mudbox"},        {{2026, 9, 14}, 2, 30, "Revit", "Navisworks Manage"},
    {{2026, 10, 19}, 1, 28, "AutoCAD", "Inventor"}, {{2026, 10, 19}, 2, 25, "Revit", "Navisworks Simulate"},
    {{2026, 11, 16}, 1, 22, "Fusion", "Inventor"},
};

struct Student {
  std::uint64_t course = 0;
  std::uint64_t seat = 0;
  std::string id;
  std::string machine;
};

Student make_student(std::uint64_t course, int seat) {
  Student student{course, static_cast<std::uint64_t>(seat), "c", "room-"};
  append_digits(student.id, 2, static_cast<int>(course) + 1);
  student.id += "-s";
  append_digits(student.id, 2, seat);
  // Courses of the same week sit in different rooms.
  student.machine += static_cast<char>('a' + static_cast<char>(course % 2));
  append_digits(student.machine, 2, seat);
  return student;
}

// One student's day: lessons from nine to twelve and from one to half past four.
void log_day(Seed seed, const Student& student, Day day, int day_of_course, const Zone& zone,
             std::vector<LoggedSession>& log) {
  const Course& course = courses[student.course];
  Stream stream(seed, purpose("campus"), student.course, student.seat, static_cast<std::uint64_t>(day.number));
  const auto at = [&](double seconds_of_day) {
    return zone.instant_of(day, static_cast<std::int32_t>(seconds_of_day)).instant;
  };
  const auto add = [&](std::string_view product, Instant open, Instant close) {
    if (open < close) {
      log.push_back({0, student.id, product, open, close, "2026", student.machine});
    }
  };
  if (bernoulli(stream, 0.04)) {
    return;  // absent
  }
  const std::string_view afternoon =
      day_of_course >= 5 * course.weeks - 2 && bernoulli(stream, 0.8) ? course.second : course.product;
  double start = 9 * hour + exponential(stream, 240);
  if (bernoulli(stream, 0.12)) {  // a crash, or the wrong file: closed within five minutes, then opened again
    const double length = 20 + 250 * uniform(stream);
    add(course.product, at(start), at(start + length));
    start += length + 30;
  }
  const bool open_over_lunch = afternoon == course.product && bernoulli(stream, 0.35);
  const double end = 16.5 * hour + 900 * (uniform(stream) - 0.5);
  if (open_over_lunch) {
    add(course.product, at(start), at(end));
  } else {
    add(course.product, at(start), at(12 * hour - 600 * uniform(stream)));
    add(afternoon, at(13 * hour + exponential(stream, 200)), at(end));
  }
  if (bernoulli(stream, 0.08)) {  // homework, in the room, until the evening
    const double evening = 18 * hour + 3600 * uniform(stream);
    add(course.product, at(evening), at(evening + log_normal(stream, {.median = 2400, .p90 = 5400})));
  }
}

}  // namespace

std::string campus_csv(Seed seed) {
  const std::optional<Zone> zone = Zone::find("America/Toronto");
  check(zone.has_value(), "the zone database has the zone of the training centre");
  std::vector<LoggedSession> log;
  for (std::uint64_t course = 0; course < std::size(courses); ++course) {
    for (int seat = 1; seat <= courses[course].students; ++seat) {
      const Student student = make_student(course, seat);
      for (int i = 0; i < 5 * courses[course].weeks; ++i) {
        log_day(seed, student, *day_of(courses[course].monday) + (i + i / 5 * 2), i, *zone, log);
      }
    }
  }
  return csv_of(std::move(log), {{*zone, Clock::local}}, zone->start_of(*day_of({2027, 1, 1})));
}

}  // namespace drawdown::synth

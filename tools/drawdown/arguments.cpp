#include <fmt/core.h>
#include <algorithm>

#include <cstddef>

#include "engine/base/input_error.h"
#include "tools/drawdown/command.h"

namespace drawdown::program {
namespace {

const Option& find_option(const Command& command, std::string_view name) {
  std::vector<std::string_view> names;
  for (const Option& option : command.options) {
    if (option.name == name || (!option.letter.empty() && option.letter == name)) {
      return option;
    }
    names.push_back(option.name);
  }
  throw UsageError(fmt::format("{} has no option '{}'{}", command.name, name, did_you_mean(name, names)));
}

// How many arguments the command needs, and how many it can take.
std::pair<std::size_t, std::size_t> arity(const Command& command) {
  const auto most =
      command.arguments.empty() ? 0 : 1 + std::count(command.arguments.begin(), command.arguments.end(), ' ');
  const auto optional = std::count(command.arguments.begin(), command.arguments.end(), '[');
  return {static_cast<std::size_t>(most - optional), static_cast<std::size_t>(most)};
}

void add_option(Arguments& arguments, const Option& option, std::string value) {
  if (!option.repeats && arguments.has(option.name)) {
    throw UsageError(fmt::format("{} is given twice", option.name));
  }
  arguments.options.emplace_back(&option, std::move(value));
}

}  // namespace

bool Arguments::has(std::string_view name) const {
  return std::any_of(options.begin(), options.end(), [&](const auto& given) { return given.first->name == name; });
}

std::string Arguments::value(std::string_view name) const {
  const auto all = values(name);
  return all.empty() ? "" : all.back();
}

std::vector<std::string> Arguments::values(std::string_view name) const {
  std::vector<std::string> values;
  for (const auto& [option, value] : options) {
    if (option->name == name) {
      values.push_back(value);
    }
  }
  return values;
}

Arguments parse_arguments(const Command& command, std::span<const std::string> words) {
  Arguments arguments;
  bool only_arguments = false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    if (only_arguments || word.size() < 2 || word[0] != '-') {
      arguments.positional.push_back(word);
      continue;
    }
    if (word == "--") {
      only_arguments = true;
      continue;
    }
    const std::size_t equals = word.starts_with("--") ? word.find('=') : std::string::npos;
    const Option& option = find_option(command, std::string_view(word).substr(0, equals));
    if (option.value.empty()) {
      if (equals != std::string::npos) {
        throw UsageError(fmt::format("{} takes no value", option.name));
      }
      add_option(arguments, option, "");
    } else if (equals != std::string::npos) {
      add_option(arguments, option, word.substr(equals + 1));
    } else if (i + 1 < words.size()) {
      add_option(arguments, option, words[++i]);
    } else {
      throw UsageError(fmt::format("{} needs a value: {} {}", option.name, option.name, option.value));
    }
  }
  const auto [least, most] = arity(command);
  if (!arguments.has("--help") && arguments.positional.size() < least) {
    throw UsageError(fmt::format("{} needs {}", command.name, command.arguments));
  }
  if (arguments.positional.size() > most) {
    throw UsageError(fmt::format("{} cannot use the argument '{}'", command.name, arguments.positional[most]));
  }
  return arguments;
}

}  // namespace drawdown::program

// A command of the program: what it knows and what it does. Each one is in command_NAME.cpp.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/text.hpp"
#include "cli/arguments.hpp"
#include "cli/console.hpp"

namespace berdaya::cli {

struct Example {
  std::string_view line;
  Text meaning;
};

struct Command {
  std::string_view name;
  Text summary;  // a line
  OperandText operand;
  std::span<const OptionText> options;  // beside --lang and --help, which every command knows
  Text notes;                           // paragraphs, separated by an empty line
  std::span<const Example> examples;
  // Returns the exit status; input and reading errors are thrown.
  int (*run)(const Arguments&, Console&) = nullptr;
};

const Command& list_command();
const Command& new_command();
const Command& check_command();
const Command& costs_command();
const Command& run_command();
const Command& sweep_command();
const Command& status_command();
const Command& merge_command();
const Command& describe_command();
const Command& patterns_command();
const Command& info_command();
const Command& digest_command();
const Command& about_command();

// In the order of the help.
std::span<const Command* const> commands();

// Options of every command.
std::span<const OptionText> common_options();

}  // namespace berdaya::cli

// The words of a command line, read by Boost.Program_options against what the command declares. Every slip is reported
// at once.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.hpp"

namespace berdaya::cli {

// An option that a command knows. It takes a value if `value` names one, otherwise it is a switch.
struct OptionText {
  std::string_view name;   // without "--"
  std::string_view value;  // what stands for the value in the help: "N", "FILE"; empty = switch
  Text meaning;
  char letter = 0;       // short form, 0 = none
  bool repeats = false;  // may be given several times
};

// The words without "--".
struct OperandText {
  std::string_view name;  // "SCENARIO"; empty = the command takes none
  Text meaning;
  std::size_t least = 0;
  std::size_t most = 0;
  std::string_view more = {};  // what stands for the words after the first, if they are something else
};

class Arguments {
 public:
  // InputError names every unknown option (with the nearest that `command` knows), missing value, repetition and
  // surplus or missing word. `command` is for the messages: "berdaya run".
  Arguments(std::string command, std::span<const OptionText> options, const OperandText& operand,
            std::span<const std::string> words);

  bool has(std::string_view option) const { return values_.contains(option); }
  std::optional<std::string> text(std::string_view option) const;
  // All values of an option that may be repeated, in order; "a,b" counts as two where `split` is set.
  std::vector<std::string> texts(std::string_view option, bool split = false) const;
  // InputError unless the value is a whole number in [low, high].
  std::optional<std::uint64_t> whole_number(std::string_view option, std::uint64_t low, std::uint64_t high) const;
  // InputError unless the value is one of the choices.
  std::optional<std::string> choice(std::string_view option, std::span<const std::string_view> choices) const;

  const std::vector<std::string>& operands() const { return operands_; }

  // The command line as a shell would read it again, for the provenance of results.
  const std::string& command_line() const { return command_line_; }

 private:
  std::string command_;
  std::string command_line_;
  std::map<std::string, std::vector<std::string>, std::less<>> values_;
  std::vector<std::string> operands_;
};

// "x is unknown; did you mean 'y'? WHAT: a, b, c": the one form in which the program answers an unknown name.
std::string unknown_name(std::string_view what, std::string_view given, std::string_view plural,
                         std::span<const std::string_view> known);

}  // namespace berdaya::cli

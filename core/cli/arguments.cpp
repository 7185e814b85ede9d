#include "cli/arguments.hpp"

#include <algorithm>
#include <boost/program_options.hpp>
#include <charconv>

#include "base/errors.hpp"

namespace berdaya::cli {
namespace po = boost::program_options;
namespace {

using Style = po::command_line_style::style_t;
// Abbreviated names are refused: a script must not change its meaning when an option is added.
constexpr int style = Style::unix_style & ~Style::allow_guessing;

Problem problem(std::string message, std::string hint = {}) {
  return Problem{.file = {}, .source_line = {}, .message = std::move(message), .hint = std::move(hint)};
}

std::string dashed(std::string_view name) { return "--" + std::string(name); }

// "--polcy=x" -> "polcy"
std::string bare(std::string_view word) {
  word.remove_prefix(std::min(word.find_first_not_of('-'), word.size()));
  return std::string(word.substr(0, word.find('=')));
}

Problem unknown_option(std::string_view word, std::span<const OptionText> options, const std::string& command) {
  std::vector<std::string_view> names;
  for (const OptionText& option : options) names.push_back(option.name);
  const std::string given = bare(word);
  std::string_view nearest = nearest_name(given, names);
  if (nearest.empty() && given.size() > 1) {  // the beginning of a name, which is clear enough to name but not to obey
    const auto longer = std::ranges::find_if(names, [&](std::string_view name) { return name.starts_with(given); });
    if (longer != names.end()) nearest = *longer;
  }
  const std::string shown(word.substr(0, word.find('=')));
  std::string hint = nearest.empty() ? "" : "did you mean '" + dashed(nearest) + "'? ";
  return problem("unknown option '" + shown + "'", hint + "`" + command + " --help` lists the options");
}

// The word as a shell reads it: in single quotes if it holds anything but harmless characters.
std::string quoted(const std::string& word) {
  constexpr std::string_view harmless = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=.,:/@%";
  if (!word.empty() && word.find_first_not_of(harmless) == std::string::npos) return word;
  std::string text = "'";
  for (const char c : word) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return text + "'";
}

}  // namespace

std::string unknown_name(std::string_view what, std::string_view given, std::string_view plural,
                         std::span<const std::string_view> known) {
  std::string text = "unknown " + std::string(what) + " '" + std::string(given) + "'";
  const std::string_view nearest = nearest_name(given, known);
  if (!nearest.empty()) text += "; did you mean '" + std::string(nearest) + "'?";
  return text + (nearest.empty() ? "; " : " ") + std::string(plural) + ": " + join_names(known);
}

Arguments::Arguments(std::string command, std::span<const OptionText> options, const OperandText& operand,
                     std::span<const std::string> words)
    : command_(std::move(command)), command_line_(command_) {
  for (const std::string& word : words) command_line_ += " " + quoted(word);

  po::options_description declared;
  for (const OptionText& option : options) {
    std::string name(option.name);
    if (option.letter != 0) name += std::string(",") + option.letter;
    // The description takes over the value_semantic, as Boost's own po::value<>() does.
    declared.add_options()(name.c_str(), new po::untyped_value(option.value.empty()), "");
  }

  std::vector<Problem> problems;
  po::parsed_options parsed(&declared);
  try {
    const std::vector<std::string> list(words.begin(), words.end());
    parsed = po::command_line_parser(list).options(declared).style(style).allow_unregistered().run();
  } catch (const po::invalid_command_line_syntax& error) {
    const std::string name = dashed(bare(error.get_option_name()));
    const bool extra = error.kind() == po::invalid_syntax::extra_parameter;
    throw InputError({problem(name + (extra ? " takes no value" : " needs a value"),
                              "`" + command_ + " --help` shows how it is used")});
  } catch (const po::error& error) {
    throw InputError({problem(error.what(), "`" + command_ + " --help` shows how it is used")});
  }

  for (const po::option& given : parsed.options) {
    if (given.position_key >= 0) {
      operands_.insert(operands_.end(), given.value.begin(), given.value.end());
    } else if (given.unregistered) {
      problems.push_back(unknown_option(given.original_tokens.front(), options, command_));
    } else {
      const auto option = std::ranges::find(options, given.string_key, &OptionText::name);
      auto& values = values_[given.string_key];
      if (!values.empty() && !option->repeats)
        problems.push_back(problem(dashed(given.string_key) + " is given twice"));
      values.push_back(given.value.empty() ? std::string() : given.value.front());
    }
  }

  // An unknown option may have swallowed or left a word behind: say nothing about the words then.
  const bool help = has("help");
  if (problems.empty() && !help && operands_.size() < operand.least) {
    problems.push_back(
        problem(std::string(operand.name) + " is missing", "`" + command_ + " --help` shows how it is used"));
  }
  if (problems.empty() && operands_.size() > operand.most) {
    const std::string expected =
        operand.most == 0 ? "takes no words without '--'" : "takes one " + std::string(operand.name);
    problems.push_back(problem("unexpected '" + operands_[operand.most] + "': `" + command_ + "` " + expected));
  }
  if (!problems.empty()) throw InputError(std::move(problems));
}

std::optional<std::string> Arguments::text(std::string_view option) const {
  const auto found = values_.find(option);
  if (found == values_.end()) return std::nullopt;
  return found->second.back();
}

std::vector<std::string> Arguments::texts(std::string_view option, bool split) const {
  const auto found = values_.find(option);
  if (found == values_.end()) return {};
  if (!split) return found->second;
  std::vector<std::string> parts;
  for (const std::string& value : found->second) {
    std::size_t begin = 0;
    while (begin <= value.size()) {
      const std::size_t end = std::min(value.find(',', begin), value.size());
      const std::size_t first = value.find_first_not_of(' ', begin);
      if (first < end) parts.push_back(value.substr(first, value.find_last_not_of(' ', end - 1) + 1 - first));
      begin = end + 1;
    }
  }
  return parts;
}

std::optional<std::uint64_t> Arguments::whole_number(std::string_view option, std::uint64_t low,
                                                     std::uint64_t high) const {
  const std::optional<std::string> given = text(option);
  if (!given) return std::nullopt;
  std::uint64_t value = 0;
  const char* const end = given->data() + given->size();
  const auto [rest, error] = std::from_chars(given->data(), end, value);
  if (error != std::errc() || rest != end || value < low || value > high) {
    throw InputError(dashed(option) + " must be a whole number in [" + std::to_string(low) + ", " +
                     std::to_string(high) + "], got '" + *given + "'");
  }
  return value;
}

std::optional<std::string> Arguments::choice(std::string_view option, std::span<const std::string_view> choices) const {
  std::optional<std::string> given = text(option);
  if (given && std::ranges::find(choices, *given) == choices.end()) {
    throw InputError(unknown_name("value of " + dashed(option), *given, "allowed", choices));
  }
  return given;
}

}  // namespace berdaya::cli

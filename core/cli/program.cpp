#include "cli/program.hpp"

#include <algorithm>
#include <array>
#include <exception>
#include <new>
#include <ostream>

#include "base/errors.hpp"
#include "berdaya_version.hpp"
#include "cli/command.hpp"
#include "cli/help.hpp"
#include "io/exit_status.hpp"

namespace berdaya::cli {
namespace {

constexpr std::array<std::string_view, 2> languages{"en", "id"};

// --lang counts wherever it stands, also for the help and for errors in the other words.
void take_language(std::vector<std::string>& words, Console& console) {
  for (std::size_t i = 0; i < words.size();) {
    std::string value;
    std::size_t used = 1;
    if (words[i] == "--") return;
    if (words[i].starts_with("--lang=")) {
      value = words[i].substr(7);
    } else if (words[i] == "--lang") {
      if (i + 1 == words.size()) throw InputError("--lang needs a value: en, id");
      value = words[i + 1];
      used = 2;
    } else {
      ++i;
      continue;
    }
    if (std::ranges::find(languages, value) == languages.end())
      throw InputError(unknown_name("language", value, "languages", languages));
    console.language = value == "id" ? Language::id : Language::en;
    words.erase(words.begin() + static_cast<std::ptrdiff_t>(i), words.begin() + static_cast<std::ptrdiff_t>(i + used));
  }
}

bool is_help(const std::string& word) { return word == "--help" || word == "-h"; }

const Command& find_command(const std::string& name) {
  std::vector<std::string_view> names;
  for (const Command* command : commands()) {
    if (command->name == name) return *command;
    names.push_back(command->name);
  }
  if (name.starts_with('-'))
    throw InputError("unknown option '" + name +
                     "'; options of a command stand after its name; commands: " + join_names(names));
  throw InputError(unknown_name("command", name, "commands", names));
}

int run_words(std::vector<std::string> words, Console& console, std::string& speaker) {
  take_language(words, console);
  if (words.empty()) {
    console.err << program_help(console);
    return exit_status::wrong_input;
  }
  if (is_help(words.front()) || words.front() == "help") {
    if (words.size() > 1) {
      console.out << command_help(find_command(words[1]), console);
    } else {
      console.out << program_help(console);
    }
    return exit_status::done;
  }
  if (words.front() == "--version") {
    console.out << "berdaya " << version << "\n";
    return exit_status::done;
  }

  const Command& command = find_command(words.front());
  speaker += " " + std::string(command.name);
  const std::span<const std::string> rest = std::span(words).subspan(1);
  if (std::ranges::any_of(rest, is_help)) {
    console.out << command_help(command, console);
    return exit_status::done;
  }
  std::vector<OptionText> options(command.options.begin(), command.options.end());
  options.insert(options.end(), common_options().begin(), common_options().end());
  return command.run(Arguments(speaker, options, command.operand, rest), console);
}

// "error: x" becomes "berdaya run: error: x"; problems of a file name the file themselves.
std::string with_speaker(const InputError& error, const std::string& speaker) {
  const bool of_a_file =
      std::ranges::any_of(error.problems(), [](const Problem& problem) { return !problem.file.empty(); });
  return of_a_file ? error.what() : speaker + ": " + error.what();
}

std::string ended(std::string text) {
  if (!text.ends_with('\n')) text += '\n';
  return text;
}

}  // namespace

std::span<const OptionText> common_options() {
  static constexpr std::array<OptionText, 2> options{{
      {.name = "lang",
       .value = "en|id",
       .meaning = {"language of titles and texts; default: that of the locale",
                   "bahasa judul dan teks; bawaan: menurut locale"}},
      {.name = "help", .value = "", .meaning = {"this text", "teks ini"}, .letter = 'h'},
  }};
  return options;
}

std::span<const Command* const> commands() {
  static const std::array<const Command*, 13> all{
      &list_command(),  &new_command(),    &check_command(), &costs_command(),    &run_command(),
      &sweep_command(), &status_command(), &merge_command(), &patterns_command(), &describe_command(),
      &info_command(),  &digest_command(), &about_command()};
  return all;
}

int run_program(const std::vector<std::string>& words, Console& console) {
  std::string speaker = "berdaya";
  try {
    const int status = run_words(words, console, speaker);
    console.out.flush();
    if (!console.out) throw IoError("standard output cannot be written (full disk?)");
    return status;
  } catch (const InputError& error) {
    console.out.flush();
    console.err << ended(with_speaker(error, speaker));
    return exit_status::wrong_input;
  } catch (const IoError& error) {
    console.err << ended(speaker + ": error: " + error.what());
    return exit_status::io_failed;
  } catch (const Interrupted& error) {
    console.err << ended(speaker + ": " + error.what());
    return exit_status::interrupted;
  } catch (const std::bad_alloc&) {
    console.err << ended(speaker + ": error: not enough memory for this many UMKM, metrics and months at once");
    return exit_status::io_failed;
  } catch (const std::exception& error) {
    console.err << speaker
                << ": this is a bug in Berdaya, please report it together with the command and `berdaya about`:\n  "
                << ended(error.what());
    return exit_status::bug;
  }
}

}  // namespace berdaya::cli

#include "cli/help.hpp"

#include <algorithm>
#include <vector>

#include "cli/table.hpp"

namespace berdaya::cli {
namespace {

constexpr std::size_t option_column = 26;

// "  NAME      text that goes on
//              below itself"
std::string entry(const std::string& name, std::string_view text, std::size_t column, std::size_t width) {
  std::string body = wrapped(text, width, column);
  if (2 + display_width(name) + 1 < column) {
    body.replace(0, column, padded("  " + name, column));
    return body;
  }
  return "  " + name + "\n" + body;
}

std::string option_name(const OptionText& option) {
  std::string name = option.letter != 0 ? std::string("-") + option.letter + ", " : "";
  name += "--" + std::string(option.name);
  if (!option.value.empty()) name += " " + std::string(option.value);
  return name;
}

std::string paragraphs(std::string_view text, std::size_t width) {
  std::string result;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find("\n\n", begin), text.size());
    result += "\n" + wrapped(text.substr(begin, end - begin), width);
    begin = end + 2;
  }
  return result;
}

std::string usage(const Command& command) {
  std::string text = "berdaya " + std::string(command.name);
  if (!command.operand.name.empty()) {
    std::string operand(command.operand.name);
    if (!command.operand.more.empty()) {
      operand += " [" + std::string(command.operand.more) + "...]";
    } else if (command.operand.most > 1) {
      operand += "...";
    }
    text += command.operand.least == 0 ? " [" + operand + "]" : " " + operand;
  }
  if (!command.options.empty()) text += " [options]";
  return text;
}

std::string_view in(const Console& console, std::string_view en, std::string_view id) {
  return Text{en, id}.in(console.language);
}

}  // namespace

std::string program_help(const Console& console) {
  const auto width = static_cast<std::size_t>(console.width);
  std::string text = wrapped(in(console,
                                "Berdaya simulates how micro businesses (UMKM), their organisations, facilitators and "
                                "government make each other stronger, and compares policies.",
                                "Berdaya menyimulasikan bagaimana usaha mikro (UMKM), organisasinya, pendamping, dan "
                                "pemerintah saling menguatkan, dan membandingkan kebijakan."),
                             width);
  text += "\n" + std::string(in(console, "usage", "pemakaian")) + ": berdaya " +
          std::string(in(console, "COMMAND", "PERINTAH")) + " [...]\n\n";
  for (const Command* command : commands())
    text += entry(std::string(command->name), command->summary.in(console.language), 14, width);
  text += "\n";
  for (const OptionText& option : common_options())
    text += entry(option_name(option), option.meaning.in(console.language), option_column, width);
  text += entry("--version", in(console, "the version of the program", "versi program"), option_column, width);
  text += "\n" + std::string(in(console, "First steps:", "Langkah pertama:")) + "\n";
  text +=
      "  berdaya list\n  berdaya run karanganyar_gunung --policy baseline --policy archive --replicates 100\n  berdaya "
      "new my_kampung && berdaya run my_kampung.toml\n";
  text +=
      "\n" +
      wrapped(in(console, "`berdaya COMMAND --help` tells more; `berdaya describe errors` lists the exit statuses.",
                 "`berdaya PERINTAH --help` menjelaskan lebih lanjut; `berdaya describe errors` memuat status keluar."),
              width);
  return text;
}

std::string command_help(const Command& command, const Console& console) {
  const auto width = static_cast<std::size_t>(console.width);
  std::string text = std::string(in(console, "usage", "pemakaian")) + ": " + usage(command) + "\n\n";
  text += wrapped(command.summary.in(console.language), width) + "\n";
  if (!command.operand.name.empty())
    text +=
        entry(std::string(command.operand.name), command.operand.meaning.in(console.language), option_column, width);
  for (const OptionText& option : command.options)
    text += entry(option_name(option), option.meaning.in(console.language), option_column, width);
  for (const OptionText& option : common_options())
    text += entry(option_name(option), option.meaning.in(console.language), option_column, width);
  text += paragraphs(command.notes.in(console.language), width);
  if (!command.examples.empty()) text += "\n" + std::string(in(console, "Examples:", "Contoh:")) + "\n";
  for (const Example& example : command.examples) {
    text += "  " + std::string(example.line) + "\n";
    if (!example.meaning.en.empty()) text += wrapped(example.meaning.in(console.language), width, 6);
  }
  return text;
}

}  // namespace berdaya::cli

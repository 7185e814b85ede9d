#include <array>
#include <ostream>

#include "cli/command.hpp"
#include "cli/print_apart.hpp"
#include "io/digest.hpp"
#include "io/exit_status.hpp"

namespace berdaya::cli {
namespace {

void print_digest(const Arguments& arguments, const std::string& file, Console& console) {
  const bool several = arguments.operands().size() > 1;
  const ResultDigest digest = digest_of(file, arguments.texts("variable", true));
  if (!arguments.has("each")) {
    console.out << digest_text(digest.all) << (several ? "  " + file : "") << "\n";
    return;
  }
  for (const VariableDigest& variable : digest.variables)
    console.out << digest_text(variable.digest) << "  " << (several ? file + "  " : "") << variable.name << "\n";
}

int run(const Arguments& arguments, Console& console) {
  for (const std::string& file : arguments.operands()) {
    print_apart(file, console, [&](Console& inner) { print_digest(arguments, file, inner); });
    console.out.flush();
  }
  return exit_status::done;
}

constexpr std::array<OptionText, 2> options{{
    {.name = "each",
     .value = "",
     .meaning = {"a line for each variable, digest first", "satu baris untuk tiap variabel, sidik lebih dulu"}},
    {.name = "variable",
     .value = "NAME",
     .meaning = {"only this variable; may be repeated, or a list a,b",
                 "hanya variabel ini; boleh diulang, atau daftar a,b"},
     .letter = 'v',
     .repeats = true},
}};

constexpr std::array<Example, 3> examples{{
    {"berdaya digest a.h5", {}},
    {"berdaya digest a.h5 b.h5 --variable participation",
     {"the same for both if the values are the same", "sama untuk keduanya bila nilainya sama"}},
    {"diff <(berdaya digest --each a.h5) <(berdaya digest --each b.h5)",
     {"which variables differ", "variabel mana yang berbeda"}},
}};

}  // namespace

const Command& digest_command() {
  static const Command command{.name = "digest",
                               .summary = {"one number for all results of a file, 16 hex digits",
                                           "satu bilangan untuk semua hasil sebuah berkas, 16 digit heksadesimal"},
                               .operand = {"FILE", {"a result file", "berkas hasil"}, 1, 100000},
                               .options = options,
                               .notes = {"Equal results have equal digests whatever the number of threads, the host, "
                                         "the time of day, the chunks and the compression.",
                                         "Hasil yang sama mempunyai sidik yang sama, berapa pun jumlah utas, di mesin "
                                         "mana pun dan kapan pun dijalankan."},
                               .examples = examples,
                               .run = run};
  return command;
}

}  // namespace berdaya::cli

#include <array>
#include <ostream>

#include "berdaya_version.hpp"
#include "cli/command.hpp"
#include "cli/instruction_sets.hpp"
#include "cli/table.hpp"
#include "io/exit_status.hpp"
#include "io/hdf5_version.hpp"
#include "io/result_file.hpp"
#include "parallel/parallel_for.hpp"
#include "parallel/ranks.hpp"

namespace berdaya::cli {
namespace {

int run(const Arguments& /*arguments*/, Console& console) {
  const Language language = console.language;
  Table table({Table::Align::left, Table::Align::left});
  const auto add = [&](Text name, std::string value) { table.add({std::string(name.in(language)), std::move(value)}); };
  add({"version", "versi"}, std::string(version));
  add({"commit", "commit"}, std::string(commit));
  add({"compiler", "kompilator"}, std::string(compiler));
  add({"flags", "opsi"}, std::string(flags));
  add({"built for", "dibuat untuk"}, instruction_sets_of_build());
  add({"processor", "prosesor"}, instruction_sets_of_processor());
  add({"threads", "utas"}, std::to_string(available_threads()));
  add({"HDF5", "HDF5"}, hdf5_version());
  const std::string mpi = mpi_library();
  add({"MPI", "MPI"}, mpi.empty() ? std::string(Text{"no", "tidak"}.in(language)) : mpi);
  add({"result format", "format hasil"}, std::to_string(result_format_version));
  console.out << table.text(1000);
  return exit_status::done;
}

}  // namespace

const Command& about_command() {
  static const Command command{.name = "about",
                               .summary = {"version, commit, compiler, instruction sets, HDF5, MPI, threads",
                                           "versi, commit, kompilator, set instruksi, HDF5, MPI, utas"},
                               .operand = {},
                               .options = {},
                               .notes = {},
                               .examples = {},
                               .run = run};
  return command;
}

}  // namespace berdaya::cli

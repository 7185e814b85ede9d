#include "cli/program.hpp"

int main(int argc, char** argv) {
  berdaya::cli::Console console = berdaya::cli::standard_console();
  return berdaya::cli::run_program(std::vector<std::string>(argv + 1, argv + argc), console);
}

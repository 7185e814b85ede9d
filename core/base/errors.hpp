// The two errors that leave the engine: the input is wrong, or a file could not be read or written.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

namespace berdaya {

// One thing that is wrong in an input, and where. Lines and columns count from 1; 0 = unknown.
struct Problem {
  std::string file;
  int line = 0;
  int column = 0;
  int length = 1;           // characters underlined by the caret
  std::string source_line;  // the line as the user wrote it
  std::string message;      // what is wrong, and what is allowed
  std::string hint;         // "did you mean 'umkm'? allowed: ..."
};

// "FILE:LINE:COLUMN: error: MESSAGE", the source line, a caret, the hint; one such block for each problem.
std::string format_problems(const std::vector<Problem>& problems);

// Thrown once with all problems of an input. Exit status 2.
class InputError : public std::runtime_error {
 public:
  explicit InputError(std::vector<Problem> problems);
  explicit InputError(const std::string& message);
  const std::vector<Problem>& problems() const { return problems_; }

 private:
  std::vector<Problem> problems_;
};

// A file could not be read or written, or is damaged. Exit status 3.
class IoError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// The user asked to stop (SIGINT, SIGTERM, Ctrl-C in Python). Exit status 5.
class Interrupted : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace berdaya

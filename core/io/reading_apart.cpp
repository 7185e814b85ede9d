#include "io/reading_apart.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <exception>
#include <new>
#include <string_view>
#include <utility>

#include "base/errors.hpp"

namespace berdaya {
namespace {

// The first byte of what a child sends.
constexpr char is_done = 'd', is_input_error = 'n', is_io_error = 'i', is_no_memory = 'm', is_other = 'o';
constexpr char is_end = 'e';  // the last byte: without it the child did not get to the end

void limit(int resource, std::uint64_t value) {
  rlimit now{};
  if (::getrlimit(static_cast<__rlimit_resource_t>(resource), &now) != 0) return;
  if (now.rlim_max != RLIM_INFINITY && value > now.rlim_max) return;
  now.rlim_cur = value;
  ::setrlimit(static_cast<__rlimit_resource_t>(resource), &now);
}

void limit_child(std::uint64_t bytes) {
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_CPU, 4 + bytes / 2'000'000);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
  limit(RLIMIT_AS, (std::uint64_t{4} << 30) + 64 * bytes);
#endif
  // A C library that finds its heap damaged says so; the parent says it in words of its own.
  const int nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
  if (nowhere >= 0) ::dup2(nowhere, STDERR_FILENO);
}

std::string outcome_of(const std::function<std::string()>& read) {
  try {
    return is_done + read();
  } catch (const InputError& error) {
    return is_input_error + std::string(error.what());
  } catch (const IoError& error) {
    return is_io_error + std::string(error.what());
  } catch (const std::bad_alloc&) {
    return std::string(1, is_no_memory);
  } catch (const std::exception& error) {
    return is_other + std::string(error.what());
  }
}

void send(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t n = ::write(descriptor, text.data(), text.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(n));
  }
}

std::string receive(int descriptor) {
  std::string text;
  std::array<char, 65536> block{};
  while (true) {
    const ssize_t n = ::read(descriptor, block.data(), block.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return text;
    text.append(block.data(), static_cast<std::size_t>(n));
  }
}

std::string why_it_ended(int status) {
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU) return "reading it took longer than any sound file takes";
  if (WIFSIGNALED(status)) return "the process that read it died of signal " + std::to_string(WTERMSIG(status));
  return "the process that read it ended early";
}

// The message of an InputError ends its own line.
std::string without_heading(std::string text) {
  constexpr std::string_view heading = "error: ";
  if (text.starts_with(heading)) text.erase(0, heading.size());
  if (text.ends_with('\n')) text.pop_back();
  return text;
}

}  // namespace

std::string read_apart(const std::string& path, std::uint64_t bytes, const std::function<std::string()>& read) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw IoError(std::string("cannot make a pipe: ") + std::strerror(errno));
  const pid_t child = ::fork();
  if (child == 0) {
    ::close(ends[0]);
    limit_child(bytes);
    send(ends[1], outcome_of(read) + is_end);
    ::_exit(0);
  }
  ::close(ends[1]);
  if (child < 0) {
    ::close(ends[0]);
    throw IoError(std::string("cannot start a process that reads: ") + std::strerror(errno));
  }
  std::string text = receive(ends[0]);
  ::close(ends[0]);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  const std::string damaged = path + ": the file is damaged, or made for another purpose: ";
  if (text.size() < 2 || text.back() != is_end || !WIFEXITED(status)) throw IoError(damaged + why_it_ended(status));
  const char kind = text.front();
  text = text.substr(1, text.size() - 2);
  if (kind == is_input_error) throw InputError(without_heading(std::move(text)));
  if (kind == is_io_error) throw IoError(text);
  if (kind == is_no_memory) throw IoError(damaged + "reading it takes more memory than any sound file takes");
  if (kind != is_done) throw IoError(damaged + text);
  return text;
}

}  // namespace berdaya

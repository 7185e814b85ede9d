#include "cli/instruction_sets.hpp"

#include <array>
#include <utility>

namespace berdaya::cli {
namespace {

#if defined(__x86_64__)

using Set = std::pair<const char*, bool>;

template <std::size_t n>
std::string names_of(const std::array<Set, n>& sets) {
  std::string text;
  for (const auto& [name, there] : sets) {
    if (there) text += (text.empty() ? "x86-64 with " : ", ") + std::string(name);
  }
  return text.empty() ? "x86-64 (SSE2)" : text;
}

constexpr bool built_with_avx() {
#if defined(__AVX__)
  return true;
#else
  return false;
#endif
}

constexpr bool built_with_avx2() {
#if defined(__AVX2__)
  return true;
#else
  return false;
#endif
}

constexpr bool built_with_fma() {
#if defined(__FMA__)
  return true;
#else
  return false;
#endif
}

constexpr bool built_with_avx512() {
#if defined(__AVX512F__)
  return true;
#else
  return false;
#endif
}

#endif

}  // namespace

std::string instruction_sets_of_build() {
#if defined(__x86_64__)
  return names_of(std::array<Set, 4>{{{"AVX", built_with_avx()},
                                      {"AVX2", built_with_avx2()},
                                      {"FMA", built_with_fma()},
                                      {"AVX-512", built_with_avx512()}}});
#elif defined(__aarch64__)
  return "aarch64";
#else
  return "unknown";
#endif
}

std::string instruction_sets_of_processor() {
#if defined(__x86_64__)
  __builtin_cpu_init();
  return names_of(std::array<Set, 4>{{{"AVX", __builtin_cpu_supports("avx") != 0},
                                      {"AVX2", __builtin_cpu_supports("avx2") != 0},
                                      {"FMA", __builtin_cpu_supports("fma") != 0},
                                      {"AVX-512", __builtin_cpu_supports("avx512f") != 0}}});
#else
  return instruction_sets_of_build();
#endif
}

}  // namespace berdaya::cli

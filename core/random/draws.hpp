// Random numbers addressed by meaning: each draw is a pure function of (seed, run, entity, month, rule, draw number),
// never of thread, order or history. Generator: Threefry4x32-20 (Salmon et al. 2011, Random123); why:
// docs/decisions/0002-random-numbers.md.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <tuple>

#include "base/ids.hpp"

namespace berdaya {

// No default: a seed is always chosen by somebody.
struct Seed {
  std::uint64_t value;
};

// Number of the replicate. Policies that are compared share seed and run, and so their luck.
struct RunNumber {
  std::uint64_t value;
};

// `design` is no entity of the world: the samples of an experiment (core/experiment/design_parts.hpp).
enum class EntityKind : std::uint32_t { umkm = 1, community = 2, cbo = 3, partner = 4, design = 5 };

// Rule numbers of the addresses.
namespace rule_number {
inline constexpr std::uint32_t policy = 0, government = 1, facilitation = 2, organisation = 3, participation = 4,
                               learning = 5, trust = 6, uptake = 7, market = 8, social_capital = 9, outcomes = 10,
                               entry = 11;
}

struct DrawAddress {
  EntityKind kind;
  Index entity;         // row of the entity in the run's world
  std::uint32_t month;  // t + 1; 0 = before the first month
  std::uint32_t rule;
  std::uint32_t draw;

  auto operator<=>(const DrawAddress&) const = default;
};

// Chosen values in place of random ones, so that a test meets a rare branch at once.
struct DrawScript {
  std::map<DrawAddress, float> values;
  std::optional<float> otherwise;  // value of every address that is not listed; without it the generator's
};

class Draws {
 public:
  // The script, if any, must outlive the object.
  Draws(Seed seed, RunNumber run, const DrawScript* script = nullptr);

  // Uniform in (0,1): an odd multiple of 2^-24, so that both ends are excluded and 1-u is exact.
  float uniform(const DrawAddress& address) const;

  // Standard normal by the quantile of the same draw.
  float normal(const DrawAddress& address) const;

  // out[i] = uniform of UMKM first + i.
  void uniform_rows(Index first, std::uint32_t month, std::uint32_t rule, std::uint32_t draw,
                    std::span<float> out) const;

  // Draw numbers 4*block ... 4*block+3 of UMKM first + i, which cost as much as one of them. All spans have the same
  // size.
  void uniform_rows4(Index first, std::uint32_t month, std::uint32_t rule, std::uint32_t block, std::span<float> out0,
                     std::span<float> out1, std::span<float> out2, std::span<float> out3) const;

  // As uniform_rows4, for UMKM first + rows[j] only: where few of a community need a draw.
  void uniform_rows4(Index first, std::span<const Index> rows, std::uint32_t month, std::uint32_t rule,
                     std::uint32_t block, std::span<float> out0, std::span<float> out1, std::span<float> out2,
                     std::span<float> out3) const;

  // As uniform_rows, likewise.
  void uniform_rows(Index first, std::span<const Index> rows, std::uint32_t month, std::uint32_t rule,
                    std::uint32_t draw, std::span<float> out) const;

 private:
  // Replaces out[j], drawn for UMKM first + row_of(j), where the script has a value.
  template <class RowOf>
  void apply_script(Index first, const RowOf& row_of, std::uint32_t month, std::uint32_t rule, std::uint32_t draw,
                    std::span<float> out) const;

  std::uint64_t seed_;
  std::uint64_t run_;
  const DrawScript* script_;
};

}  // namespace berdaya

// Designs: which values the swept parameters take, sample by sample. A design is a pure function of its description and
// the seed; any part of it can be computed anywhere.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "experiment/design_sobol.hpp"
#include "random/draws.hpp"

namespace berdaya {

// none: one sample, the scenario as it is.
enum class DesignKind : std::uint8_t { grid, list, random, lhs, sobol, saltelli, morris, none };

// One swept parameter: a range, or values to choose from.
struct DesignParameter {
  std::string path;                 // as for --set
  double low = 0, high = 0;         // range, both ends included; used if there are no values
  bool whole = false;               // only whole numbers of the range, each equally likely
  std::vector<std::string> values;  // in TOML syntax: numbers, texts in quotes, dates
  bool operator==(const DesignParameter&) const = default;
};

struct DesignSpec {
  DesignKind kind = DesignKind::random;
  std::vector<DesignParameter> parameters;
  // random, lhs, sobol: samples. saltelli: N, which gives N (2D + 2) samples, or N (D + 2) without second order.
  // morris: trajectories, D + 1 samples each. grid: points along each range (fewer where there are not so many whole
  // numbers). list: not used.
  std::size_t samples = 0;
  bool second_order = true;                     // saltelli
  int levels = 4;                               // morris: even; a step is levels / (2 (levels - 1))
  std::vector<std::vector<std::string>> table;  // list: [sample][parameter], in TOML syntax
  bool operator==(const DesignSpec&) const = default;
};

std::string_view name_of(DesignKind kind);

// InputError with the nearest name and all that are allowed.
DesignKind design_kind(std::string_view name);

// Immutable once made: any number of threads may ask. Order of the samples:
//   grid      the last parameter changes fastest
//   list      rows of the table
//   sobol     points 0, 1, ... of the sequence; the seed plays no part
//   saltelli  for each point: A, A with one column of B (for each parameter), B with one column of A (for each, if
//             second_order), B: as SALib.analyze.sobol expects. The first max(16, 2^k >= N) points of the sequence are
//             left out, as SALib.sample.saltelli does; the seed plays no part
//   morris    trajectory by trajectory, as SALib.analyze.morris expects
class Design {
 public:
  // InputError names all that is wrong: no parameters, one named twice, low > high, a range that is not finite, samples
  // of 0, ranges in a list, too many dimensions for the direction numbers, more than 2^32 - 1 samples ...
  Design(DesignSpec spec, Seed seed);

  const DesignSpec& spec() const { return spec_; }
  std::size_t samples() const { return samples_; }
  std::size_t parameters() const { return spec_.parameters.size(); }

  // Position in the unit cube that the design gives the parameter (grid and list: not meaningful, 0).
  double unit(std::size_t sample, std::size_t parameter) const;
  // The value in TOML syntax, with all digits: a float has a point or an exponent, a whole number neither.
  std::string value(std::size_t sample, std::size_t parameter) const;
  // The value as a number; NaN if it is none.
  double number(std::size_t sample, std::size_t parameter) const;
  // Which of the parameter's `values` it is; only for parameters that have some.
  std::size_t choice(std::size_t sample, std::size_t parameter) const;

 private:
  std::size_t grid_step(std::size_t sample, std::size_t parameter) const;
  double range_number(std::size_t sample, std::size_t parameter) const;

  DesignSpec spec_;
  std::size_t samples_ = 0;
  Draws draws_;
  std::vector<std::size_t> grid_points_;     // grid: [parameter]
  std::vector<std::size_t> grid_strides_;    // grid: [parameter] samples until the value changes
  SobolSequence sobol_;                      // sobol, saltelli
  std::vector<std::uint32_t> strata_;        // lhs: [parameter][sample]
  std::vector<std::uint32_t> trajectories_;  // morris: [trajectory][parameter][2], see design_parts.hpp
};

}  // namespace berdaya

#include "experiment/design.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <set>
#include <span>
#include <utility>

#include "base/errors.hpp"
#include "base/text.hpp"
#include "experiment/design_parts.hpp"

namespace berdaya {
namespace {

constexpr std::array<std::string_view, 8> kind_names{"grid",  "list",     "random", "lhs",
                                                     "sobol", "saltelli", "morris", "none"};

constexpr std::size_t max_samples = 0xffffffff;  // they are counted in 32 bits
constexpr std::size_t max_parameters = 100000;
constexpr std::size_t max_stored = std::size_t{1} << 30;  // numbers of 4 bytes that a design holds
constexpr double max_whole = 0x1p52;

std::string quoted(std::string_view name) { return "'" + std::string(name) + "'"; }

class Problems {
 public:
  void add(std::string message, std::string hint = "") {
    Problem problem;
    problem.message = std::move(message);
    problem.hint = std::move(hint);
    problems_.push_back(std::move(problem));
  }
  bool none() const { return problems_.empty(); }
  void raise() const {
    if (!problems_.empty()) throw InputError(problems_);
  }

 private:
  std::vector<Problem> problems_;
};

bool is_range(const DesignParameter& parameter) { return parameter.values.empty(); }

bool varies(const DesignParameter& parameter) {
  return is_range(parameter) ? parameter.low < parameter.high : parameter.values.size() > 1;
}

void check_range(const DesignParameter& range, Problems& problems) {
  const std::string of = "the range of " + quoted(range.path);
  if (!std::isfinite(range.low) || !std::isfinite(range.high)) {
    problems.add(of + " must have finite ends, got " + number_text(range.low) + " and " + number_text(range.high));
  } else if (range.low > range.high) {
    problems.add(of + " must not end below its beginning, got " + number_text(range.low) + " and " +
                 number_text(range.high));
  } else if (!std::isfinite(range.high - range.low)) {
    problems.add(of + " is too wide for a number of double precision");
  } else if (range.whole) {
    for (const double end : {range.low, range.high}) {
      if (std::floor(end) != end || std::fabs(end) > max_whole)
        problems.add(of + " is for whole numbers and must end at some of at most 2^52, got " + number_text(end));
    }
  }
}

void check_parameters(const DesignSpec& spec, Problems& problems) {
  if (spec.kind == DesignKind::none) {
    if (!spec.parameters.empty()) problems.add("without a design there can be no parameters");
    return;
  }
  if (spec.parameters.empty()) problems.add("a design needs at least one parameter");
  if (spec.parameters.size() > max_parameters)
    problems.add("a design has at most " + std::to_string(max_parameters) + " parameters, got " +
                 std::to_string(spec.parameters.size()));
  std::set<std::string_view> seen, told;
  for (const DesignParameter& parameter : spec.parameters) {
    if (parameter.path.empty()) problems.add("a parameter of the design has no name");
    if (!seen.insert(parameter.path).second && told.insert(parameter.path).second)
      problems.add("parameter " + quoted(parameter.path) + " is named twice");
    if (spec.kind == DesignKind::list) {
      if (!parameter.values.empty() || parameter.low != 0 || parameter.high != 0 || parameter.whole)
        problems.add("the values of " + quoted(parameter.path) + " stand in the list: it can have no range or values",
                     "for all combinations take the design grid");
      continue;
    }
    if (is_range(parameter)) check_range(parameter, problems);
    if (std::find(parameter.values.begin(), parameter.values.end(), "") != parameter.values.end())
      problems.add("a value of " + quoted(parameter.path) + " is empty");
    const bool for_indices = spec.kind == DesignKind::saltelli || spec.kind == DesignKind::morris;
    if (for_indices && (is_range(parameter) ? parameter.low == parameter.high : parameter.values.size() == 1))
      problems.add(quoted(parameter.path) + " does not vary: the design " + std::string(name_of(spec.kind)) +
                   " needs at least two values of it");
  }
}

void check_table(const DesignSpec& spec, Problems& problems) {
  if (spec.table.empty()) problems.add("a list needs at least one row");
  const std::size_t columns = spec.parameters.size();
  for (std::size_t row = 0; row < spec.table.size(); ++row) {
    const std::string of = "row " + std::to_string(row + 1) + " of the list";
    if (spec.table[row].size() != columns) {
      problems.add(of + " must have a value for each of " + std::to_string(columns) + " parameters, got " +
                   std::to_string(spec.table[row].size()));
      continue;
    }
    for (std::size_t p = 0; p < columns; ++p) {
      if (spec.table[row][p].empty()) problems.add(of + " has no value for " + quoted(spec.parameters[p].path));
    }
  }
}

// Along each parameter.
std::vector<std::size_t> points_of_grid(const DesignSpec& spec) {
  std::vector<std::size_t> points;
  for (const DesignParameter& parameter : spec.parameters) {
    if (!is_range(parameter)) {
      points.push_back(parameter.values.size());
    } else if (!varies(parameter)) {
      points.push_back(1);
    } else if (parameter.whole) {
      const double there = parameter.high - parameter.low + 1;
      points.push_back(std::min(spec.samples, static_cast<std::size_t>(there)));
    } else {
      points.push_back(spec.samples);
    }
  }
  return points;
}

// All samples; more than max_samples if there are too many.
std::size_t count_samples(const DesignSpec& spec, const std::vector<std::size_t>& grid_points) {
  const auto product = [](std::size_t a, std::size_t b) {
    return b != 0 && a > max_samples / b ? max_samples + 1 : a * b;
  };
  const std::size_t d = spec.parameters.size();
  switch (spec.kind) {
    case DesignKind::grid: {
      std::size_t samples = 1;
      for (const std::size_t points : grid_points) samples = product(samples, points);
      return samples;
    }
    case DesignKind::list:
      return spec.table.size();
    case DesignKind::saltelli:
      return product(spec.samples, spec.second_order ? 2 * d + 2 : d + 2);
    case DesignKind::morris:
      return product(spec.samples, d + 1);
    case DesignKind::none:
      return 1;
    case DesignKind::random:
    case DesignKind::lhs:
    case DesignKind::sobol:
      break;
  }
  return spec.samples;
}

void check_size(const DesignSpec& spec, std::size_t samples, Problems& problems) {
  if (spec.kind == DesignKind::none) return;
  const std::string kind(name_of(spec.kind));
  const bool has_range = std::any_of(spec.parameters.begin(), spec.parameters.end(),
                                     [](const DesignParameter& p) { return is_range(p) && p.low < p.high; });
  if (spec.kind == DesignKind::grid) {
    if (has_range && spec.samples < 2)
      problems.add("samples must be at least 2 in a grid with ranges, got " + std::to_string(spec.samples) +
                   ": the points along each of them");
  } else if (spec.kind != DesignKind::list && spec.samples == 0) {
    problems.add("samples must be at least 1");
  }
  if (spec.kind == DesignKind::morris && (spec.levels < 2 || spec.levels % 2 != 0))
    problems.add("levels must be an even number of at least 2, got " + std::to_string(spec.levels));

  const std::size_t d = spec.parameters.size();
  const std::size_t dimensions = spec.kind == DesignKind::sobol ? d : spec.kind == DesignKind::saltelli ? 2 * d : 0;
  if (dimensions > SobolSequence::max_dimensions()) {
    problems.add("the design " + kind + " is for at most " +
                     std::to_string(SobolSequence::max_dimensions() / (dimensions / d)) + " parameters, got " +
                     std::to_string(d),
                 "lhs and random have no such limit");
  }
  if (samples > max_samples) {
    problems.add("the design " + kind + " would have more than 4294967295 samples");
  } else if ((spec.kind == DesignKind::lhs || spec.kind == DesignKind::morris) && samples > 0 &&
             d > max_stored / samples) {
    problems.add("the design " + kind + " with " + std::to_string(samples) + " samples of " + std::to_string(d) +
                     " parameters would not fit in memory",
                 "random and sobol need none");
  }
}

// Saltelli: whether this row of a point takes the parameter from B.
bool from_b(std::size_t row, std::size_t rows, std::size_t parameter, std::size_t d) {
  if (row == 0) return false;                 // A
  if (row + 1 == rows) return true;           // B
  if (row <= d) return parameter == row - 1;  // A with a column of B
  return parameter != row - d - 1;            // B with a column of A
}

}  // namespace

std::string_view name_of(DesignKind kind) { return kind_names[static_cast<std::size_t>(kind)]; }

DesignKind design_kind(std::string_view name) {
  const std::span named(kind_names.begin(), kind_names.end() - 1);  // nobody asks for none
  const auto found = std::find(named.begin(), named.end(), name);
  if (found != named.end()) return static_cast<DesignKind>(found - named.begin());
  const std::string_view nearest = nearest_name(name, named);
  Problems problems;
  problems.add("unknown design " + quoted(name),
               (nearest.empty() ? "" : "did you mean " + quoted(nearest) + "? ") + "allowed: " + join_names(named));
  problems.raise();
  return DesignKind::random;
}

Design::Design(DesignSpec spec, Seed seed) : spec_(std::move(spec)), draws_(seed, RunNumber{0}) {
  Problems problems;
  check_parameters(spec_, problems);
  if (spec_.kind == DesignKind::list) check_table(spec_, problems);
  if (spec_.kind == DesignKind::grid && problems.none()) grid_points_ = points_of_grid(spec_);
  samples_ = count_samples(spec_, grid_points_);
  check_size(spec_, samples_, problems);
  problems.raise();

  const std::size_t d = spec_.parameters.size();
  if (spec_.kind == DesignKind::grid) {
    grid_strides_.assign(d, 1);
    for (std::size_t p = d - 1; p-- > 0;) grid_strides_[p] = grid_strides_[p + 1] * grid_points_[p + 1];
  }
  if (spec_.kind == DesignKind::sobol) sobol_ = SobolSequence(d);
  if (spec_.kind == DesignKind::saltelli) sobol_ = SobolSequence(2 * d);
  if (spec_.kind == DesignKind::lhs) strata_ = lhs_strata(draws_, samples_, d);
  if (spec_.kind == DesignKind::morris) trajectories_ = morris_trajectories(draws_, spec_.samples, d, spec_.levels);
}

std::size_t Design::grid_step(std::size_t sample, std::size_t parameter) const {
  return sample / grid_strides_[parameter] % grid_points_[parameter];
}

double Design::unit(std::size_t sample, std::size_t parameter) const {
  const std::size_t d = parameters();
  const auto drawn = [&] {
    return design_uniform(draws_, static_cast<std::uint32_t>(sample), design_purpose::position,
                          2 * static_cast<std::uint32_t>(parameter));
  };
  switch (spec_.kind) {
    case DesignKind::grid:
    case DesignKind::list:
    case DesignKind::none:
      break;
    case DesignKind::random:
      return drawn();
    case DesignKind::lhs: {
      // Not so near the end of the stratum that rounding could carry it into the next.
      const double within = std::min(drawn(), 1 - 0x1p-22);
      return (strata_[parameter * samples_ + sample] + within) / static_cast<double>(samples_);
    }
    case DesignKind::sobol:
      return sobol_.unit(static_cast<std::uint32_t>(sample), parameter);
    case DesignKind::saltelli: {
      const std::size_t rows = spec_.second_order ? 2 * d + 2 : d + 2;
      const std::size_t row = sample % rows;
      // SALib's rule: a power of two of at least N and 16, so that what is left is still a balanced part.
      const std::size_t skipped = std::max<std::size_t>(16, std::bit_ceil(spec_.samples));
      const bool in_b = from_b(row, rows, parameter, d);
      return sobol_.unit(static_cast<std::uint32_t>(skipped + sample / rows), in_b ? parameter + d : parameter);
    }
    case DesignKind::morris:
      return morris_unit(trajectories_, sample, parameter, d, spec_.levels);
  }
  return 0;
}

}  // namespace berdaya

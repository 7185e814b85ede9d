// Morris (1991): trajectories through a grid of levels on which each parameter changes once, by levels / (2 (levels -
// 1)).
#include <numeric>
#include <utility>

#include "experiment/design_parts.hpp"

namespace berdaya {

std::vector<std::uint32_t> morris_trajectories(const Draws& draws, std::size_t trajectories, std::size_t parameters,
                                               int levels) {
  std::vector<std::uint32_t> table(trajectories * parameters * 2);
  std::vector<std::uint32_t> order(parameters);
  const int steps = levels / 2;  // levels from which a step up stays in the grid
  for (std::size_t t = 0; t < trajectories; ++t) {
    const auto entity = static_cast<std::uint32_t>(t);
    std::uint32_t* const of = table.data() + t * parameters * 2;
    std::iota(order.begin(), order.end(), 0U);
    for (std::size_t i = parameters; i-- > 1;) {
      const double u = design_uniform(draws, entity, design_purpose::order, 2 * static_cast<std::uint32_t>(i));
      std::swap(order[i], order[static_cast<std::size_t>(u * static_cast<double>(i + 1))]);
    }
    for (std::size_t p = 0; p < parameters; ++p) {
      const std::uint32_t draw = 4 * static_cast<std::uint32_t>(p);
      const double u = design_uniform(draws, entity, design_purpose::trajectory, draw);
      const auto lower = static_cast<std::uint32_t>(u * steps);
      const bool up = draws.uniform({EntityKind::design, entity, 0, design_purpose::trajectory, draw + 2}) < 0.5F;
      of[2 * p] = 2 * lower + (up ? 1 : 0);
      of[2 * p + 1] = order[p];
    }
  }
  return table;
}

double morris_unit(const std::vector<std::uint32_t>& trajectories, std::size_t sample, std::size_t parameter,
                   std::size_t parameters, int levels) {
  const std::size_t trajectory = sample / (parameters + 1);
  const std::size_t row = sample % (parameters + 1);
  const std::uint32_t* const of = trajectories.data() + 2 * (trajectory * parameters + parameter);
  const bool up = of[0] % 2 == 1;
  const bool moved = row > of[1];
  const std::uint32_t level = of[0] / 2 + (up == moved ? static_cast<std::uint32_t>(levels / 2) : 0);
  return static_cast<double>(level) / (levels - 1);
}

}  // namespace berdaya

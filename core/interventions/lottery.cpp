#include "interventions/lottery.hpp"

#include <bit>
#include <cmath>

namespace berdaya {
namespace {

// Binary indexed tree of numbers of applicants: a place costs the logarithm of the number of communities.
class CumulatedCounts {
 public:
  explicit CumulatedCounts(std::span<const Index> counts) : tree_(counts.begin(), counts.end()) {
    for (std::size_t i = 1; i <= tree_.size(); ++i) {
      const std::size_t above = i + (i & (~i + 1));
      if (above <= tree_.size()) tree_[above - 1] += tree_[i - 1];
    }
  }

  // Takes one from the first position whose cumulated count exceeds `whole`, which must be below the total.
  std::size_t take_above(Index whole) {
    std::size_t position = 0;
    Index rest = whole;
    for (std::size_t step = std::bit_floor(tree_.size()); step > 0; step /= 2) {
      if (position + step <= tree_.size() && tree_[position + step - 1] <= rest) {
        position += step;
        rest -= tree_[position - 1];
      }
    }
    for (std::size_t i = position + 1; i <= tree_.size(); i += i & (~i + 1)) --tree_[i - 1];
    return position;
  }

 private:
  std::vector<Index> tree_;
};

}  // namespace

std::vector<Index> draw_quotas(std::span<const Index> applicants, Index places,
                               const std::function<double(Index)>& uniform) {
  std::vector<Index> quotas(applicants.size(), 0);
  Index remaining = 0;
  for (const Index n : applicants) remaining += n;
  CumulatedCounts counts(applicants);
  for (Index g = 0; g < places; ++g, --remaining) {
    // Counts are whole: exceeding u * remaining is exceeding its whole part.
    ++quotas[counts.take_above(static_cast<Index>(std::floor(uniform(g) * remaining)))];
  }
  return quotas;
}

}  // namespace berdaya

#include "io/result_chunks.hpp"

#include <algorithm>
#include <bit>

namespace berdaya {
namespace {

constexpr std::size_t small = std::size_t{64} << 10;    // not worth chunks
constexpr std::size_t wanted = std::size_t{256} << 10;  // bytes of a chunk
constexpr std::size_t largest = std::size_t{1} << 20;
constexpr std::size_t block_memory = std::size_t{64} << 20;

// Largest power of two, at least 1, that is not above n.
Index power_below(std::size_t n) {
  return n < 1 ? 1 : static_cast<Index>(std::bit_floor(std::min<std::size_t>(n, 1U << 16)));
}

}  // namespace

Index block_replicates(const BatchLayout& layout, std::size_t umkm_bytes) {
  std::size_t per_run = umkm_bytes;
  std::size_t smallest = wanted;
  for (std::size_t m = 0; m < layout.metrics.size(); ++m) {
    const std::size_t bytes = layout.values_per_run(m) * sizeof(float);
    per_run += bytes;
    if (bytes > 0) smallest = std::min(smallest, bytes);
  }
  const Index by_memory = power_below(block_memory / std::max<std::size_t>(1, per_run));
  const Index by_chunk = power_below(wanted / smallest);
  return std::min({by_memory, by_chunk, static_cast<Index>(std::bit_ceil(layout.replicates))});
}

Storage metric_storage(const BatchLayout& layout, std::size_t metric, Index block) {
  const std::size_t bytes = layout.values_per_run(metric) * sizeof(float);
  if (bytes * layout.runs() <= small) return {};
  const bool of_community = layout.metrics[metric]->level == MetricLevel::community;
  const bool has_members = layout.metrics[metric]->dimension != MetricDimension::scalar;

  const hsize_t replicates = std::min<hsize_t>({power_below(wanted / bytes), block, layout.replicates});
  hsize_t months = layout.months.size();
  hsize_t communities = of_community ? layout.communities : 1;
  const std::size_t cell = layout.members[metric] * sizeof(float);
  if (bytes > largest) {  // then communities are split, so that the whole course of one is read at once
    communities = std::max<hsize_t>(1, largest / (months * cell));
    communities = std::min<hsize_t>(communities, layout.communities);
    if (months * communities * cell > largest) months = std::max<hsize_t>(1, largest / (communities * cell));
  }
  Storage storage{{1, replicates, months}, true};
  if (of_community) storage.chunk.push_back(communities);
  if (has_members) storage.chunk.push_back(layout.members[metric]);
  return storage;
}

Index umkm_replicates_together(const BatchLayout& layout, Index block) {
  const std::size_t bytes = layout.snapshots.size() * layout.umkm * sizeof(float);
  return std::min(block, power_below(wanted / std::max<std::size_t>(1, bytes)));
}

Storage umkm_storage(const BatchLayout& layout, std::size_t bytes_per_umkm, Index replicates_together,
                     bool compressed) {
  const std::size_t all = layout.runs() * layout.snapshots.size() * layout.umkm * bytes_per_umkm;
  if (all <= small) return {};
  if (replicates_together > 1)
    return {{1, std::min<hsize_t>(replicates_together, layout.replicates), layout.snapshots.size(), layout.umkm},
            compressed};
  const hsize_t rows = std::min<hsize_t>(layout.umkm, std::max<std::size_t>(1, largest / bytes_per_umkm));
  return {{1, 1, 1, rows}, compressed};
}

}  // namespace berdaya

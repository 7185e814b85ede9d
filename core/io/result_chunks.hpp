// How results are cut into chunks: large enough to be worth a seek and a compressor call, small enough to read in part.
#pragma once

#include <cstddef>
#include <vector>

#include "experiment/layout.hpp"
#include "io/hdf5_data.hpp"

namespace berdaya {

// Replicates that are collected before they are written: a power of two, so that whole chunks are written; bounded by
// memory.
Index block_replicates(const BatchLayout& layout, std::size_t umkm_bytes);

// Storage of a variable (policy, replicate, time, [community], [member]). Variables of up to 64 KiB lie in one piece.
Storage metric_storage(const BatchLayout& layout, std::size_t metric, Index block);

// Storage of a snapshot column (policy, replicate, snapshot, umkm, [contact]). Several replicates share a chunk where
// they are small.
Storage umkm_storage(const BatchLayout& layout, std::size_t bytes_per_umkm, Index replicates_together, bool compressed);

// Replicates whose snapshots go into one chunk; 1 = each snapshot is large enough to be written by itself.
Index umkm_replicates_together(const BatchLayout& layout, Index block);

}  // namespace berdaya

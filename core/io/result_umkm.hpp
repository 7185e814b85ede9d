// Snapshots of all UMKM: group `umkm` of a result file, dimensions (policy, replicate, snapshot, umkm).
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "experiment/layout.hpp"
#include "io/hdf5_data.hpp"
#include "io/result_dimensions.hpp"
#include "state/umkm.hpp"

namespace berdaya {

// Bytes of one UMKM in a snapshot.
std::size_t umkm_row_bytes(int contacts);

// Texts of a column of UmkmTable.
VariableText umkm_column_text(std::string_view column, std::string_view units);

class ResultUmkm {
 public:
  // Makes the group. `contacts` = contacts of each UMKM.
  ResultUmkm(Hdf5Place file, const Scenario& scenario, const BatchLayout& layout, Index block, int contacts);

  void snapshot(RunKey run, Index position, const UmkmTable& umkm);
  // All snapshots of these replicates are there: they are written. Failed runs become NaN, and 0 where a column has no
  // NaN.
  void finish(Index policy, Index first_replicate, const std::vector<bool>& failed);

 private:
  struct Column {
    std::string name;
    Hdf5Handle dataset;
    hid_t native;
    std::size_t value_bytes;
    std::size_t values_per_umkm;
    bool floating;
  };
  struct Waiting {
    std::vector<std::vector<std::byte>> columns;  // [column]: [replicate of the group][snapshot][umkm][value]
  };

  void write_rows(const Column& column, Index policy, Index replicate, Index replicates, Index snapshot,
                  Index snapshots, const void* values);
  void clear(RunKey run);

  std::string file_;
  const BatchLayout& layout_;
  Index together_;
  Hdf5Handle group_;
  std::vector<Column> columns_;
  std::map<std::pair<Index, Index>, Waiting> waiting_;  // by policy and group of replicates
};

}  // namespace berdaya

// Writes the results of a batch into an HDF5 file as they come.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "experiment/batch.hpp"
#include "experiment/sink.hpp"
#include "io/hdf5_data.hpp"
#include "io/hdf5_output.hpp"
#include "io/result_dimensions.hpp"
#include "io/result_umkm.hpp"

namespace berdaya {

class ResultWriter : public BatchSink {
 public:
  // Makes an empty file.
  ResultWriter(const std::string& path, const BatchPlan& plan, const BatchLayout& layout);
  // Its dimensions, attributes and variables without values.
  void begin(const BatchPlan& plan, const std::string& resolved_scenario);

  Index block_size() const override { return block_; }
  void snapshot(RunKey run, Index position, const UmkmTable& umkm) override;
  void write(const RunBlock& block) override;

  // What is known when all runs are done; then the file is closed. IoError if anything could not be written.
  void finish(const std::string& provenance);

 private:
  void close_variables();
  void write_root(const BatchPlan& plan, const std::string& resolved_scenario);
  void make_variables(const BatchPlan& plan);

  std::string path_;
  const BatchLayout& layout_;
  Index block_ = 1;
  Hdf5Output file_;
  ResultDimensions dimensions_;
  std::vector<Hdf5Handle> metrics_;  // [metric]; none where a dimension has no members
  Hdf5Handle status_, error_, replication_, cost_;
  std::unique_ptr<ResultUmkm> umkm_;    // if snapshots are wanted
  std::vector<std::int32_t> statuses_;  // [policy][replicate]
  std::vector<std::string> errors_;
};

}  // namespace berdaya

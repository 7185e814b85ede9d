// What variables that results of `run` and of `sweep` have in common say about themselves.
#pragma once

#include "io/result_dimensions.hpp"

namespace berdaya {

inline const VariableText error_text{
    "", {"why the run failed", "sebab simulasi gagal"}, {"empty where it did not", "kosong bila tidak gagal"}, "run"};
inline const VariableText replication_text{
    "month",
    {"month of replication", "bulan replikasi"},
    {"number of the month, from 0, in which the pilots had met the thresholds long enough; missing = never",
     "nomor bulan, dari 0, ketika percontohan cukup lama memenuhi ambang; kosong = tidak pernah"},
    "run"};
inline const VariableText cost_text{
    "million Rp",
    {"cost of the intervention over the whole run", "biaya intervensi sepanjang simulasi"},
    {"booked in all communities; missing where the policy does not have the intervention",
     "tercatat di semua komunitas; kosong bila kebijakan tidak memuat intervensi itu"},
    "run"};

}  // namespace berdaya

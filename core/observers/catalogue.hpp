// The parts of the catalogue of metrics, by what they are read from, and what those parts share.
#pragma once

#include <span>
#include <vector>

#include "base/sums.hpp"
#include "observers/metric.hpp"

namespace berdaya {

std::span<const MetricDescription> umkm_metrics();
std::span<const MetricDescription> market_metrics();
std::span<const MetricDescription> community_metrics();
std::span<const MetricDescription> index_metrics();
std::span<const MetricDescription> run_metrics();

constexpr MetricDescription of_community(std::string_view name, std::string_view unit, Direction better, Text title,
                                         Text definition, void (*read)(const Observed&, std::span<float>),
                                         MetricTraits traits = {},
                                         MetricDimension dimension = MetricDimension::scalar) {
  return {name, unit, MetricLevel::community, dimension, better, title, definition, read, traits};
}

// The community's part of a column of the UMKM table.
template <class Value>
std::span<const Value> part(const Observed& o, const std::vector<Value>& column) {
  const Rows rows = o.world.community.umkm(o.k);
  return std::span(column).subspan(rows.first, rows.size());
}

inline double umkm_count(const Observed& o) { return static_cast<double>(o.world.community.umkm_count[o.k]); }

// Mean of a float column over the community's UMKM.
template <auto Column>
double umkm_mean(const Observed& o) {
  return mean(part(o, o.world.umkm.*Column));
}

// Unweighted mean of a column over the community's CBOs.
template <auto Column>
double cbo_mean(const Observed& o) {
  const Rows cbos = o.world.community.cbos(o.k);
  return mean(std::span<const double>(o.world.cbo.*Column).subspan(cbos.first, cbos.size()));
}

// Values that several metrics need.
double mean_skill(const Observed& o);
double mean_trust(const Observed& o);
double mean_income(const Observed& o);
double poverty_share(const Observed& o);
double better_off_share(const Observed& o);
double bonding_of(const Observed& o);

template <auto Column>
void read_umkm_mean(const Observed& o, std::span<float> out) {
  out[0] = static_cast<float>(umkm_mean<Column>(o));
}

template <auto Column>
void read_cbo_mean(const Observed& o, std::span<float> out) {
  out[0] = static_cast<float>(cbo_mean<Column>(o));
}

template <auto Column>
void read_community(const Observed& o, std::span<float> out) {
  out[0] = static_cast<float>((o.world.community.*Column)[o.k]);
}

template <double (*Value)(const Observed&)>
void read_value(const Observed& o, std::span<float> out) {
  out[0] = static_cast<float>(Value(o));
}

}  // namespace berdaya

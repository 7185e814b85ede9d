// Metrics of the run as a whole.
#include <array>
#include <limits>

#include "observers/catalogue.hpp"

namespace berdaya {
namespace {

void read_fund_balance(const Observed& o, std::span<float> out) {
  out[0] = static_cast<float>(sum(std::span<const double>(o.world.fund.balance)));
}

void read_balance_by_fund(const Observed& o, std::span<float> out) {
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = static_cast<float>(o.world.fund.balance[i]);
}

void read_outside_places(const Observed& o, std::span<float> out) {
  out[0] = static_cast<float>(sum(std::span<const double>(o.world.partner.outside)));
}

void read_replication_month(const Observed& o, std::span<float> out) {
  const Index month = o.world.replication.month;
  out[0] = month == none ? std::numeric_limits<float>::quiet_NaN() : static_cast<float>(month);
}

void read_spent_by_intervention(const Observed& o, std::span<float> out) {
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = static_cast<float>(o.world.booked_total[i]);
}

constexpr MetricDescription of_run(std::string_view name, std::string_view unit, Direction better, Text title,
                                   Text definition, void (*read)(const Observed&, std::span<float>),
                                   MetricTraits traits = {}, MetricDimension dimension = MetricDimension::scalar) {
  return {name, unit, MetricLevel::run, dimension, better, title, definition, read, traits};
}

}  // namespace

std::span<const MetricDescription> run_metrics() {
  static constexpr std::array<MetricDescription, 5> list{{
      of_run("fund_balance", "million Rp", Direction::none, {"Balance of the funds", "Saldo semua dana"},
             {"money left in all funds together at the end of the month", "sisa uang semua dana pada akhir bulan"},
             read_fund_balance),
      of_run("balance_by_fund", "million Rp", Direction::none, {"Balance of the fund", "Saldo dana"},
             {"money left in the fund at the end of the month", "sisa uang dalam dana pada akhir bulan"},
             read_balance_by_fund, {}, MetricDimension::fund),
      of_run("outside_places", "places", Direction::none, {"Places held outside", "Tempat yang dipegang pihak luar"},
             {"places of partner offers held by firms outside the simulated communities",
              "tempat pada tawaran mitra yang dipegang usaha di luar kampung yang disimulasikan"},
             read_outside_places),
      of_run("replication_month", "month", Direction::none, {"Month of replication", "Bulan replikasi"},
             {"month of the run (0 = first) in which the pilots had met the thresholds of replication for long enough; "
              "missing until then",
              "bulan simulasi (0 = pertama) ketika kampung percontohan cukup lama memenuhi ambang replikasi; kosong "
              "sebelum itu"},
             read_replication_month, {.may_be_missing = true}),
      of_run("spent_by_intervention", "million Rp", Direction::none, {"Cost of the intervention", "Biaya intervensi"},
             {"booked cost of the intervention in all communities since the start; facilitators:FUND is the pay of the "
              "facilitators whom the fund pays",
              "biaya tercatat intervensi di seluruh kampung sejak awal; facilitators:DANA adalah bayaran pendamping "
              "yang dibayar dana itu"},
             read_spent_by_intervention, {}, MetricDimension::intervention),
  }};
  return list;
}

}  // namespace berdaya

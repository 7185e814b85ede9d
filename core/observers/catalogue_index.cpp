// Composite metrics: self-reliance, the three levels of analysis, and the outcomes that the city's regulation names.
#include <array>

#include "base/portable_math.hpp"
#include "observers/catalogue.hpp"

namespace berdaya {
namespace {

double micro_of(const Observed& o) {
  return (mean_skill(o) + umkm_mean<&UmkmTable::aspiration>(o) + umkm_mean<&UmkmTable::awareness>(o) +
          umkm_mean<&UmkmTable::ownership>(o) + umkm_mean<&UmkmTable::benefit>(o)) /
         5.0;
}

double meso_of(const Observed& o) {
  return (cbo_mean<&CboTable::cohesion>(o) + cbo_mean<&CboTable::knowledge>(o) + o.world.community.dominance[o.k] +
          bonding_of(o) + o.world.community.self_reliance[o.k]) /
         5.0;
}

double macro_of(const Observed& o) {
  const CommunityTable& c = o.world.community;
  return (c.chain_support[o.k] + c.responsiveness[o.k] + cbo_mean<&CboTable::formal_trust>(o) +
          cbo_mean<&CboTable::linking>(o) + c.fulfilment[o.k]) /
         5.0;
}

double care_of(const Observed& o) {
  return cap((o.world.community.part_ema[o.k] + umkm_mean<&UmkmTable::ownership>(o)) /
             o.parameters.outcomes.upkeep_norm);
}

double social_of(const Observed& o) { return (umkm_mean<&UmkmTable::ownership>(o) + care_of(o)) / 2.0; }

double welfare_of(const Observed& o) {
  // 1/2 where the mean income is at the poverty line; losses of a month may push it below 0.
  const double income = mean_income(o) > 0.0 ? mean_income(o) : 0.0;
  const double line = o.parameters.market.poverty_line;
  const double level = income > 0.0 ? income / (income + line) : 0.0;
  return (level + (1.0 - poverty_share(o)) + better_off_share(o)) / 3.0;
}

}  // namespace

std::span<const MetricDescription> index_metrics() {
  static constexpr std::array<MetricDescription, 8> list{{
      of_community(
          "self_reliance", "1", Direction::higher, {"Self-reliance", "Kemandirian"},
          {"cube root of dominance of CBOs, own share of costs and smoothed participation over its norm (at most 1)",
           "akar pangkat tiga dari dominasi OBM, porsi biaya swadaya, dan partisipasi yang dihaluskan terhadap "
           "normanya "
           "(paling besar 1)"},
          read_community<&CommunityTable::self_reliance>, {.table = {16}, .figure = {6}}),
      of_community("micro", "1", Direction::higher, {"Micro level", "Tingkat mikro"},
                   {"mean of skill_mean, aspiration, awareness, ownership and realised benefit of UMKM",
                    "rata-rata skill_mean, aspirasi, kesadaran akan program, rasa memiliki, dan manfaat nyata UMKM"},
                   read_value<micro_of>),
      of_community("meso", "1", Direction::higher, {"Meso level", "Tingkat meso"},
                   {"mean of cohesion, knowledge of CBOs, dominance, bonding and self_reliance",
                    "rata-rata kohesi, pengetahuan OBM, dominasi, bonding, dan kemandirian"},
                   read_value<meso_of>),
      of_community("macro", "1", Direction::higher, {"Macro level", "Tingkat makro"},
                   {"mean of chain_support, responsiveness, formal_trust, linking and fulfilment",
                    "rata-rata dukungan rantai pemerintahan, daya tanggap, kepercayaan formal, linking, dan "
                    "pendampingan terpenuhi"},
                   read_value<macro_of>),
      of_community(
          "care", "1", Direction::higher, {"Care for the environment", "Kepedulian lingkungan"},
          {"smoothed participation plus mean ownership over outcomes.upkeep_norm, at most 1",
           "partisipasi yang dihaluskan ditambah rata-rata rasa memiliki, dibagi outcomes.upkeep_norm, paling besar 1"},
          read_value<care_of>),
      of_community(
          "outcome_social", "1", Direction::higher, {"Social outcome", "Hasil sosial"},
          {"mean of ownership and care: the social outcome of the city's regulation (case 004)",
           "rata-rata rasa memiliki dan kepedulian lingkungan: hasil sosial menurut peraturan kota (kasus 004)"},
          read_value<social_of>),
      of_community(
          "outcome_welfare", "1", Direction::higher, {"Welfare outcome", "Hasil kesejahteraan"},
          {"mean of income/(income + market.poverty_line), 0 for a negative income, share not in poverty, and "
           "better_off (case 004; weights: assumption)",
           "rata-rata pendapatan/(pendapatan + market.poverty_line), 0 bila pendapatan negatif, porsi tidak miskin, "
           "dan better_off (kasus 004; bobot: asumsi)"},
          read_value<welfare_of>, {.seasonal = true}),
      of_community("outcome_settlement", "1", Direction::higher, {"Settlement outcome", "Hasil permukiman"},
                   {"environment: the settlement outcome of the city's regulation (case 004)",
                    "lingkungan: hasil permukiman menurut peraturan kota (kasus 004)"},
                   read_community<&CommunityTable::environment>),
  }};
  return list;
}

}  // namespace berdaya

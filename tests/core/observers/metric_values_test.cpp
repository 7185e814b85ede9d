// Every metric once more, computed as plainly as its definition reads, and compared with what the observers say.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "observers/metric.hpp"
#include "support/worlds.hpp"

namespace berdaya {
namespace test {
namespace {

// Values of a metric for community k (run level: for the whole world), one for each member of its dimension.
using NaiveMetric = std::function<std::vector<double>(const World&, const Parameters&, Index k)>;

using Row = std::function<double(const UmkmTable&, Index)>;

double over_umkm(const World& w, Index k, const Row& value) {
  double sum = 0;
  for (Index row = w.community.first_row[k]; row < w.community.first_row[k] + w.community.umkm_count[k]; ++row) {
    sum += value(w.umkm, row);
  }
  return sum;
}

double mean_over(const World& w, Index k, const Row& value) {
  return over_umkm(w, k, value) / w.community.umkm_count[k];
}

NaiveMetric column(std::vector<float> UmkmTable::*at) {
  return [at](const World& w, const Parameters&, Index k) -> std::vector<double> {
    return {mean_over(w, k, [at](const UmkmTable& t, Index row) { return (t.*at)[row]; })};
  };
}

NaiveMetric state(std::vector<double> CommunityTable::*at) {
  return [at](const World& w, const Parameters&, Index k) -> std::vector<double> { return {(w.community.*at)[k]}; };
}

NaiveMetric of_cbos(std::vector<double> CboTable::*at) {
  return [at](const World& w, const Parameters&, Index k) -> std::vector<double> {
    double sum = 0, count = 0;
    for (Index c = 0; c < w.cbo.rows(); ++c) {
      if (w.cbo.community[c] != k) continue;
      sum += (w.cbo.*at)[c];
      count += 1;
    }
    return {sum / count};
  };
}

NaiveMetric share(std::function<bool(const UmkmTable&, const Parameters&, Index)> is) {
  return [is](const World& w, const Parameters& p, Index k) -> std::vector<double> {
    return {mean_over(w, k, [&](const UmkmTable& t, Index row) { return is(t, p, row) ? 1.0 : 0.0; })};
  };
}

NaiveMetric together(std::vector<NaiveMetric> parts) {
  return [parts](const World& w, const Parameters& p, Index k) {
    std::vector<double> values;
    for (const NaiveMetric& part : parts) values.push_back(part(w, p, k)[0]);
    return values;
  };
}

NaiveMetric mean_of(const NaiveMetric& parts) {
  return [parts](const World& w, const Parameters& p, Index k) -> std::vector<double> {
    double sum = 0;
    const std::vector<double> values = parts(w, p, k);
    for (double value : values) sum += value;
    return {sum / static_cast<double>(values.size())};
  };
}

double income(const UmkmTable& t, Index row) { return static_cast<double>(t.profit[row]) + t.other_income[row]; }
double ratio(const UmkmTable& t, Index row) { return static_cast<double>(t.revenue_ema[row]) / t.reference_ema[row]; }

std::map<std::string, NaiveMetric> naive_metrics() {
  std::map<std::string, NaiveMetric> m;
  m["awareness"] = column(&UmkmTable::awareness);
  m["expected_benefit"] = column(&UmkmTable::expected_benefit);
  m["aspiration"] = column(&UmkmTable::aspiration);
  m["ownership"] = column(&UmkmTable::ownership);
  m["fatigue"] = column(&UmkmTable::fatigue);
  m["skill"] = together(
      {column(&UmkmTable::skill_production), column(&UmkmTable::skill_management), column(&UmkmTable::skill_market)});
  m["skill_mean"] = mean_of(m["skill"]);
  m["trust"] = together({column(&UmkmTable::trust_peer), column(&UmkmTable::trust_cbo),
                         column(&UmkmTable::trust_facilitator), column(&UmkmTable::trust_government)});
  m["trust_mean"] = mean_of(m["trust"]);
  m["holds"] = [](const World& w, const Parameters&, Index k) {
    std::vector<double> shares;
    for (std::size_t o = 0; o < w.setting.options.size(); ++o) {
      shares.push_back(mean_over(w, k, [o](const UmkmTable& t, Index row) { return t.adopted[row] >> o & 1; }));
    }
    return shares;
  };
  m["member"] = share([](const UmkmTable& t, const Parameters&, Index row) { return t.cbo[row] != no_cbo; });
  m["knows_partnership"] =
      share([](const UmkmTable& t, const Parameters&, Index row) { return (t.knows[row] >> 7 & 1) != 0; });
  m["knows_csr"] =
      share([](const UmkmTable& t, const Parameters&, Index row) { return (t.knows[row] >> 10 & 1) != 0; });

  m["revenue"] = column(&UmkmTable::revenue);
  m["capital"] = column(&UmkmTable::capital);
  m["income"] = [](const World& w, const Parameters&, Index k) -> std::vector<double> {
    return {mean_over(w, k, income)};
  };
  m["revenue_ratio"] = [](const World& w, const Parameters&, Index k) -> std::vector<double> {
    return {over_umkm(w, k, [](const UmkmTable& t, Index row) { return t.revenue_ema[row]; }) /
            over_umkm(w, k, [](const UmkmTable& t, Index row) { return t.reference_ema[row]; })};
  };
  m["capped"] = state(&CommunityTable::capped);
  m["debt_service"] = state(&CommunityTable::debt_service);
  m["poverty"] =
      share([](const UmkmTable& t, const Parameters& p, Index row) { return income(t, row) < p.market.poverty_line; });
  m["better_off"] =
      share([](const UmkmTable& t, const Parameters& p, Index row) { return ratio(t, row) >= p.market.better_ratio; });
  m["success"] = share([](const UmkmTable& t, const Parameters&, Index row) { return t.succeeded[row] != 0; });

  m["participation"] = state(&CommunityTable::participation);
  m["part_held"] = state(&CommunityTable::part_held);
  m["part_ema"] = state(&CommunityTable::part_ema);
  m["offered"] = state(&CommunityTable::offered);
  m["activities"] = state(&CommunityTable::activities);
  m["initiator"] = state(&CommunityTable::initiator);
  m["p_cbo"] = state(&CommunityTable::p_cbo);
  m["p_off"] = state(&CommunityTable::p_off);
  m["dominance"] = state(&CommunityTable::dominance);
  m["cohesion"] = of_cbos(&CboTable::cohesion);
  m["knowledge"] = of_cbos(&CboTable::knowledge);
  m["formal_trust"] = of_cbos(&CboTable::formal_trust);
  m["linking"] = of_cbos(&CboTable::linking);
  m["bargaining"] = of_cbos(&CboTable::bargaining);
  m["bridging"] = [](const World& w, const Parameters&, Index k) -> std::vector<double> {
    double held = 0, slots = 0;
    for (std::size_t i = 0; i < w.cbo.ties.size(); ++i) {
      if (w.cbo.community[i / static_cast<std::size_t>(w.setting.bridge_max)] != k) continue;
      slots += 1;
      held += w.cbo.ties[i] != none;
    }
    return {held / slots};
  };
  m["bonding"] = [](const World& w, const Parameters& p, Index k) -> std::vector<double> {
    return {column(&UmkmTable::trust_peer)(w, p, k)[0] * (0.5 + 0.5 * w.community.part_ema[k])};
  };
  m["novelty"] = state(&CommunityTable::novelty);
  m["conflict"] = state(&CommunityTable::conflict);
  m["integration"] = state(&CommunityTable::integration);
  m["clarity"] = state(&CommunityTable::clarity);
  m["quality"] = state(&CommunityTable::quality);
  m["chain_support"] = state(&CommunityTable::chain_support);
  m["chain_archive"] = state(&CommunityTable::chain_archive);
  m["responsiveness"] = state(&CommunityTable::responsiveness);
  m["kept"] = state(&CommunityTable::kept);
  m["fulfilment"] = state(&CommunityTable::fulfilment);
  m["shifted"] = state(&CommunityTable::shifted);
  m["overlap"] = state(&CommunityTable::overlap);
  m["load"] = state(&CommunityTable::facilitator_load);
  m["commitment"] = state(&CommunityTable::facilitator_commitment);
  m["environment"] = state(&CommunityTable::environment);
  m["reputation"] = state(&CommunityTable::reputation);
  m["archive"] = state(&CommunityTable::archive);
  m["stage"] = [](const World& w, const Parameters&, Index k) -> std::vector<double> {
    return {double(w.community.stage[k])};
  };
  m["own_cost_share"] = state(&CommunityTable::own_cost_share);
  m["prize"] = state(&CommunityTable::prize);
  m["fund"] = state(&CommunityTable::programme_fund);
  m["spent"] = [](const World& w, const Parameters&, Index k) -> std::vector<double> {
    double sum = 0;
    for (std::size_t i = 0; i < w.booked_total.size(); ++i) sum += w.booked[i * w.community.rows() + k];
    return {sum};
  };

  m["self_reliance"] = state(&CommunityTable::self_reliance);
  m["micro"] = mean_of(
      together({m["skill_mean"], m["aspiration"], m["awareness"], m["ownership"], column(&UmkmTable::benefit)}));
  m["meso"] = mean_of(together({m["cohesion"], m["knowledge"], m["dominance"], m["bonding"], m["self_reliance"]}));
  m["macro"] =
      mean_of(together({m["chain_support"], m["responsiveness"], m["formal_trust"], m["linking"], m["fulfilment"]}));
  m["care"] = [ownership = m["ownership"]](const World& w, const Parameters& p, Index k) -> std::vector<double> {
    return {std::min(1.0, (w.community.part_ema[k] + ownership(w, p, k)[0]) / p.outcomes.upkeep_norm)};
  };
  m["outcome_social"] = mean_of(together({m["ownership"], m["care"]}));
  m["outcome_welfare"] = [all = m](const World& w, const Parameters& p, Index k) -> std::vector<double> {
    const double mean_income = all.at("income")(w, p, k)[0];
    const double line = p.market.poverty_line;
    return {
        (mean_income / (mean_income + line) + 1 - all.at("poverty")(w, p, k)[0] + all.at("better_off")(w, p, k)[0]) /
        3};
  };
  m["outcome_settlement"] = m["environment"];

  m["fund_balance"] = [](const World& w, const Parameters&, Index) -> std::vector<double> {
    double sum = 0;
    for (double balance : w.fund.balance) sum += balance;
    return {sum};
  };
  m["balance_by_fund"] = [](const World& w, const Parameters&, Index) { return w.fund.balance; };
  m["outside_places"] = [](const World& w, const Parameters&, Index) -> std::vector<double> {
    double sum = 0;
    for (double outside : w.partner.outside) sum += outside;
    return {sum};
  };
  m["replication_month"] = [](const World& w, const Parameters&, Index) -> std::vector<double> {
    return {double(w.replication.month)};
  };
  m["spent_by_intervention"] = [](const World& w, const Parameters&, Index) { return w.booked_total; };
  return m;
}

// A world in which every column has values of all kinds.
World lively_world(const Scenario& scenario) {
  World world = small_world(scenario);
  std::uint64_t seed = 1;
  for (const std::string& name : column_names(world)) scramble(world, name, ++seed);
  for (std::size_t i = 0; i < world.cbo.ties.size(); i += 3) world.cbo.ties[i] = 0;
  for (std::size_t i = 0; i < world.booked.size(); ++i) world.booked[i] = 0.25 * static_cast<double>(i);
  for (std::size_t i = 0; i < world.booked_total.size(); ++i) world.booked_total[i] = 2.5 + static_cast<double>(i);
  world.replication.month = 17;
  return world;
}

Scenario lively_scenario() {
  Scenario s = small_scenario(3, 43);
  s.interventions.resize(3);
  s.interventions[1].kind = InterventionKind::csr;
  s.interventions[2].kind = InterventionKind::buyer;
  s.funds.push_back(s.funds[0]);
  return s;
}

TEST(Metrics, EachIsWhatItsDefinitionSays) {
  const Scenario scenario = lively_scenario();
  const World world = lively_world(scenario);
  const auto naive = naive_metrics();
  for (const MetricDescription& metric : metrics()) {
    SCOPED_TRACE(std::string(metric.name));
    const auto found = naive.find(std::string(metric.name));
    ASSERT_TRUE(found != naive.end()) << "a metric that no test computes";
    const bool of_run = metric.level == MetricLevel::run;
    for (Index k = 0; k < (of_run ? 1 : world.community.rows()); ++k) {
      std::vector<float> values(size_of(metric.dimension, world), -1.0F);
      metric.read({world, scenario.parameters, of_run ? none : k}, values);
      const std::vector<double> expected = found->second(world, scenario.parameters, k);
      ASSERT_EQ(values.size(), expected.size());
      for (std::size_t i = 0; i < values.size(); ++i)
        EXPECT_NEAR(values[i], expected[i], 1e-5 * (1 + std::abs(expected[i]))) << i;
    }
  }
  EXPECT_EQ(naive.size(), metrics().size());
}

TEST(Metrics, LevelsStayLevelsAtTheStart) {
  const Scenario scenario = small_scenario(2, 30);
  const World world = small_world(scenario);
  for (const MetricDescription& metric : metrics()) {
    if (metric.level == MetricLevel::run) continue;
    std::vector<float> values(size_of(metric.dimension, world));
    metric.read({world, scenario.parameters, 1}, values);
    for (float value : values) {
      EXPECT_GE(value, 0.0F) << metric.name;
      const bool level = metric.unit == "1" && metric.name != "revenue_ratio" && metric.name != "load";
      EXPECT_LE(value, level ? 1.0F : 1e6F) << metric.name;
    }
  }
}

TEST(Metrics, RevenueRatioIsOneAtTheStart) {
  const Scenario scenario = small_scenario();
  const World world = small_world(scenario);
  float value = 0;
  find_metric("revenue_ratio")->read({world, scenario.parameters, 0}, std::span(&value, 1));
  EXPECT_EQ(value, 1.0F);
}

TEST(Metrics, AReplicationThatHasNotComeIsMissing) {
  const Scenario scenario = small_scenario();
  const World world = small_world(scenario);
  float value = 0;
  find_metric("replication_month")->read({world, scenario.parameters, none}, std::span(&value, 1));
  EXPECT_TRUE(std::isnan(value));
}

TEST(Metrics, LossesDoNotMakeWelfareNegative) {
  const Scenario scenario = small_scenario();
  World world = small_world(scenario);
  for (float& profit : world.umkm.profit) profit = -50.0F;
  float value = 0;
  find_metric("outcome_welfare")->read({world, scenario.parameters, 0}, std::span(&value, 1));
  EXPECT_GE(value, 0.0F);
}

}  // namespace
}  // namespace test
}  // namespace berdaya

#include "engine/simulation.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "interventions/catalogue.hpp"
#include "support/worlds.hpp"

namespace berdaya {
namespace {

// A region with levers of every family, targets, funds, shocks, offers and replication.
Scenario busy_scenario() {
  Scenario s = test::small_scenario(5, 60);
  s.months = 30;
  s.communities[0].pilot = true;
  s.replication = ReplicationSpec{0.01, 0.01, 0.0, 3};
  s.adopted = {{option::nib, 0.3}, {option::marketplace, 0.2}, {option::bazaar, 0.1}};
  for (const InterventionDescription& kind : intervention_kinds()) {
    InterventionSpec spec;
    spec.id = std::string(kind.name);
    spec.kind = kind.kind;
    spec.first_month = 2;
    spec.last_month = 20;
    spec.intensity = 0.3;
    spec.amount = 50;
    spec.cost = 0.2;
    if (kind.name == "training" || kind.name == "forum") spec.fund = 0;
    if (kind.name == "visits") spec.target.share = 0.4;
    if (kind.name == "training") spec.target.places = 10;
    if (kind.name == "youth") {
      spec.target.share = 0.3;
      spec.target.first = First::connected;
    }
    if (kind.name == "digital_channel") {
      spec.target.where = Where::replica;
      spec.wave_months = 3;
    }
    s.interventions.push_back(spec);
  }
  return s;
}

World world_after(const Scenario& s, int months, int threads, std::uint64_t seed = 5) {
  Simulation simulation(s, baseline_policy, Seed{seed}, RunNumber{2}, ThreadCount{threads});
  for (int t = 0; t < months; ++t) simulation.step();
  return simulation.world();
}

std::string difference(const World& a, const World& b) {
  std::string buffer;
  return std::string(first_difference(a, b, buffer));
}

TEST(Simulation, GivesTheSameBitsForAnyNumberOfThreads) {
  const Scenario s = busy_scenario();
  const World one = world_after(s, 30, 1);
  EXPECT_EQ(difference(one, world_after(s, 30, 2)), "");
  EXPECT_EQ(difference(one, world_after(s, 30, 7)), "");
}

TEST(Simulation, GivesOtherNumbersForAnotherSeedOrRun) {
  const Scenario s = busy_scenario();
  EXPECT_NE(difference(world_after(s, 3, 1, 5), world_after(s, 3, 1, 6)), "");
  Simulation other(s, baseline_policy, Seed{5}, RunNumber{3});
  for (int t = 0; t < 3; ++t) other.step();
  EXPECT_NE(difference(world_after(s, 3, 1, 5), other.world()), "");
}

TEST(Simulation, IsNotChangedByWhatIsRecorded) {
  const Scenario s = busy_scenario();
  Simulation watched(s, baseline_policy, Seed{5}, RunNumber{2});
  std::vector<const MetricDescription*> all;
  for (const MetricDescription& metric : metrics()) all.push_back(&metric);
  Recorder recorder(all, recorded_months(s.months, 1), watched.world());
  while (watched.step(&recorder)) {
  }
  EXPECT_EQ(difference(world_after(s, 30, 1), watched.world()), "");
}

TEST(Simulation, GoesOnFromACheckpointAsIfItHadNeverStopped) {
  const Scenario s = busy_scenario();
  const World straight = world_after(s, 30, 1);
  for (const Index stop : {1U, 5U, 17U, 29U}) {
    Simulation first(s, baseline_policy, Seed{5}, RunNumber{2});
    while (first.month() < stop) first.step();
    World checkpoint = first.world();
    Simulation second(s, baseline_policy, Seed{5}, RunNumber{2}, ThreadCount{2});
    second.resume(std::move(checkpoint), stop);
    while (second.step()) {
    }
    EXPECT_EQ(difference(straight, second.world()), "") << "stopped after " << stop;
  }
}

TEST(Simulation, EndsAfterItsMonths) {
  Scenario s = test::small_scenario();
  s.months = 2;
  Simulation simulation(s, baseline_policy, Seed{1}, RunNumber{0});
  EXPECT_TRUE(simulation.step());
  EXPECT_TRUE(simulation.step());
  EXPECT_FALSE(simulation.step());
  EXPECT_EQ(simulation.month(), 2U);
}

TEST(Simulation, TwoInOneProcessDoNotDisturbEachOther) {
  const Scenario s = busy_scenario();
  Simulation a(s, baseline_policy, Seed{5}, RunNumber{2});
  Simulation b(s, baseline_policy, Seed{5}, RunNumber{9});
  for (int t = 0; t < 30; ++t) {
    a.step();
    b.step();
  }
  EXPECT_EQ(difference(world_after(s, 30, 1), a.world()), "");
}

// Every column marked as a level or money keeps its bounds, whatever happens.
void expect_bounds(const World& world, const std::string& where) {
  World::tables(world, [&](std::string_view table, const auto& t) {
    std::remove_cvref_t<decltype(t)>::columns(
        t, [&](std::string_view column, const auto& values, std::string_view unit) {
          for (const auto value : values) {
            const auto x = static_cast<double>(value);
            ASSERT_TRUE(std::isfinite(x)) << where << ": " << table << "." << column;
            const bool may_be_negative =
                column == "reluctance" || column == "profit" || column == "latitude" || column == "longitude";
            if (!may_be_negative) {
              ASSERT_GE(x, 0.0) << where << ": " << table << "." << column;
            }
            const bool unbounded = column == "size" || column == "attraction0" || column == "load" ||
                                   column == "facilitator_load" || column == "sector_attraction";
            if (unit == "1" && !may_be_negative && !unbounded) {
              ASSERT_LE(x, 1.0) << where << ": " << table << "." << column;
            }
          }
        });
  });
}

TEST(Simulation, KeepsEveryLevelBetweenZeroAndOneAndMoneyNonNegative) {
  const Scenario s = busy_scenario();
  Simulation simulation(s, baseline_policy, Seed{5}, RunNumber{2});
  while (simulation.step()) expect_bounds(simulation.world(), "month " + std::to_string(simulation.month()));
}

// Parameters at either end of their ranges, drawn anew for each world.
TEST(Simulation, KeepsItsBoundsAtTheEndsOfTheParameterRanges) {
  for (std::uint64_t trial = 0; trial < 40; ++trial) {
    Scenario s = busy_scenario();
    s.months = 12;
    std::uint64_t bits = 0x9e3779b97f4a7c15ULL * (trial + 1);
    for (const ParameterGroup& group : parameter_groups()) {
      for (const ParameterDescription& p : group.parameters) {
        bits = bits * 6364136223846793005ULL + 1442695040888963407ULL;
        p.at(s.parameters) = (bits >> 40 & 1U) != 0 ? p.high : p.low;
        if (p.bounds == Bounds::even_count) p.at(s.parameters) = (bits >> 41 & 1U) != 0 ? 4 : 16;
      }
    }
    // Weights and shares that must sum to 1 or less stay as they are.
    const Parameters standard = standard_parameters();
    auto& g = s.parameters.government;
    g.v_env = standard.government.v_env;
    g.v_part = standard.government.v_part;
    g.v_rep = standard.government.v_rep;
    g.w_v = standard.government.w_v;
    g.w_b = standard.government.w_b;
    g.w_p = standard.government.w_p;
    g.omega = standard.government.omega;
    auto& f = s.parameters.facilitation;
    f.duty = standard.facilitation.duty;
    f.duty_bottom = standard.facilitation.duty_bottom;
    f.share = standard.facilitation.share;
    ASSERT_TRUE(inconsistencies(s.parameters).empty());
    Simulation simulation(s, baseline_policy, Seed{trial}, RunNumber{0});
    while (simulation.step()) {
    }
    expect_bounds(simulation.world(), "trial " + std::to_string(trial));
    if (testing::Test::HasFatalFailure()) return;
  }
}

TEST(Simulation, HoldersNeverExceedPlaces) {
  Scenario s = busy_scenario();
  for (OptionSpec& o : s.options) o.base = o.kind == OptionKind::channel ? -2 : o.base;
  Simulation simulation(s, baseline_policy, Seed{8}, RunNumber{0});
  while (simulation.step()) {
    for (Index k = 0; k < 5; ++k) {
      const auto& c = simulation.world().community;
      EXPECT_LE(c.holders[k * option::most + option::gallery], 10U);
      EXPECT_LE(c.holders[k * option::most + option::bazaar], 25U);
    }
  }
}

TEST(Simulation, ContactsStayDistinctAtHomeAndNeverOneself) {
  const World world = world_after(busy_scenario(), 30, 1);
  const auto slots = static_cast<std::size_t>(world.setting.contacts);
  for (Index k = 0; k < world.community.rows(); ++k) {
    for (Index row = world.community.umkm(k).first; row < world.community.umkm(k).last; ++row) {
      for (std::size_t a = 0; a < slots; ++a) {
        const std::uint16_t contact = world.umkm.contacts[row * slots + a];
        EXPECT_LT(contact, world.community.umkm_count[k]);
        EXPECT_NE(contact, row - world.community.umkm(k).first);
        for (std::size_t b = 0; b < a; ++b) EXPECT_NE(contact, world.umkm.contacts[row * slots + b]);
      }
    }
  }
}

TEST(Simulation, MoneyOfFundsIsConserved) {
  const World world = world_after(busy_scenario(), 30, 1);
  for (Index f = 0; f < world.fund.rows(); ++f) {
    EXPECT_NEAR(world.fund.received[f], world.fund.paid[f] + world.fund.balance[f] + world.fund.removed[f], 1e-9);
  }
}

// An intervention of intensity 0 has a row of its own, here the last one, and changes no number.
TEST(Simulation, IsNotChangedByAnInertLever) {
  const Scenario plain = busy_scenario();
  for (const InterventionDescription& kind : intervention_kinds()) {
    Scenario s = plain;
    InterventionSpec inert;
    inert.id = "zz_inert";
    inert.kind = kind.kind;
    inert.last_month = 29;
    inert.intensity = 0;
    inert.amount = 10;
    inert.cost = 1;
    s.interventions.push_back(inert);
    World a = world_after(plain, 12, 1);
    World b = world_after(s, 12, 1);
    // The accounts and the offers have a row more for it.
    b.targets.drawn.pop_back();
    b.booked.resize(a.booked.size());
    b.booked_total.pop_back();
    if (kind.kind == InterventionKind::csr || kind.kind == InterventionKind::buyer) {
      b.partner.intervention.pop_back();
      b.partner.option.pop_back();
      b.partner.commitment.pop_back();
      b.partner.outside.pop_back();
    }
    EXPECT_EQ(difference(a, b), "") << kind.name;
  }
}

}  // namespace
}  // namespace berdaya

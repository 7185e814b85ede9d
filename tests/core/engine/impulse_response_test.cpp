// The whole engine against the figures that the model was calibrated to: what one lever, given once, does to permits in
// an otherwise plain kampung, and how online selling spreads there without levers (docs/model.md, 3.9).
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "engine/simulation.hpp"
#include "observers/recorder.hpp"

namespace berdaya {
namespace {

constexpr int communities = 8;
constexpr int umkm_each = 100;
constexpr int replicates = 10;
constexpr Index lever_month = 24;

// Eight kampung of 100, a ward and a coordinator each, under one district and city.
Scenario test_kampung() {
  Scenario s;
  s.id = "test_kampung";
  s.start = {2020, 0};
  s.months = 120;
  SectorSpec food;
  food.id = "food";
  food.food = true;
  SectorSpec craft;
  craft.id = "craft";
  s.sectors = {food, craft};
  const auto add_unit = [&s](const char* id, Level level, Index parent, double support, double hours, double mandate) {
    GovernmentSpec unit;
    unit.id = id;
    unit.level = level;
    unit.parent = parent;
    unit.support = unit.base_support = support;
    unit.hours = hours;
    unit.mandate = mandate;
    s.government.push_back(unit);
  };
  add_unit("city", Level::city, none, 0.5, 6, 0.6);
  add_unit("district", Level::district, 0, 0.4, 5, 0);
  for (Index k = 0; k < communities; ++k) {
    add_unit("ward", Level::ward, 1, 0.4, 12, 0);
    CommunitySpec community;
    community.id = "kampung_" + std::to_string(k);
    community.government = {0, 1, 2 + k};
    community.sector_counts = {umkm_each * 6 / 10, umkm_each * 4 / 10};
    community.gallery_slots = 10;
    community.gallery_footfall = 300;
    community.bazaar_every = 6;
    community.platform_demand = 1;
    community.latitude = 0.01 * k;
    s.communities.push_back(community);
    CboSpec cbo;
    cbo.id = "cbo_" + std::to_string(k);
    cbo.community = k;
    s.cbos.push_back(cbo);
    FacilitatorSpec coordinator;
    coordinator.id = "coordinator_" + std::to_string(k);
    coordinator.communities = {k};
    coordinator.hours = 25;
    s.facilitators.push_back(coordinator);
  }
  return s;
}

InterventionSpec lever(InterventionKind kind, Index first, Index last, double intensity) {
  InterventionSpec spec;
  spec.kind = kind;
  spec.first_month = first;
  spec.last_month = last;
  spec.intensity = intensity;
  return spec;
}

// Mean share of UMKM that hold the option, at the end of each month.
std::vector<double> holders(const Scenario& s, int option, Index months) {
  std::vector<double> shares(months, 0.0);
  for (int run = 0; run < replicates; ++run) {
    Simulation simulation(s, baseline_policy, Seed{1}, RunNumber{static_cast<std::uint64_t>(run)});
    for (Index t = 0; t < months; ++t) {
      simulation.step();
      for (Index k = 0; k < communities; ++k) {
        const Index held = simulation.world().community.holders[k * option::most + static_cast<Index>(option)];
        shares[t] += static_cast<double>(held) / (umkm_each * communities * replicates);
      }
    }
  }
  return shares;
}

// Percentage points by which the share with a NIB rises in the twelve months from the levers' month.
double new_permits(const Scenario& s) {
  const std::vector<double> shares = holders(s, option::nib, lever_month + 12);
  return 100.0 * (shares[lever_month + 11] - shares[lever_month - 1]);
}

double new_permits_with(const std::vector<InterventionSpec>& levers) {
  Scenario s = test_kampung();
  s.interventions = levers;
  return new_permits(s);
}

Scenario without_facilitation() {
  Scenario s = test_kampung();
  s.facilitators.clear();
  for (GovernmentSpec& unit : s.government) unit.hours = 0;
  return s;
}

std::vector<InterventionSpec> quarterly_messages() {
  std::vector<InterventionSpec> levers;
  for (Index quarter = 0; quarter < 4; ++quarter) {
    const Index month = lever_month + 3 * quarter;
    levers.push_back(lever(InterventionKind::messages, month, month, 1));
  }
  return levers;
}

// 8000 UMKM: the standard error of a share p is at most 100 sqrt(p (1-p)/8000) points; neighbours and offices that they
// share at most double its variance. Bounds are four such errors, and the rounding of the published figure.
double bound(double percent) { return 4.0 * std::sqrt(2.0 * percent * (100.0 - percent) / 8000.0) + 0.05; }

TEST(ImpulseResponse, WithoutFacilitationHardlyAnybodyTakesAPermitAndMessagesChangeLittle) {
  Scenario s = without_facilitation();
  const double alone = new_permits(s);
  EXPECT_NEAR(alone, 1.2, bound(1.2));
  s.interventions = quarterly_messages();
  const double with_messages = new_permits(s);
  EXPECT_NEAR(with_messages, 1.4, bound(1.4));
  EXPECT_LE(with_messages, 2.0);
}

TEST(ImpulseResponse, AVisitWithHelpAddsSomePointsAndAPackageTwiceAsMany) {
  const double routine = new_permits_with({});
  EXPECT_NEAR(routine, 2.7, bound(2.7));
  const InterventionSpec visit = lever(InterventionKind::permit_help, lever_month, lever_month, 1);
  EXPECT_NEAR(new_permits_with({visit}) - routine, 8.7, bound(11.4));
  const InterventionSpec counter = lever(InterventionKind::simpler_procedure, lever_month, lever_month + 11, 0.5);
  const InterventionSpec seats = lever(InterventionKind::training, lever_month, lever_month + 11, 5);
  EXPECT_NEAR(new_permits_with({visit, counter, seats}) - routine, 15.5, bound(18.2));
}

TEST(ImpulseResponse, CompletingThePermitForTheOwnerReachesMost) {
  const double routine = new_permits_with({});
  const InterventionSpec once = lever(InterventionKind::permit_assist, lever_month, lever_month, 1);
  EXPECT_NEAR(new_permits_with({once}) - routine, 59.0, bound(61.7));
  const InterventionSpec thrice = lever(InterventionKind::permit_assist, lever_month, lever_month + 2, 1);
  EXPECT_NEAR(new_permits_with({thrice}) - routine, 93.0, bound(95.7));
}

TEST(ImpulseResponse, OnlineSellingSpreadsAsInIndonesianBusinesses) {
  const std::vector<double> shares = holders(test_kampung(), option::marketplace, 120);
  constexpr std::array<double, 10> expected{5, 9, 13, 17, 21, 26, 30, 36, 41, 47};  // percent, end of years 1 to 10
  for (std::size_t year = 0; year < expected.size(); ++year) {
    // Rounded to a percent; spread through contacts makes whole kampung differ, so eight errors.
    EXPECT_NEAR(100.0 * shares[12 * year + 11], expected[year], 2.0 * bound(expected[year]) + 0.5)
        << "year " << year + 1;
  }
}

}  // namespace
}  // namespace berdaya

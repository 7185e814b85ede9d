// Over all levers: what they do and cost at intensity 0, 1/2 and 1, under a fund that pays all, half or nothing, in a
// term of one month, and for communities that follow the pilots.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <string>
#include <vector>

#include "interventions/macro_world.hpp"

namespace berdaya {
namespace {

using test::lever;
using test::MacroWorld;

std::size_t at(Index k, int option) { return std::size_t{k} * option::most + static_cast<std::size_t>(option); }

double of(const std::vector<RowLever>& levers) { return levers.empty() ? 0.0 : levers[0].intensity; }

struct Measured {
  InterventionKind kind;
  std::function<double(const CommunityEffects&)> effect;  // in proportion to intensity
  double full;                                            // at intensity 1
  double own_cost = 0;  // million Rp a month beyond `cost`, at intensity 1, in a term of one month
};

constexpr double amount = 60;

std::vector<Measured> levers() {
  using K = InterventionKind;
  using E = const CommunityEffects&;
  return {
      {K::grant, [](E e) { return e.works + e.programme_grant; }, amount, amount},
      {K::operations, [](E e) { return e.operations; }, 1},
      {K::training, [](E e) { return of(e.training); }, 1},
      {K::facilitators, [](E e) { return e.hired_hours; }, 1, 0.03},
      {K::visits, [](E e) { return of(e.visits); }, 1},
      {K::messages, [](E e) { return of(e.messages); }, 1},
      {K::permit_help, [](E e) { return of(e.permit_help); }, 1},
      {K::permit_assist, [](E e) { return of(e.permit_assist); }, 1},
      {K::simpler_procedure, [](E e) { return 1 - e.burden_factor; }, 1},
      {K::gallery, [](E e) { return e.gallery_slots - 4; }, 6},
      {K::bazaar, [](E e) { return e.bazaar_every == 2 ? e.bazaar_size : 0.0; }, 1},
      {K::contest, [](E e) { return e.extra_contest; }, 1},
      {K::platform, [](E e) { return e.platform; }, 1},
      {K::digital_channel, [](E e) { return e.channel; }, 1},
      {K::federation, [](E e) { return e.federation; }, 1},
      {K::csr, [](E e) { return e.csr.quota * e.csr.principal; }, 100},
      {K::buyer, [](E e) { return e.partnership.quota * e.partnership.bought * e.partnership.volume / 10; }, 20},
      {K::mentoring, [](E e) { return of(e.mentoring); }, 1},
      {K::kub, [](E e) { return of(e.kub); }, 1},
      {K::shared_archive, [](E e) { return e.shared_store ? e.records : 0.0; }, 1},
      {K::monitoring, [](E e) { return e.monitoring; }, 1},
      {K::role_clarity, [](E e) { return e.role_clarity; }, 1},
      {K::youth, [](E e) { return of(e.youth); }, 1},
  };
}

InterventionSpec one_month(InterventionKind kind, double intensity) {
  InterventionSpec spec = lever(kind, 0, 0);
  spec.intensity = intensity;
  spec.cost = 4;
  spec.amount = amount;
  spec.slots = 10;
  spec.every = kind == InterventionKind::contest ? 3 : 2;
  return spec;
}

// Month 0 of one community in which many have applied.
struct Month {
  double effect, booked, outside;
};

Month month_of(const Measured& measured, const InterventionSpec& spec, double fund = 0) {
  Scenario scenario = test::small_scenario(1);
  scenario.funds[0].opening_balance = fund;
  scenario.funds[0].inflow = 0;
  MacroWorld w(scenario, {spec});
  w.world.community.records[0] = 0;
  w.world.community.gallery_slots[0] = 4;
  w.world.community.bazaar_every[0] = 0;
  for (const int option : {option::csr, option::partnership}) w.world.community.applicants[at(0, option)] = 24;
  w.world.community.reputation[0] = 1;
  w.run(0);
  return {measured.effect(w.effects[0]), w.booked(0, 0), w.effects[0].outside_money};
}

class EveryLever : public testing::TestWithParam<Measured> {};

TEST_P(EveryLever, ActsAndCostsInProportionToItsIntensity) {
  const Measured& lever = GetParam();
  for (const double intensity : {0.0, 0.5, 1.0}) {
    const Month month = month_of(lever, one_month(lever.kind, intensity));
    EXPECT_NEAR(month.effect, intensity * lever.full, 1e-9) << intensity;
    EXPECT_NEAR(month.booked, intensity == 0.0 ? 0.0 : 4 + intensity * lever.own_cost, 1e-9) << intensity;
    EXPECT_NEAR(month.outside, intensity == 0.0 ? 0.0 : 4, 1e-9) << intensity;
  }
}

TEST_P(EveryLever, DoesWhatItsFundPays) {
  const Measured& lever = GetParam();
  for (const double intensity : {0.5, 1.0}) {
    for (const double share : {0.0, 0.5, 1.0}) {
      InterventionSpec spec = one_month(lever.kind, intensity);
      spec.fund = 0;
      const double wanted = 4 + intensity * lever.own_cost;
      const Month month = month_of(lever, spec, share * wanted);
      // Whole places: half of five are two.
      const bool places = lever.kind == InterventionKind::csr || lever.kind == InterventionKind::buyer ||
                          lever.kind == InterventionKind::gallery;
      const double effect = intensity * share * lever.full;
      const double unit = lever.full / (lever.kind == InterventionKind::gallery ? 6 : 10);
      EXPECT_NEAR(month.effect, places ? std::floor(effect / unit + 1e-9) * unit : effect, 1e-9)
          << intensity << " " << share;
      EXPECT_NEAR(month.booked, share * wanted, 1e-9) << intensity << " " << share;
      EXPECT_NEAR(month.outside, share * 4, 1e-9) << intensity << " " << share;
    }
  }
}

// Followers begin in month 4 + 1 * 3 = 7; the lever ends with month 9.
TEST_P(EveryLever, DoesForFollowersWhatItDoesForPilots) {
  const Measured& lever = GetParam();
  InterventionSpec spec = one_month(lever.kind, 1);
  spec.last_month = 9;
  spec.every = 1;
  spec.wave_months = 3;
  const auto sum_over_months = [&](Where where, Index k) {
    spec.target.where = where;
    MacroWorld w(2, {spec});
    w.world.community.pilot = {1, 0};
    w.world.community.wave = {0, 1};
    w.world.replication.month = 4;
    std::vector<double> months;
    for (Index month = 0; month < 12; ++month) {
      w.run(month);
      months.push_back(w.booked(0, k));
    }
    return months;
  };
  const std::vector<double> pilot = sum_over_months(Where::pilot, 0);
  const std::vector<double> follower = sum_over_months(Where::replica, 1);
  const double once = lever.kind == InterventionKind::grant ? amount : 0;
  const double hours = lever.kind == InterventionKind::facilitators ? lever.own_cost : 0;
  EXPECT_NEAR(std::accumulate(pilot.begin(), pilot.end(), 0.0), 10 * (4 + hours) + once, 1e-9);
  EXPECT_NEAR(std::accumulate(follower.begin(), follower.end(), 0.0), 3 * (4 + hours) + once, 1e-9);
  EXPECT_EQ(follower[6], 0.0);
  EXPECT_GT(follower[7], 0.0);
  EXPECT_EQ(follower[10], 0.0);
}

INSTANTIATE_TEST_SUITE_P(Interventions, EveryLever, testing::ValuesIn(levers()),
                         [](const auto& i) { return std::string(description_of(i.param.kind).name); });

// A forum's effect is in proportion to its intensity; what coordination costs is not.
TEST(Forum, IsHalfAsStrongAtHalfIntensity) {
  const auto forum = [](double intensity) {
    MacroWorld w(1, {one_month(InterventionKind::forum, intensity)});
    w.run(0);
    return std::pair(w.effects[0].forum, w.booked(0, 0));
  };
  EXPECT_GT(forum(1).first, 0.0);
  EXPECT_DOUBLE_EQ(forum(0.5).first, forum(1).first / 2);
  EXPECT_DOUBLE_EQ(forum(0.5).second, forum(1).second);
}

// The table above and the forum are all levers.
TEST(Levers, AreAllInTheTable) {
  const std::vector<Measured> all = levers();
  for (const InterventionDescription& kind : intervention_kinds()) {
    const bool there = std::any_of(all.begin(), all.end(), [&](const Measured& m) { return m.kind == kind.kind; });
    EXPECT_EQ(there, !kind.shock && kind.kind != InterventionKind::forum) << kind.name;
  }
}

// A wave that begins after the lever's end is paid nothing, and the month in which a wave begins may be no whole
// number.
TEST(Grant, OfAFollowerIsSpreadOverTheMonthsThatItHas) {
  InterventionSpec spec = lever(InterventionKind::grant, 0, 9);
  spec.amount = amount;
  spec.target.where = Where::replica;
  for (const auto& [wave_months, monthly] : {std::pair{2.5, amount / 3}, std::pair{5.0, amount}, std::pair{6.0, 0.0}}) {
    spec.wave_months = wave_months;
    MacroWorld w(2, {spec});
    w.world.community.pilot = {1, 0};
    w.world.community.wave = {0, 1};
    w.world.replication.month = 4;
    w.run(9);
    EXPECT_DOUBLE_EQ(w.booked(0, 1), monthly) << wave_months;
    EXPECT_DOUBLE_EQ(w.effects[1].works + w.effects[1].programme_grant, monthly) << wave_months;
  }
}

// What a gallery sells goes with location times footfall.
TEST(Gallery, SellsToHalfAsManyMoreAtHalfIntensity) {
  for (const auto& [location, footfall] : {std::pair{0.8, 500.0}, std::pair{0.0, 500.0}, std::pair{0.1, 0.0}}) {
    const auto sold_to = [&](double intensity) {
      InterventionSpec spec = one_month(InterventionKind::gallery, intensity);
      spec.location = location;
      spec.footfall = footfall;
      MacroWorld w(1, {spec});
      w.world.community.gallery_location[0] = 0.4;
      w.world.community.gallery_footfall[0] = 200;
      w.run(0);
      return w.effects[0].gallery_location * w.effects[0].gallery_footfall;
    };
    EXPECT_EQ(sold_to(0), 80.0);
    EXPECT_DOUBLE_EQ(sold_to(0.5), (80 + location * footfall) / 2);
    EXPECT_EQ(sold_to(1), location * footfall);
  }
}

// Ten suppliers and no money for more than five: together they sell what five would have sold.
TEST(Buyer, BuysNoMoreThanItIsPaidFor) {
  InterventionSpec spec = lever(InterventionKind::buyer);
  spec.intensity = 0.5;
  MacroWorld w(1, {spec});
  w.world.community.holders[at(0, option::partnership)] = 5;
  w.run(0);
  EXPECT_EQ(w.effects[0].partnership.bought, 1.0);
  w.world.community.holders[at(0, option::partnership)] = 10;
  w.run(1);
  EXPECT_DOUBLE_EQ(w.effects[0].partnership.bought, 0.5);
  w.world.partner.outside[0] = 10;
  w.interventions[0].outside_term = 1000;
  w.run(2);
  EXPECT_NEAR(w.effects[0].partnership.bought, 0.25, 0.02) << "firms outside are suppliers too";
}

}  // namespace
}  // namespace berdaya

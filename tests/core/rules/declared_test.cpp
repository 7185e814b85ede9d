// Every rule reads and changes what it declares, nothing else, and nothing of another community.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/simulation.hpp"
#include "rules/catalogue.hpp"
#include "support/declared_names.hpp"
#include "support/worlds.hpp"

namespace berdaya {
namespace {

// A value of the month as text that can be compared, and a way to spoil it.
struct MonthValue {
  std::function<std::string(const MonthScratch&, Index)> text;
  std::function<void(MonthScratch&, Index)> spoil;
};

template <class T>
MonthValue column_of(std::vector<T> MonthScratch::*member, T one, T other) {
  return {[member](const MonthScratch& s, Index n) {
            const auto* data = reinterpret_cast<const char*>((s.*member).data());
            return std::string(data, data + n * sizeof(T));
          },
          [member, one, other](MonthScratch& s, Index n) {
            for (Index i = 0; i < n; ++i) (s.*member)[i] = i % 3 == 0 ? one : other;
          }};
}

const std::map<std::string, MonthValue>& month_values() {
  using Bytes = std::vector<std::uint8_t> MonthScratch::*;
  const auto flag = [](Bytes member) { return column_of<std::uint8_t>(member, 1, 0); };
  const auto level = [](std::vector<float> MonthScratch::*member) { return column_of<float>(member, 0.13F, 0.77F); };
  static const std::map<std::string, MonthValue> values{
      {"month.peers_took_part", level(&MonthScratch::peers_took_part)},
      {"month.peers_benefit", level(&MonthScratch::peers_benefit)},
      {"month.peers_awareness", level(&MonthScratch::peers_awareness)},
      {"month.peers_succeeded", level(&MonthScratch::peers_succeeded)},
      {"month.peers_adopted",
       {[](const MonthScratch& s, Index n) {
          std::string text;
          for (const auto& word : s.peers_adopted) {
            for (Index i = 0; i < n; ++i) text += std::to_string(word[i]) + ",";
          }
          return text;
        },
        [](MonthScratch& s, Index n) {
          for (auto& word : s.peers_adopted) {
            for (Index i = 0; i < n; ++i) word[i] = i % 2 == 0 ? 0x06318c63U : 0x00210842U;
          }
        }}},
      {"month.visited", flag(&MonthScratch::visited)},
      {"month.permit_helped", flag(&MonthScratch::permit_helped)},
      {"month.assisted", flag(&MonthScratch::assisted)},
      {"month.market_helped", flag(&MonthScratch::market_helped)},
      {"month.messaged", flag(&MonthScratch::messaged)},
      {"month.mentor_quality", level(&MonthScratch::mentor_quality)},
      {"month.training_seats",
       {[](const MonthScratch& s, Index) { return std::to_string(s.training_seats); },
        [](MonthScratch& s, Index) { s.training_seats = 9.25; }}},
      {"month.seen_cbo", column_of<std::uint8_t>(&MonthScratch::seen_cbo, 1, 0)},
      {"month.seen_knowledge", level(&MonthScratch::seen_knowledge)},
      {"month.seen_linking", level(&MonthScratch::seen_linking)},
      {"month.role_weight", level(&MonthScratch::role_weight)},
      {"month.role_success", level(&MonthScratch::role_success)},
      {"month.seen_bargaining", level(&MonthScratch::seen_bargaining)},
      {"month.took_part", flag(&MonthScratch::took_part)},
      {"month.seated", flag(&MonthScratch::seated)},
      {"month.mean_skill_before", level(&MonthScratch::mean_skill_before)},
      {"month.ratio", column_of<float>(&MonthScratch::ratio, 0.8F, 1.6F)},
  };
  return values;
}

const std::map<std::string, std::function<void(CommunityEffects&)>>& effects() {
  const auto add = [](std::vector<RowLever> CommunityEffects::*list) {
    return [list](CommunityEffects& e) { (e.*list).push_back({.intensity = 0.7, .quality = 0.8}); };
  };
  static const std::map<std::string, std::function<void(CommunityEffects&)>> spoilers{
      {"effects.works", [](CommunityEffects& e) { e.works += 40; }},
      {"effects.programme_grant", [](CommunityEffects& e) { e.programme_grant += 3; }},
      {"effects.outside_money", [](CommunityEffects& e) { e.outside_money += 5; }},
      {"effects.operations", [](CommunityEffects& e) { e.operations = 0.9; }},
      {"effects.hired_hours", [](CommunityEffects& e) { e.hired_hours += 20; }},
      {"effects.burden_factor", [](CommunityEffects& e) { e.burden_factor = 0.2; }},
      {"effects.gallery_slots", [](CommunityEffects& e) { e.gallery_slots += 12; }},
      {"effects.gallery_location", [](CommunityEffects& e) { e.gallery_location = 0.9; }},
      {"effects.gallery_footfall", [](CommunityEffects& e) { e.gallery_footfall += 900; }},
      {"effects.bazaar_every", [](CommunityEffects& e) { e.bazaar_every = e.bazaar_every == 0 ? 1 : 0; }},
      {"effects.bazaar_stalls", [](CommunityEffects& e) { e.bazaar_stalls += 20; }},
      {"effects.bazaar_size", [](CommunityEffects& e) { e.bazaar_size = 0.3; }},
      {"effects.extra_contest", [](CommunityEffects& e) { e.extra_contest = 100; }},
      {"effects.platform", [](CommunityEffects& e) { e.platform = 1; }},
      {"effects.channel", [](CommunityEffects& e) { e.channel = 1; }},
      {"effects.forum", [](CommunityEffects& e) { e.forum = 0.8; }},
      {"effects.federation", [](CommunityEffects& e) { e.federation = 1; }},
      {"effects.records", [](CommunityEffects& e) { e.records = 0.9; }},
      {"effects.shared_store", [](CommunityEffects& e) { e.shared_store = true; }},
      {"effects.monitoring", [](CommunityEffects& e) { e.monitoring = 0.5; }},
      {"effects.role_clarity", [](CommunityEffects& e) { e.role_clarity = 0.4; }},
      {"effects.demand", [](CommunityEffects& e) { e.demand = 0.5; }},
      {"effects.activity", [](CommunityEffects& e) { e.activity = 0.2; }},
      {"effects.broken_promise", [](CommunityEffects& e) { e.broken_promise = 1; }},
      {"effects.revoked", [](CommunityEffects& e) { e.revoked = 0xffff; }},
      {"effects.training", add(&CommunityEffects::training)},
      {"effects.visits", add(&CommunityEffects::visits)},
      {"effects.messages", add(&CommunityEffects::messages)},
      {"effects.permit_help", add(&CommunityEffects::permit_help)},
      {"effects.permit_assist", add(&CommunityEffects::permit_assist)},
      {"effects.youth", add(&CommunityEffects::youth)},
      {"effects.kub", add(&CommunityEffects::kub)},
      {"effects.mentoring", add(&CommunityEffects::mentoring)},
      {"effects.partnership",
       [](CommunityEffects& e) {
         e.partnership = {.serves = true,
                          .open = true,
                          .quota = 3,
                          .places = 5,
                          .volume = 50,
                          .bought = 1,
                          .principal = 0,
                          .publicity = 0.5,
                          .permit = -1};
       }},
      {"effects.csr",
       [](CommunityEffects& e) {
         e.csr = {.serves = true,
                  .open = true,
                  .quota = 3,
                  .places = 5,
                  .volume = 0,
                  .bought = 1,
                  .principal = 10,
                  .publicity = 0.5,
                  .permit = -1};
       }},
  };
  return spoilers;
}

// A world of two communities some months into a run with options held, applications and ties, and its state just before
// rule `r` of month t.
struct Stage {
  Scenario scenario = test::small_scenario(2, 96);
  Draws draws{Seed{7}, RunNumber{0}};
  World world;
  MonthScratch scratch;
  CommunityEffects effects;
  Index month = 14;

  Stage() {
    scenario.adopted = {{option::nib, 0.4},         {option::gallery, 0.03},   {option::bazaar, 0.1},
                        {option::marketplace, 0.3}, {option::collective, 0.3}, {option::partnership, 0.1}};
    scenario.options[option::bazaar].base = -2;
    for (CommunitySpec& community : scenario.communities) community.bazaar_stalls = 90;
    Simulation simulation(scenario, baseline_policy, Seed{7}, RunNumber{0});
    for (Index t = 0; t < month; ++t) simulation.step();
    world = simulation.world();
    // What seldom happens by itself: ties, applications, scarce capital, a loan.
    const auto slots = static_cast<std::size_t>(world.setting.bridge_max);
    world.cbo.ties[0] = 2;
    world.cbo.ties[slots] = 3;
    for (Index row = 0; row < world.umkm.rows(); row += 5) world.umkm.applied[row] |= 1U << option::csr;
    for (Index row = 1; row < world.umkm.rows(); row += 7) world.umkm.knows[row] |= 1U << option::partnership;
    for (Index row = 4; row < world.umkm.rows(); row += 9) world.umkm.adopted[row] |= 1U << option::partnership;
    for (Index row = 2; row < world.umkm.rows(); row += 11) world.umkm.capital[row] = 0.05F;
    for (Index row = 3; row < world.umkm.rows(); row += 13) {
      world.umkm.adopted[row] |= 1U << option::kur;
      world.umkm.loan_left[row] = 1;
      world.umkm.instalment[row] = 0.4F;
    }
    effects = test::plain_effects(world, 0);
    effects.partnership = {.serves = true,
                           .open = true,
                           .quota = 1,
                           .places = 9,
                           .volume = 20,
                           .bought = 1,
                           .principal = 0,
                           .publicity = 1,
                           .permit = -1};
    effects.csr = {.serves = true,
                   .open = true,
                   .quota = 2,
                   .places = 9,
                   .volume = 0,
                   .bought = 1,
                   .principal = 10,
                   .publicity = 1,
                   .permit = -1};
    scratch.fit(96, static_cast<int>(world.setting.options.size()));
    // The structural alternatives, which read more than the standard.
    Parameters& p = scenario.parameters;
    p.learning.complement = 1;
    p.participation.answered = 1;
    p.uptake.permit_ceiling = p.uptake.online_ceiling = 0.9;
    p.uptake.lapse = 0.2;
    p.market.mutual_buying = 1;
    p.social_capital.peer_rule = 1;
    p.trust.loss_rule = 1;
  }

  CommunityMonth context(World& w, MonthScratch& s, const CommunityEffects& e) {
    return {scenario.parameters, draws, month, 0, w, e, s};
  }

  void run_before(std::size_t rule) {
    CommunityMonth m = context(world, scratch, effects);
    for (std::size_t r = 0; r < rule; ++r) community_rules()[r].run(m);
    // As if something was offered, so that rules that follow have something to do.
    if (rule == 4) {
      world.community.offered[0] = 1;
      world.community.initiator[0] = 0.5;
    }
  }
};

class DeclaredRules : public testing::TestWithParam<std::size_t> {};

TEST_P(DeclaredRules, ChangeOnlyWhatTheyDeclare) {
  const std::size_t r = GetParam();
  const CommunityRule& rule = community_rules()[r];
  Stage stage;
  stage.run_before(r);
  World after = stage.world;
  MonthScratch scratch = stage.scratch;
  CommunityMonth m = stage.context(after, scratch, stage.effects);
  rule.run(m);
  const std::set<std::string> declared = test::declared_names(rule.description->changes);
  for (const std::string& column : test::changed_columns(stage.world, after)) {
    EXPECT_TRUE(declared.contains(column)) << rule.description->name << " changes " << column;
  }
  for (const auto& [name, value] : month_values()) {
    const bool changed = value.text(stage.scratch, 96) != value.text(scratch, 96);
    EXPECT_TRUE(!changed || declared.contains(name)) << rule.description->name << " changes " << name;
  }
}

TEST_P(DeclaredRules, ReadOnlyWhatTheyDeclare) {
  const std::size_t r = GetParam();
  const CommunityRule& rule = community_rules()[r];
  Stage stage;
  stage.run_before(r);
  World plain = stage.world;
  MonthScratch plain_scratch = stage.scratch;
  CommunityMonth m = stage.context(plain, plain_scratch, stage.effects);
  rule.run(m);
  const std::set<std::string> reads = test::declared_names(rule.description->reads);
  const std::set<std::string> changes = test::declared_names(rule.description->changes);

  // Runs the rule on spoiled input and compares everything but what was spoiled.
  const auto expect_same = [&](const std::string& spoiled, World before, MonthScratch scratch,
                               const CommunityEffects& e) {
    World after = before;
    CommunityMonth spoiled_month = stage.context(after, scratch, e);
    rule.run(spoiled_month);
    for (const std::string& column : test::changed_columns(plain, after)) {
      EXPECT_TRUE(column == spoiled) << rule.description->name << " reads " << spoiled
                                     << ": it changes what happens to " << column;
    }
    for (const auto& [name, value] : month_values()) {
      if (name == spoiled && !changes.contains(name)) continue;
      EXPECT_TRUE(value.text(plain_scratch, 96) == value.text(scratch, 96))
          << rule.description->name << " reads " << spoiled << ": it changes " << name;
    }
  };

  for (const std::string& column : test::column_names(stage.world)) {
    if (reads.contains(column)) continue;
    World spoiled = stage.world;
    if (!test::scramble(spoiled, column, 3)) continue;
    expect_same(column, spoiled, stage.scratch, stage.effects);
  }
  for (const auto& [name, value] : month_values()) {
    if (reads.contains(name)) continue;
    MonthScratch spoiled = stage.scratch;
    value.spoil(spoiled, 96);
    expect_same(name, stage.world, spoiled, stage.effects);
  }
  for (const auto& [name, spoil] : effects()) {
    if (reads.contains(name)) continue;
    CommunityEffects spoiled = stage.effects;
    spoil(spoiled);
    expect_same(name, stage.world, stage.scratch, spoiled);
  }
}

TEST_P(DeclaredRules, NameOnlyThingsThatExist) {
  const CommunityRule& rule = community_rules()[GetParam()];
  const World world = test::small_world(test::small_scenario(), 1);
  std::set<std::string> known;
  for (const std::string& column : test::column_names(world)) known.insert(column);
  for (const auto& [name, value] : month_values()) known.insert(name);
  for (const auto& [name, spoil] : effects()) known.insert(name);
  for (std::string_view list : {rule.description->reads, rule.description->changes}) {
    for (const std::string& name : test::declared_names(list))
      EXPECT_TRUE(known.contains(name)) << rule.description->name << " declares " << name;
  }
}

TEST_P(DeclaredRules, ReactToEachLeverTheyDeclare) {
  const std::size_t r = GetParam();
  const CommunityRule& rule = community_rules()[r];
  Stage stage;
  stage.run_before(r);
  World plain = stage.world;
  MonthScratch plain_scratch = stage.scratch;
  CommunityMonth m = stage.context(plain, plain_scratch, stage.effects);
  rule.run(m);
  for (const auto& [name, spoil] : effects()) {
    if (!test::declared_names(rule.description->reads).contains(name)) continue;
    // Activity is a factor, and a bazaar's size counts in event months only: both are covered where they matter.
    if (name == "effects.bazaar_size" || name == "effects.activity") continue;
    World after = stage.world;
    MonthScratch scratch = stage.scratch;
    CommunityEffects spoiled = stage.effects;
    spoil(spoiled);
    CommunityMonth spoiled_month = stage.context(after, scratch, spoiled);
    rule.run(spoiled_month);
    bool reacted = !test::changed_columns(plain, after).empty();
    for (const auto& [value_name, value] : month_values())
      reacted = reacted || value.text(plain_scratch, 96) != value.text(scratch, 96);
    EXPECT_TRUE(reacted) << rule.description->name << " declares that it reads " << name
                         << ", but nothing follows from it";
  }
}

INSTANTIATE_TEST_SUITE_P(EachRule, DeclaredRules, testing::Range<std::size_t>(0, community_rules().size()),
                         [](const auto& param) {
                           return std::string(community_rules()[param.param].description->name);
                         });

TEST(CommunityMonth, LeavesOtherCommunitiesAlone) {
  Stage stage;
  const World before = stage.world;
  CommunityMonth m = stage.context(stage.world, stage.scratch, stage.effects);
  run_community_month(m);
  const Rows other = before.community.umkm(1);
  UmkmTable::columns(before.umkm, [&](std::string_view name, const auto& column, std::string_view) {
    // Only this test knows the columns by type: find the same one in the world after.
    UmkmTable::columns(stage.world.umkm, [&](std::string_view after_name, const auto& after, std::string_view) {
      if constexpr (std::is_same_v<decltype(column), decltype(after)>) {
        if (name != after_name) return;
        const std::size_t width = column.size() / before.umkm.rows();
        EXPECT_TRUE(std::equal(column.begin() + static_cast<std::ptrdiff_t>(other.first * width),
                               column.begin() + static_cast<std::ptrdiff_t>(other.last * width),
                               after.begin() + static_cast<std::ptrdiff_t>(other.first * width)))
            << name;
      }
    });
  });
  CommunityTable::columns(before.community, [&](std::string_view name, const auto& column, std::string_view) {
    CommunityTable::columns(
        stage.world.community, [&](std::string_view after_name, const auto& after, std::string_view) {
          if constexpr (std::is_same_v<decltype(column), decltype(after)>) {
            if (name != after_name) return;
            const auto half = static_cast<std::ptrdiff_t>(column.size() / 2);
            EXPECT_TRUE(std::equal(column.begin() + half, column.end(), after.begin() + half)) << name;
          }
        });
  });
  CboTable::columns(before.cbo, [&](std::string_view name, const auto& column, std::string_view) {
    CboTable::columns(stage.world.cbo, [&](std::string_view after_name, const auto& after, std::string_view) {
      if constexpr (std::is_same_v<decltype(column), decltype(after)>) {
        if (name != after_name) return;
        const auto half = static_cast<std::ptrdiff_t>(column.size() / 2);
        EXPECT_TRUE(std::equal(column.begin() + half, column.end(), after.begin() + half)) << name;
      }
    });
  });
}

}  // namespace
}  // namespace berdaya

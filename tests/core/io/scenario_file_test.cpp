// Bundled scenarios, defaults, overrides, and the resolved text.
#include <algorithm>
#include <filesystem>
#include <fstream>

#include "io/bundled.hpp"
#include "scenario_small.hpp"

namespace berdaya {
namespace {

LoadedScenario small_with(const std::vector<Override>& overrides = {}) {
  return parse_scenario(small_scenario, "small.toml", "nowhere", overrides);
}

std::string problems_of_overrides(const std::vector<Override>& overrides) {
  return problems_of(small_scenario, overrides);
}

void expect_same_again(const LoadedScenario& loaded) {
  const LoadedScenario again = parse_scenario(loaded.resolved, "resolved.toml", "nowhere");
  EXPECT_TRUE(again.scenario == loaded.scenario);
  EXPECT_EQ(again.resolved, loaded.resolved);
  EXPECT_EQ(again.uncertainty, loaded.uncertainty);
}

TEST(ScenarioFile, BundledScenariosLoadAndResolveToThemselves) {
  const std::vector<BundledScenario> all = bundled_scenarios();
  ASSERT_GE(all.size(), 2U);
  for (const BundledScenario& bundled : all) {
    SCOPED_TRACE(bundled.id);
    EXPECT_GT(bundled.umkm, 0U);
    EXPECT_EQ(bundled.policies.front(), "baseline");
    expect_same_again(load_scenario(bundled.id));
  }
}

TEST(ScenarioFile, TheFirstCaseIsThere) {
  const Scenario scenario = load_scenario("karanganyar_gunung").scenario;
  ASSERT_EQ(scenario.communities.size(), 1U);
  EXPECT_EQ(scenario.communities[0].umkm_count(), 96U);
  EXPECT_EQ(scenario.start, (CalendarMonth{2016, 0}));
  EXPECT_EQ(scenario.months, 96U);
  EXPECT_EQ(scenario.parameters.population.median[static_cast<std::size_t>(Trait::market)], 0.12);
  EXPECT_EQ(scenario.options[option::nib].from_month, 30);
  EXPECT_EQ(scenario.cbos.size(), 2U);
}

// Otherwise an earlier start would shut all options until the old one.
TEST(ScenarioFile, OptionsBeginWithTheStartUnlessTheirBeginningIsStated) {
  const LoadedScenario loaded = parse_scenario(
      small_scenario_with("[[government]]", "[[option]]\nid = \"hki\"\nfrom = 2020-01-01\n\n[[government]]"),
      "small.toml", "");
  EXPECT_TRUE(loaded.scenario.options[option::hki].from_stated);
  EXPECT_FALSE(loaded.scenario.options[option::nib].from_stated);
  const std::vector<Override> earlier{{"start", "2019-01-01"}, {"months", "36"}};
  const Scenario moved = parse_scenario(loaded.resolved, "again.toml", "", earlier).scenario;
  EXPECT_EQ(moved.options[option::nib].from_month, 0);
  EXPECT_EQ(moved.options[option::hki].from_month, 12);  // January 2020, as it says
}

TEST(ScenarioFile, WhatIsNotGivenHasItsDefault) {
  const Scenario scenario = small_with().scenario;
  const CommunitySpec standard;
  EXPECT_EQ(scenario.communities[0].environment, standard.environment);
  EXPECT_EQ(scenario.communities[0].title.en, "rw01");
  EXPECT_TRUE(scenario.parameters == standard_parameters());
  EXPECT_TRUE(scenario.options == standard_options());
  EXPECT_EQ(scenario.interventions[0].id, "training");
  EXPECT_EQ(scenario.interventions[0].first_month, 2U);
  EXPECT_EQ(scenario.interventions[0].last_month, 23U);
  EXPECT_EQ(scenario.funds[0].last_month, none);
  EXPECT_TRUE(scenario.collective);
}

TEST(ScenarioFile, SupportAndItsBaseAreEqualWhereOnlyOneIsGiven) {
  const auto unit = [](const std::string& line) {
    return parse_scenario(small_scenario_with("level = \"city\"", "level = \"city\"\n" + line), "small.toml", "nowhere")
        .scenario.government[0];
  };
  EXPECT_EQ(unit("support = 0.7").base_support, 0.7);
  EXPECT_EQ(unit("base_support = 0.6").support, 0.6);
  EXPECT_EQ(unit("support = 0.7\nbase_support = 0.6").base_support, 0.6);
}

TEST(ScenarioFile, InterventionsWithoutAnIdAreCalledByTheirKindAndNumbered) {
  const std::string text = small_scenario_with("[policy.more]",
                                               "[[intervention]]\nkind = \"training\"\n[policy.more]\nwithout = "
                                               "[\"training_2\"]\n[[policy.more.intervention]]\nkind = \"training\"");
  const Scenario scenario = parse_scenario(text, "small.toml", "nowhere").scenario;
  EXPECT_EQ(scenario.interventions[1].id, "training_2");
  EXPECT_EQ(scenario.policies[0].interventions[0].id, "training_2") << "it is left out, so that its id is free";
  EXPECT_EQ(scenario.policies[0].interventions[1].id, "visits");
  EXPECT_EQ(scenario.policies[0].without, (std::vector<Index>{1}));
}

TEST(ScenarioFile, CbosAreOrderedByCommunityWhateverTheirOrderInTheFile) {
  const std::string text =
      small_scenario_with("[[cbo]]\nid = \"club\"\ncommunity = \"rw01\"",
                          "[[cbo]]\nid = \"late\"\ncommunity = \"rw02\"\n[[cbo]]\nid = \"club\"\ncommunity = \"rw01\"\n"
                          "[[community]]\nid = \"rw02\"\ngovernment = [\"ward\", \"city\"]\numkm = { craft = 9 }");
  const LoadedScenario loaded = parse_scenario(text, "small.toml", "nowhere");
  EXPECT_EQ(loaded.scenario.cbos[0].id, "club");
  EXPECT_EQ(loaded.scenario.cbos[1].community, 1U);
  EXPECT_EQ(loaded.scenario.communities[1].government, (std::vector<Index>{0, 1}));
  expect_same_again(loaded);
}

TEST(ScenarioFile, TheResolvedTextHoldsEveryKindOfIntervention) {
  std::string text = small_scenario;
  for (const char* const more :
       {"kind = \"csr\"\nprofit = [[2020-03-01, 1], [2021-03-01, 0.25]]\nfund = \"purse\"",
        "kind = \"buyer\"\npermit = \"none\"", "kind = \"buyer\"\npermit = \"halal\"",
        "kind = \"kub\"\ncbo = \"club\"\ntarget = { communities = [\"rw01\"], sectors = [\"craft\"], neighbourhoods = "
        "[2, 5], share = 0.25, first = \"connected\" }",
        "kind = \"gallery\"\nlocation = 0.7", "kind = \"officer_turnover\"\nlevel = \"city\"\nloss = 0.1",
        "kind = \"permit_renewal\"\noption = \"pirt\"", "kind = \"mentoring\"\nplaces = 3",
        "kind = \"mentoring\"\ntarget = { places = 4, first = \"random\" }",
        "kind = \"fund_cut\"\nfund = \"purse\"\nbalance = 0.3", "kind = \"leader_turnover\"\ncbo = \"club\"",
        "kind = \"grant\"\namount = 12.5"}) {
    text += "[[intervention]]\n" + std::string(more) + "\n";
  }
  const LoadedScenario loaded = parse_scenario(text, "small.toml", "nowhere");
  const std::vector<InterventionSpec>& specs = loaded.scenario.interventions;
  ASSERT_EQ(specs.size(), 13U);
  EXPECT_EQ(specs[1].profit, (std::vector<std::pair<Index, double>>{{2, 1.0}, {14, 0.25}}));
  EXPECT_EQ(specs[2].permit, -1);
  EXPECT_EQ(specs[3].permit, option::halal);
  EXPECT_EQ(specs[4].cbo, 0U);
  EXPECT_EQ(specs[4].target.neighbourhoods, (std::vector<Index>{1, 4}));
  EXPECT_EQ(specs[5].slots, std::nullopt);
  EXPECT_EQ(specs[6].level, Level::city);
  EXPECT_EQ(specs[8].places, 3.0);
  EXPECT_EQ(specs[8].target.first, First::willing);
  EXPECT_EQ(specs[9].target.places, 4.0);
  EXPECT_EQ(specs[12].id, "grant");
  expect_same_again(loaded);
}

TEST(ScenarioFile, TurnoversAndRenewalsWithoutAnEndHappenOnce) {
  std::string text = small_scenario;
  for (const char* const more :
       {"kind = \"leader_turnover\"", "kind = \"officer_turnover\"\nlevel = \"city\"",
        "kind = \"permit_renewal\"\noption = \"nib\"",
        "kind = \"permit_renewal\"\nuntil = 2020-05-31\noption = \"nib\"", "kind = \"training\""}) {
    text += "[[intervention]]\nfrom = 2020-03-01\n" + std::string(more) + "\n";
  }
  const LoadedScenario loaded = parse_scenario(text, "small.toml", "nowhere");
  const std::vector<InterventionSpec>& specs = loaded.scenario.interventions;
  const std::size_t first = specs.size() - 5;
  for (std::size_t i = first; i < first + 3; ++i) EXPECT_EQ(specs[i].last_month, 2U) << specs[i].id;
  EXPECT_EQ(specs[first + 3].last_month, 4U);
  EXPECT_GT(specs[first + 4].last_month, 4U);
  expect_same_again(loaded);
}

TEST(ScenarioFile, TheResolvedTextKeepsTextsWithQuotesLinesAndAccents) {
  const std::string text = small_scenario_with("id = \"small\"",
                                               "id = \"small\"\nsource = \"\"\"a \\\"quote\\\"\nand \\\\ a "
                                               "line\\u0007\"\"\"\ntitle = { id = \"Kampung é\", en = \"\" }");
  const LoadedScenario loaded = parse_scenario(text, "small.toml", "nowhere");
  EXPECT_EQ(loaded.scenario.source, "a \"quote\"\nand \\ a line\a");
  expect_same_again(loaded);
}

TEST(ScenarioFile, NotesAreIgnoredAnywhere) {
  const std::string text =
      "x-top = 1\n" +
      small_scenario_with("umkm = { food = 20,", "x-note = { any = [1] }\numkm = { x-why = \"counted\", food = 20,");
  EXPECT_TRUE(parse_scenario(text, "small.toml", "nowhere").scenario == small_with().scenario);
}

TEST(ScenarioFile, ATotalIsSplitByShares) {
  const std::string text = small_scenario_with("food = true", "food = true\nshare = 0.3\n") + "";
  std::string shared = text;
  shared.replace(shared.find("id = \"craft\""), 12, "id = \"craft\"\nshare = 0.5");
  shared.replace(shared.find("umkm = { food = 20, craft = 10 }"), 32, "umkm = 31");
  const Scenario scenario = parse_scenario(shared, "small.toml", "nowhere").scenario;
  EXPECT_EQ(scenario.communities[0].sector_counts, (std::vector<Index>{16, 15}));  // floor(9.3) + rest, floor(15.5)
}

TEST(ScenarioOverrides, SetParametersEntitiesAndInterventions) {
  const Scenario scenario = small_with({{"trust.gain", "0.125"},
                                        {"parameters.facilitation.duty_rule", "volunteer"},
                                        {"population.market", "0.5"},
                                        {"community.rw01.environment", "0.9"},
                                        {"community.0.stage", "2"},
                                        {"cbo.club.leadership", "0.75"},
                                        {"government.ward.hours", "3"},
                                        {"facilitator.aini.kind", "ngo"},
                                        {"intervention.0.intensity", "4"},
                                        {"intervention.training.until", "2020-12-01"},
                                        {"policy.more.intervention.visits.target.share", "0.5"},
                                        {"option.nib.base", "-7"},
                                        {"adopted.nib", "0.25"},
                                        {"fund.purse.inflow", "2"},
                                        {"community.rw01.umkm.craft", "11"},
                                        {"title.en", "A new title"},
                                        {"collective", "false"}})
                                .scenario;
  EXPECT_EQ(scenario.parameters.trust.gain, 0.125);
  EXPECT_EQ(duty_rule(scenario.parameters), DutyRule::volunteer);
  EXPECT_EQ(scenario.parameters.population.median[static_cast<std::size_t>(Trait::market)], 0.5);
  EXPECT_EQ(scenario.communities[0].environment, 0.9);
  EXPECT_EQ(scenario.communities[0].stage, 2U);
  EXPECT_EQ(scenario.communities[0].sector_counts, (std::vector<Index>{20, 11}));
  EXPECT_EQ(scenario.cbos[0].leadership, 0.75);
  EXPECT_EQ(scenario.government[1].hours, 3.0);
  EXPECT_EQ(scenario.facilitators[0].kind, FacilitatorKind::ngo);
  EXPECT_EQ(scenario.interventions[0].intensity, 4.0);
  EXPECT_EQ(scenario.interventions[0].last_month, 11U);
  EXPECT_EQ(scenario.policies[0].interventions[0].target.share, 0.5);
  EXPECT_EQ(scenario.options[option::nib].base, -7.0);
  EXPECT_EQ(scenario.adopted, (std::vector<std::pair<int, double>>{{option::nib, 0.25}}));
  EXPECT_EQ(scenario.funds[0].inflow, 2.0);
  EXPECT_EQ(scenario.title.en, "A new title");
  EXPECT_FALSE(scenario.collective);
}

TEST(ScenarioOverrides, AStarStandsForAllOfAList) {
  const Scenario scenario =
      small_with({{"government.*.hours", "7"}, {"policy.more.intervention.0.intensity", "0.5"}}).scenario;
  EXPECT_EQ(scenario.government[0].hours, 7.0);
  EXPECT_EQ(scenario.government[1].hours, 7.0);
  EXPECT_NE(problems_of_overrides({{"goverment.*.hours", "7"}}).find("there is no [[goverment]]"), std::string::npos);
  EXPECT_NE(problems_of_overrides({{"government.*.huors", "7"}}).find("did you mean 'hours'?"), std::string::npos);
}

TEST(ScenarioOverrides, OfOneNameTheLastCounts) {
  EXPECT_EQ(small_with({{"trust.gain", "0.1"}, {"trust.gain", "0.2"}}).scenario.parameters.trust.gain, 0.2);
}

TEST(ScenarioOverrides, AreInTheResolvedText) {
  expect_same_again(small_with({{"trust.gain", "0.125"}, {"months", "12"}}));
}

TEST(ScenarioOverrides, AShorterRunKeepsThePlanOfTheLongerOne) {
  const LoadedScenario loaded = small_with({{"months", "2"}});
  EXPECT_EQ(loaded.scenario.months, 2U);
  EXPECT_EQ(loaded.scenario.interventions[0].first_month, 2U);  // after the end: never on
  EXPECT_EQ(loaded.scenario.interventions[0].last_month, 23U);  // as in the longer run
  EXPECT_EQ(small_with({{"months", "36"}}).scenario.interventions[0].last_month, 35U);
}

TEST(ScenarioOverrides, ProblemsNameTheOption) {
  EXPECT_EQ(
      problems_of_overrides({{"trust.gian", "0.1"}}),
      "--set trust.gian: error: unknown key 'gian' in [parameters.trust]\n"
      "      did you mean 'gain'? allowed: gain, loss, loss_rule, drift, exposure, expect, works_visible, promise, "
      "promise_weight, free_ride, learned_good, peer_buy_good\n");
  EXPECT_EQ(problems_of_overrides({{"trust.gain", "lots"}}),
            "--set trust.gain: error: gain must be a level in [0, 1], got the text \"lots\"\n");
  EXPECT_EQ(problems_of_overrides({{"cbo.clb.leadership", "0.1"}}),
            "--set cbo.clb.leadership: error: unknown cbo 'clb'\n      did you mean 'club'? there are: club\n");
  EXPECT_EQ(problems_of_overrides({{"community.3.stage", "1"}}),
            "--set community.3.stage: error: there is no community number 3; the scenario has 1, counted from 0\n");
  EXPECT_EQ(problems_of_overrides({{"policy.mre.intervention.0.intensity", "1"}}),
            "--set policy.mre.intervention.0.intensity: error: unknown policy 'mre'\n      did you mean 'more'? there "
            "are: more\n");
  EXPECT_EQ(problems_of_overrides({{"community", "1"}}),
            "--set community: error: the path must go on to a key: community.ID.KEY\n");
  EXPECT_EQ(problems_of_overrides({{"intervention.training", "1"}}),
            "--set intervention.training: error: the path must go on to a key: intervention.ID.KEY\n");
  EXPECT_EQ(problems_of_overrides({{"months.x", "1"}}), "--set months.x: error: 'months' is a value, not a table\n");
  EXPECT_EQ(problems_of_overrides({{"trust", "1"}}), "--set trust: error: name a parameter of the group: trust.NAME\n");
  EXPECT_EQ(problems_of_overrides({{"option.nob.base", "1"}}),
            "--set option.nob.base: error: unknown option 'nob'\n      did you mean 'nib'? there are: nib, pirt, "
            "halal, hki, gallery, bazaar, "
            "marketplace, partnership, collective, kur, csr\n");
  EXPECT_EQ(problems_of_overrides({{"", "1"}}), "--set : error: the path is not complete\n");
  EXPECT_EQ(problems_of_overrides({{"option", "1"}}),
            "--set option: error: 'option' must be a list of tables, each under its own [[option]]\n");
}

TEST(ScenarioFile, TheCaretStandsRightBehindTabs) {
  EXPECT_EQ(problems_of(small_scenario_with("months = 24", "\tmonths\t= 0")),
            "small.toml:4:11: error: months must be a whole number in [1, 6000], got 0\n    4 |  months = 0\n      |   "
            "        ^\n");
}

TEST(ScenarioFile, AnUnknownNameIsSaidWithTheNearest) {
  try {
    load_scenario("karanganyar_gunug");
    FAIL();
  } catch (const InputError& error) {
    const std::string text = error.what();
    EXPECT_TRUE(
        text.starts_with("error: there is no bundled scenario 'karanganyar_gunug', and no file of that name\n      did "
                         "you mean 'karanganyar_gunung'? bundled: "))
        << text;
  }
}

TEST(ScenarioFile, AFileThatCannotBeReadIsNoInputError) {
  EXPECT_THROW(load_scenario("no/such.toml"), IoError);
  EXPECT_THROW(load_scenario(std::filesystem::temp_directory_path().string() + "/"), IoError);
}

TEST(ScenarioFile, AFileIsReadFromItsFolder) {
  const std::filesystem::path folder = std::filesystem::temp_directory_path() / "berdaya_scenario_file_test";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "mine.toml") << small_scenario_with("umkm = { food = 20, craft = 10 }",
                                                             "umkm_file = \"people.csv\"");
  std::ofstream table(folder / "people.csv");
  table << "sector\n";
  for (int i = 0; i < 12; ++i) table << "craft\n";
  table.close();
  const LoadedScenario loaded = load_scenario((folder / "mine.toml").string());
  EXPECT_EQ(loaded.scenario.communities[0].sector_counts, (std::vector<Index>{0, 12}));
  expect_same_again(loaded);
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace berdaya

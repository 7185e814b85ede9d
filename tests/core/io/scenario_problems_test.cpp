// Problems of people, places and dates, each with the exact text that people see.
#include <algorithm>

#include "scenario_small.hpp"

namespace berdaya {
namespace {

class ScenarioProblems : public testing::TestWithParam<Slip> {};

TEST_P(ScenarioProblems, AreReportedAs) {
  const Slip& slip = GetParam();
  EXPECT_EQ(problems_of(small_scenario_with(slip.written, slip.instead)), slip.expected);
}

const Slip slips[] = {
    {"AMisspeltKey", R"t(umkm = {)t", R"t(umkms = {)t",
     R"t(small.toml:28:1: error: unknown key 'umkms' in [[community]]
   28 | umkms = { food = 20, craft = 10 }
      | ^~~~~ did you mean 'umkm'? allowed: id, title, government, umkm, umkm_file, neighbourhoods, stage, environment, env_base, archive, records, reputation, clarity, integration, gallery_slots, gallery_location, gallery_footfall, bazaar_every, bazaar_stalls, platform_demand, pilot, wave, latitude, longitude
)t"},
    {"AnUnknownSectorInCounts", R"t(craft = 10)t", R"t(crafts = 10)t",
     R"t(small.toml:28:21: error: unknown key 'crafts' in umkm
   28 | umkm = { food = 20, crafts = 10 }
      |                     ^~~~~~ did you mean 'craft'? allowed: food, craft
)t"},
    {"AMisspeltSectionIsReadAllTheSame", R"t([[cbo]])t", R"t([[cob]])t",
     R"t(small.toml:30:3: error: unknown key 'cob' at the top level
   30 | [[cob]]
      |   ^~~ did you mean 'cbo'? allowed: format, id, title, description, source, start, months, planned_months, statistics_every, collective, communities_file, parameters, population, uncertainty, adopted, replication, sector, option, government, community, cbo, facilitator, fund, intervention, policy, files, parameter_sets, unstated
)t"},
    {"AMisspeltIdIsReadAllTheSame", R"t(id = "club")t", R"t(idx = "club")t",
     R"t(small.toml:31:1: error: unknown key 'idx' in [[cbo]]
   31 | idx = "club"
      | ^~~ did you mean 'id'? allowed: id, title, community, kind, leadership, cohesion, knowledge, formal_trust, formal_trust_base, linking, link_max, dominance, members, bridge
)t"},
    {"ANumberThatIsNotWhole", R"t(months = 24)t", R"t(months = 24.5)t",
     R"t(small.toml:4:10: error: months must be a whole number in [1, 6000], got 24.5
    4 | months = 24.5
      |          ^~~~
)t"},
    {"ATextWhereANumberIsWanted", R"t(months = 24)t", R"t(months = "24")t",
     R"t(small.toml:4:10: error: months must be a whole number in [1, 6000], got the text "24"
    4 | months = "24"
      |          ^~~~
)t"},
    {"AMissingKeyOfTheTop", R"t(months = 24)t", R"t()t",
     R"t(small.toml: error: the scenario lacks 'months'
      months: length of the run
)t"},
    {"AMissingKeyOfAnEntity", R"t(level = "city")t", R"t()t",
     R"t(small.toml:13:1: error: [[government]] lacks 'level'
   13 | [[government]]
      | ^~~~~~~~~~~~~~ level: level of government
)t"},
    {"ADayThatDoesNotExist", R"t(start = 2020-01-01)t", R"t(start = 2020-02-30)t",
     R"t(small.toml:3:19: error: cannot read date: expected day between 1 and 29 (inclusive), saw 30
    3 | start = 2020-02-30
      |                   ^
)t"},
    {"ADateInQuotes", R"t(start = 2020-01-01)t", R"t(start = "2020")t",
     R"t(small.toml:3:9: error: start must be a date, got the text "2020"
    3 | start = "2020"
      |         ^~~~~~ dates are written without quotes: 2018-01-01
)t"},
    {"ALevelAboveOne",
     R"t(id = "rw01"
)t",
     R"t(id = "rw01"
environment = 1.4
)t",
     R"t(small.toml:27:15: error: environment must be a level in [0, 1], got 1.4
   27 | environment = 1.4
      |               ^~~
)t"},
    {"AllProblemsAtOnceSortedByLine",
     R"t(id = "rw01"
)t",
     R"t(id = "rw01"
environment = "good"
latitude = -120
stage = 4
pilot = 1
)t",
     R"t(small.toml:27:15: error: environment must be a level in [0, 1], got the text "good"
   27 | environment = "good"
      |               ^~~~~~
small.toml:28:12: error: latitude must be a number in [-90, 90], got -120
   28 | latitude = -120
      |            ^~~~
small.toml:29:9: error: stage must be a whole number in [0, 3], got 4
   29 | stage = 4
      |         ^
small.toml:30:9: error: pilot must be true or false, got 1
   30 | pilot = 1
      |         ^
)t"},
    {"AnUnknownCommunity", R"t(community = "rw01")t", R"t(community = "rw1")t",
     R"t(small.toml:32:13: error: unknown community 'rw1'
   32 | community = "rw1"
      |             ^~~~~ did you mean 'rw01'? there are: rw01
)t"},
    {"AnUnknownUnit", R"t(["city", "ward"])t", R"t(["city", "wrd"])t",
     R"t(small.toml:27:23: error: unknown government unit 'wrd' in government
   27 | government = ["city", "wrd"]
      |                       ^~~~~ did you mean 'ward'? there are: city, ward
)t"},
    {"ATextWhereAListIsWanted", R"t(["city", "ward"])t", R"t("city")t",
     R"t(small.toml:27:14: error: government must be a list of ids, ["..."], got the text "city"
   27 | government = "city"
      |              ^~~~~~
)t"},
    {"NoGovernment", R"t(["city", "ward"])t", R"t([])t",
     R"t(small.toml:27:14: error: government is empty: the community 'rw01' needs at least one unit
   27 | government = []
      |              ^~
)t"},
    {"TheSameUnitTwice", R"t(["city", "ward"])t", R"t(["city", "city"])t",
     R"t(small.toml:27:23: error: 'city' is in government twice
   27 | government = ["city", "city"]
      |                       ^~~~~~
)t"},
    {"TheSameSectorTwice", R"t(id = "craft")t", R"t(id = "food")t",
     R"t(small.toml:11:6: error: the sector 'food' is there twice; the first is in line 7
   11 | id = "food"
      |      ^~~~~~
)t"},
    {"TheSameUnitIdTwice", R"t(id = "ward")t", R"t(id = "city")t",
     R"t(small.toml:18:6: error: the government unit 'city' is there twice; the first is in line 14
   18 | id = "city"
      |      ^~~~~~
)t"},
    {"UntilBeforeFrom", R"t(from = 2020-03-01)t",
     R"t(from = 2020-03-01
until = 2020-01-31)t",
     R"t(small.toml:41:9: error: until (2020-01) lies before from (2020-03)
   41 | until = 2020-01-31
      |         ^~~~~~~~~~
)t"},
    {"ADateBeforeTheStart", R"t(from = 2020-03-01)t", R"t(from = 2019-12-31)t",
     R"t(small.toml:40:8: error: from must lie within the run, 2020-01 to 2021-12, got 2019-12
   40 | from = 2019-12-31
      |        ^~~~~~~~~~
)t"},
    {"ADateAfterTheEnd", R"t(from = 2020-03-01)t", R"t(from = 2022-01-01)t",
     R"t(small.toml:40:8: error: from must lie within the run, 2020-01 to 2021-12, got 2022-01
   40 | from = 2022-01-01
      |        ^~~~~~~~~~
)t"},
    {"ACommunityOfZeroUmkm", R"t(umkm = { food = 20, craft = 10 })t", R"t(umkm = { food = 0 })t",
     R"t(small.toml:26:6: error: the community 'rw01' has no UMKM
   26 | id = "rw01"
      |      ^~~~~~
)t"},
    {"ACommunityWithoutUmkm", R"t(umkm = { food = 20, craft = 10 })t", R"t()t",
     R"t(small.toml:26:6: error: the community 'rw01' has no UMKM
   26 | id = "rw01"
      |      ^~~~~~ umkm = { SECTOR = NUMBER, ... }, or umkm_file = "FILE.csv"
)t"},
    {"ATotalWithoutShares", R"t(umkm = { food = 20, craft = 10 })t", R"t(umkm = 30)t",
     R"t(small.toml:28:8: error: umkm is a total, but no [[sector]] has a share to split it by
   28 | umkm = 30
      |        ^~ give sectors a share, or write umkm = { food = ... }
)t"},
    {"FewerUmkmThanContacts", R"t(umkm = { food = 20, craft = 10 })t", R"t(umkm = { food = 4 })t",
     R"t(small.toml:26:6: error: the community 'rw01' has 4 UMKM, but must have more than social_capital.contacts = 8
   26 | id = "rw01"
      |      ^~~~~~
)t"},
    {"ACommunityWithoutCbo",
     R"t([[cbo]]
id = "club"
community = "rw01")t",
     R"t()t",
     R"t(small.toml:26:6: error: the community 'rw01' has no [[cbo]]; it needs at least one
   26 | id = "rw01"
      |      ^~~~~~
)t"},
    {"AUnitUnderItself", R"t(parent = "city")t", R"t(parent = "ward")t",
     R"t(small.toml:20:10: error: the parent of 'ward' (ward) must be of a higher level, but 'ward' is a ward
   20 | parent = "ward"
      |          ^~~~~~ levels from the top: city, district, ward, rw
small.toml:27:14: error: 'ward' does not stand under 'city'
   27 | government = ["city", "ward"]
      |              ^~~~~~~~~~~~~~~~ the parent of 'ward' is 'ward'
)t"},
    {"AChainThatDoesNotFitTheParents", R"t(parent = "city")t", R"t()t",
     R"t(small.toml:27:14: error: 'ward' does not stand under 'city'
   27 | government = ["city", "ward"]
      |              ^~~~~~~~~~~~~~~~ 'ward' has no parent
)t"},
    {"AnUnknownLevel", R"t(level = "ward")t", R"t(level = "wards")t",
     R"t(small.toml:19:9: error: unknown level 'wards'
   19 | level = "wards"
      |         ^~~~~~~ did you mean 'ward'? allowed: city, district, ward, rw
)t"},
    {"AMandateBelowARoot", R"t(parent = "city")t",
     R"t(parent = "city"
mandate = 0.4)t",
     R"t(small.toml:21:11: error: mandate is for units without a parent; 'ward' has one
   21 | mandate = 0.4
      |           ^~~
)t"},
    {"TwoUnitsOfOneLevel", R"t(level = "city")t", R"t(level = "ward")t",
     R"t(small.toml:20:10: error: the parent of 'ward' (ward) must be of a higher level, but 'city' is a ward
   20 | parent = "city"
      |          ^~~~~~ levels from the top: city, district, ward, rw
small.toml:27:14: error: government names two units of the level ward: 'city' and 'ward'
   27 | government = ["city", "ward"]
      |              ^~~~~~~~~~~~~~~~
)t"},
    {"MembersAndDominanceAboveOne", R"t(community = "rw01")t",
     R"t(community = "rw01"
members = 0.7
dominance = 0.7
[[cbo]]
id = "b"
community = "rw01")t",
     R"t(small.toml:36:6: error: the members of the CBOs of 'rw01' add up to 1.1, more than 1
   36 | id = "b"
      |      ^~~
small.toml:36:6: error: the dominance of the CBOs of 'rw01' adds up to 1.1, more than 1
   36 | id = "b"
      |      ^~~
)t"},
};

INSTANTIATE_TEST_SUITE_P(Of, ScenarioProblems, testing::ValuesIn(slips), name_of_slip);

TEST(ScenarioProblems, TheSmallScenarioHasNone) { EXPECT_EQ(problems_of(small_scenario), ""); }

std::string repeated(const std::string& text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

TEST(ProblemTexts, OfALongLineOnlyTheSurroundingsAreShown) {
  const std::string long_line = "x-note = [" + repeated("1, ", 5000) + "1] = 2\n";
  const std::string shown = problems_of(long_line + small_scenario);
  EXPECT_NE(shown.find("small.toml:1:"), std::string::npos) << shown;
  EXPECT_NE(shown.find("    1 | ... "), std::string::npos) << shown;
  EXPECT_LT(shown.size(), 600U);
}

TEST(ProblemTexts, TheCaretStandsBelowItsPlaceInALongLine) {
  const std::string shown =
      problems_of(small_scenario_with("id = \"purse\"", "id = \"purse\"\nx = \"" + repeated("é", 500) + "\""));
  const std::size_t line = shown.find("\n", shown.find(" | "));
  EXPECT_EQ(shown.substr(shown.find(" | "), 9), " | x = \"\xC3");
  EXPECT_EQ(shown.substr(line + 1, 10), "      | ^ ");
}

TEST(ProblemTexts, ControlCharactersAndBrokenTextDoNotReachTheReader) {
  const std::string bytes = problems_of("\x89HDF\r\n\x1a\n\xff\x1b[31m");
  EXPECT_EQ(bytes.find('\x1b'), std::string::npos) << bytes;
  EXPECT_EQ(bytes.find('\x89'), std::string::npos) << bytes;
  const std::string escape = problems_of(small_scenario_with("level = \"city\"", "level = \"a\\u001b[31m\""));
  EXPECT_FALSE(escape.empty());
  EXPECT_EQ(escape.find('\x1b'), std::string::npos) << escape;
}

TEST(ProblemTexts, ALongTextIsCutBetweenCharacters) {
  const std::string shown =
      problems_of(small_scenario_with("start = 2020-01-01", "start = \"a" + repeated("é", 40) + "\""));
  EXPECT_NE(shown.find("got the text \"a" + repeated("é", 19) + "...\""), std::string::npos) << shown;
}

TEST(ProblemTexts, OfAnEndlessNameTheBeginningIsTold) {
  const std::string shown =
      problems_of(small_scenario_with("community = \"rw01\"", "community = \"" + repeated("é", 5000) + "\""));
  EXPECT_NE(shown.find("unknown community 'é"), std::string::npos) << shown;
  EXPECT_LT(shown.size(), 3000U);
  EXPECT_EQ(shown.find('?'), std::string::npos) << shown;
}

TEST(ProblemTexts, AStartThatNoResultCouldHoldIsRefused) {
  for (const char* const year : {"0000", "0202", "1699", "2201", "9999"}) {
    const std::string shown =
        problems_of(small_scenario_with("start = 2020-01-01", "start = " + std::string(year) + "-01-01"));
    EXPECT_NE(shown.find("start must lie between 1700 and 2200"), std::string::npos) << year << shown;
    EXPECT_EQ(std::count(shown.begin(), shown.end(), '^'), 1) << shown;
  }
}

TEST(ProblemTexts, ARunMustEndWhereTheTimesOfAResultEnd) {
  EXPECT_EQ(problems_of(small_scenario_with("months = 24", "months = 2904")), "");  // to December 2261
  EXPECT_EQ(problems_of(small_scenario_with("months = 24", "months = 2905")),
            "small.toml:4:10: error: the run would end in 2262-01; the times of a result end in 2261-12\n"
            "    4 | months = 2905\n      |          ^~~~\n");
}

TEST(ProblemTexts, TooManySharesAreToldOnce) {
  std::string text = small_scenario;
  for (int i = 0; i < 15; ++i) text += "[[sector]]\nid = \"s" + std::to_string(i) + "\"\nshare = 0.1\n";
  const std::string shown = problems_of(text);
  EXPECT_NE(shown.find("the shares of the sectors add up to 1.5, more than 1"), std::string::npos) << shown;
  EXPECT_EQ(std::count(shown.begin(), shown.end(), '^'), 1) << shown;
}

TEST(ProblemTexts, AnEmptyListOfWhatIsNeededIsToldLikeNone) {
  const std::string start = "format = 1\nid = \"s\"\nstart = 2020-01-01\nmonths = 3\n";
  EXPECT_EQ(problems_of(start + "sector = []\ngovernment = []\n"),
            "small.toml: error: the scenario has no [[community]]\n"
            "small.toml:5:1: error: the scenario has no [[sector]]\n    5 | sector = []\n      | ^~~~~~\n"
            "small.toml:6:1: error: the scenario has no [[government]]\n    6 | government = []\n      | ^~~~~~~~~~\n");
  for (const char* const section : {"sector", "government", "community"}) {
    const std::vector<Override> change{{section, "[]"}};
    const std::string name(section);
    EXPECT_EQ(problems_of(small_scenario, change), "--set " + name + ": error: the scenario has no [[" + name + "]]\n");
  }
}

TEST(ProblemTexts, APolicyThatChangesNothingIsMisspelt) {
  const std::string title = "[policy.moree]\ntitle = \"More\"\n[[policy.more.intervention]]";
  EXPECT_EQ(problems_of(small_scenario_with("[policy.more]\n[[policy.more.intervention]]", title)),
            "small.toml:42:9: error: the policy 'moree' changes nothing: it has no [[policy.moree.intervention]], no "
            "'without' and no 'include'\n   42 | [policy.moree]\n      |         ^~~~~ did you mean 'more'?\n");
  EXPECT_EQ(problems_of(small_scenario + "\n[policy.less]\nwithout = [\"training\"]\n"), "");
}

}  // namespace
}  // namespace berdaya

// CSV tables, and the two kinds of tables that a scenario names.
#include "io/table_file.hpp"

#include "scenario_small.hpp"

namespace berdaya {
namespace {

TableFile table_of(const std::string& text, std::string* problems = nullptr) {
  ProblemList list;
  const int source = list.add_source("t.csv", text);
  TableFile table = read_table(text, source, list);
  if (problems)
    *problems = format_problems(list.sorted());
  else
    EXPECT_TRUE(list.empty()) << format_problems(list.sorted());
  return table;
}

std::string problems_of_table(const std::string& text) {
  std::string problems;
  table_of(text, &problems);
  return problems;
}

TEST(TableFile, ReadsPlainAndQuotedCells) {
  const TableFile table = table_of(
      "\xEF\xBB\xBF"
      "id,name\r\n1, two words \r\n\r\n2,\"a, \"\"b\"\"\nc\"\n3,");
  ASSERT_EQ(table.rows.size(), 3U);
  EXPECT_EQ(table.header[0].text, "id");
  EXPECT_EQ(table.rows[0][1].text, "two words");
  EXPECT_EQ(table.rows[0][1].place.column, 4);
  EXPECT_EQ(table.rows[1][1].text, "a, \"b\"\nc");
  EXPECT_EQ(table.rows[2][1].text, "");
  EXPECT_EQ(table.rows[2][0].place.line, 6);
}

TEST(TableFile, TakesSemicolonsWhereTheHeaderHasThem) {
  const TableFile table = table_of("id;name\n1;a,b\n");
  EXPECT_EQ(table.rows[0][1].text, "a,b");
}

TEST(TableFile, WhatItWritesItReads) {
  const std::vector<std::string> cells{"plain", "a,b", "say \"x\"", "two\nlines", " blank", "", "a;b"};
  const TableFile table = table_of("a,b,c,d,e,f,g\n" + table_row(cells));
  ASSERT_EQ(table.rows.size(), 1U);
  for (std::size_t i = 0; i < cells.size(); ++i) EXPECT_EQ(table.rows[0][i].text, cells[i]);
}

TEST(TableFile, ARowOfOneColumnMayLackItsValue) {
  const TableFile quoted = table_of("a\n0.1\n\"\"\n0.3\n");
  ASSERT_EQ(quoted.rows.size(), 3U);
  EXPECT_EQ(quoted.rows[1][0].text, "");
  EXPECT_EQ(quoted.rows[1][0].place.line, 3);
  const TableFile plain = table_of("a\n0.1\n\n0.3\n");
  ASSERT_EQ(plain.rows.size(), 3U);
  EXPECT_EQ(plain.rows[1][0].place.line, 3);
  EXPECT_EQ(table_of("a\n0.1\n\n\n").rows.size(), 1U) << "blank lines at the end are no rows";
  EXPECT_EQ(table_of("a\n0.1\n\"\"\n").rows.size(), 2U) << "a last one that is written out is";
  EXPECT_EQ(table_of("a,b\n1,2\n\n3,4\n").rows.size(), 2U) << "blank lines between rows of several columns";
}

TEST(TableFile, ReportsRowsQuotesAndColumns) {
  EXPECT_EQ(problems_of_table("a,b\n1\n"),
            "t.csv:2:1: error: the row has 1 cell, the header 2\n    2 | 1\n      | ^\n");
  EXPECT_EQ(problems_of_table("a,b\n1,2,3\n"),
            "t.csv:2:5: error: the row has 3 cells, the header 2\n    2 | 1,2,3\n      |     ^\n");
  EXPECT_EQ(problems_of_table("a,a\n"), "t.csv:1:3: error: the column 'a' is there twice\n    1 | a,a\n      |   ^\n");
  EXPECT_EQ(problems_of_table("a,,b\n"), "t.csv:1:3: error: a column without a name\n    1 | a,,b\n      |   ^\n");
  EXPECT_EQ(problems_of_table("a,b\n1,\"x\n"),
            "t.csv:2:3: error: the quote is never closed\n    2 | 1,\"x\n      |   ^\n");
  EXPECT_EQ(problems_of_table("a,b\n\"x\"y,1\n"),
            "t.csv:2:1: error: text after the closing quote of a cell\n    2 | \"x\"y,1\n      | ^~~\n");
  EXPECT_EQ(problems_of_table(""), "t.csv:1:1: error: the table is empty; its first line must name the columns\n");
}

std::string with_survey(const std::string& table) {
  return small_scenario_with("umkm = { food = 20, craft = 10 }", "umkm_file = \"survey.csv\"") +
         "[files]\n\"survey.csv\" = '''\n" + table + "'''\n";
}

TEST(UmkmTable, GivesTheUmkmOneByOneOrderedByNeighbourhood) {
  std::string table = "sector,neighbourhood,cbo,market,revenue,nib,x-name\n";
  table += "craft,2,club,0.25,3.5,1,Bu Sri\n";
  table += "food,1,none,,,0,\n";
  for (int i = 0; i < 8; ++i) table += "food,1,,,,,\n";
  const LoadedScenario loaded = parse_scenario(with_survey(table), "small.toml", "nowhere");
  const CommunitySpec& community = loaded.scenario.communities[0];
  ASSERT_EQ(community.umkm.size(), 10U);
  EXPECT_EQ(community.sector_counts, (std::vector<Index>{9, 1}));
  EXPECT_TRUE(community.umkm[0].no_member);
  EXPECT_EQ(community.umkm[0].neighbourhood, 0U);
  EXPECT_EQ(community.umkm[0].adopted, (std::vector<std::pair<int, bool>>{{option::nib, false}}));
  const UmkmRecord& last = community.umkm[9];
  EXPECT_EQ(last.sector, 1U);
  EXPECT_EQ(last.neighbourhood, 1U);
  EXPECT_EQ(last.cbo, 0U);
  EXPECT_EQ(last.traits[static_cast<std::size_t>(Trait::market)], 0.25);
  EXPECT_EQ(last.revenue, 3.5);
  EXPECT_FALSE(last.traits[static_cast<std::size_t>(Trait::production)].has_value());
  const LoadedScenario again = parse_scenario(loaded.resolved, "resolved.toml", "nowhere");
  EXPECT_TRUE(again.scenario == loaded.scenario);
}

TEST(UmkmTable, ReportsItsProblemsAtTheirCells) {
  const std::string rows = "food,6,,,\ncrafts,1,clb,1.5,2\n,,none,\"0,4\",1\n";
  EXPECT_EQ(
      problems_of(with_survey("sector,neighbourhood,cbo,market,nib\n" + rows)),
      "small.toml:26:6: error: the community 'rw01' has 3 UMKM, but must have more than social_capital.contacts = 8\n"
      "   26 | id = \"rw01\"\n      |      ^~~~~~\n"
      "survey.csv:2:6: error: neighbourhood must be in [1, 5], the community's neighbourhoods, got 6\n"
      "    2 | food,6,,,\n      |      ^\n"
      "survey.csv:3:1: error: unknown sector 'crafts'\n"
      "    3 | crafts,1,clb,1.5,2\n      | ^~~~~~ did you mean 'craft'? there are: food, craft\n"
      "survey.csv:3:10: error: unknown CBO of this community 'clb'\n"
      "    3 | crafts,1,clb,1.5,2\n      |          ^~~ did you mean 'club'? there are: club\n"
      "survey.csv:3:14: error: market must be a level in [0, 1], got 1.5\n"
      "    3 | crafts,1,clb,1.5,2\n      |              ^~~\n"
      "survey.csv:3:18: error: nib must be 0 or 1, got 2\n"
      "    3 | crafts,1,clb,1.5,2\n      |                  ^\n"
      "survey.csv:4:1: error: sector must not be empty\n"
      "    4 | ,,none,\"0,4\",1\n      | ^\n"
      "survey.csv:4:2: error: neighbourhood is empty here and given in other rows; give it in all rows or in none\n"
      "    4 | ,,none,\"0,4\",1\n      |  ^\n"
      "survey.csv:4:8: error: market must be a level in [0, 1], got the text \"0,4\"\n"
      "    4 | ,,none,\"0,4\",1\n      |        ^~~~~ decimals are written with a point: 0.4\n");
  const std::string columns = problems_of(with_survey("sector,fatigu\nfood,1\n"));
  EXPECT_NE(columns.find("survey.csv:1:8: error: unknown column 'fatigu' in a table of UMKM\n"), std::string::npos)
      << columns;
  EXPECT_NE(columns.find("did you mean 'fatigue'? allowed: sector, neighbourhood, cbo, "), std::string::npos)
      << columns;
  EXPECT_NE(problems_of(with_survey("cbo\nclub\n")).find("a table of UMKM needs the column 'sector'"),
            std::string::npos);
}

std::string with_communities(const std::string& table) {
  std::string text =
      small_scenario_with("start = 2020-01-01", "start = 2020-01-01\ncommunities_file = \"kelurahan.csv\"");
  return text + "[files]\n\"kelurahan.csv\" = '''\n" + table + "'''\n";
}

TEST(CommunityTable, MakesACommunityWithItsOrganisationAndFacilitatorOfEachRow) {
  const std::string table =
      "id,title.id,title.en,government,umkm.food,umkm.craft,stage,pilot,cbo.leadership,facilitator.id,facilitator."
      "hours,facilitator.from,x-code\n"
      "a,Satu,One,city ward,10,5,2,1,0.75,sari,12,2020-05,33\n"
      "b,,Two,city|ward,9,,,false,0.5,,,,\n";
  const LoadedScenario loaded = parse_scenario(with_communities(table), "small.toml", "nowhere");
  const Scenario& s = loaded.scenario;
  ASSERT_EQ(s.communities.size(), 3U);  // rw01 of the file itself is the first
  EXPECT_EQ(s.communities[1].title.id, "Satu");
  EXPECT_EQ(s.communities[1].stage, 2U);
  EXPECT_TRUE(s.communities[1].pilot);
  EXPECT_EQ(s.communities[1].sector_counts, (std::vector<Index>{10, 5}));
  EXPECT_EQ(s.communities[2].title.en, "Two");
  EXPECT_EQ(s.communities[2].government, (std::vector<Index>{0, 1}));
  ASSERT_EQ(s.cbos.size(), 3U);
  EXPECT_EQ(s.cbos[1].id, "a");
  EXPECT_EQ(s.cbos[1].leadership, 0.75);
  ASSERT_EQ(s.facilitators.size(), 2U);
  EXPECT_EQ(s.facilitators[1].id, "sari");
  EXPECT_EQ(s.facilitators[1].first_month, 4U);
  EXPECT_EQ(s.facilitators[1].communities, (std::vector<Index>{1}));
  const LoadedScenario again = parse_scenario(loaded.resolved, "resolved.toml", "nowhere");
  EXPECT_TRUE(again.scenario == s);
  const std::vector<Override> change{{"community.b.stage", "3"}};
  EXPECT_EQ(parse_scenario(with_communities(table), "small.toml", "nowhere", change).scenario.communities[2].stage, 3U);
}

TEST(CommunityTable, ManyCommunitiesStayATableInTheResolvedScenario) {
  for (const bool with_facilitators : {true, false}) {
    std::string table =
        "id,title,government,umkm.food,environment,cbo.id,cbo.formal_trust_base,facilitator.hours,facilitator.kind\n";
    for (int i = 0; i < 70; ++i) {
      const std::string n = std::to_string(i);
      table += "k" + n + ",\"Kel, " + n + "\",city|ward," + std::to_string(10 + i) + ",0." + n + ",c" + n + ",";
      table += i % 2 == 0 ? "0.25," : ",";
      table += with_facilitators || i < 60 ? std::to_string(i) + ",officer\n" : ",\n";
    }
    std::string text = with_communities(table);
    text.erase(text.find("[[community]]"), text.find("[[facilitator]]") - text.find("[[community]]"));
    text.replace(text.find("communities = [\"rw01\"]"), 22, "communities = [\"k3\", \"k5\"]");
    const LoadedScenario loaded = parse_scenario(text, "small.toml", "nowhere");
    ASSERT_EQ(loaded.scenario.communities.size(), 70U);
    EXPECT_NE(loaded.resolved.find("communities_file = \"communities.csv\""), std::string::npos);
    EXPECT_EQ(loaded.resolved.find("[[community]]"), std::string::npos);
    const LoadedScenario again = parse_scenario(loaded.resolved, "resolved.toml", "nowhere");
    EXPECT_TRUE(again.scenario == loaded.scenario);
    EXPECT_EQ(again.resolved, loaded.resolved);
  }
}

TEST(CommunityTable, ReportsItsProblemsAtTheirCells) {
  const std::string found = problems_of(with_communities(
      "id,government,umkm.food,umkm.fish,environment,cbo.leadrship\na,city,20,,1.5,\nrw01,cty,x,2,,\n"));
  EXPECT_NE(found.find("kelurahan.csv:1:47: error: unknown column 'cbo.leadrship' in a table of communities\n"),
            std::string::npos)
      << found;
  EXPECT_NE(found.find("did you mean 'cbo.leadership'? allowed: "), std::string::npos);
  EXPECT_NE(found.find("kelurahan.csv:2:12: error: environment must be a level in [0, 1], got 1.5\n"),
            std::string::npos)
      << found;
  EXPECT_NE(
      found.find(
          "kelurahan.csv:3:1: error: the community 'rw01' is there twice; the first is in line 27 of small.toml\n"),
      std::string::npos)
      << found;
  EXPECT_NE(found.find("kelurahan.csv:3:6: error: unknown government unit 'cty' in government\n"), std::string::npos)
      << found;
  EXPECT_NE(
      found.find("kelurahan.csv:3:10: error: umkm.food must be a whole number in [0, 65000], got the text \"x\"\n"),
      std::string::npos)
      << found;
  EXPECT_NE(found.find("kelurahan.csv:1:25: error: unknown key 'fish' in umkm\n"), std::string::npos) << found;
  EXPECT_EQ(found.find("has no"), std::string::npos) << found;  // nothing that follows from the slips
}

}  // namespace
}  // namespace berdaya

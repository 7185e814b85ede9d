#include "cli/closing_table.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <sstream>

#include "cli/table.hpp"
#include "state/option.hpp"

namespace berdaya::cli {
namespace {

constexpr MetricDescription participation{"part_ema",
                                          "1",
                                          MetricLevel::community,
                                          MetricDimension::scalar,
                                          Direction::higher,
                                          {"Smoothed participation", "Partisipasi (dihaluskan)"},
                                          {},
                                          nullptr,
                                          {.table = {1}}};
constexpr MetricDescription income{"income",
                                   "million Rp/month",
                                   MetricLevel::community,
                                   MetricDimension::scalar,
                                   Direction::higher,
                                   {"Household income", "Pendapatan rumah tangga"},
                                   {},
                                   nullptr,
                                   {.seasonal = true}};

// Two metrics; every policy adds 0.1 to the first in each replicate, give or take nothing.
EndValues made_up(const std::vector<std::string>& policies, Index replicates) {
  EndValues end;
  end.policies = policies;
  end.replicates = replicates;
  end.season_months = end.season_recorded = 12;
  end.metrics = {&participation, &income};
  for (int metric = 0; metric < 2; ++metric) {
    for (std::size_t policy = 0; policy < policies.size(); ++policy) {
      for (Index replicate = 0; replicate < replicates; ++replicate) {
        const double luck = 0.01 * static_cast<double>(replicate);
        end.values.push_back(metric == 0
                                 ? 0.3 + luck + 0.1 * static_cast<double>(policy)
                                 : 5.0 + luck + (replicate % 2 == 0 ? 0.5 : -0.5) * static_cast<double>(policy));
      }
    }
  }
  for (std::size_t policy = 0; policy < policies.size(); ++policy)
    end.spent.insert(end.spent.end(), replicates, 12.5 * static_cast<double>(policy));
  return end;
}

std::string table_of(const std::vector<std::string>& policies, Index replicates, std::size_t width,
                     Language language = Language::en) {
  const ClosingNames names{.policies = std::vector<std::string>(policies.size()), .options = {}, .moment = "2023-12"};
  return closing_table(compare(made_up(policies, replicates)), names, width, language);
}

TEST(SpreadText, ShowsAnIntervalForSeveralRunsOnly) {
  EXPECT_EQ(spread_text({.count = 100, .mean = 0.3121, .low = 0.2214, .high = 0.41}, 3), "0.312 [0.221, 0.410]");
  EXPECT_EQ(spread_text({.count = 1, .mean = 0.3121, .low = 0.3121, .high = 0.3121}, 3), "0.312");
  EXPECT_EQ(spread_text({.count = 9, .mean = 0.1, .low = 0.1, .high = 0.1}, 3), "0.100");
  EXPECT_EQ(spread_text({}, 3), "-");
}

TEST(DifferenceText, StarsWhatLeavesOutZero) {
  EXPECT_EQ(difference_text({.count = 9, .mean = 0.05, .low = 0.02, .high = 0.08}, 3), "+0.050 [+0.020, +0.080] *");
  EXPECT_EQ(difference_text({.count = 9, .mean = -0.05, .low = -0.08, .high = -0.02}, 3), "-0.050 [-0.080, -0.020] *");
  EXPECT_EQ(difference_text({.count = 9, .mean = 0.05, .low = -0.02, .high = 0.12}, 3), "+0.050 [-0.020, +0.120]  ");
  EXPECT_EQ(difference_text({.count = 1, .mean = 0.05, .low = std::nan(""), .high = std::nan("")}, 3), "+0.050");
  EXPECT_EQ(difference_text({.count = 9, .mean = 14.4, .low = 14.4, .high = 14.4}, 1), "+14.4 *");
  EXPECT_EQ(difference_text({.count = 9, .mean = 0, .low = 0, .high = 0}, 1), "0  ");
  EXPECT_EQ(difference_text({.count = 9, .mean = -2e-6, .low = -3e-6, .high = -1e-6}, 3), "0.000 [0.000, 0.000]  ");
  EXPECT_EQ(difference_text({.count = 9, .mean = 1e-6, .low = 1e-6, .high = 1e-6}, 1), "0  ");
  EXPECT_EQ(difference_text({}, 3), "-");
}

TEST(ClosingTable, ShowsAFewPoliciesSideBySide) {
  const std::string text = table_of({"baseline", "archive"}, 4, 100);
  EXPECT_NE(text.find("At the end of 2023-12: mean [5 %, 95 %] of the replicates"), std::string::npos);
  EXPECT_NE(text.find("baseline"), std::string::npos);
  EXPECT_NE(text.find("Difference from baseline"), std::string::npos);
  EXPECT_NE(text.find("Smoothed participation"), std::string::npos);
  EXPECT_NE(text.find("Household income ~, million Rp/month"), std::string::npos);
  EXPECT_NE(text.find("+12.50"), std::string::npos);
}

TEST(BetterText, IsAShareOfTheReplicates) {
  EXPECT_EQ(better_text({.count = 40, .share_better = 0.8875}), "89 %");
  EXPECT_EQ(better_text({.count = 40, .share_better = std::nan("")}), "");
  EXPECT_EQ(better_text({}), "");
}

TEST(PriceText, HasThreeDigitsAndIsEmptyWhereNothingIsPaid) {
  EXPECT_EQ(price_text(1234.4), "1234");
  EXPECT_EQ(price_text(125), "125");
  EXPECT_EQ(price_text(31.25), "31.2");
  EXPECT_EQ(price_text(0.1234), "0.123");
  EXPECT_EQ(price_text(0), "");
  EXPECT_EQ(price_text(-3), "");
  EXPECT_EQ(price_text(std::nan("")), "");
}

TEST(ClosingTable, SaysHowOftenAPolicyIsBetterAndWhatAUnitOfItCosts) {
  const std::string text = table_of({"baseline", "archive"}, 4, 100);
  // The policy adds 0.1 in every replicate and costs 12.5 million Rp more: 125 for a unit.
  EXPECT_NE(text.find("   100 %        125\n"), std::string::npos) << text;
  EXPECT_NE(text.find("m Rp/unit"), std::string::npos);
  // The income rises in two replicates of four: no improvement beyond chance, and so no price.
  EXPECT_NE(text.find("    50 %\n"), std::string::npos) << text;
  // Policies that cost nothing have no column of prices.
  EndValues free = made_up({"baseline", "archive"}, 4);
  free.spent.assign(8, 0.0);
  const ClosingNames names{.policies = {"", ""}, .options = {}, .moment = "2023-12"};
  const std::string without = closing_table(compare(free), names, 100, Language::en);
  EXPECT_EQ(without.find("m Rp/unit"), std::string::npos);
  EXPECT_NE(without.find("100 %"), std::string::npos);
}

TEST(RangeText, IsWhereTheDifferencesLie) {
  EXPECT_EQ(range_text({.count = 40, .q05 = -0.01, .q95 = 0.13}, 3), "[-0.010, +0.130]");
  EXPECT_EQ(range_text({.count = 1, .q05 = 0.1, .q95 = 0.1}, 3), "");
  EXPECT_EQ(range_text({.count = 40, .q05 = 12.5, .q95 = 12.5}, 3), "");
  EXPECT_EQ(range_text({}, 3), "");
}

TEST(ChanceText, IsAShareOfTheVariance) {
  EXPECT_EQ(chance_text({.count = 40, .chance_share = 0.374}), "37 %");
  EXPECT_EQ(chance_text({.count = 40, .chance_share = std::nan("")}), "");
  EXPECT_EQ(chance_text({}), "");
}

TEST(ClosingTable, TellsApartHowWellAMeanIsKnownAndHowTheDifferencesSpread) {
  // Income differs by +0.5, -0.5, +0.5, -0.5: mean 0, standard error sqrt(1/3)/2, t(0.975; 3) = 3.182.
  for (const std::size_t width : {80U, 100U}) {
    const std::string text = table_of({"baseline", "archive"}, 4, width);
    EXPECT_NE(text.find("0.00 [-0.92, +0.92]"), std::string::npos) << text;
    EXPECT_NE(text.find("[-0.50, +0.50]"), std::string::npos) << text;
    EXPECT_NE(text.find("mean [95 % interval of the"), std::string::npos) << text;
    EXPECT_NE(text.find("5-95 %: range"), std::string::npos) << text;
    EXPECT_EQ(text.find("parameter sets"), std::string::npos) << text;
  }
}

TEST(ClosingTable, OverParameterSetsSaysWhatIsChance) {
  const ClosingNames names{.policies = {"", ""}, .options = {}, .moment = "2023-12"};
  EndValues end = made_up({"baseline", "archive"}, 4);
  end.sets = {0, 1, 0, 1};  // the income's difference is the set's and not chance
  const std::string text = closing_table(compare(end), names, 400, Language::en);
  EXPECT_NE(text.find("over the means of 2 parameter sets"), std::string::npos) << text;
  EXPECT_NE(text.find("     0 %    50 %"), std::string::npos) << text;
  end.sets = {0, 1, 2, 3};
  const std::string one = closing_table(compare(end), names, 400, Language::en);
  EXPECT_NE(one.find("cannot be told apart"), std::string::npos) << one;
}

TEST(ClosingTable, SaysOverWhichMonthsASeasonIsTaken) {
  EXPECT_NE(table_of({"baseline"}, 4, 120).find("~ has a season: mean of the last 12 months"), std::string::npos);
  EXPECT_NE(table_of({"baseline"}, 4, 120, Language::id).find("~ bermusim: rerata 12 bulan terakhir"),
            std::string::npos);
  EndValues end = made_up({"baseline"}, 4);
  end.season_recorded = 2;
  const ClosingNames names{.policies = {""}, .options = {}, .moment = "2023-12"};
  EXPECT_NE(closing_table(compare(end), names, 400, Language::en).find("as far as recorded (2)"), std::string::npos);
}

TEST(ClosingTable, ShowsManyPoliciesInBlocksBaselineFirst) {
  const std::string text = table_of({"archive", "baseline", "forum", "training", "role_clarity"}, 4, 80);
  const std::size_t baseline = text.find("\nbaseline\n");
  const std::size_t archive = text.find("\narchive\n");
  ASSERT_NE(baseline, std::string::npos);
  ASSERT_NE(archive, std::string::npos);
  EXPECT_LT(baseline, archive);
  EXPECT_NE(text.find("\nrole_clarity\n"), std::string::npos);
}

TEST(ClosingTable, FitsTheTerminal) {
  for (const std::size_t width : {80U, 100U, 120U}) {
    for (const Language language : {Language::en, Language::id}) {
      for (const std::size_t count : {1U, 2U, 3U, 7U}) {
        std::vector<std::string> policies{
            "baseline", "archive", "role_clarity", "forum", "training", "well_placed_gallery", "capacity_not_concrete"};
        policies.resize(count);
        std::istringstream lines(table_of(policies, 5, width, language));
        for (std::string line; std::getline(lines, line);) EXPECT_LE(display_width(line), width) << line;
      }
    }
  }
}

TEST(ClosingTable, OneRunShowsNoIntervals) {
  const std::string text = table_of({"baseline"}, 1, 100);
  EXPECT_EQ(text.find('['), std::string::npos);
  EXPECT_EQ(text.find("Difference"), std::string::npos);
}

TEST(ClosingTable, NamesOptionsAndChoosesTheMainOnes) {
  static constexpr MetricDescription holds{"holds",
                                           "1",
                                           MetricLevel::community,
                                           MetricDimension::option,
                                           Direction::higher,
                                           {"Share that holds", ""},
                                           {},
                                           nullptr,
                                           {.table = {2, {option::nib, none}}}};
  const ClosingNames names{.policies = {""}, .options = {"Business number", "Food licence"}, .moment = "2023-12"};
  EndValues end;
  end.policies = {"baseline"};
  end.replicates = 1;
  end.metrics = {&holds, &holds};
  end.members = {0, 1};
  end.values = {0.25, 0.75};
  end.spent = {0};
  const std::string few = closing_table(compare(end), names, 100, Language::en);
  EXPECT_NE(few.find("Holders: Business number"), std::string::npos);
  EXPECT_NE(few.find("Holders: Food licence"), std::string::npos);

  for (int more = 0; more < 20; ++more) {
    end.metrics.push_back(&participation);
    end.members.push_back(none);
    end.values.push_back(0.5);
  }
  const std::string many = closing_table(compare(end), names, 100, Language::en);
  EXPECT_NE(many.find("Holders: Business number"), std::string::npos);
  EXPECT_EQ(many.find("Holders: Food licence"), std::string::npos);
}

TEST(ClosingTable, SaysWhichFundRanShort) {
  EndValues end = made_up({"baseline", "archive"}, 3);
  end.fund_short = {{none, none}, {none, none}, {none, none}, {1, none}, {3, none}, {none, none}};
  const ClosingNames names{.policies = {"", "Archive"},
                           .options = {},
                           .moment = "2023-12",
                           .funds = {"Village fund", "Other fund"},
                           .months = {"2020-01", "2020-02", "2020-03", "2020-04"}};
  const std::string text = closing_table(compare(end), names, 100, Language::en);
  EXPECT_NE(text.find("  Village fund, archive: in 2 of 3 replicates, first in 2020-02 (median)\n"), std::string::npos);
  EXPECT_EQ(text.find("Village fund, baseline"), std::string::npos);
  EXPECT_EQ(text.find("Other fund"), std::string::npos);
  EXPECT_NE(closing_table(compare(end), names, 100, Language::id).find("pada 2 dari 3 ulangan, pertama kali 2020-02"),
            std::string::npos);
  EXPECT_EQ(table_of({"baseline"}, 3, 100).find("ran short"), std::string::npos);
}

TEST(ClosingTable, SpeaksIndonesian) {
  const std::string text = table_of({"baseline", "archive"}, 3, 100, Language::id);
  EXPECT_NE(text.find("Pendapatan rumah tangga"), std::string::npos);
  EXPECT_NE(text.find("juta Rp/bulan"), std::string::npos);
  EXPECT_NE(text.find("Selisih terhadap baseline"), std::string::npos);
}

}  // namespace
}  // namespace berdaya::cli

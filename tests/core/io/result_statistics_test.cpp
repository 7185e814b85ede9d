#include "io/result_statistics.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "base/errors.hpp"
#include "io/hdf5_data.hpp"
#include "io/result_support.hpp"

namespace berdaya {
namespace {

using Key = std::pair<std::string, Index>;  // metric, month

std::map<Key, Spread> under(const ResultStatistics& statistics, const std::string& policy) {
  std::map<Key, Spread> found;
  for (const StatisticsRow& row : statistics.rows) {
    if (row.policy == policy) found[{row.metric, row.month}] = row.spread;
  }
  return found;
}

TEST(MomentsOfStatistics, AreWholeMultiplesOfMonthsSimulatedAndTheLast) {
  std::vector<Index> recorded(30);
  for (Index t = 0; t < 30; ++t) recorded[t] = t;
  EXPECT_EQ(moments_of_statistics(recorded, 12), (std::vector<std::size_t>{11, 23, 29}));
  EXPECT_EQ(moments_of_statistics(recorded, 30), (std::vector<std::size_t>{29}));
  EXPECT_EQ(moments_of_statistics(recorded, 100), (std::vector<std::size_t>{29}));
  // Only every fifth month was recorded, and the last: after 5, 10, 15, 20, 25, 30 months.
  EXPECT_EQ(moments_of_statistics({4, 9, 14, 19, 24, 29}, 10), (std::vector<std::size_t>{1, 3, 5}));
  EXPECT_EQ(moments_of_statistics({4, 9, 14, 19, 24, 29}, 12), (std::vector<std::size_t>{5}));
}

// A result file whose numbers are overwritten with known ones: 3 replicates, 2 communities, months 1 to 12.
class KnownNumbers : public ::testing::Test {
 protected:
  void SetUp() override {
    const Scenario scenario = test::scenario_with_forum();
    test::write_result(test::plan_of(scenario), path_);
  }

  // value(policy, replicate, month from 0, community, member)
  template <class Value>
  void fill(const char* name, const Value& value) {
    const Hdf5Handle file(H5Fopen(path_.c_str(), H5F_ACC_RDWR, H5P_DEFAULT), H5Fclose);
    const Hdf5Handle dataset(H5Dopen(file.id(), name, H5P_DEFAULT), H5Dclose);
    const Shape shape = shape_of({dataset.id(), path_});
    const hsize_t members = shape.size() > 4 ? shape[4] : 1;
    std::vector<float> values;
    for (hsize_t p = 0; p < shape[0]; ++p)
      for (hsize_t r = 0; r < shape[1]; ++r)
        for (hsize_t t = 0; t < shape[2]; ++t)
          for (hsize_t k = 0; k < shape[3]; ++k)
            for (hsize_t m = 0; m < members; ++m) values.push_back(value(p, r, t, k, m));
    ASSERT_GE(H5Dwrite(dataset.id(), H5T_NATIVE_FLOAT, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), 0);
  }

  test::TemporaryFolder folder_;
  std::string path_ = folder_.file("a.h5");
};

TEST_F(KnownNumbers, AreAveragedOverCommunitiesFirstAndThenSpreadOverReplicates) {
  // Communities differ by 200, so their mean is what is said plus 100; replicates 0, 10, 40; policies differ by 1000.
  constexpr std::array<float, 3> luck{0, 10, 40};
  fill("income", [&](hsize_t p, hsize_t r, hsize_t t, hsize_t k, hsize_t) {
    return static_cast<float>(1000 * p + t + 200 * k) + luck[r];
  });
  const ResultStatistics statistics = read_statistics(path_, 5);
  EXPECT_EQ(statistics.months, (std::vector<Index>{5, 10, 12}));
  EXPECT_EQ(statistics.replicates, 3U);
  for (const Index month : statistics.months) {
    for (const auto& [policy, base] : {std::pair{"baseline", 0.0}, std::pair{"forum", 1000.0}}) {
      const Spread spread = under(statistics, policy).at({"income", month});
      const double level = base + 100 + month - 1;
      EXPECT_EQ(spread.count, 3U);
      EXPECT_NEAR(spread.mean, level + 50.0 / 3, 1e-9);
      EXPECT_NEAR(spread.sd, std::sqrt(1300.0 / 3), 1e-9);  // deviations -50/3, -20/3, 70/3
      EXPECT_DOUBLE_EQ(spread.low, level + 1);              // a tenth of the way from 0 to 10
      EXPECT_DOUBLE_EQ(spread.median, level + 10);
      EXPECT_DOUBLE_EQ(spread.high, level + 37);  // nine tenths of the way from 10 to 40
    }
  }
}

TEST_F(KnownNumbers, OfEachMemberStandApart) {
  fill("holds", [](hsize_t p, hsize_t r, hsize_t t, hsize_t k, hsize_t m) {
    return static_cast<float>(p + r + t + k + 100 * m);
  });
  const auto found = under(read_statistics(path_, 12), "forum");
  EXPECT_DOUBLE_EQ(found.at({"holds[nib]", 12}).mean, 1 + 1 + 11 + 0.5);
  EXPECT_DOUBLE_EQ(found.at({"holds[csr]", 12}).mean, 1 + 1 + 11 + 0.5 + 1000);
}

TEST_F(KnownNumbers, OfFailedRunsDoNotCount) {
  fill("income", [](hsize_t, hsize_t r, hsize_t, hsize_t, hsize_t) {
    return r == 1 ? std::numeric_limits<float>::quiet_NaN() : static_cast<float>(r);
  });
  const ResultStatistics statistics = read_statistics(path_, 12);
  const Spread spread = under(statistics, "baseline").at({"income", 12});
  EXPECT_EQ(spread.count, 2U);
  EXPECT_DOUBLE_EQ(spread.mean, 1);
  EXPECT_DOUBLE_EQ(spread.sd, std::sqrt(2.0));
}

TEST(ResultStatistics, HoldEveryMetricOfTheFileInTheOrderOfTheCatalogue) {
  test::TemporaryFolder folder;
  const Scenario scenario = test::scenario_with_forum();
  const BatchSummary summary = test::write_result(test::plan_of(scenario), folder.file("a.h5"));
  const ResultStatistics statistics = read_statistics(folder.file("a.h5"), 12);
  std::vector<std::string> order;
  for (const StatisticsRow& row : statistics.rows) {
    const std::string name = row.metric.substr(0, row.metric.find('['));
    if (row.policy == "forum" && (order.empty() || order.back() != name)) order.push_back(name);
  }
  std::vector<std::string> expected;
  for (std::size_t m = 0; m < summary.layout.metrics.size(); ++m) {
    if (summary.layout.members[m] > 0) expected.emplace_back(summary.layout.metrics[m]->name);
  }
  expected.insert(expected.end(), {"run_cost", "run_replication_month"});
  EXPECT_EQ(order, expected);

  // The last month is that of the closing table, but for metrics of which it takes the last twelve.
  const Comparison comparison = compare(summary.end);
  const auto found = under(statistics, "forum");
  for (const MetricComparison& metric : comparison.metrics) {
    std::string name(metric.metric->name);
    if (metric.member != none) name += "[" + scenario.options[metric.member].id + "]";
    const Spread& spread = found.at({name, 12});
    EXPECT_EQ(spread.count, metric.spread[1].count) << name;
    if (spread.count == 0 || metric.metric->traits.seasonal) continue;
    EXPECT_EQ(spread.mean, metric.spread[1].mean) << name;
    EXPECT_EQ(spread.high, metric.spread[1].high) << name;
  }
  EXPECT_EQ(found.at({"run_cost[forum]", 12}).mean, comparison.spent[1].mean);
  EXPECT_EQ(found.at({"run_replication_month", 12}).count, 0U);                   // none in this scenario
  EXPECT_FALSE(under(statistics, "baseline").contains({"run_cost[forum]", 12}));  // it does not have it
}

TEST(ResultStatistics, AreTheSameInCsvAndJson) {
  test::TemporaryFolder folder;
  const Scenario scenario = test::scenario_with_forum();
  BatchPlan plan = test::plan_of(scenario);
  plan.replicates = 1;
  plan.umkm_every = 6;  // snapshots are no metrics
  test::write_result(plan, folder.file("a.h5"));
  const ResultStatistics statistics = read_statistics(folder.file("a.h5"), 6);
  const auto json = nlohmann::json::parse(statistics_json(statistics));
  EXPECT_EQ(json["scenario"], scenario.id);
  EXPECT_EQ(json["months"], (std::vector<int>{6, 12}));
  ASSERT_EQ(json["statistics"].size(), statistics.rows.size());

  std::istringstream csv(statistics_csv(statistics));
  std::string line;
  std::getline(csv, line);
  EXPECT_EQ(line, "policy,metric,unit,month,runs,mean,sd,q05,q50,q95");
  for (std::size_t i = 0; i < statistics.rows.size(); ++i) {
    ASSERT_TRUE(std::getline(csv, line));
    std::vector<std::string> cells;
    std::istringstream cut(line);
    for (std::string cell; std::getline(cut, cell, ',');) cells.push_back(cell);
    if (line.back() == ',') cells.emplace_back();
    ASSERT_EQ(cells.size(), 10U) << line;
    const auto& entry = json["statistics"][i];
    EXPECT_EQ(entry["metric"], cells[1]);
    EXPECT_EQ(entry["month"], std::stoi(cells[3]));
    EXPECT_TRUE(cells[6].empty()) << line;  // one run has no spread
    EXPECT_TRUE(entry["sd"].is_null());
    if (cells[4] == "0") continue;
    EXPECT_EQ(entry["mean"], std::stod(cells[5])) << line;
    EXPECT_EQ(entry["q95"], std::stod(cells[9])) << line;
  }
}

TEST(ResultStatistics, SayWhatIsWrongWithAFile) { EXPECT_THROW(read_statistics("/no/such/file.h5", 12), IoError); }

}  // namespace
}  // namespace berdaya

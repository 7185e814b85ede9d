#include "cli/statistics_table.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include "cli/amount.hpp"
#include "cli/scenario_text.hpp"
#include "cli/table.hpp"
#include "io/indonesian.hpp"

namespace berdaya::cli {
namespace {

// One digit more than for the values themselves: standard deviations are small beside them.
int decimals_of(std::span<const StatisticsRow> rows) {
  double size = 0;
  for (const StatisticsRow& row : rows) {
    if (row.spread.count > 0) size = std::max({size, std::abs(row.spread.low), std::abs(row.spread.high)});
  }
  return decimals_for(size) + 1;
}

std::string months_text(const std::vector<Index>& months) {
  std::string text;
  for (const Index month : months) text += (text.empty() ? "" : ", ") + std::to_string(month);
  return text;
}

std::string table_of(std::span<const StatisticsRow> rows, std::size_t width, Language language) {
  const auto in = [&](std::string_view en, std::string_view id) { return std::string(Text{en, id}.in(language)); };
  using enum Table::Align;
  Table table({left, right, right, right, right, right, right, right, left});
  table.add({in("metric", "ukuran"), in("month", "bulan"), in("mean", "rerata"), in("sd", "simp.baku"), "5 %", "50 %",
             "95 %", in("runs", "simulasi"), in("unit", "satuan")});
  table.add_rule();
  while (!rows.empty()) {
    const auto other = [&](const StatisticsRow& row) { return row.metric != rows.front().metric; };
    const auto metric = rows.first(static_cast<std::size_t>(std::ranges::find_if(rows, other) - rows.begin()));
    const int decimals = decimals_of(metric);
    for (const StatisticsRow& row : metric) {
      const Spread& s = row.spread;
      table.add({row.title.in(language), std::to_string(row.month), fixed_text(s.mean, decimals),
                 fixed_text(s.sd, decimals), fixed_text(s.low, decimals), fixed_text(s.median, decimals),
                 fixed_text(s.high, decimals), count_text(s.count), unit_text(row.unit, language)});
    }
    rows = rows.subspan(metric.size());
  }
  return table.text(width);
}

}  // namespace

std::string statistics_table(const ResultStatistics& statistics, std::size_t width, Language language) {
  const bool indonesian = language == Language::id;
  const std::string replicates = count_text(statistics.replicates);
  std::string text = wrapped(
      indonesian ? "Statistik " + replicates + " ulangan setelah bulan ke-" + months_text(statistics.months) +
                       ": rerata, simpangan baku, dan kuantil dari rerata tak tertimbang antarkomunitas"
                 : "Statistics of " + counted(statistics.replicates, "replicate", "replicates") + " after " +
                       months_text(statistics.months) +
                       " months: mean, standard deviation and quantiles of each one's unweighted mean over communities",
      width);
  std::span<const StatisticsRow> rows(statistics.rows);
  for (std::size_t p = 0; p < statistics.policies.size(); ++p) {
    const std::string& policy = statistics.policies[p];
    const std::string title = policy == baseline_policy ? std::string(title_of_baseline.in(language))
                                                        : statistics.policy_titles[p].in(language);
    const auto other = [&](const StatisticsRow& row) { return row.policy != policy; };
    const auto own = rows.first(static_cast<std::size_t>(std::ranges::find_if(rows, other) - rows.begin()));
    rows = rows.subspan(own.size());
    std::string heading = policy;
    if (title != policy) heading.append(": ").append(title);
    text.append("\n").append(wrapped(heading, width)).append("\n").append(table_of(own, width, language));
  }
  return text;
}

}  // namespace berdaya::cli

#include "cli/closing_table.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "cli/amount.hpp"
#include "cli/table.hpp"
#include "io/describe.hpp"
#include "state/option.hpp"

namespace berdaya::cli {
namespace {

using Align = Table::Align;

struct MainMetric {
  std::string_view name;
  Index option = none;
};

// In the order of the chain from help to outcome; the rest is in the file.
constexpr std::array<MainMetric, 18> main_metrics{{{"part_ema"},
                                                   {"awareness"},
                                                   {"trust_mean"},
                                                   {"skill_mean"},
                                                   {"ownership"},
                                                   {"bargaining"},
                                                   {"clarity"},
                                                   {"fulfilment"},
                                                   {"chain_support"},
                                                   {"holds", option::nib},
                                                   {"holds", option::marketplace},
                                                   {"revenue_ratio"},
                                                   {"income"},
                                                   {"better_off"},
                                                   {"poverty"},
                                                   {"environment"},
                                                   {"self_reliance"},
                                                   {"stage"}}};
constexpr std::size_t most_chosen = 20;  // rows up to which all that was recorded is shown
constexpr std::size_t least_title = 26;  // columns below which titles are no longer understood

struct Words {
  Language language;
  std::string_view operator()(std::string_view en, std::string_view id) const {
    return language == Language::id ? id : en;
  }
};

// What a metric's row holds.
struct Row {
  std::string title;  // with the unit
  const std::vector<Spread>* spread;
  const std::vector<PairedDifference>* difference;
  int decimals;
  int difference_decimals;
};

double largest(const std::vector<Spread>& spreads) {
  double size = 0;
  for (const Spread& spread : spreads) {
    if (spread.count > 0) size = std::max({size, std::abs(spread.mean), std::abs(spread.low), std::abs(spread.high)});
  }
  return size;
}

// Two significant digits of the largest difference, but at most two digits more than the values have.
int difference_decimals(const std::vector<PairedDifference>& differences, int decimals) {
  double size = 0;
  for (const PairedDifference& difference : differences) {
    if (difference.count > 0) size = std::max(size, std::abs(difference.mean));
  }
  int wanted = decimals;
  for (double unit = std::pow(10.0, 1 - decimals); size > 0 && size < 0.95 * unit && wanted < decimals + 2;
       unit /= 10) {
    ++wanted;
  }
  return wanted;
}

Row make_row(std::string_view title, std::string_view unit, const std::vector<Spread>& spread,
             const std::vector<PairedDifference>& difference, Language language) {
  const int decimals = decimals_for(largest(spread));
  const std::string shown = unit_text(unit, language);
  return {std::string(title) + (shown.empty() ? "" : ", " + shown), &spread, &difference, decimals,
          difference_decimals(difference, decimals)};
}

std::string title_of(const MetricComparison& metric, const ClosingNames& names, Words words) {
  if (metric.member == none) return std::string(metric.metric->title.in(words.language));
  if (metric.metric->name == "holds" && metric.member < names.options.size()) {
    return std::string(words("UMKM with ", "UMKM dengan ")) + names.options[metric.member];
  }
  return std::string(metric.metric->title.in(words.language)) + " " + std::to_string(metric.member);
}

std::vector<Row> make_rows(const Comparison& comparison, const ClosingNames& names, Words words) {
  std::vector<Row> rows;
  for (const std::size_t m : shown_metrics(comparison)) {
    const MetricComparison& metric = comparison.metrics[m];
    rows.push_back(make_row(title_of(metric, names, words), metric.metric->unit, metric.spread, metric.difference,
                            words.language));
  }
  rows.push_back(make_row(words("Spent, whole run", "Belanja, seluruh masa"), "million Rp", comparison.spent,
                          comparison.extra_spent, words.language));
  return rows;
}

Table make_table(std::size_t value_columns) {
  std::vector<Align> columns{Align::left};
  columns.insert(columns.end(), value_columns, Align::right);
  return Table(std::move(columns));
}

std::vector<std::size_t> others(const Comparison& comparison) {
  std::vector<std::size_t> policies;
  for (std::size_t p = 0; p < comparison.policies.size(); ++p) {
    if (p != comparison.baseline) policies.push_back(p);
  }
  return policies;
}

std::string values_side_by_side(const Comparison& comparison, const std::vector<Row>& rows, Words words,
                                std::size_t width) {
  Table table = make_table(comparison.policies.size());
  std::vector<std::string> head{std::string(words("metric", "ukuran"))};
  head.insert(head.end(), comparison.policies.begin(), comparison.policies.end());
  table.add(head);
  table.add_rule();
  for (const Row& row : rows) {
    std::vector<std::string> cells{row.title};
    for (const Spread& spread : *row.spread) cells.push_back(spread_text(spread, row.decimals));
    table.add(std::move(cells));
  }
  return table.text(width);
}

std::string differences_side_by_side(const Comparison& comparison, const std::vector<Row>& rows, Words words,
                                     std::size_t width) {
  const auto policies = others(comparison);
  Table table = make_table(policies.size());
  std::vector<std::string> head{std::string(words("metric", "ukuran"))};
  for (const std::size_t p : policies) head.push_back(comparison.policies[p]);
  table.add(head);
  table.add_rule();
  for (const Row& row : rows) {
    std::vector<std::string> cells{row.title};
    for (const std::size_t p : policies)
      cells.push_back(difference_text((*row.difference)[p], row.difference_decimals));
    table.add(std::move(cells));
  }
  return table.text(width);
}

std::string block_of(const Comparison& comparison, std::size_t policy, const std::vector<Row>& rows, Words words,
                     std::size_t width) {
  const bool is_baseline = policy == comparison.baseline;
  Table table = make_table(is_baseline ? 1 : 2);
  std::vector<std::string> head{std::string(words("metric", "ukuran"))};
  head.emplace_back(words("at the end", "pada akhir"));
  if (!is_baseline) head.emplace_back(words("difference", "selisih"));
  table.add(head);
  table.add_rule();
  for (const Row& row : rows) {
    std::vector<std::string> cells{row.title, spread_text((*row.spread)[policy], row.decimals)};
    if (!is_baseline) cells.push_back(difference_text((*row.difference)[policy], row.difference_decimals));
    table.add(std::move(cells));
  }
  return table.text(width);
}

// Columns that the widest cells and the gaps leave for titles.
std::size_t room_for_titles(const std::vector<Row>& rows, const std::vector<std::string>& policies, std::size_t cells,
                            bool differences, std::size_t width) {
  std::size_t cell = 10;
  for (const Row& row : rows) {
    for (const Spread& spread : *row.spread) cell = std::max(cell, spread_text(spread, row.decimals).size());
    if (differences) {
      for (const PairedDifference& difference : *row.difference) {
        cell = std::max(cell, difference_text(difference, row.difference_decimals).size());
      }
    }
  }
  for (const std::string& policy : policies) cell = std::max(cell, display_width(policy));
  const std::size_t used = cells * (cell + 2);
  return used < width ? width - used : 0;
}

bool any_interval(const std::vector<Row>& rows) {
  return std::ranges::any_of(rows, [](const Row& row) {
    return std::ranges::any_of(*row.difference, [](const PairedDifference& d) { return d.count > 1; });
  });
}

std::string titled(const std::string& id, const std::string& title) {
  return title.empty() || title == id ? id : id + ": " + title;
}

}  // namespace

std::vector<std::size_t> shown_metrics(const Comparison& comparison) {
  std::vector<std::size_t> shown;
  if (comparison.metrics.size() > most_chosen) {
    for (const MainMetric& wanted : main_metrics) {
      for (std::size_t m = 0; m < comparison.metrics.size(); ++m) {
        const MetricComparison& metric = comparison.metrics[m];
        if (metric.metric->name == wanted.name && metric.member == wanted.option) shown.push_back(m);
      }
    }
  }
  if (shown.empty()) {
    for (std::size_t m = 0; m < std::min(comparison.metrics.size(), most_chosen); ++m) shown.push_back(m);
  }
  return shown;
}

std::string spread_text(const Spread& spread, int decimals) {
  if (spread.count == 0) return "-";
  const std::string mean = fixed_text(spread.mean, decimals);
  const std::string low = fixed_text(spread.low, decimals);
  const std::string high = fixed_text(spread.high, decimals);
  return low == high && low == mean ? mean : mean + " [" + low + ", " + high + "]";
}

std::string difference_text(const PairedDifference& difference, int decimals) {
  if (difference.count == 0) return "-";
  std::string mean = signed_text(difference.mean, decimals);
  if (difference.count == 1 || std::isnan(difference.low)) return mean;
  // What rounds to nothing is nothing: sums of money differ in their last digits.
  const bool visible = mean.find_first_of("123456789") != std::string::npos;
  const bool clear = visible && (difference.low > 0 || difference.high < 0);
  const std::string star = clear ? " *" : "  ";
  if (difference.low == difference.high) return (visible ? mean : "0") + star;  // no chance in it
  return mean + " [" + signed_text(difference.low, decimals) + ", " + signed_text(difference.high, decimals) + "]" +
         star;
}

std::string closing_table(const Comparison& comparison, const ClosingNames& names, std::size_t width,
                          Language language) {
  const Words words{language};
  const std::vector<Row> rows = make_rows(comparison, names, words);
  const std::size_t policies = comparison.policies.size();
  const bool compared = policies > 1;
  const bool intervals = std::ranges::any_of(rows, [](const Row& row) {
    return std::ranges::any_of(*row.spread, [](const Spread& s) { return s.count > 1; });
  });
  const std::string values_heading =
      std::string(words("At the end of ", "Pada akhir ")) + names.moment +
      (intervals ? std::string(words(": mean [5 %, 95 %] of the replicates", ": rerata [5 %, 95 %] ulangan")) : "");
  const std::string& baseline = comparison.policies[comparison.baseline];
  std::string difference_heading = std::string(words("Difference from ", "Selisih terhadap ")) + baseline;
  if (any_interval(rows)) {
    difference_heading += words(", replicate by replicate: mean [95 % interval]; * leaves out 0",
                                ", ulangan demi ulangan: rerata [selang 95 %]; * tidak memuat 0");
  }

  const bool side_by_side =
      room_for_titles(rows, comparison.policies, policies, false, width) >= least_title &&
      (!compared || room_for_titles(rows, comparison.policies, policies - 1, true, width) >= least_title);
  if (side_by_side) {
    std::string text = values_heading + "\n\n" + values_side_by_side(comparison, rows, words, width);
    if (compared)
      text +=
          "\n" + wrapped(difference_heading, width) + "\n" + differences_side_by_side(comparison, rows, words, width);
    return text;
  }

  std::string text = wrapped(values_heading, width) + (compared ? wrapped(difference_heading, width) : "");
  std::vector<std::size_t> order{comparison.baseline};
  for (const std::size_t p : others(comparison)) order.push_back(p);
  for (const std::size_t p : order) {
    text += "\n" + wrapped(titled(comparison.policies[p], p < names.policies.size() ? names.policies[p] : ""), width) +
            "\n";
    text += block_of(comparison, p, rows, words, width);
  }
  return text;
}

}  // namespace berdaya::cli

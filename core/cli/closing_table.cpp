#include "cli/closing_table.hpp"

#include <algorithm>
#include <cmath>

#include "cli/amount.hpp"
#include "cli/table.hpp"
#include "io/indonesian.hpp"

namespace berdaya::cli {
namespace {

using Align = Table::Align;

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
  const std::vector<double>* cost_per_effect;  // null for what is spent itself
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
             const std::vector<PairedDifference>& difference, const std::vector<double>* cost_per_effect,
             Language language) {
  const int decimals = decimals_for(largest(spread));
  const std::string shown = unit_text(unit, language);
  return {std::string(title) + (shown.empty() ? "" : ", " + shown),
          &spread,
          &difference,
          cost_per_effect,
          decimals,
          difference_decimals(difference, decimals)};
}

constexpr std::string_view season_mark = " ~";

std::string name_of(const MetricComparison& metric, const ClosingNames& names, Words words) {
  if (metric.member == none) return std::string(metric.metric->title.in(words.language));
  if (metric.metric->name == "holds" && metric.member < names.options.size()) {
    return std::string(words("Holders: ", "Pemegang: ")) + names.options[metric.member];
  }
  return std::string(metric.metric->title.in(words.language)) + " " + std::to_string(metric.member);
}

std::string title_of(const MetricComparison& metric, const ClosingNames& names, Words words) {
  return name_of(metric, names, words) + std::string(metric.metric->traits.seasonal ? season_mark : "");
}

std::vector<Row> make_rows(const Comparison& comparison, const ClosingNames& names, Words words) {
  std::vector<Row> rows;
  for (const std::size_t m : shown_metrics(comparison)) {
    const MetricComparison& metric = comparison.metrics[m];
    rows.push_back(make_row(title_of(metric, names, words), metric.metric->unit, metric.spread, metric.difference,
                            &metric.cost_per_effect, words.language));
  }
  rows.push_back(make_row(words("Spent, whole run", "Belanja, seluruh masa"), "million Rp", comparison.spent,
                          comparison.extra_spent, nullptr, words.language));
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

// Which columns a block has beside the titles.
struct Columns {
  bool values = true;   // at the end
  bool spread = true;   // with brackets
  bool effects = true;  // difference, how often it is better, what a unit of it costs
  bool beside = true;   // range of the differences in a column of its own, not in a line below
};

using Cells = std::vector<std::string>;

// What a policy's block says.
struct Block {
  const Comparison& comparison;
  const std::vector<Row>& rows;
  Words words;

  bool prices(std::size_t policy) const {
    return std::ranges::any_of(
        rows, [&](const Row& row) { return row.cost_per_effect != nullptr && !price(row, policy).empty(); });
  }
  static std::string price(const Row& row, std::size_t policy) {
    return row.cost_per_effect == nullptr ? "" : price_text((*row.cost_per_effect)[policy]);
  }

  bool ranges(std::size_t policy) const {
    return std::ranges::any_of(rows, [&](const Row& row) { return !range(row, policy).empty(); });
  }
  static std::string range(const Row& row, std::size_t policy) {
    return range_text((*row.difference)[policy], row.difference_decimals);
  }
  bool chances(std::size_t policy) const {
    return std::ranges::any_of(rows, [&](const Row& row) { return !chance_text((*row.difference)[policy]).empty(); });
  }

  bool sets_repeat(std::size_t policy) const {
    return std::ranges::any_of(
        rows, [&](const Row& row) { return (*row.difference)[policy].independent < (*row.difference)[policy].count; });
  }

  // Which of the columns of effects the block has.
  struct Effects {
    bool any, range, below, chance, price;
  };
  Effects effects_of(std::size_t policy, const Columns& columns) const {
    const bool any = columns.effects && policy != comparison.baseline;
    const bool range = any && ranges(policy);
    return {any, range && columns.beside, range && !columns.beside, any && chances(policy), any && prices(policy)};
  }

  Cells head(const Columns& columns, const Effects& effects) const {
    Cells head{std::string(words("metric", "ukuran"))};
    if (columns.values) head.emplace_back(words("at the end", "pada akhir"));
    if (effects.any) head.emplace_back(words("difference", "selisih"));
    if (effects.range) head.emplace_back("5-95 %");
    if (effects.chance) head.emplace_back(words("chance", "acak"));
    if (effects.any) head.emplace_back(words("better", "membaik"));
    if (effects.price) head.emplace_back(words("m Rp/unit", "juta/satuan"));
    return head;
  }

  Cells line(const Row& row, std::size_t policy, const Columns& columns, const Effects& effects) const {
    Cells line{row.title};
    const Spread& spread = (*row.spread)[policy];
    if (columns.values)
      line.push_back(columns.spread || spread.count == 0 ? spread_text(spread, row.decimals)
                                                         : fixed_text(spread.mean, row.decimals));
    const PairedDifference& difference = (*row.difference)[policy];
    if (effects.any) line.push_back(difference_text(difference, row.difference_decimals));
    if (effects.range) line.push_back(range(row, policy));
    if (effects.chance) line.push_back(chance_text(difference));
    if (effects.any) line.push_back(better_text(difference));
    if (effects.price) line.push_back(price(row, policy));
    return line;
  }

  std::vector<Cells> cells(std::size_t policy, const Columns& columns) const {
    const Effects effects = effects_of(policy, columns);
    std::vector<Cells> lines{head(columns, effects)};
    for (const Row& row : rows) {
      lines.push_back(line(row, policy, columns, effects));
      const std::string below = effects.below ? range(row, policy) : "";
      if (below.empty()) continue;
      Cells second(lines.front().size());
      second[0] = "  5-95 %";
      second[columns.values ? 2 : 1] = below + "  ";
      lines.push_back(std::move(second));
    }
    return lines;
  }

  // Columns that are left for the titles.
  std::size_t room(std::size_t policy, const Columns& columns, std::size_t width) const {
    std::vector<std::size_t> widest;
    for (const std::vector<std::string>& line : cells(policy, columns)) {
      widest.resize(std::max(widest.size(), line.size()));
      for (std::size_t c = 1; c < line.size(); ++c) widest[c] = std::max(widest[c], display_width(line[c]));
    }
    std::size_t used = 0;
    for (std::size_t c = 1; c < widest.size(); ++c) used += widest[c] + 2;
    return used < width ? width - used : 0;
  }

  std::string text(std::size_t policy, const Columns& columns, std::size_t width) const {
    std::vector<std::vector<std::string>> lines = cells(policy, columns);
    Table table = make_table(lines[0].size() - 1);
    for (std::size_t l = 0; l < lines.size(); ++l) {
      table.add(std::move(lines[l]));
      if (l == 0) table.add_rule();
    }
    return table.text(width);
  }
};

// Columns that the widest cells and the gaps leave for titles beside a column of values for each policy.
std::size_t room_for_titles(const std::vector<Row>& rows, const std::vector<std::string>& policies, std::size_t width) {
  std::size_t cell = 10;
  for (const Row& row : rows) {
    for (const Spread& spread : *row.spread) cell = std::max(cell, spread_text(spread, row.decimals).size());
  }
  for (const std::string& policy : policies) cell = std::max(cell, display_width(policy));
  const std::size_t used = policies.size() * (cell + 2);
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
    for (std::size_t m = 0; m < comparison.metrics.size(); ++m) {
      const MetricComparison& metric = comparison.metrics[m];
      const MetricPlace& place = metric.metric->traits.table;
      if (place.order > 0 && (metric.member == none || std::ranges::count(place.members, metric.member) > 0))
        shown.push_back(m);
    }
    std::ranges::stable_sort(shown, {},
                             [&](std::size_t m) { return comparison.metrics[m].metric->traits.table.order; });
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

std::string range_text(const PairedDifference& difference, int decimals) {
  if (difference.count < 2) return "";
  const std::string low = signed_text(difference.q05, decimals), high = signed_text(difference.q95, decimals);
  return low == high ? "" : "[" + low + ", " + high + "]";
}

std::string chance_text(const PairedDifference& difference) {
  if (difference.count == 0 || std::isnan(difference.chance_share)) return "";
  return fixed_text(100 * difference.chance_share, 0) + " %";
}

std::string better_text(const PairedDifference& difference) {
  if (difference.count == 0 || std::isnan(difference.share_better)) return "";
  return fixed_text(100 * difference.share_better, 0) + " %";
}

std::string price_text(double cost_per_effect) {
  if (!std::isfinite(cost_per_effect) || cost_per_effect < 0.0005) return "";
  return fixed_text(cost_per_effect, cost_per_effect >= 100  ? 0
                                     : cost_per_effect >= 10 ? 1
                                     : cost_per_effect >= 1  ? 2
                                                             : 3);
}

namespace {

// "At the end of 2023-12: mean [5 %, 95 %] of the replicates; ~ has a season: mean of the last 12 months".
std::string values_heading(const Comparison& comparison, const std::vector<Row>& rows, const ClosingNames& names,
                           Words words) {
  std::string heading = std::string(words("At the end of ", "Pada akhir ")) + names.moment;
  const bool intervals = std::ranges::any_of(rows, [](const Row& row) {
    return std::ranges::any_of(*row.spread, [](const Spread& s) { return s.count > 1; });
  });
  if (intervals) heading += words(": mean [5 %, 95 %] of the replicates", ": rerata [5 %, 95 %] ulangan");
  const bool seasonal = std::ranges::any_of(
      shown_metrics(comparison), [&](std::size_t m) { return comparison.metrics[m].metric->traits.seasonal; });
  if (!seasonal || comparison.season_months < 2) return heading;
  const std::string months = std::to_string(comparison.season_months);
  heading += words("; ~ has a season: mean of the last ", "; ~ bermusim: rerata ");
  heading += months + std::string(words(" months", " bulan terakhir"));
  if (comparison.season_recorded < comparison.season_months) {
    heading += words(", as far as recorded (", ", sejauh tercatat (");
    heading += std::to_string(comparison.season_recorded) + ")";
  }
  return heading;
}

// What the columns of effects mean.
std::string effects_heading(const Comparison& comparison, const std::vector<Row>& rows, const Block& block,
                            Words words) {
  const std::vector<std::size_t> policies = others(comparison);
  const auto any = [&policies](auto&& has) { return std::ranges::any_of(policies, has); };
  std::string heading =
      std::string(words("Difference from ", "Selisih terhadap ")) + comparison.policies[comparison.baseline];
  if (any_interval(rows))
    heading += words(", replicate by replicate: mean [95 % interval of the mean]; * leaves out 0",
                     ", ulangan demi ulangan: rerata [selang 95 % rerata itu]; * tidak memuat 0");
  if (comparison.parameter_sets > 1) {
    heading += words(", over the means of ", ", dari rerata ");
    heading += std::to_string(comparison.parameter_sets);
    heading += words(" parameter sets", " himpunan parameter");
  }
  if (any([&](std::size_t p) { return block.ranges(p); })) {
    heading +=
        words("; 5-95 %: range of the differences over the replicates", "; 5-95 %: rentang selisih antarulangan");
    if (comparison.parameter_sets > 1)
      heading += words(", from chance and from what is not known of the parameters",
                       ", karena undian acak dan karena parameter yang tidak pasti");
  }
  if (any([&](std::size_t p) { return block.chances(p); }))
    heading += words("; chance: share of the variance of the differences that is chance, the rest is the parameters'",
                     "; acak: bagian ragam selisih karena undian acak, sisanya karena parameter");
  else if (comparison.parameter_sets > 1 && !any([&](std::size_t p) { return block.sets_repeat(p); }))
    heading += words(" (one replicate a set: the two cannot be told apart)",
                     " (satu ulangan tiap himpunan: keduanya tidak dapat dipisahkan)");
  heading += words("; better: share of the replicates in which the policy is better",
                   "; membaik: bagian ulangan yang membaik dengan kebijakan itu");
  if (any([&](std::size_t p) { return block.prices(p); }))
    heading += words("; m Rp/unit: extra million Rp spent for one unit of an improvement with *",
                     "; juta/satuan: tambahan belanja, juta Rp, untuk satu satuan perbaikan bertanda *");
  return heading;
}

std::string tables_of(const Comparison& comparison, const ClosingNames& names, std::size_t width, Language language) {
  const Words words{language};
  const std::vector<Row> rows = make_rows(comparison, names, words);
  const std::size_t policies = comparison.policies.size();
  const bool compared = policies > 1;
  const Block block{comparison, rows, words};
  const std::string values = wrapped(values_heading(comparison, rows, names, words), width);
  const std::string effects = wrapped(effects_heading(comparison, rows, block, words), width);
  std::vector<std::size_t> order{comparison.baseline};
  for (const std::size_t p : others(comparison)) order.push_back(p);
  // All blocks alike: with what leaves room for titles everywhere.
  const auto fits = [&](const Columns& columns) {
    return std::ranges::all_of(order, [&](std::size_t p) { return block.room(p, columns, width) >= least_title; });
  };
  const auto name_of_policy = [&](std::size_t p) {
    return wrapped(titled(comparison.policies[p], p < names.policies.size() ? names.policies[p] : ""), width);
  };

  if (room_for_titles(rows, comparison.policies, width) >= least_title) {
    std::string text = values + "\n" + (compared ? "" : name_of_policy(0));
    text += values_side_by_side(comparison, rows, words, width);
    if (!compared) return text;
    text += "\n" + effects;
    const bool beside = fits({.values = false});
    for (const std::size_t p : others(comparison)) {
      text += "\n" + name_of_policy(p);
      text += block.text(p, {.values = false, .beside = beside}, width);
    }
    return text;
  }

  std::string text = values + (compared ? effects : "");
  const bool spread = fits({});
  const bool beside = spread || fits({.spread = false});
  for (const std::size_t p : order) {
    text += "\n" + name_of_policy(p) + "\n";
    text += block.text(p, {.spread = spread || p == comparison.baseline, .beside = beside}, width);
  }
  return text;
}

std::string shortages_text(const Comparison& comparison, const ClosingNames& names, std::size_t width, Words words) {
  if (comparison.shortages.empty()) return {};
  std::string text = "\n" + wrapped(words("Money ran short: a fund could not pay all that was wanted of it",
                                          "Dana tidak cukup: tidak semua yang dibutuhkan dapat dibayar"),
                                    width);
  for (const FundShortage& shortage : comparison.shortages) {
    text += wrapped(names.funds.at(shortage.fund) + ", " + comparison.policies[shortage.policy] + ": " +
                        std::string(words("in ", "pada ")) + count_text(shortage.replicates) +
                        std::string(words(" of ", " dari ")) +
                        counted(shortage.of, std::string(words("replicate", "ulangan")),
                                std::string(words("replicates", "ulangan"))) +
                        std::string(words(", first in ", ", pertama kali ")) + names.months.at(shortage.month) +
                        std::string(shortage.replicates > 1 ? " (median)" : ""),
                    width, 2);
  }
  return text;
}

}  // namespace

std::string closing_table(const Comparison& comparison, const ClosingNames& names, std::size_t width,
                          Language language) {
  return tables_of(comparison, names, width, language) + shortages_text(comparison, names, width, Words{language});
}

}  // namespace berdaya::cli

#include "io/sweep_identity.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

#include "base/text.hpp"
#include "berdaya_version.hpp"
#include "io/table_file.hpp"
#include "io/toml_tree.hpp"

namespace berdaya {
namespace {

constexpr std::size_t lines_shown = 20;
constexpr std::size_t longest_line = 160;

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::string shown(char sign, std::string_view line) {
  std::string text = "\n  ";
  text += sign;
  text += ' ';
  text += line.substr(0, longest_line);
  if (line.size() > longest_line) text += " ...";
  return text;
}

}  // namespace

SweepIdentity identity_of(const LoadedSweep& sweep, const SweepLayout& layout) {
  std::string text = "# The sweep that these parts belong to, complete in itself.\n# engine " + std::string(version) +
                     " " + std::string(commit) + "\n";
  const auto line = [&text](std::string_view name, const std::string& value) {
    text += std::string(name) + " = " + value + "\n";
  };
  const auto flag = [](bool value) { return std::string(value ? "true" : "false"); };
  const auto list = [](const auto& names) {
    std::string all;
    for (const auto& name : names) all += (all.empty() ? "" : ", ") + toml_string(name);
    return "[" + all + "]";
  };
  line("format", "1");
  line("scenario", toml_string(sweep.scenario_name));
  line("policies", list(layout.batch.policies));
  line("replicates", std::to_string(layout.batch.replicates));
  line("seed", std::to_string(sweep.seed.value));
  line("paired", flag(sweep.paired));

  const DesignSpec& design = sweep.design->spec();
  if (design.kind != DesignKind::none) {
    text += "\n[design]\n";
    line("kind", toml_string(name_of(design.kind)));
  }
  if (design.samples > 0) line("samples", std::to_string(design.samples));
  if (design.kind == DesignKind::saltelli) line("second_order", flag(design.second_order));
  if (design.kind == DesignKind::morris) line("levels", std::to_string(design.levels));
  if (design.kind == DesignKind::list) {
    line("file", toml_string(embedded_samples));
  } else if (design.kind != DesignKind::none) {
    text += "\n[design.parameters]\n";
    for (const DesignParameter& parameter : design.parameters) {
      std::string range = "{ min = ";
      range.append(toml_number(parameter.low)).append(", max = ").append(toml_number(parameter.high));
      range += parameter.whole ? ", whole = true }" : " }";
      if (!parameter.values.empty()) {
        range.clear();
        for (const std::string& value : parameter.values) range += (range.empty() ? "" : ", ") + value;
        range.insert(0, "{ values = [").append("] }");
      }
      line(toml_string(parameter.path), range);
    }
  }

  text += "\n[output]\n";
  std::vector<std::string_view> metrics;
  metrics.reserve(layout.batch.metrics.size());
  for (const MetricDescription* metric : layout.batch.metrics) metrics.push_back(metric->name);
  line("metrics", list(metrics));
  line("every", std::to_string(sweep.output.every));
  line("by", toml_string(name_of(sweep.output.by)));
  line("summary", flag(layout.summary));
  if (layout.summary) {
    std::string quantiles;
    for (const double q : sweep.output.statistics.quantiles)
      quantiles += (quantiles.empty() ? "" : ", ") + toml_number(q);
    line("quantiles", "[" + quantiles + "]");
  }
  line("keep_bits", std::to_string(sweep.output.keep_bits));

  text += "\n[files]\n";
  if (design.kind == DesignKind::list) {
    std::vector<std::string> cells;
    cells.reserve(design.parameters.size());
    for (const DesignParameter& parameter : design.parameters) cells.push_back(parameter.path);
    std::string table = table_row(cells);
    for (const std::vector<std::string>& row : design.table) table += table_row(row);
    line(toml_string(embedded_samples), toml_long_string(table));
  }
  line(toml_string(embedded_scenario), toml_long_string(sweep.scenario.resolved));
  return {text};
}

std::string difference_of(const std::string& before, const std::string& now) {
  const std::vector<std::string_view> old_lines = lines_of(before);
  const std::vector<std::string_view> new_lines = lines_of(now);
  // Lines in common are matched greedily by the next equal line, which is enough for a plan of which a few lines
  // differ.
  std::string text = "the plan or the scenario has changed (- before, + now):";
  std::size_t shown_lines = 0;
  std::size_t i = 0;
  std::size_t j = 0;
  const auto show = [&](char sign, std::string_view line) {
    if (++shown_lines <= lines_shown) text += shown(sign, line);
  };
  // Where much differs, the first lines say enough; all of them would take long to match.
  while (shown_lines <= lines_shown && (i < old_lines.size() || j < new_lines.size())) {
    if (i < old_lines.size() && j < new_lines.size() && old_lines[i] == new_lines[j]) {
      ++i;
      ++j;
      continue;
    }
    const auto in_new =
        j < new_lines.size() && i < old_lines.size()
            ? std::find(new_lines.begin() + static_cast<std::ptrdiff_t>(j), new_lines.end(), old_lines[i])
            : new_lines.end();
    const auto in_old =
        j < new_lines.size() && i < old_lines.size()
            ? std::find(old_lines.begin() + static_cast<std::ptrdiff_t>(i), old_lines.end(), new_lines[j])
            : old_lines.end();
    if (i < old_lines.size() && (in_new == new_lines.end() || j >= new_lines.size())) {
      show('-', old_lines[i++]);
      if (j < new_lines.size() && in_old == old_lines.end()) show('+', new_lines[j++]);
    } else {
      show('+', new_lines[j++]);
    }
  }
  if (shown_lines > lines_shown) text += "\n  ... (more lines differ)";
  return text;
}

}  // namespace berdaya

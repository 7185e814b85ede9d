#include "io/sweep_identity.hpp"

#include <string_view>
#include <vector>

#include "berdaya_version.hpp"
#include "io/table_file.hpp"
#include "io/toml_tree.hpp"

namespace berdaya {

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

}  // namespace berdaya

#include "io/batch_identity.hpp"

#include <string_view>

#include "berdaya_version.hpp"
#include "io/toml_tree.hpp"

namespace berdaya {

StoreIdentity identity_of(const BatchPlan& plan, const BatchLayout& layout, const std::string& resolved_scenario) {
  std::string text =
      "# The batch that these runs belong to.\n# engine " + std::string(version) + " " + std::string(commit) + "\n";
  const auto line = [&text](std::string_view name, const std::string& value) {
    text += std::string(name) + " = " + value + "\n";
  };
  const auto list = [](const auto& items, const auto& name_of) {
    std::string all;
    for (const auto& item : items) all += (all.empty() ? "" : ", ") + toml_string(name_of(item));
    return "[" + all + "]";
  };
  const auto itself = [](const std::string& name) { return std::string_view(name); };
  line("format", "1");
  line("policies", list(layout.policies, itself));
  line("replicates", std::to_string(plan.replicates));
  line("first_replicate", std::to_string(plan.first_replicate));
  line("seed", std::to_string(plan.seed.value));
  line("months", std::to_string(plan.scenario.months));
  line("every", std::to_string(plan.every));
  line("umkm_every", std::to_string(plan.umkm_every));
  line("metrics", list(layout.metrics, [](const MetricDescription* metric) { return metric->name; }));
  if (plan.sets != nullptr) {
    line("set_parameters", list(plan.sets->paths, itself));
    line("sets", toml_long_string(plan.sets->text));
  }
  line("scenario", toml_long_string(resolved_scenario));
  return {text};
}

}  // namespace berdaya

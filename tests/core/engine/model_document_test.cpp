// docs/model.md, the header blocks of the rules and the catalogue of parameters speak of the same parameters.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>
#include <string>

#include "engine/schedule.hpp"
#include "interventions/catalogue.hpp"
#include "interventions/macro_step.hpp"
#include "observers/metric.hpp"
#include "params/parameters.hpp"
#include "params/rule_description.hpp"
#include "params/structures.hpp"
#include "state/effects.hpp"
#include "state/option.hpp"
#include "state/world.hpp"
#include "support/declared_names.hpp"

namespace berdaya {
namespace {

using Names = std::set<std::string>;

// Its lines joined, as a list in braces may go over two.
std::string model_document() {
  std::ifstream file(std::string(BERDAYA_SOURCE_DIR) + "/docs/model.md");
  std::ostringstream text;
  text << file.rdbuf();
  std::string joined = text.str();
  std::replace(joined.begin(), joined.end(), '\n', ' ');
  return joined;
}

// "a{b, c}_d" stands for a_b... : each alternative of the first braces, then of the rest.
void expand(const std::string& pattern, Names& names) {
  const std::size_t open = pattern.find('{');
  if (open == std::string::npos) {
    names.insert(pattern);
    return;
  }
  const std::size_t close = pattern.find('}', open);
  std::istringstream alternatives(pattern.substr(open + 1, close - open - 1));
  for (std::string one; std::getline(alternatives, one, ',');) {
    one.erase(0, one.find_first_not_of(' '));
    expand(pattern.substr(0, open) + one + pattern.substr(close + 1), names);
  }
}

// Every identifier of the document, those written with braces in full; "group.name" also gives "name".
Names names_in(const std::string& text) {
  static const std::regex word(R"([A-Za-z][A-Za-z0-9_]*(\{[a-z0-9_, ]+\}[a-z0-9_]*)*|(\{[a-z0-9_, ]+\}[a-z0-9_]*)+)");
  Names names;
  for (std::sregex_iterator it(text.begin(), text.end(), word), end; it != end; ++it) expand(it->str(), names);
  return names;
}

std::string bare(std::string_view name) { return std::string(name.substr(name.find('.') + 1)); }

Names parameter_names() {
  Names names;
  for (const ParameterGroup& group : parameter_groups()) {
    for (const ParameterDescription& parameter : group.parameters) names.insert(std::string(parameter.name));
  }
  return names;
}

TEST(ModelDocument, NamesEveryParameter) {
  const Names written = names_in(model_document());
  for (const std::string& name : parameter_names()) EXPECT_EQ(written.count(bare(name)), 1U) << name;
}

TEST(ModelDocument, NamesNoParameterThatIsNotThere) {
  const std::string text = model_document();
  const Names known = parameter_names();
  std::string groups;
  for (const ParameterGroup& group : parameter_groups())
    groups += (groups.empty() ? "" : "|") + std::string(group.name);
  const std::regex qualified("\\b(" + groups + ")\\.[a-z][a-z0-9_]*");
  std::size_t found = 0;
  for (std::sregex_iterator it(text.begin(), text.end(), qualified), end; it != end; ++it, ++found)
    EXPECT_EQ(known.count(it->str()), 1U) << it->str();
  EXPECT_GT(found, 30U);
}

// What may stand in an equation beside parameters: columns of the state, metrics, levers and their fields, options,
// choices, and symbols that the document explains.
Names other_names() {
  Names names{"n_cbo", "hours_stage", "share_soc", "share_train", "share_permit", "share_market"};
  for (const char* file : {"impulse_response_test", "reference_model", "umkm_file"}) names.insert(file);
  const World world;
  World::tables(world, [&](std::string_view, const auto& table) {
    std::remove_cvref_t<decltype(table)>::columns(
        table, [&](std::string_view column, const auto&, std::string_view) { names.insert(std::string(column)); });
  });
  for (const MetricDescription& metric : metrics()) names.insert(std::string(metric.name));
  for (const InterventionDescription& kind : intervention_kinds()) {
    names.insert(std::string(kind.name));
    for (const FieldDescription& field : kind.fields) names.insert(std::string(field.name));
  }
  for (const FieldDescription& field : common_fields()) names.insert(std::string(field.name));
  for (const OptionSpec& option : standard_options()) names.insert(option.id);
  for (const StructureDescription& structure : structures()) names.insert(std::string(structure.name));
  names.insert("with_structures");
  // cases, and a policy of one
  for (const char* word : {"karanganyar_gunung", "semarang_kampung_tematik", "nine_thin"}) names.insert(word);
  for (const ParameterGroup& group : parameter_groups()) {
    names.insert(std::string(group.name));
    for (const ParameterDescription& parameter : group.parameters) {
      names.insert(bare(parameter.name));
      for (std::string_view choice : parameter.choices) names.insert(std::string(choice));
    }
  }
  return names;
}

// A name of several words that means nothing is a slip; n0_ks, h_fk and the like are symbols with an index.
TEST(ModelDocument, UsesNoNameThatMeansNothing) {
  const Names known = other_names();
  static const std::regex index("_([A-Za-z]{1,2})$");
  for (const std::string& name : names_in(model_document())) {
    const std::string without_index = std::regex_replace(name, index, "");
    if (without_index.find('_') == std::string::npos) continue;
    EXPECT_TRUE(known.count(name) == 1 || known.count(without_index) == 1) << name;
  }
}

// "government.*" stands for the whole group.
void add_declared(std::string_view list, const Names& known, Names& declared) {
  for (const std::string& name : test::declared_names(list)) {
    const std::size_t dot = name.find('.');
    if (name.substr(dot + 1) == "*") {
      const std::string group = name.substr(0, dot + 1);
      for (const std::string& parameter : known) {
        if (parameter.compare(0, group.size(), group) == 0) declared.insert(parameter);
      }
    } else if (dot != 0) {
      declared.insert(name);
    }
  }
}

TEST(RuleHeaders, DeclareParametersThatExistAndLeaveNoneOut) {
  const Names known = parameter_names();
  Names declared;
  for (const RuleDescription* rule : month_schedule()) {
    Names own;
    add_declared(rule->parameters, known, own);
    for (const std::string& name : own) {
      const bool prose = name.find(' ') != std::string::npos;  // "thresholds of the scenario", "catalogue of options"
      EXPECT_TRUE(prose || known.count(name) == 1) << rule->name << ": " << name;
    }
    declared.insert(own.begin(), own.end());
  }
  for (const std::string& name : known) {
    if (name == "market.poverty_line" || name == "market.better_ratio") continue;              // read by metrics only
    if (name == "social_capital.contacts" || name == "social_capital.rewire_start") continue;  // at the start only
    EXPECT_EQ(declared.count(name), 1U) << name;
  }
}

}  // namespace
}  // namespace berdaya

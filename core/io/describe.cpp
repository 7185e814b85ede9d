#include "io/describe.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "base/errors.hpp"
#include "io/description_pages.hpp"
#include "io/scenario_file.hpp"

namespace berdaya {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::string_view, 8> names_of_catalogues{"parameters", "metrics",    "interventions", "options",
                                                              "rules",      "structures", "schema",        "errors"};

std::string meaning_of(const DescribedEntry& entry, Language language) {
  return language == Language::id && !entry.meaning_id.empty() ? entry.meaning_id : entry.meaning_en;
}

// Text ------------------------------------------------------------------------------------------------------------

// Columns, not bytes: the continuation bytes of UTF-8 fill none.
std::size_t columns(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; }));
}

// `head` stands at the beginning of the first line as it is.
void append_wrapped(std::string& out, std::string_view text, std::size_t width, std::size_t indent,
                    std::string_view head = {}) {
  std::size_t at = 0;
  std::size_t used = columns(head);
  bool at_begin = head.empty();
  out += head;
  while (at < text.size()) {
    const std::size_t begin = text.find_first_not_of(" \n", at);
    if (begin == std::string_view::npos) break;
    const std::size_t end = std::min(text.find_first_of(" \n", begin), text.size());
    const std::string_view word = text.substr(begin, end - begin);
    if (at_begin || used + 1 + columns(word) > width) {
      if (used > 0) out += "\n";
      out.append(indent, ' ');
      used = indent;
    } else {
      out += ' ';
      ++used;
    }
    at_begin = false;
    out += word;
    used += columns(word);
    at = end;
  }
  out += "\n";
}

// A text of several lines, such as equations, keeps its lines, each indented below the label.
void append_fact(std::string& out, const DescribedFact& f, const DescriptionStyle& style, std::size_t indent) {
  const std::string label = std::string(f.label.in(style.language)) + ":";
  if (f.text.find('\n') == std::string::npos) {
    append_wrapped(out, label + " " + f.text, style.width, indent);
    return;
  }
  append_wrapped(out, label, style.width, indent);
  for (std::size_t begin = 0; begin < f.text.size();) {
    const std::size_t end = std::min(f.text.find('\n', begin), f.text.size());
    append_wrapped(out, std::string_view(f.text).substr(begin, end - begin), style.width, indent + 2);
    begin = end + 1;
  }
}

std::string labelled(const DescribedFact& f, Language language) {
  const std::string_view label = f.label.in(language);
  return label.empty() ? f.text : std::string(label) + " " + f.text;
}

void append_entry(std::string& out, const DescribedEntry& entry, const DescriptionStyle& style, std::size_t indent) {
  std::string head = std::string(indent, ' ') + entry.name;
  const std::string_view title = entry.title.in(style.language);
  std::string facts;
  for (const DescribedFact& f : entry.facts) {
    if (f.brief && !f.text.empty()) facts += (facts.empty() ? "" : ", ") + labelled(f, style.language);
  }
  if (!title.empty()) facts = std::string(title) + (facts.empty() ? "" : ", " + facts);
  append_wrapped(out, facts, style.width, indent + 4, head + (facts.empty() ? "" : " "));
  const std::string meaning = meaning_of(entry, style.language);
  if (!meaning.empty()) append_wrapped(out, meaning, style.width, indent + 4);
  for (const DescribedFact& f : entry.facts) {
    if (!f.brief && !f.text.empty()) append_fact(out, f, style, indent + 4);
  }
  for (const DescribedEntry& part : entry.parts) append_entry(out, part, style, indent + 4);
}

std::string as_text(const DescribedCatalogue& catalogue, const DescriptionStyle& style) {
  std::string out;
  for (const DescribedGroup& group : catalogue.groups) {
    if (!out.empty()) out += "\n";
    const std::string_view title = group.title.in(style.language);
    append_wrapped(out, title, style.width, 0);
    out += std::string(std::min(columns(title), style.width), '-') + "\n";
    for (std::size_t i = 0; i < group.entries.size(); ++i) {
      if (i > 0 && !group.tabular) out += "\n";
      append_entry(out, group.entries[i], style, 0);
    }
  }
  return out;
}

// Markdown --------------------------------------------------------------------------------------------------------

std::string cell(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '|' || c == '*' || c == '_' || c == '<') escaped += '\\';
    escaped += c == '\n' ? ' ' : c;
  }
  return escaped;
}

std::string capital(std::string_view text) {
  std::string result(text);
  if (!result.empty() && result[0] >= 'a' && result[0] <= 'z') result[0] = static_cast<char>(result[0] - 'a' + 'A');
  return result;
}

void append_markdown_table(std::string& out, const std::vector<DescribedEntry>& entries,
                           const DescriptionStyle& style) {
  // The union of the facts of all entries, in the order of their first appearance.
  std::vector<const DescribedFact*> head;
  bool titled = false;
  for (const DescribedEntry& entry : entries) {
    titled = titled || !entry.title.en.empty();
    for (const DescribedFact& f : entry.facts) {
      if (f.text.empty()) continue;
      if (std::ranges::none_of(head, [&](const DescribedFact* h) { return h->key == f.key; })) head.push_back(&f);
    }
  }
  const auto label = [&](const DescribedFact& f) {
    const std::string_view text = f.label.in(style.language);
    return std::string(text.empty() ? f.key : text);
  };
  const bool id = style.language == Language::id;
  std::string line = std::string("| ") + (id ? "nama" : "name") + " |" + (titled ? (id ? " judul |" : " title |") : "");
  std::string rule = titled ? "|---|---|" : "|---|";
  for (const DescribedFact* f : head) {
    line += " " + label(*f) + " |";
    rule += "---|";
  }
  out += line + (id ? " arti |\n" : " meaning |\n") + rule + "---|\n";
  for (const DescribedEntry& entry : entries) {
    line = "| `" + entry.name + "` |";
    if (titled) line += " " + cell(entry.title.in(style.language)) + " |";
    for (const DescribedFact* h : head) {
      const auto f = std::ranges::find(entry.facts, h->key, &DescribedFact::key);
      line += f == entry.facts.end() || f->text.empty() ? " |" : " " + cell(f->text) + " |";
    }
    out += line + " " + cell(meaning_of(entry, style.language)) + " |\n";
  }
}

std::string indented(std::string_view text, std::size_t blanks) {
  std::string result(blanks, ' ');
  for (const char c : text) {
    result += c;
    if (c == '\n') result.append(blanks, ' ');
  }
  return result;
}

void append_markdown_section(std::string& out, const DescribedEntry& entry, const DescriptionStyle& style) {
  const std::string_view title = entry.title.in(style.language);
  out += "\n### " + (title.empty() ? "`" + entry.name + "`" : capital(title) + " (`" + entry.name + "`)") + "\n\n";
  const std::string meaning = meaning_of(entry, style.language);
  if (!meaning.empty()) out += cell(capital(meaning)) + (meaning.ends_with('.') ? "\n" : ".\n");
  bool first = true;
  for (const DescribedFact& f : entry.facts) {
    if (f.text.empty()) continue;
    const std::string_view label = f.label.in(style.language);
    out += (first ? "\n- " : "- ") + (label.empty() ? std::string() : capital(label) + ": ");
    first = false;
    if (f.text.find('\n') == std::string::npos) {
      out += cell(f.text) + "\n";
    } else {
      out += "\n\n  ```text\n" + indented(f.text, 2) + "\n  ```\n\n";
    }
  }
  if (entry.parts.empty()) return;
  out += "\n";
  append_markdown_table(out, entry.parts, style);
}

std::string as_markdown(const DescribedCatalogue& catalogue, const DescriptionStyle& style) {
  std::string out = "# " + std::string(catalogue.title.in(style.language)) + "\n";
  for (const DescribedGroup& group : catalogue.groups) {
    out += "\n## " + std::string(group.title.in(style.language)) + "\n";
    if (group.tabular) {
      out += "\n";
      append_markdown_table(out, group.entries, style);
    } else {
      for (const DescribedEntry& entry : group.entries) append_markdown_section(out, entry, style);
    }
  }
  return out;
}

// JSON ------------------------------------------------------------------------------------------------------------

Json json_entry(const DescribedEntry& entry) {
  Json object;
  object["name"] = entry.name;
  if (!entry.title.en.empty()) object["title"] = {{"en", entry.title.en}, {"id", entry.title.id}};
  for (const DescribedFact& f : entry.facts) object[std::string(f.key)] = Json::parse(f.json);
  if (!entry.meaning_en.empty()) object["meaning"] = {{"en", entry.meaning_en}, {"id", entry.meaning_id}};
  if (!entry.parts.empty()) {
    for (const DescribedEntry& part : entry.parts) object["fields"].push_back(json_entry(part));
  }
  return object;
}

std::string as_json(Catalogue which, const DescribedCatalogue& catalogue) {
  Json root;
  root["catalogue"] = names_of_catalogues[static_cast<std::size_t>(which)];
  root["entries"] = Json::array();
  for (const DescribedGroup& group : catalogue.groups) {
    for (const DescribedEntry& entry : group.entries) {
      Json object = json_entry(entry);
      object["group"] = group.name;
      root["entries"].push_back(std::move(object));
    }
  }
  return root.dump(2) + "\n";
}

// Narrowing -------------------------------------------------------------------------------------------------------

bool is_called(const DescribedGroup& group, std::string_view name) {
  return group.name == name || std::ranges::find(group.other_names, name) != group.other_names.end();
}

std::string_view after_dot(std::string_view name) {
  const std::size_t dot = name.find('.');
  return dot == std::string_view::npos ? name : name.substr(dot + 1);
}

// Marks what a name means: a group; else an entry; else the entries that end so ("base" in "participation.base").
bool mark(const DescribedCatalogue& all, std::string_view name, std::vector<std::vector<bool>>& wanted) {
  const auto mark_where = [&](const auto& condition) {
    bool found = false;
    for (std::size_t g = 0; g < all.groups.size(); ++g) {
      for (std::size_t e = 0; e < all.groups[g].entries.size(); ++e) {
        if (!condition(all.groups[g], all.groups[g].entries[e])) continue;
        wanted[g][e] = true;
        found = true;
      }
    }
    return found;
  };
  return mark_where([&](const DescribedGroup& group, const DescribedEntry&) { return is_called(group, name); }) ||
         mark_where([&](const DescribedGroup&, const DescribedEntry& entry) { return entry.name == name; }) ||
         mark_where([&](const DescribedGroup&, const DescribedEntry& entry) { return after_dot(entry.name) == name; });
}

DescribedCatalogue narrowed(const DescribedCatalogue& all, const std::vector<std::string>& names,
                            std::string_view what) {
  std::vector<std::string_view> known;
  std::vector<std::vector<bool>> wanted;
  for (const DescribedGroup& group : all.groups) {
    known.push_back(group.name);
    for (const DescribedEntry& entry : group.entries) known.push_back(entry.name);
    wanted.emplace_back(group.entries.size(), false);
  }
  std::vector<Problem> problems;
  for (const std::string& name : names) {
    if (mark(all, name, wanted)) continue;
    const std::string_view nearest = nearest_name(name, known);
    const std::string hint = nearest.empty() ? "" : "did you mean '" + std::string(nearest) + "'? ";
    problems.push_back({.file = {},
                        .source_line = {},
                        .message = "nothing in " + std::string(what) + " is called '" + name + "'",
                        .hint = hint + "`berdaya describe " + std::string(what) + "` lists all"});
  }
  if (!problems.empty()) throw InputError(std::move(problems));

  DescribedCatalogue some{all.title, {}};
  for (std::size_t g = 0; g < all.groups.size(); ++g) {
    DescribedGroup group = all.groups[g];
    group.entries.clear();
    for (std::size_t e = 0; e < all.groups[g].entries.size(); ++e) {
      if (wanted[g][e]) group.entries.push_back(all.groups[g].entries[e]);
    }
    if (!group.entries.empty()) some.groups.push_back(std::move(group));
  }
  return some;
}

}  // namespace

std::span<const std::string_view> catalogue_names() { return names_of_catalogues; }

Catalogue catalogue_named(std::string_view name) {
  const auto found = std::ranges::find(names_of_catalogues, name);
  if (found != names_of_catalogues.end()) return static_cast<Catalogue>(found - names_of_catalogues.begin());
  const std::string_view nearest = nearest_name(name, names_of_catalogues);
  throw InputError("unknown catalogue '" + std::string(name) + "'; " +
                   (nearest.empty() ? "" : "did you mean '" + std::string(nearest) + "'? ") +
                   "catalogues: " + join_names(names_of_catalogues));
}

std::string describe(Catalogue catalogue, const std::vector<std::string>& names, const DescriptionStyle& style) {
  if (catalogue == Catalogue::schema && style.format == DescriptionFormat::json && names.empty()) {
    std::string schema = scenario_schema();
    if (!schema.ends_with('\n')) schema += '\n';
    return schema;
  }
  DescribedCatalogue all = collect(catalogue, style.language);
  if (!names.empty()) all = narrowed(all, names, names_of_catalogues[static_cast<std::size_t>(catalogue)]);
  switch (style.format) {
    case DescriptionFormat::text:
      return as_text(all, style);
    case DescriptionFormat::markdown:
      return as_markdown(all, style);
    case DescriptionFormat::json:
      return as_json(catalogue, all);
  }
  return {};
}

}  // namespace berdaya

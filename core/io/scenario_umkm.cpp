// umkm_file: the UMKM of a community, one row each.
#include <algorithm>
#include <charconv>
#include <cmath>

#include "io/scenario_reading.hpp"
#include "io/scenario_table.hpp"

namespace berdaya {
namespace {

struct CommunityView {
  const CommunitySpec& spec;
  std::vector<std::string> cbos;  // ids, in order
};

std::optional<Index> position(const std::vector<std::string>& names, const std::string& name) {
  const auto found = std::find(names.begin(), names.end(), name);
  return found == names.end() ? std::nullopt : std::optional<Index>(static_cast<Index>(found - names.begin()));
}

void unknown_name(Reading& r, const TableCell& cell, const std::string& what, const std::vector<std::string>& names) {
  const std::vector<std::string_view> views(names.begin(), names.end());
  r.problems.add(cell.place, "unknown " + what + " '" + cell.text + "'", suggestion(cell.text, views, "there are"));
}

// The trait of a column, or nothing.
std::optional<std::size_t> trait_of(std::string_view column) {
  for (int t = 0; t < trait_count; ++t) {
    if (name_of(static_cast<Trait>(t)) == column) return static_cast<std::size_t>(t);
  }
  return std::nullopt;
}

void read_cell(Reading& r, const CommunityView& community, const std::string& column, const TableCell& cell,
               UmkmRecord& record) {
  if (cell.text.empty()) {
    if (column == "sector") r.problems.add(cell.place, "sector must not be empty");
    return;
  }
  if (column == "sector") {
    if (const auto row = r.sectors.find(cell.text))
      record.sector = *row;
    else
      unknown_name(r, cell, "sector", r.sectors.ids());
    return;
  }
  if (column == "cbo") {
    record.no_member = cell.text == "none";
    if (record.no_member) return;
    record.cbo = position(community.cbos, cell.text);
    if (!record.cbo) unknown_name(r, cell, "CBO of this community", community.cbos);
    return;
  }
  if (const auto option = r.options.find(column)) {
    if (cell.text == "0" || cell.text == "1")
      record.adopted.emplace_back(static_cast<int>(*option), cell.text == "1");
    else
      r.problems.add(cell.place, column + " must be 0 or 1, got " + cell.text);
    return;
  }
  for (const KeyDescription& description : umkm_columns()) {
    if (description.name != column) continue;
    const auto number = read_number(r.problems, cell_value(cell, description.type), column, rule_of(description));
    if (!number) return;
    if (column == "neighbourhood") {
      record.neighbourhood = static_cast<Index>(*number) - 1;
      if (*record.neighbourhood >= community.spec.neighbourhoods) {
        r.problems.add(cell.place, "neighbourhood must be in [1, " + std::to_string(community.spec.neighbourhoods) +
                                       "], the community's neighbourhoods, got " + cell.text);
      }
    } else if (column == "reluctance")
      record.reluctance = *number;
    else if (column == "size")
      record.size = *number;
    else if (column == "capital")
      record.capital = *number;
    else if (column == "other_income")
      record.other_income = *number;
    else if (column == "revenue")
      record.revenue = *number;
    else if (const auto trait = trait_of(column))
      record.traits[*trait] = *number;
  }
}

// RT in all rows or in none: half a column could not be laid out block by block.
void order_by_neighbourhood(Reading& r, const TableFile& table, std::vector<UmkmRecord>& records, std::size_t column) {
  const auto given =
      std::count_if(records.begin(), records.end(), [](const UmkmRecord& u) { return u.neighbourhood.has_value(); });
  if (given == 0) return;
  for (std::size_t row = 0; row < records.size(); ++row) {
    if (records[row].neighbourhood || !table.rows[row][column].text.empty()) continue;
    r.problems.add(table.rows[row][column].place,
                   "neighbourhood is empty here and given in other rows; give it in all rows or in none");
    return;
  }
  std::stable_sort(records.begin(), records.end(),
                   [](const UmkmRecord& a, const UmkmRecord& b) { return a.neighbourhood < b.neighbourhood; });
}

void read_umkm_file(Reading& r, const Value& name, CommunitySpec& community, std::vector<std::string> cbos) {
  const auto file = find_table(r, name, "umkm_file");
  if (!file) return;
  const TableFile table = read_table(file->text, file->source, r.problems);
  std::vector<std::string_view> allowed = key_names(umkm_columns());
  for (const std::string& option : r.options.ids()) allowed.push_back(option);
  std::vector<std::string> columns;
  std::size_t neighbourhood = 0;
  bool has_sector = false;
  for (std::size_t c = 0; c < table.header.size(); ++c) {
    const TableCell& cell = table.header[c];
    const bool known =
        cell.text.starts_with("x-") || std::find(allowed.begin(), allowed.end(), cell.text) != allowed.end();
    if (!known && !cell.text.empty())
      r.problems.add(cell.place, "unknown column '" + cell.text + "' in a table of UMKM",
                     suggestion(cell.text, allowed));
    columns.push_back(known && !cell.text.starts_with("x-") ? cell.text : std::string());
    has_sector = has_sector || cell.text == "sector";
    if (cell.text == "neighbourhood") neighbourhood = c;
  }
  if (!has_sector)
    r.problems.add({file->source, 1, 1, 1}, "a table of UMKM needs the column 'sector'",
                   "columns: " + join_names(allowed));
  if (table.rows.empty())
    r.problems.add({file->source, 1, 1, 1},
                   "the table has no rows: the community '" + community.id + "' would be empty");
  const CommunityView view{community, std::move(cbos)};
  std::vector<UmkmRecord> records;
  for (const std::vector<TableCell>& row : table.rows) {
    UmkmRecord record;
    for (std::size_t c = 0; c < columns.size(); ++c) {
      if (!columns[c].empty()) read_cell(r, view, columns[c], row[c], record);
    }
    std::sort(record.adopted.begin(), record.adopted.end());  // whatever the order of the columns
    records.push_back(std::move(record));
  }
  order_by_neighbourhood(r, table, records, neighbourhood);
  community.sector_counts.assign(r.scenario.sectors.size(), 0);
  for (const UmkmRecord& record : records) {
    if (record.sector < community.sector_counts.size()) ++community.sector_counts[record.sector];
  }
  community.umkm = std::move(records);
}

}  // namespace

void read_umkm_files(Reading& r) {
  for (Value* table : tables_of(r, r.root, "community", "[[community]]")) {
    const Value* name = table->value("umkm_file");
    const Value* id = table->value("id");
    if (name == nullptr || id == nullptr || table->find("umkm")) continue;
    const auto row = id->is(ValueKind::text) ? r.communities.find(id->text) : std::nullopt;
    if (!row) continue;
    std::vector<std::string> cbos;
    for (const CboSpec& cbo : r.scenario.cbos) {
      if (cbo.community == *row) cbos.push_back(cbo.id);
    }
    read_umkm_file(r, *name, r.scenario.communities[*row], std::move(cbos));
  }
}

}  // namespace berdaya

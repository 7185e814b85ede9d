#include "state/world.hpp"

#include <cstring>

namespace berdaya {
namespace {

// One column as bytes: equal states are equal to the bit.
struct ColumnBytes {
  std::string_view table;
  std::string_view column;
  const void* data;
  std::size_t size;
};

std::vector<ColumnBytes> columns_of(const World& world) {
  std::vector<ColumnBytes> list;
  list.reserve(192);
  World::tables(world, [&](std::string_view table_name, const auto& table) {
    std::remove_cvref_t<decltype(table)>::columns(
        table, [&](std::string_view column_name, const auto& column, std::string_view) {
          list.push_back({table_name, column_name, column.data(), column.size() * sizeof(column[0])});
        });
  });
  const auto account = [&](std::string_view name, const std::vector<double>& column) {
    list.push_back({{}, name, column.data(), column.size() * sizeof(double)});
  };
  account("booked", world.booked);
  account("booked_total", world.booked_total);
  return list;
}

bool equal_bytes(const ColumnBytes& a, const ColumnBytes& b) {
  return a.size == b.size && (a.size == 0 || std::memcmp(a.data, b.data, a.size) == 0);
}

}  // namespace

bool same_state(const World& a, const World& b) {
  std::string buffer;
  return first_difference(a, b, buffer).empty();
}

std::string_view first_difference(const World& a, const World& b, std::string& buffer) {
  buffer.clear();
  const std::vector<ColumnBytes> columns_a = columns_of(a);
  const std::vector<ColumnBytes> columns_b = columns_of(b);
  for (std::size_t i = 0; i < columns_a.size(); ++i) {
    if (equal_bytes(columns_a[i], columns_b[i])) continue;
    buffer = columns_a[i].table;
    if (!buffer.empty()) buffer += '.';
    buffer += columns_a[i].column;
    return buffer;
  }
  if (!(a.replication == b.replication))
    buffer = "replication";
  else if (!(a.targets == b.targets))
    buffer = "targets";
  return buffer;
}

}  // namespace berdaya

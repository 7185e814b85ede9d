#include "io/checkpoint_world.hpp"

#include <string_view>
#include <type_traits>

#include "base/errors.hpp"

namespace berdaya {
namespace {

template <class Table>
void write_table(Hdf5Place group, const Table& table) {
  Table::columns(table, [&](std::string_view name, const auto& column, std::string_view) {
    using Value = typename std::remove_cvref_t<decltype(column)>::value_type;
    write_numbers<Value>(group, std::string(name), column);
  });
}

template <class Value>
void read_column(Hdf5Place place, const std::string& name, std::vector<Value>& column, bool any_length) {
  std::vector<Value> values = read_numbers<Value>(place, name);
  if (!any_length && values.size() != column.size()) {
    throw IoError(place.file + ": '" + name + "' has " + std::to_string(values.size()) +
                  " values where this scenario has " + std::to_string(column.size()) +
                  "; the saved run belongs to another scenario");
  }
  column = std::move(values);
}

template <class Table>
void read_table(Hdf5Place group, Table& table, bool any_length) {
  Table::columns(table, [&](std::string_view name, auto& column, std::string_view) {
    read_column(group, std::string(name), column, any_length);
  });
}

Hdf5Handle open_group(Hdf5Place root, const std::string& name) {
  return checked(H5Gopen2(root.id, name.c_str(), H5P_DEFAULT), H5Gclose, root.file,
                 ("read '" + name + "' (the file is damaged or something else)").c_str());
}

// All targets end to end: sizes[lever * communities + k] values each.
void write_targets(Hdf5Place root, const Targets& targets) {
  std::vector<std::uint64_t> communities;
  std::vector<std::uint64_t> sizes;
  std::vector<std::uint8_t> chosen;
  for (const auto& lever : targets.drawn) {
    communities.push_back(lever.size());
    for (const auto& community : lever) {
      sizes.push_back(community.size());
      chosen.insert(chosen.end(), community.begin(), community.end());
    }
  }
  write_numbers<std::uint64_t>(root, "target_communities", communities);
  write_numbers<std::uint64_t>(root, "target_sizes", sizes);
  write_numbers<std::uint8_t>(root, "target_chosen", chosen);
}

Targets read_targets(Hdf5Place root) {
  const auto communities = read_numbers<std::uint64_t>(root, "target_communities");
  const auto sizes = read_numbers<std::uint64_t>(root, "target_sizes");
  const auto chosen = read_numbers<std::uint8_t>(root, "target_chosen");
  Targets targets;
  std::size_t next_size = 0;
  std::size_t next = 0;
  for (const std::uint64_t count : communities) {
    auto& lever = targets.drawn.emplace_back();
    for (std::uint64_t k = 0; k < count; ++k, ++next_size) {
      if (next_size >= sizes.size() || sizes[next_size] > chosen.size() - next)
        throw IoError(root.file + ": the file is damaged: targets do not fit");
      const auto first = chosen.begin() + static_cast<std::ptrdiff_t>(next);
      next += sizes[next_size];
      lever.emplace_back(first, chosen.begin() + static_cast<std::ptrdiff_t>(next));
    }
  }
  return targets;
}

}  // namespace

void write_world(Hdf5Place root, const World& world) {
  const Hdf5Handle group = create_group(root, "world");
  const Hdf5Place place{group.id(), root.file};
  World::tables(world, [&](std::string_view name, const auto& table) {
    const Hdf5Handle inner = create_group(place, std::string(name));
    write_table({inner.id(), root.file}, table);
  });
  write_attribute<std::uint32_t>(place, "replication_months_passed", world.replication.months_passed);
  write_attribute<std::uint32_t>(place, "replication_month", world.replication.month);
  write_targets(place, world.targets);
  write_numbers<double>(place, "booked", world.booked);
  write_numbers<double>(place, "booked_total", world.booked_total);
}

void read_world(Hdf5Place root, World& world) {
  const Hdf5Handle group = open_group(root, "world");
  const Hdf5Place place{group.id(), root.file};
  World::tables(world, [&](std::string_view name, auto& table) {
    const Hdf5Handle inner = open_group(place, std::string(name));
    read_table({inner.id(), root.file}, table, false);
  });
  world.replication.months_passed =
      static_cast<Index>(read_count_attribute(group.id(), "replication_months_passed", 0));
  world.replication.month = static_cast<Index>(read_count_attribute(group.id(), "replication_month", none));
  world.targets = read_targets(place);
  read_column(place, "booked", world.booked, true);
  read_column(place, "booked_total", world.booked_total, false);
}

void write_umkm(Hdf5Place root, const UmkmTable& umkm) {
  const Hdf5Handle group = create_group(root, "umkm");
  write_table({group.id(), root.file}, umkm);
}

UmkmTable read_umkm(Hdf5Place root) {
  const Hdf5Handle group = open_group(root, "umkm");
  UmkmTable umkm;
  read_table({group.id(), root.file}, umkm, true);
  return umkm;
}

}  // namespace berdaya

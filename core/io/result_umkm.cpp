#include "io/result_umkm.hpp"

#include <algorithm>
#include <cstring>
#include <limits>
#include <type_traits>

#include "io/result_chunks.hpp"

namespace berdaya {
namespace {

// What identifies each row: community, position in it.
void add_rows(ResultDimensions& dimensions, const Scenario& scenario, Index rows) {
  std::vector<std::int32_t> numbers(rows);
  for (std::size_t i = 0; i < numbers.size(); ++i) numbers[i] = static_cast<std::int32_t>(i);
  dimensions.add_numbers("umkm", numbers,
                         {"1",
                          {"UMKM", "UMKM"},
                          {"micro business: its row in the run; one that closes is replaced in its row by an entrant",
                           "usaha mikro: barisnya dalam simulasi; yang tutup digantikan pendatang di barisnya"},
                          "umkm"});
  std::vector<std::string> communities;
  communities.reserve(rows);
  for (const CommunitySpec& community : scenario.communities)
    communities.insert(communities.end(), community.umkm_count(), community.id);
  communities.resize(rows);
  dimensions.make_label_coordinate(
      "community", "umkm", communities,
      {"", {"community", "komunitas"}, {"to which the UMKM belongs", "tempat UMKM berada"}, "umkm"});
}

// Names of the index values of a column, by position, as CF flags.
void write_flags(Hdf5Place variable, const std::vector<std::string>& meanings) {
  std::string text;
  for (const std::string& meaning : meanings) text += (text.empty() ? "" : " ") + meaning;
  std::vector<std::uint8_t> values(meanings.size());
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<std::uint8_t>(i);
  if (values.empty()) return;
  const hsize_t size = values.size();
  const Hdf5Handle space(H5Screate_simple(1, &size, nullptr), H5Sclose);
  const Hdf5Handle attribute =
      checked(H5Acreate2(variable.id, "flag_values", H5T_STD_U8LE, space.id(), H5P_DEFAULT, H5P_DEFAULT), H5Aclose,
              variable.file, "write an attribute");
  check_hdf5(H5Awrite(attribute.id(), H5T_NATIVE_UINT8, values.data()), variable.file, "write an attribute");
  write_text_attribute(variable, "flag_meanings", text);
}

// Bits of the columns adopted, applied, knows.
void write_bits(Hdf5Place variable, const Scenario& scenario) {
  std::string text;
  for (std::size_t o = 0; o < scenario.options.size(); ++o)
    text += (o == 0 ? "" : " ") + std::to_string(std::uint32_t{1} << o) + "=" + scenario.options[o].id;
  write_text_attribute(variable, "bits", text);
}

bool has_option_bits(std::string_view name) {
  return name == "adopted" || name == "applied" || name == "knows" || name == "adopted_seen";
}

}  // namespace

std::size_t umkm_row_bytes(int contacts) {
  std::size_t bytes = 0;
  UmkmTable table;
  UmkmTable::columns(table, [&](std::string_view name, auto& column, std::string_view) {
    using Value = typename std::remove_reference_t<decltype(column)>::value_type;
    bytes += sizeof(Value) * (name == "contacts" ? static_cast<std::size_t>(contacts) : 1);
  });
  return bytes;
}

ResultUmkm::ResultUmkm(Hdf5Place file, const Scenario& scenario, const BatchLayout& layout, Index block, int contacts)
    : file_(file.file),
      layout_(layout),
      together_(umkm_replicates_together(layout, block)),
      group_(create_group(file, "umkm")) {
  ResultDimensions dimensions({group_.id(), file_});
  add_run_dimensions(dimensions, scenario, layout);
  add_time(dimensions, "snapshot", scenario, layout.snapshots);
  add_rows(dimensions, scenario, layout.umkm);
  std::vector<std::int32_t> slots(static_cast<std::size_t>(contacts));
  for (std::size_t i = 0; i < slots.size(); ++i) slots[i] = static_cast<std::int32_t>(i);
  dimensions.add_numbers(
      "contact", slots,
      {"1", {"contact", "kenalan"}, {"slot of the list of contacts", "tempat dalam daftar kenalan"}, "contact"});

  UmkmTable table;
  UmkmTable::columns(table, [&](std::string_view name, auto& values, std::string_view units) {
    using Value = typename std::remove_reference_t<decltype(values)>::value_type;
    const bool is_contacts = name == "contacts";
    constexpr bool floating = std::is_floating_point_v<Value>;
    const std::size_t per_umkm = is_contacts ? slots.size() : 1;
    std::vector<std::string> of{"policy", "replicate", "snapshot", "umkm"};
    // Floats of single businesses shrink by a fifth at twenty times the time of writing: only whole numbers are
    // compressed.
    Storage storage = umkm_storage(layout, sizeof(Value) * per_umkm, together_, !floating);
    if (is_contacts) {
      of.emplace_back("contact");
      if (!storage.chunk.empty()) storage.chunk.push_back(slots.size());
    }
    Hdf5Handle dataset = dimensions.make_variable(std::string(name), stored_type<Value>(), of,
                                                  umkm_column_text(name, units), storage, true);
    const Hdf5Place place{dataset.id(), file_};
    if (name == "sector") {
      std::vector<std::string> ids;
      ids.reserve(scenario.sectors.size());
      for (const SectorSpec& sector : scenario.sectors) ids.push_back(sector.id);
      write_flags(place, ids);
    }
    if (has_option_bits(name)) write_bits(place, scenario);
    columns_.push_back(
        {std::string(name), std::move(dataset), native_type<Value>(), sizeof(Value), per_umkm, floating});
  });
}

void ResultUmkm::write_rows(const Column& column, Index policy, Index replicate, Index replicates, Index snapshot,
                            Index snapshots, const void* values) {
  Shape start{policy, replicate, snapshot, 0};
  Shape count{1, replicates, snapshots, layout_.umkm};
  if (column.name == "contacts") {
    start.push_back(0);
    count.push_back(column.values_per_umkm);
  }
  write_block({column.dataset.id(), file_}, start, count, column.native, values);
}

void ResultUmkm::snapshot(RunKey run, Index position, const UmkmTable& umkm) {
  Waiting* waiting = nullptr;
  if (together_ > 1) {
    waiting = &waiting_[{run.policy, run.replicate / together_}];
    waiting->columns.resize(columns_.size());
  }
  std::size_t c = 0;
  UmkmTable::columns(umkm, [&](std::string_view, const auto& values, std::string_view) {
    const Column& column = columns_[c];
    if (waiting == nullptr) {
      write_rows(column, run.policy, run.replicate, 1, position, 1, values.data());
    } else {
      const std::size_t bytes = layout_.umkm * column.values_per_umkm * column.value_bytes;
      std::vector<std::byte>& buffer = waiting->columns[c];
      buffer.resize(bytes * layout_.snapshots.size() * together_);
      const std::size_t at = (run.replicate % together_) * layout_.snapshots.size() + position;
      std::memcpy(buffer.data() + at * bytes, values.data(), bytes);
    }
    ++c;
  });
}

void ResultUmkm::clear(RunKey run) {
  const std::size_t values = layout_.umkm;
  for (const Column& column : columns_) {
    const std::size_t n = values * column.values_per_umkm;
    const std::vector<float> nan(column.floating ? n : 0, std::numeric_limits<float>::quiet_NaN());
    const std::vector<std::byte> zero(column.floating ? 0 : n * column.value_bytes);
    const void* const blank =
        column.floating ? static_cast<const void*>(nan.data()) : static_cast<const void*>(zero.data());
    for (Index s = 0; s < layout_.snapshots.size(); ++s) write_rows(column, run.policy, run.replicate, 1, s, 1, blank);
  }
}

void ResultUmkm::finish(Index policy, Index first_replicate, const std::vector<bool>& failed) {
  const Index end = first_replicate + static_cast<Index>(failed.size());
  if (together_ > 1) {
    for (Index group = first_replicate / together_; group * together_ < end; ++group) {
      const auto found = waiting_.find({policy, group});
      if (found == waiting_.end()) continue;  // all of them failed
      const Index first = group * together_;
      const Index count = std::min(together_, layout_.replicates - first);
      for (std::size_t c = 0; c < columns_.size(); ++c)
        write_rows(columns_[c], policy, first, count, 0, static_cast<Index>(layout_.snapshots.size()),
                   found->second.columns[c].data());
      waiting_.erase(found);
    }
  }
  for (Index r = first_replicate; r < end; ++r) {
    if (failed[r - first_replicate]) clear({policy, r});
  }
}

}  // namespace berdaya

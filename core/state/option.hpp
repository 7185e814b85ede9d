// What an UMKM can take up: permits, sales channels, finance. The standard catalogue is in option.cpp; a scenario may
// change any cell and add permits and finance.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.hpp"

namespace berdaya {

enum class OptionKind : std::uint8_t { permit, channel, finance };
enum class SkillKind : std::uint8_t { production, management, market };
enum class OfferedBy : std::uint8_t { government, cbo, facilitator };  // whose trust counts

// Options with equations of their own in the rules stand at fixed places of the catalogue.
namespace option {
inline constexpr int nib = 0, pirt = 1, halal = 2, hki = 3, gallery = 4, bazaar = 5, marketplace = 6, partnership = 7,
                     collective = 8, kur = 9, csr = 10;
inline constexpr int standard_count = 11;
inline constexpr int most = 16;  // bits of UmkmTable::adopted
inline constexpr int first_channel = gallery;
inline constexpr int channel_count = 5;  // gallery ... collective, contiguous
}  // namespace option

struct OptionSpec {
  std::string id;
  Title title;
  OptionKind kind = OptionKind::permit;
  int prerequisite = -1;  // index of the option that must be held; -1 = none
  SkillKind skill = SkillKind::management;
  double burden = 0;    // 0-1, time and paperwork
  double base = 0;      // log-hazard per month
  double ambition = 1;  // multiplies the aspiration term
  double drop = 0;      // per month, leave hazard where it returns nothing
  double churn = 0;     // per month, leave hazard in any case
  OfferedBy offered_by = OfferedBy::government;
  double link = 0;    // multiplies the linking term
  double effect = 0;  // sales of gallery, bazaar, marketplace raised by a permit
  bool food_only = false;
  int from_month = 0;  // first month in which it can be taken
  std::string source;
  bool from_stated = false;  // by the scenario; otherwise from_month is the start, and moves with it
  bool operator==(const OptionSpec&) const = default;
};

// The standard catalogue, in the order of namespace option.
std::vector<OptionSpec> standard_options();

// Names as written in files.
std::string_view name_of(OptionKind kind);
std::string_view name_of(SkillKind kind);
std::string_view name_of(OfferedBy who);

// One number of the catalogue that a scenario may change: [[option]] NAME = value.
struct OptionCell {
  std::string_view name;
  std::string_view unit;
  double low;  // allowed range
  double high;
  Text meaning;
  double OptionSpec::*at;
  // plausible range for sweeps; `around_standard`: to be added to the catalogue's value
  double plausible_low;
  double plausible_high;
  bool around_standard = false;
};
std::span<const OptionCell> option_cells();

}  // namespace berdaya

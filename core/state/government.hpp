// Government units: city, district (kecamatan), ward (kelurahan), RW. Levels in [0,1].
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/ids.hpp"

namespace berdaya {

std::string_view name_of(Level level);

struct UnitTable {
  // fixed
  std::vector<std::uint8_t> level;  // Level
  std::vector<Index> parent;        // none = root
  std::vector<double> base_support, mandate, monitoring, records;
  std::vector<double> hours;  // hours/month that it can give to each community

  // state
  std::vector<double> support, archive;

  Index rows() const { return static_cast<Index>(level.size()); }

  template <class Self, class Visit>
  static void columns(Self& t, Visit&& visit) {
    visit("level", t.level, "index");
    visit("parent", t.parent, "row");
    visit("base_support", t.base_support, "1");
    visit("mandate", t.mandate, "1");
    visit("monitoring", t.monitoring, "1");
    visit("records", t.records, "1");
    visit("hours", t.hours, "hours/month/community");
    visit("support", t.support, "1");
    visit("archive", t.archive, "1");
  }

  bool operator==(const UnitTable&) const = default;
};

}  // namespace berdaya

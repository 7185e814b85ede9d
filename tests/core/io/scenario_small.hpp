// A scenario without problems, as small as can be, and slips that users make in it.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "base/errors.hpp"
#include "io/scenario_file.hpp"

namespace berdaya {

inline const std::string small_scenario = R"t(format = 1
id = "small"
start = 2020-01-01
months = 24

[[sector]]
id = "food"
food = true

[[sector]]
id = "craft"

[[government]]
id = "city"
level = "city"

[[government]]
id = "ward"
level = "ward"
parent = "city"

[[fund]]
id = "purse"

[[community]]
id = "rw01"
government = ["city", "ward"]
umkm = { food = 20, craft = 10 }

[[cbo]]
id = "club"
community = "rw01"

[[facilitator]]
id = "aini"
communities = ["rw01"]

[[intervention]]
kind = "training"
from = 2020-03-01

[policy.more]
[[policy.more.intervention]]
kind = "visits"
)t";

struct Slip {
  const char* name;
  const char* written;   // in the small scenario
  const char* instead;   // what a user typed in its place
  const char* expected;  // all of what is reported
};

inline std::string small_scenario_with(const std::string& written, const std::string& instead) {
  std::string text = small_scenario;
  const std::size_t at = text.find(written);
  if (at == std::string::npos)
    ADD_FAILURE() << "the small scenario does not hold: " << written;
  else
    text.replace(at, written.size(), instead);
  return text;
}

// All that is reported about a text; empty if nothing is.
inline std::string problems_of(const std::string& text, std::span<const Override> overrides = {},
                               const std::string& folder = "nowhere") {
  try {
    parse_scenario(text, "small.toml", folder, overrides);
    return {};
  } catch (const InputError& error) {
    return error.what();
  }
}

inline std::string name_of_slip(const testing::TestParamInfo<Slip>& slip) { return slip.param.name; }

}  // namespace berdaya

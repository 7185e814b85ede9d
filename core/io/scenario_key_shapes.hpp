// Shapes of keys that many entities have, for the tables of keys.
#pragma once

#include <string>
#include <string_view>

#include "io/scenario_keys.hpp"

namespace berdaya::keys {

inline constexpr std::string_view assumed = "assumption";

template <class S>
Key<S> id_key(std::string S::*at) {
  return {{.name = "id",
           .type = KeyType::id,
           .required = true,
           .meaning = {"name by which the rest of the file and the results refer to it",
                       "nama yang dipakai bagian lain berkas dan hasil untuk merujuknya"}},
          at};
}

template <class S>
Key<S> title_key(Title S::*at) {
  return {{.name = "title",
           .type = KeyType::title,
           .standard_text = "its id",
           .derived = true,
           .meaning = {"name that people read", "nama yang dibaca orang"}},
          at};
}

template <class S>
Key<S> level(std::string_view name, double S::*at, Text meaning) {
  return {{.name = name, .type = KeyType::level, .unit = "1", .source = assumed, .meaning = meaning}, at};
}

template <class S>
Key<S> number(std::string_view name, std::string_view unit, double low, double high, double S::*at, Text meaning) {
  return {{.name = name,
           .type = KeyType::number,
           .unit = unit,
           .low = low,
           .high = high,
           .source = assumed,
           .meaning = meaning},
          at};
}

template <class S>
Key<S> whole(std::string_view name, std::string_view unit, double low, double high, Index S::*at, Text meaning) {
  return {{.name = name,
           .type = KeyType::whole,
           .unit = unit,
           .low = low,
           .high = high,
           .source = assumed,
           .meaning = meaning},
          at};
}

template <class S>
Key<S> flag(std::string_view name, bool S::*at, Text meaning) {
  return {{.name = name, .type = KeyType::flag, .meaning = meaning}, at};
}

template <class S>
Key<S> special(KeyDescription description) {
  return {description, std::monostate{}};
}

}  // namespace berdaya::keys

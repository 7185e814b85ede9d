#include "state/government.hpp"

namespace berdaya {

std::string_view name_of(Level level) {
  switch (level) {
    case Level::city:
      return "city";
    case Level::district:
      return "district";
    case Level::ward:
      return "ward";
    case Level::rw:
      return "rw";
  }
  return "";
}

}  // namespace berdaya

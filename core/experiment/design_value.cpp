// From a position to the value: what is written into the scenario.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include "base/text.hpp"
#include "experiment/design.hpp"
#include "experiment/design_parts.hpp"

namespace berdaya {
namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

// Of n equally likely ones.
std::size_t bin(double unit, double n) { return static_cast<std::size_t>(std::min(std::floor(unit * n), n - 1)); }

}  // namespace

double toml_number(const std::string& text) {
  std::string digits;
  std::copy_if(text.begin(), text.end(), std::back_inserter(digits), [](char c) { return c != '_'; });
  const char* begin = digits.data();
  const char* const end = begin + digits.size();
  double sign = 1;
  if (begin != end && (*begin == '+' || *begin == '-')) sign = *begin++ == '-' ? -1 : 1;
  const std::string_view rest(begin, static_cast<std::size_t>(end - begin));
  if (rest == "inf") return sign * std::numeric_limits<double>::infinity();
  if (rest.empty() || rest[0] < '0' || rest[0] > '9') return not_a_number;
  if (rest.size() > 2 && rest[0] == '0' && (rest[1] == 'x' || rest[1] == 'o' || rest[1] == 'b')) {
    std::uint64_t whole = 0;
    const auto read = std::from_chars(begin + 2, end, whole, rest[1] == 'x' ? 16 : rest[1] == 'o' ? 8 : 2);
    return read.ec == std::errc() && read.ptr == end ? sign * static_cast<double>(whole) : not_a_number;
  }
  double value = 0;
  const auto read = std::from_chars(begin, end, value);
  return read.ec == std::errc() && read.ptr == end ? sign * value : not_a_number;
}

std::size_t Design::choice(std::size_t sample, std::size_t parameter) const {
  if (spec_.kind == DesignKind::grid) return grid_step(sample, parameter);
  return bin(unit(sample, parameter), static_cast<double>(spec_.parameters[parameter].values.size()));
}

double Design::range_number(std::size_t sample, std::size_t parameter) const {
  const DesignParameter& range = spec_.parameters[parameter];
  const double width = range.high - range.low;
  if (spec_.kind == DesignKind::grid) {
    const std::size_t points = grid_points_[parameter];
    const std::size_t step = grid_step(sample, parameter);
    if (step == 0) return range.low;
    if (step + 1 == points) return range.high;
    const double number = range.low + static_cast<double>(step) / static_cast<double>(points - 1) * width;
    return range.whole ? std::floor(number + 0.5) : number;
  }
  const double u = unit(sample, parameter);
  if (range.whole) return range.low + static_cast<double>(bin(u, width + 1));
  return u < 1 ? std::min(range.low + u * width, range.high) : range.high;  // rounding must not leave the range
}

double Design::number(std::size_t sample, std::size_t parameter) const {
  if (spec_.kind == DesignKind::list) return toml_number(spec_.table[sample][parameter]);
  const std::vector<std::string>& values = spec_.parameters[parameter].values;
  return values.empty() ? range_number(sample, parameter) : toml_number(values[choice(sample, parameter)]);
}

std::string Design::value(std::size_t sample, std::size_t parameter) const {
  if (spec_.kind == DesignKind::list) return spec_.table[sample][parameter];
  const DesignParameter& described = spec_.parameters[parameter];
  if (!described.values.empty()) return described.values[choice(sample, parameter)];
  const double number = range_number(sample, parameter);
  if (described.whole) return std::to_string(static_cast<std::int64_t>(number));
  std::string text = number_text(number);
  if (text.find_first_of(".e") == std::string::npos) text += ".0";  // a float of TOML
  return text;
}

}  // namespace berdaya

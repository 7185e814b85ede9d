#include "cli/amount.hpp"

#include <array>
#include <cmath>
#include <cstdio>

namespace berdaya::cli {
namespace {

std::string two_parts(long long large, const char* large_unit, long long small, const char* small_unit) {
  std::array<char, 64> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%lld %s %02lld %s", large, large_unit, small, small_unit);
  return buffer.data();
}

}  // namespace

std::string duration_text(double seconds) {
  if (!(seconds >= 0)) return "?";
  if (seconds < 9.95) return fixed_text(seconds, 1) + " s";
  if (seconds > 3.0e8) return "years";
  const auto whole = std::llround(seconds);
  if (whole < 60) return std::to_string(whole) + " s";
  if (whole < 3600) return two_parts(whole / 60, "min", whole % 60, "s");
  if (whole < 86400) return two_parts(whole / 3600, "h", whole % 3600 / 60, "min");
  return two_parts(whole / 86400, "d", whole % 86400 / 3600, "h");
}

int decimals_for(double largest_size) {
  if (!(largest_size >= 0.9995)) return 3;
  if (largest_size < 99.95) return 2;
  return largest_size < 999.5 ? 1 : 0;
}

std::string fixed_text(double value, int decimals) {
  if (std::isnan(value)) return "-";
  std::array<char, 400> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%.*f", decimals, value);
  std::string text = buffer.data();
  if (text.front() == '-' && text.find_first_not_of("-0.") == std::string::npos) text.erase(0, 1);
  return text;
}

std::string signed_text(double value, int decimals) {
  const std::string text = fixed_text(value, decimals);
  const bool positive = text.front() != '-' && text.find_first_of("123456789") != std::string::npos;
  return (positive ? "+" : "") + text;
}

std::string count_text(unsigned long long count) {
  std::string text = std::to_string(count);
  if (count < 10000) return text;
  for (std::size_t at = text.size(); at > 3;) {
    at -= 3;
    text.insert(at, " ");
  }
  return text;
}

std::string counted(unsigned long long count, const std::string& one, const std::string& many) {
  return count_text(count) + " " + (count == 1 ? one : many);
}

}  // namespace berdaya::cli

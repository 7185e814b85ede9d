// Elementary functions made of IEEE 754 additions, multiplications, divisions and square roots only, so that each gives
// the same bits on any machine, compiler and vector width. Loops over them vectorise. Errors are bounds seen over the
// whole domain in tests/core/base/portable_math_test.cpp.
// Sources: Cody & Waite (1980) range reduction; M. Giles, "Approximating the erfinv function", GPU Computing Gems
// (2012).
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <numbers>

namespace berdaya {

// e^x, relative error below 2e-7; x outside [-87, 88] is taken as the bound.
inline float portable_exp(float x) {
  x = x < -87.0F ? -87.0F : x;
  x = x > 88.0F ? 88.0F : x;
  // Adding and subtracting 1.5*2^23 rounds to the nearest integer.
  const float shifted = x * 1.44269504F + 12582912.0F;
  const float n = shifted - 12582912.0F;
  float r = x - n * 0.693359375F;
  r = r - n * -2.12194440e-4F;
  float p = 1.9875691500e-4F;
  p = p * r + 1.3981999507e-3F;
  p = p * r + 8.3334519073e-3F;
  p = p * r + 4.1665795894e-2F;
  p = p * r + 1.6666665459e-1F;
  p = p * r + 5.0000001201e-1F;
  const float y = p * (r * r) + r + 1.0F;
  const std::int32_t exponent = static_cast<std::int32_t>(n) * (1 << 23);
  return std::bit_cast<float>(std::bit_cast<std::int32_t>(y) + exponent);
}

// e^x, relative error below 4e-16; x outside [-700, 700] is taken as the bound.
inline double portable_exp(double x) {
  x = x < -700.0 ? -700.0 : x;
  x = x > 700.0 ? 700.0 : x;
  const double shifted = x * std::numbers::log2e + 6755399441055744.0;
  const double n = shifted - 6755399441055744.0;
  double r = x - n * 6.93145751953125e-1;
  r = r - n * 1.42860682030941723212e-6;
  double p = 1.0 / 6227020800.0;  // Taylor series to r^13: |r| <= ln(2)/2
  p = p * r + 1.0 / 479001600.0;
  p = p * r + 1.0 / 39916800.0;
  p = p * r + 1.0 / 3628800.0;
  p = p * r + 1.0 / 362880.0;
  p = p * r + 1.0 / 40320.0;
  p = p * r + 1.0 / 5040.0;
  p = p * r + 1.0 / 720.0;
  p = p * r + 1.0 / 120.0;
  p = p * r + 1.0 / 24.0;
  p = p * r + 1.0 / 6.0;
  p = p * r + 0.5;
  const double y = p * (r * r) + r + 1.0;
  const std::int64_t exponent = static_cast<std::int64_t>(n) * (std::int64_t{1} << 52);
  return std::bit_cast<double>(std::bit_cast<std::int64_t>(y) + exponent);
}

// Natural logarithm of a positive normal number.
inline float portable_log(float x) {
  const std::int32_t bits = std::bit_cast<std::int32_t>(x);
  // m in [sqrt(1/2), sqrt(2)): 0x3f3504f3 are the bits of sqrt(1/2).
  const std::int32_t shifted = bits - 0x3f3504f3;
  const float e = static_cast<float>(shifted >> 23);
  const float m = std::bit_cast<float>((shifted & 0x007fffff) + 0x3f3504f3);
  const float f = m - 1.0F;
  const float z = f * f;
  float p = 7.0376836292e-2F;
  p = p * f - 1.1514610310e-1F;
  p = p * f + 1.1676998740e-1F;
  p = p * f - 1.2420140846e-1F;
  p = p * f + 1.4249322787e-1F;
  p = p * f - 1.6668057665e-1F;
  p = p * f + 2.0000714765e-1F;
  p = p * f - 2.4999993993e-1F;
  p = p * f + 3.3333331174e-1F;
  float y = f * z * p;
  y = y + e * -2.12194440e-4F;
  y = y - 0.5F * z;
  return (f + y) + e * 0.693359375F;
}

inline double portable_log(double x) {
  const std::int64_t bits = std::bit_cast<std::int64_t>(x);
  const std::int64_t shifted = bits - 0x3fe6a09e667f3bcdLL;
  const double e = static_cast<double>(shifted >> 52);
  const double m = std::bit_cast<double>((shifted & 0x000fffffffffffffLL) + 0x3fe6a09e667f3bcdLL);
  // log m = 2 atanh(s), s = (m-1)/(m+1), |s| < 0.172
  const double s = (m - 1.0) / (m + 1.0);
  const double z = s * s;
  double p = 1.0 / 21.0;
  p = p * z + 1.0 / 19.0;
  p = p * z + 1.0 / 17.0;
  p = p * z + 1.0 / 15.0;
  p = p * z + 1.0 / 13.0;
  p = p * z + 1.0 / 11.0;
  p = p * z + 1.0 / 9.0;
  p = p * z + 1.0 / 7.0;
  p = p * z + 1.0 / 5.0;
  p = p * z + 1.0 / 3.0;
  const double series = 2.0 * s + 2.0 * s * z * p;
  return e * 6.93145751953125e-1 + (series + e * 1.42860682030941723212e-6);
}

// 1 - e^-x for x >= 0, with small relative error near 0 too.
inline float portable_one_minus_exp(float x) {
  const float small = x < 0.25F ? x : 0.25F;
  float p = -1.0F / 720.0F;
  p = p * small + 1.0F / 120.0F;
  p = p * small - 1.0F / 24.0F;
  p = p * small + 1.0F / 6.0F;
  p = p * small - 0.5F;
  p = p * small + 1.0F;
  const float near_zero = small * p;
  const float far = 1.0F - portable_exp(-x);
  return x < 0.25F ? near_zero : far;
}

// sigma(z) = 1/(1 + e^-z)
inline float logistic(float z) { return 1.0F / (1.0F + portable_exp(-z)); }
inline double logistic(double z) { return 1.0 / (1.0 + portable_exp(-z)); }

// ln(p/(1-p)) for p in (0,1); p outside [1e-9, 1-1e-9] is taken as the bound.
inline double logit(double p) {
  p = p < 1e-9 ? 1e-9 : p;
  p = p > 1.0 - 1e-9 ? 1.0 - 1e-9 : p;
  return portable_log(p / (1.0 - p));
}

// x^y for x >= 0 (0 for x = 0, y > 0).
inline float portable_pow(float x, float y) {
  const float safe = x > 1e-30F ? x : 1e-30F;
  const float value = portable_exp(y * portable_log(safe));
  return x > 0.0F ? value : 0.0F;
}
inline double portable_pow(double x, double y) {
  if (x <= 0.0) return y == 0.0 ? 1.0 : 0.0;
  return portable_exp(y * portable_log(x));
}

inline double cube_root(double x) { return portable_pow(x, 1.0 / 3.0); }

// cos(2 pi turns), absolute error below 1e-13.
inline double cos_turns(double turns) {
  turns = turns - std::floor(turns);          // [0, 1)
  turns = turns > 0.5 ? 1.0 - turns : turns;  // even
  const bool flip = turns > 0.25;             // cos(pi - a) = -cos a
  const double a = 2.0 * std::numbers::pi * (flip ? 0.5 - turns : turns);
  const double z = a * a;
  double p = 1.0 / 2432902008176640000.0;
  p = -1.0 / 6402373705728000.0 + p * z;
  p = 1.0 / 20922789888000.0 + p * z;
  p = -1.0 / 87178291200.0 + p * z;
  p = 1.0 / 479001600.0 + p * z;
  p = -1.0 / 3628800.0 + p * z;
  p = 1.0 / 40320.0 + p * z;
  p = -1.0 / 720.0 + p * z;
  p = 1.0 / 24.0 + p * z;
  p = -0.5 + p * z;
  const double c = 1.0 + p * z;
  return flip ? -c : c;
}

// Quantile of the standard normal distribution at u in (0,1), Giles' single-precision inverse error function.
inline float normal_quantile(float u) {
  const float x = 2.0F * u - 1.0F;
  const float w = -portable_log((1.0F - x) * (1.0F + x));
  const float a = w - 2.5F;
  float p = 2.81022636e-08F;
  p = 3.43273939e-07F + p * a;
  p = -3.5233877e-06F + p * a;
  p = -4.39150654e-06F + p * a;
  p = 0.00021858087F + p * a;
  p = -0.00125372503F + p * a;
  p = -0.00417768164F + p * a;
  p = 0.246640727F + p * a;
  p = 1.50140941F + p * a;
  const float b = std::sqrt(w < 5.0F ? 5.0F : w) - 3.0F;
  float q = -0.000200214257F;
  q = 0.000100950558F + q * b;
  q = 0.00134934322F + q * b;
  q = -0.00367342844F + q * b;
  q = 0.00573950773F + q * b;
  q = -0.0076224613F + q * b;
  q = 0.00943887047F + q * b;
  q = 1.00167406F + q * b;
  q = 2.83297682F + q * b;
  return std::numbers::sqrt2_v<float> * x * (w < 5.0F ? p : q);
}

inline constexpr float clip(float x) { return x < 0.0F ? 0.0F : (x > 1.0F ? 1.0F : x); }
inline constexpr double clip(double x) { return x < 0.0 ? 0.0 : (x > 1.0 ? 1.0 : x); }
inline constexpr float cap(float x) { return x > 1.0F ? 1.0F : x; }
inline constexpr double cap(double x) { return x > 1.0 ? 1.0 : x; }
inline constexpr float toward(float x, float y, float rate) { return x + rate * (y - x); }
inline constexpr double toward(double x, double y, double rate) { return x + rate * (y - x); }

}  // namespace berdaya

// Amounts as people read them.
#pragma once

#include <string>

namespace berdaya::cli {

// "0.4 s", "12 s", "3 min 05 s", "2 h 07 min", "1 d 03 h"; seconds below 10 with one decimal.
std::string duration_text(double seconds);

// Digits after the point with which a value of this size shows three or four significant ones: 3 below 1, 2 below 100,
// 1 below 1000, then 0.
int decimals_for(double largest_size);

// "-0.123"; no "-0.000". "-" stands for a number that does not exist (NaN).
std::string fixed_text(double value, int decimals);

// The same with a sign: "+0.123", "-0.123", "0.000".
std::string signed_text(double value, int decimals);

// "12 345": groups of three from 10 000 on.
std::string count_text(unsigned long long count);

// "1 file", "2 files"
std::string counted(unsigned long long count, const std::string& one, const std::string& many);

}  // namespace berdaya::cli

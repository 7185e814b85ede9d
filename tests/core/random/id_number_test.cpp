#include "random/id_number.hpp"

#include <gtest/gtest.h>

namespace berdaya {
namespace {

// Published values of the 64-bit FNV-1a hash: "" cbf29ce484222325, "a" af63dc4c8601ec8c, "foobar" 85944171f73967e8.
TEST(IdNumber, IsFoldedFromTheHash) {
  EXPECT_EQ(number_of_id(""), (0x84222325U ^ 0xcbf29ce4U) & 0x3ffffffU);
  EXPECT_EQ(number_of_id("a"), (0x8601ec8cU ^ 0xaf63dc4cU) & 0x3ffffffU);
  EXPECT_EQ(number_of_id("foobar"), (0xf73967e8U ^ 0x85944171U) & 0x3ffffffU);
}

}  // namespace
}  // namespace berdaya

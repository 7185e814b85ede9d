#include "cli/arguments.hpp"

#include <gtest/gtest.h>

#include <array>

#include "base/errors.hpp"

namespace berdaya::cli {
namespace {

constexpr std::array<OptionText, 4> options{{
    {.name = "policy", .value = "NAME", .meaning = {}, .letter = 'p', .repeats = true},
    {.name = "seed", .value = "S", .meaning = {}},
    {.name = "replicates", .value = "N", .meaning = {}},
    {.name = "force", .value = "", .meaning = {}, .letter = 'f'},
}};
constexpr OperandText scenario{"SCENARIO", {}, 1, 1};

Arguments parse(const std::vector<std::string>& words) { return Arguments("berdaya run", options, scenario, words); }

std::string error_of(const std::vector<std::string>& words) {
  try {
    parse(words);
  } catch (const InputError& error) {
    return error.what();
  }
  return "no error";
}

TEST(Arguments, WordsAndOptionsMayBeMixed) {
  const Arguments arguments = parse({"--force", "kampung", "--policy", "a", "-p", "b", "--policy=c,d"});
  EXPECT_EQ(arguments.operands(), std::vector<std::string>{"kampung"});
  EXPECT_TRUE(arguments.has("force"));
  EXPECT_FALSE(arguments.has("seed"));
  EXPECT_EQ(arguments.texts("policy"), (std::vector<std::string>{"a", "b", "c,d"}));
  EXPECT_EQ(arguments.texts("policy", true), (std::vector<std::string>{"a", "b", "c", "d"}));
}

TEST(Arguments, BlanksAndEmptyPartsOfAListAreDropped) {
  EXPECT_EQ(parse({"x", "--policy", " a , b,,"}).texts("policy", true), (std::vector<std::string>{"a", "b"}));
}

TEST(Arguments, AnUnknownOptionIsAnsweredWithTheNearest) {
  EXPECT_EQ(error_of({"x", "--polcy", "a"}),
            "error: unknown option '--polcy'\n      did you mean '--policy'? `berdaya run --help` lists the options\n");
  EXPECT_EQ(
      error_of({"x", "--rep", "3"}),
      "error: unknown option '--rep'\n      did you mean '--replicates'? `berdaya run --help` lists the options\n");
  EXPECT_EQ(error_of({"x", "--zzz=1"}),
            "error: unknown option '--zzz'\n      `berdaya run --help` lists the options\n");
}

TEST(Arguments, AllSlipsAreReportedAtOnce) {
  const std::string text = error_of({"x", "--polcy", "a", "--sede", "1", "--seed", "1", "--seed", "2"});
  EXPECT_NE(text.find("'--polcy'"), std::string::npos);
  EXPECT_NE(text.find("'--sede'"), std::string::npos);
  EXPECT_NE(text.find("--seed is given twice"), std::string::npos);
}

TEST(Arguments, AMissingOrSurplusWordIsNamed) {
  EXPECT_NE(error_of({}).find("SCENARIO is missing"), std::string::npos);
  EXPECT_NE(error_of({"a", "b"}).find("unexpected 'b': `berdaya run` takes one SCENARIO"), std::string::npos);
}

TEST(Arguments, AMissingOrSurplusValueIsNamed) {
  EXPECT_NE(error_of({"x", "--seed"}).find("--seed needs a value"), std::string::npos);
  EXPECT_NE(error_of({"x", "--force=yes"}).find("--force takes no value"), std::string::npos);
}

TEST(Arguments, NumbersMustBeWholeAndInRange) {
  EXPECT_EQ(parse({"x", "--seed", "18446744073709551615"}).whole_number("seed", 0, UINT64_MAX), UINT64_MAX);
  EXPECT_EQ(parse({"x"}).whole_number("seed", 0, 10), std::nullopt);
  for (const char* const wrong : {"-1", "1.5", "abc", "", "11", "99999999999999999999999"}) {
    EXPECT_THROW(parse({"x", "--seed", wrong}).whole_number("seed", 0, 10), InputError) << wrong;
  }
  try {
    parse({"x", "--seed", "many"}).whole_number("seed", 1, 10);
    FAIL();
  } catch (const InputError& error) {
    EXPECT_STREQ(error.what(), "error: --seed must be a whole number in [1, 10], got 'many'\n");
  }
}

TEST(Arguments, AChoiceIsAnsweredWithTheNearest) {
  constexpr std::array<std::string_view, 2> choices{"text", "json"};
  EXPECT_EQ(parse({"x", "--seed", "json"}).choice("seed", choices), "json");
  try {
    parse({"x", "--seed", "jsn"}).choice("seed", choices);
    FAIL();
  } catch (const InputError& error) {
    EXPECT_STREQ(error.what(), "error: unknown value of --seed 'jsn'; did you mean 'json'? allowed: text, json\n");
  }
}

TEST(Arguments, TheCommandLineIsQuotedForAShell) {
  EXPECT_EQ(parse({"x.toml", "--policy", "it's", "-p", "a b"}).command_line(),
            "berdaya run x.toml --policy 'it'\\''s' -p 'a b'");
}

}  // namespace
}  // namespace berdaya::cli

// The checksum at the end of result files, and what is read of files that have none.
#include "io/file_seal.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <new>
#include <stdexcept>

#include "base/errors.hpp"
#include "io/reading_apart.hpp"
#include "io/result_support.hpp"

namespace berdaya {
namespace {

using test::TemporaryFolder;

void flip_bit(const std::string& path, std::streamoff at) {
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  file.seekg(at);
  const auto c = static_cast<char>(file.get() ^ 4);
  file.seekp(at);
  file.put(c);
}

TEST(FileSeal, TellsEveryChangeOfWhatWasWritten) {
  const TemporaryFolder folder;
  const std::string path = folder.file("a");
  std::ofstream(path) << "some bytes";
  EXPECT_EQ(seal_of(path), Seal::none);
  EXPECT_FALSE(is_sealed(path));
  seal_file(path);
  EXPECT_EQ(seal_of(path), Seal::whole);
  EXPECT_TRUE(is_sealed(path));
  EXPECT_EQ(std::filesystem::file_size(path), 10U + 34U);
  for (const std::streamoff at : {0, 5, 9, 30, 42}) {  // the last two: of the checksum itself
    flip_bit(path, at);
    EXPECT_EQ(seal_of(path), Seal::broken) << at;
    EXPECT_THROW(is_sealed(path), IoError);
    flip_bit(path, at);
  }
  flip_bit(path, 15);
  EXPECT_EQ(seal_of(path), Seal::none) << "the mark is gone";
  flip_bit(path, 15);
  EXPECT_EQ(seal_of(path), Seal::whole);
  std::ofstream(path, std::ios::app) << "more";
  EXPECT_EQ(seal_of(path), Seal::none);
}

TEST(FileSeal, OfAnEmptyFile) {
  const TemporaryFolder folder;
  std::ofstream(folder.file("a")) << "";
  seal_file(folder.file("a"));
  EXPECT_EQ(seal_of(folder.file("a")), Seal::whole);
}

TEST(FileSeal, PipesFoldersAndNothingAreNotRead) {
  const TemporaryFolder folder;
  ASSERT_EQ(::mkfifo(folder.file("pipe").c_str(), 0600), 0);
  EXPECT_THROW(seal_of(folder.file("pipe")), IoError);
  EXPECT_THROW(seal_of(folder.file("none")), IoError);
  EXPECT_THROW(seal_of(folder.file("")), IoError);
  EXPECT_THROW(seal_of("/dev/zero"), IoError);
}

TEST(ReadingApart, HandsOverWhatWasReadAndWhatWasThrown) {
  const std::string large(1'000'000, 'x');
  EXPECT_EQ(read_apart("f", 0, [&] { return large; }), large);
  EXPECT_EQ(read_apart("f", 0, [] { return std::string(); }), "");
  EXPECT_THROW(read_apart("f", 0, []() -> std::string { throw IoError("gone"); }), IoError);
  try {
    read_apart("f", 0, []() -> std::string { throw InputError("no such name"); });
    FAIL();
  } catch (const InputError& error) {
    EXPECT_EQ(std::string(error.what()), "error: no such name\n");
  }
}

std::string error_of_reading(const std::function<std::string()>& read) {
  try {
    read_apart("f.h5", 0, read);
  } catch (const IoError& error) {
    return error.what();
  }
  return "none";
}

TEST(ReadingApart, WhatEndsTheChildIsAnErrorHere) {
  EXPECT_NE(error_of_reading([]() -> std::string { std::abort(); }).find("f.h5: the file is damaged"),
            std::string::npos);
  EXPECT_NE(error_of_reading([]() -> std::string { std::_Exit(0); }).find("ended early"), std::string::npos);
  EXPECT_NE(error_of_reading([]() -> std::string { throw std::out_of_range("at"); }).find("damaged"),
            std::string::npos);
  EXPECT_NE(error_of_reading([]() -> std::string { throw std::bad_alloc(); }).find("more memory"), std::string::npos);
  EXPECT_NE(error_of_reading([]() -> std::string {
              volatile bool on = true;
              while (on) {
              }
              return "";
            }).find("took longer"),
            std::string::npos);
}

}  // namespace
}  // namespace berdaya

// The x86-64 instruction sets that this build uses and that this processor has.
#pragma once

#include <string>

namespace berdaya::cli {

// "x86-64 (SSE2)", "x86-64 with AVX2, FMA"; another architecture: its name only.
std::string instruction_sets_of_build();
std::string instruction_sets_of_processor();

}  // namespace berdaya::cli

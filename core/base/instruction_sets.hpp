// One function, several instruction sets: the program keeps a version for each and takes the widest that the processor
// has. For loops over rows only; what they call must be inline. Results do not depend on which version runs: no
// version may fuse or reorder operations (docs/decisions/0007-instruction-sets.md).
#pragma once

// An attribute cannot be made conditional but by a macro; this is the only one in core. Sanitizers do not support the
// resolvers that it needs; a build for one instruction set (BERDAYA_ARCH) has no use for others.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__AVX2__) && \
    !defined(__SANITIZE_THREAD__) && !defined(__SANITIZE_ADDRESS__) && defined(__OPTIMIZE__)
#define BERDAYA_EACH_INSTRUCTION_SET [[gnu::target_clones("arch=x86-64-v4", "avx2", "default")]]
#else
#define BERDAYA_EACH_INSTRUCTION_SET
#endif

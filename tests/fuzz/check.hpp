#pragma once
/// What a fuzz target promises: broken promises end the program, so that the fuzzer keeps the input.

#include <cstdlib>

#define FUZZ_CHECK(promise)       \
  do {                            \
    if (!(promise)) std::abort(); \
  } while (false)

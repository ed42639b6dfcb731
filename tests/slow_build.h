// Whether sanitizers slow this build down tenfold, so that tests that try many cases try fewer.
#pragma once

namespace drawdown {

#if defined(__has_feature)  // Clang's way of telling; GCC 12 has macros
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define DRAWDOWN_SLOW_BUILD 1
#endif
#elif defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define DRAWDOWN_SLOW_BUILD 1
#endif

#ifdef DRAWDOWN_SLOW_BUILD
inline constexpr bool slow_build = true;
#else
inline constexpr bool slow_build = false;
#endif

}  // namespace drawdown

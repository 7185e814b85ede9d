#include "cli/interrupt.hpp"

namespace berdaya::cli {
namespace {

void nothing(int /*signal*/) {}

void catch_once(int signal, struct sigaction& before) {
  sigaction(signal, nullptr, &before);
  if (before.sa_handler == SIG_IGN) return;
  struct sigaction once {};
  once.sa_handler = nothing;
  once.sa_flags = SA_RESETHAND | SA_RESTART;
  sigemptyset(&once.sa_mask);
  sigaction(signal, &once, nullptr);
}

bool came(int signal) {
  struct sigaction now {};
  sigaction(signal, nullptr, &now);
  return now.sa_handler == SIG_DFL;
}

}  // namespace

StopSignals::StopSignals() {
  catch_once(SIGINT, interrupt_before_);
  catch_once(SIGTERM, terminate_before_);
  catch_once(SIGUSR1, announced_before_);
}

StopSignals::~StopSignals() {
  sigaction(SIGINT, &interrupt_before_, nullptr);
  sigaction(SIGTERM, &terminate_before_, nullptr);
  sigaction(SIGUSR1, &announced_before_, nullptr);
}

bool StopSignals::asked() const {
  const bool interrupted = came(SIGINT);
  const bool terminated = came(SIGTERM);
  struct sigaction now {};
  sigaction(SIGUSR1, nullptr, &now);
  const bool ignored_by_us = now.sa_handler == SIG_IGN && announced_before_.sa_handler != SIG_IGN;
  const bool announced = now.sa_handler == SIG_DFL || ignored_by_us;
  if (!interrupted && !terminated && !announced) return false;
  if (!terminated && terminate_before_.sa_handler != SIG_IGN) std::signal(SIGTERM, SIG_DFL);
  if (!interrupted && interrupt_before_.sa_handler != SIG_IGN) std::signal(SIGINT, SIG_DFL);
  // Announcing it again must not end what is being closed.
  if (announced) std::signal(SIGUSR1, SIG_IGN);
  return true;
}

}  // namespace berdaya::cli

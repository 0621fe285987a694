#include "sim/kernel/scope.hpp"

namespace txlab {

void Scope::spawn(Task<> process) {
  const auto root = process.release();
  PromiseBase& promise = root.promise();
  promise.scope = this;
  promise.older = newest_;
  if (newest_ != nullptr) newest_->newer = &promise;
  newest_ = &promise;
  root.resume();
}

void Scope::left_by(PromiseBase& root) {
  if (root.newer != nullptr) root.newer->older = root.older;
  if (root.older != nullptr) root.older->newer = root.newer;
  if (newest_ == &root) newest_ = root.older;
}

void Scope::destroy_all() {
  while (newest_ != nullptr) {
    PromiseBase& root = *newest_;
    left_by(root);
    // Roots are always Task<void> (see spawn).
    std::coroutine_handle<Promise<void>>::from_promise(static_cast<Promise<void>&>(root)).destroy();
  }
}

void Scope::suspended(std::string_view, bool) {}

std::coroutine_handle<> PromiseBase::finish(PromiseBase& promise,
                                            std::coroutine_handle<> done) noexcept {
  if (promise.continuation) return promise.continuation;
  if (promise.join != nullptr) {
    return --promise.join->running == 0 ? promise.join->parent : std::noop_coroutine();
  }
  promise.scope->left_by(promise);
  done.destroy();
  return std::noop_coroutine();
}

}  // namespace txlab

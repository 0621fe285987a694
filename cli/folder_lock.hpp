// FolderLock: one process at a time writes into a folder. The kernel lets go of it when the process
// ends, however it ends.
#pragma once

#include <string>

namespace txlab {

class FolderLock {
 public:
  FolderLock() = default;
  ~FolderLock();
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

  // False if another process has it. A file system that knows no locks refuses nobody.
  bool acquire(const std::string& folder);

 private:
  int folder_ = -1;
};

}  // namespace txlab

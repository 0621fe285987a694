#include "cli/self_audit.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "reports/exit_code.hpp"
#include "scenarios/language/trail_file.hpp"

extern char** environ;

namespace txlab {

namespace {

// A file without a name; gone with its owner.
class Unnamed {
 public:
  Unnamed() : descriptor_(memfd_create("txlab", MFD_CLOEXEC)) {}
  ~Unnamed() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  Unnamed(const Unnamed&) = delete;
  Unnamed& operator=(const Unnamed&) = delete;

  int descriptor() const { return descriptor_; }
  bool put(const std::string& text) const {
    std::size_t done = 0;
    while (done < text.size()) {
      const ssize_t n = write(descriptor_, text.data() + done, text.size() - done);
      if (n <= 0) return false;
      done += static_cast<std::size_t>(n);
    }
    return lseek(descriptor_, 0, SEEK_SET) == 0;
  }
  std::string text() const {
    std::string all;
    std::array<char, 4096> buffer;
    lseek(descriptor_, 0, SEEK_SET);
    for (ssize_t n; (n = read(descriptor_, buffer.data(), buffer.size())) > 0;) {
      all.append(buffer.data(), static_cast<std::size_t>(n));
    }
    return all;
  }

 private:
  int descriptor_;
};

struct Answer {
  int exit_code = -1;
  std::string out;
  std::string problem;  // empty if it ran to its end
};

// In a group of its own: an interruption of the exploration is none of its replay.
Answer replay_elsewhere(const std::string& program, const std::string& trail) {
  const Unnamed in;
  const Unnamed out;
  if (!in.put(trail)) return {-1, "", "the trail cannot be handed over"};
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_adddup2(&files, in.descriptor(), STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&files, out.descriptor(), STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
  std::array<std::string, 6> words{program, "replay", "--strict", "--format", "json", "/dev/stdin"};
  std::array<char*, 7> argv{};
  for (std::size_t i = 0; i < words.size(); ++i) argv[i] = words[i].data();
  pid_t child = 0;
  const int failed =
      posix_spawn(&child, program.c_str(), &files, &attributes, argv.data(), environ);
  posix_spawn_file_actions_destroy(&files);
  posix_spawnattr_destroy(&attributes);
  if (failed != 0) {
    return {-1, "", fmt::format("{} cannot be started: {}", program, std::strerror(failed))};
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (!WIFEXITED(status)) return {-1, "", fmt::format("{} crashed", program)};
  return {WEXITSTATUS(status), out.text(), ""};
}

// The text value of a key in the flat JSON that replay prints.
std::string value_of(const std::string& text, const std::string& key) {
  const std::string mark = fmt::format("\"{}\": \"", key);
  const std::size_t at = text.find(mark);
  if (at == std::string::npos) return "nothing";
  const std::size_t begin = at + mark.size();
  return text.substr(begin, text.find('"', begin) - begin);
}

}  // namespace

std::string contradiction(const Trail& trail, const std::string& program) {
  const Answer answer =
      replay_elsewhere(program.empty() ? "/proc/self/exe" : program, trail_text(trail));
  if (!answer.problem.empty()) return answer.problem;
  const std::string digest = fmt::format("{:016x}", trail.digest);
  const std::string got = value_of(answer.out, "digest");
  const std::string verdict = value_of(answer.out, "verdict");
  if (got != digest) {
    return fmt::format("a fresh process gave the digest {} where {} was found", got, digest);
  }
  const ExitCode code = trail.violated ? ExitCode::failed : ExitCode::success;
  if (verdict != (trail.violated ? "violated" : "holds") ||
      answer.exit_code != static_cast<int>(code)) {
    return fmt::format("a fresh process says of {} that it {} (exit code {})",
                       info(trail.property).name, verdict, answer.exit_code);
  }
  return "";
}

}  // namespace txlab

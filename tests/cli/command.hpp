// Runs the txlab binary as a user would, and keeps what it said.
#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>

#include "tests/places/places.hpp"

namespace txlab {

struct Ran {
  int exit_code = -1;
  std::string out;  // standard output
  std::string err;
};

inline std::string text_of(const std::string& file) {
  std::ifstream in(file);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

// A path of this test's own: tests run side by side.
inline std::string own_path(const std::string& name) {
  return testing::TempDir() + std::to_string(getpid()) + "-" + name;
}

// The working directory is the project's.
inline Ran shell_says(const std::string& line) {
  const std::string err_file = own_path("txlab.err");
  // Whatever the language of who runs the tests.
  const std::string command =
      "export LC_ALL=C.UTF-8; cd " + source_folder().string() + " && " + line + " 2>" + err_file;
  Ran ran;
  FILE* const pipe = popen(command.c_str(), "r");
  std::array<char, 4096> buffer;
  for (std::size_t n; (n = fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) {
    ran.out.append(buffer.data(), n);
  }
  const int status = pclose(pipe);
  ran.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  ran.err = text_of(err_file);
  return ran;
}

inline bool is_here(const std::string& what, bool here) {
  const char* const ci = std::getenv("CI");
  if (!here && ci != nullptr && std::string(ci) == "true") ADD_FAILURE() << "CI has no " << what;
  return here;
}

// Whether the machine has this tool, or this place. Where CI is, all are (scripts/setup ci), and
// none may be missing.
inline bool has_tool(const std::string& name) {
  return is_here(name, shell_says("command -v " + name).exit_code == 0);
}

inline bool has_place(const std::string& path) {
  return is_here(path, std::filesystem::exists(path));
}

// `arguments` go through a shell.
inline Ran txlab_says(const std::string& arguments) {
  return shell_says(program_file().string() + " " + arguments);
}

inline std::string scenario_file(const std::string& name, const std::string& text) {
  const std::string file = own_path(name);
  std::ofstream(file) << text;
  return file;
}

}  // namespace txlab

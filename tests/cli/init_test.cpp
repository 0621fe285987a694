// init and fmt: the first scenario of somebody new.
#include <filesystem>

#include "library_results.hpp"

namespace txlab {
namespace {

const std::vector<std::string>& templates() {
  static const std::vector<std::string> names{"minimal", "discount-purchase", "broker-outage",
                                              "coordinator-crash", "flash-sale"};
  return names;
}

std::string new_file(const std::string& name) {
  const std::string file = own_path(name);
  std::filesystem::remove(file);
  return file;
}

TEST(Init, writes_a_scenario_for_every_template_that_has_no_warning) {
  for (const std::string& name : templates()) {
    const std::string file = new_file(name + ".yaml");
    const Ran written = txlab_says("init --template " + name + " " + file);
    EXPECT_EQ(written.exit_code, 0) << written.err;
    EXPECT_TRUE(text_of(file).starts_with("# yaml-language-server: $schema=")) << name;
    const Ran linted = txlab_says("lint --strict " + file);
    EXPECT_EQ(linted.exit_code, 0) << linted.out;
    EXPECT_EQ(txlab_says("fmt --check " + file).exit_code, 0) << name;
  }
}

TEST(Init, writes_scenarios_that_run_and_hold_what_they_expect) {
  for (const std::string& name : templates()) {
    const std::string file = new_file(name + ".yaml");
    ASSERT_EQ(txlab_says("init --template " + name + " " + file).exit_code, 0);
    // The whole of this one is run as a scenario of the library.
    const bool is_large = name == "discount-purchase";
    const Ran ran =
        txlab_says("run --no-progress " + file +
                   (is_large ? " --replications 1 --set thresholds={} --set expect={}" : ""));
    EXPECT_EQ(ran.exit_code, 0) << name << '\n' << ran.out << ran.err;
  }
}

TEST(Init, puts_the_schema_beside_the_scenario_where_editors_look_for_it) {
  const std::string folder = own_path("init-folder");
  std::filesystem::remove_all(folder);
  std::filesystem::create_directory(folder);
  const Ran first = txlab_says("init " + folder + "/a.yaml");
  ASSERT_EQ(first.exit_code, 0);
  EXPECT_NE(first.err.find("scenario.schema.json, for editors, is written"), std::string::npos);
  EXPECT_NE(text_of(folder + "/a.yaml").find("$schema=./scenario.schema.json"), std::string::npos);
  EXPECT_EQ(text_of(folder + "/scenario.schema.json"), txlab_says("schema").out);
  EXPECT_EQ(txlab_says("init " + folder + "/same.yaml").err.find("schema.json"), std::string::npos);
  std::ofstream(folder + "/scenario.schema.json") << "{}";
  const Ran second = txlab_says("init " + folder + "/b.yaml");
  ASSERT_EQ(second.exit_code, 0);
  EXPECT_NE(second.err.find("txlab schema > " + folder + "/scenario.schema.json"),
            std::string::npos)
      << second.err;
  EXPECT_EQ(text_of(folder + "/scenario.schema.json"), "{}") << "another one is left alone";
}

TEST(Init, begins_with_at_most_twenty_lines) {
  const std::string text = txlab_says("init -").out;
  EXPECT_LE(std::count(text.begin(), text.end(), '\n'), 20);
  EXPECT_NE(text.find("strategies:"), std::string::npos);
}

TEST(Init, leaves_alone_what_is_there) {
  const std::string file = scenario_file("mine.yaml", "mine\n");
  const Ran ran = txlab_says("init " + file);
  EXPECT_EQ(ran.exit_code, 74);
  EXPECT_NE(ran.err.find("is there already"), std::string::npos) << ran.err;
  EXPECT_EQ(text_of(file), "mine\n");
}

TEST(Init, knows_its_templates_and_no_others) {
  const Ran ran = txlab_says("init --template maximal -");
  EXPECT_EQ(ran.exit_code, 2);
  for (const std::string& name : templates()) {
    EXPECT_NE(ran.err.find(name), std::string::npos) << ran.err;
  }
}

TEST(Init, takes_the_name_of_a_template_for_no_file) {
  const std::string folder = own_path("init-template");
  std::filesystem::create_directory(folder);
  const Ran ran =
      shell_says("cd " + folder + " && " + program_file().string() + " init broker-outage");
  EXPECT_EQ(ran.exit_code, 2);
  EXPECT_NE(ran.err.find("did you mean `--template broker-outage`?"), std::string::npos) << ran.err;
  EXPECT_TRUE(std::filesystem::is_empty(folder));
}

TEST(Fmt, writes_a_file_anew_and_says_nothing) {
  const std::string file = scenario_file("fmt.yaml", "a:   1\nb:\n- x # why\n");
  const Ran check = txlab_says("fmt --check " + file);
  EXPECT_EQ(check.exit_code, 1);
  EXPECT_EQ(check.out, file + "\n");
  EXPECT_EQ(text_of(file), "a:   1\nb:\n- x # why\n") << "only checked";
  const Ran ran = txlab_says("fmt " + file);
  EXPECT_EQ(ran.exit_code, 0);
  EXPECT_EQ(ran.out + ran.err, "");
  EXPECT_EQ(text_of(file), "a: 1\nb:\n  - x  # why\n");
  EXPECT_EQ(txlab_says("fmt --check " + file).exit_code, 0);
}

TEST(Fmt, tells_of_line_ends_that_nobody_sees) {
  const std::string file = scenario_file("fmt-crlf.yaml",
                                         "\xef\xbb\xbf"
                                         "a: 1\r\nb: 2\r\n");
  const Ran check = txlab_says("fmt --check " + file);
  EXPECT_EQ(check.exit_code, 1);
  EXPECT_EQ(check.out, file + "\n");
  EXPECT_NE(check.err.find("line ends or a byte order mark"), std::string::npos) << check.err;
  EXPECT_EQ(txlab_says("fmt " + file).exit_code, 0);
  EXPECT_EQ(text_of(file), "a: 1\nb: 2\n");
  const std::string both = scenario_file("fmt-both.yaml", "a:   1\r\n");
  EXPECT_EQ(txlab_says("fmt --check " + both).err, "") << "the layout can be seen";
}

TEST(Fmt, keeps_who_may_read_a_file_and_what_is_a_link) {
  namespace fs = std::filesystem;
  const std::string file = scenario_file("fmt-linked.yaml", "a:  1\n");
  fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
  const std::string link = new_file("fmt-link.yaml");
  fs::create_symlink(file, link);
  EXPECT_EQ(txlab_says("fmt " + link).exit_code, 0);
  EXPECT_TRUE(fs::is_symlink(link));
  EXPECT_EQ(text_of(file), "a: 1\n");
  EXPECT_EQ(fs::status(file).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST(Fmt, reads_from_a_pipe_and_leaves_broken_files_alone) {
  EXPECT_EQ(shell_says("printf 'a:   {b: 1 }' | " + program_file().string() + " fmt -").out,
            "a: {b: 1}\n");
  const std::string broken = scenario_file("fmt-broken.yaml", "a: [1\n");
  const std::string good = scenario_file("fmt-good.yaml", "a:  1\n");
  const Ran ran = txlab_says("fmt " + broken + " " + good);
  EXPECT_EQ(ran.exit_code, 2);
  EXPECT_NE(ran.err.find("error"), std::string::npos);
  EXPECT_EQ(text_of(broken), "a: [1\n");
  EXPECT_EQ(text_of(good), "a: 1\n") << "the others are laid out all the same";
}

TEST(Fmt, has_nothing_to_do_in_the_library) {
  const Ran ran = txlab_says(
      "fmt --check scenarios/library/*.yaml scenarios/library/regressions/*.yaml "
      "scenarios/templates/*.yaml");
  EXPECT_EQ(ran.exit_code, 0) << ran.out;
}

}  // namespace
}  // namespace txlab

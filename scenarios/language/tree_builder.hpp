// TreeBuilder: turns the events of the YAML parser into nodes.
//
// Events and not the library's own tree, because only events still show duplicate keys, the place
// of an alias, and whether a word was quoted.
#pragma once

#include <yaml-cpp/anchor.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/mark.h>

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "scenarios/language/node.hpp"
#include "scenarios/language/problems.hpp"

namespace txlab::language {

class TreeBuilder : public YAML::EventHandler {
 public:
  // Thrown when there is no sense in going on; the reason has been told.
  struct Stop {};

  TreeBuilder(Problems& problems, std::uint32_t source);

  Node take_root() { return std::move(root_); }
  Span span_of(const YAML::Mark& mark);
  Span end_of_text() const;

  void OnDocumentStart(const YAML::Mark& mark) override;
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override;
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override;
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override;
  void OnMapEnd() override { close(); }

 private:
  // A list or a mapping that is still open.
  struct Frame {
    Node node;
    YAML::anchor_t anchor = 0;
    bool has_key = false;    // a key waits for its value
    bool keep_value = true;  // false behind a bad key
    Node key;
    std::map<std::string, std::uint32_t> key_lines;  // of the keys so far
    std::vector<Node> merges;                        // values of `<<`
  };

  void count(std::size_t nodes, const Span& span);
  void check_tag(const std::string& tag, const Span& span);
  void open(Node::Kind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor);
  void close();
  // A complete value goes where it belongs.
  void place(Node node, YAML::anchor_t anchor);
  void place_key(Frame& frame, Node node);
  void check_blank(const Node& key);
  bool continues_number(Frame& frame);
  void place_value(Frame& frame, Node node);
  void apply_merges(Frame& frame);
  void merge_under(Frame& frame, const Node& other);
  std::size_t offset_of(const YAML::Mark& mark) const;

  Problems& problems_;
  std::uint32_t source_;
  std::vector<std::size_t> line_starts_;
  std::size_t last_offset_ = 0;  // where span_of was last, and its column: lines may be long
  std::uint32_t last_column_ = 1;
  std::vector<Frame> open_;
  std::map<YAML::anchor_t, Node> anchors_;
  std::size_t nodes_ = 0;
  std::size_t documents_ = 0;
  Node root_;
};

}  // namespace txlab::language

// Network: carries envelopes between hosts, through the weather.
//
// Latency, jitter, loss and duplication of a message are looked up in a keyed stream by what the
// message *is*: its link, type, purchase, attempt and the age of the purchase in whole seconds. So the
// same message meets the same weather under every strategy, and a retry meets other weather. Faults
// (partitions, holds) are rules in front of the weather; the first rule that objects decides.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "sim/base/random.hpp"
#include "sim/kernel/kernel.hpp"
#include "sim/world/message.hpp"
#include "sim/world/topology.hpp"

namespace txlab {

class World;

struct Verdict {
  enum class Kind : std::uint8_t { pass, drop, delay } kind = Kind::pass;
  Duration delay{0};
};

class NetworkRule {
 public:
  virtual ~NetworkRule() = default;
  virtual Verdict on(const Envelope& envelope, Instant now) = 0;
};

// The answers of a Chooser for one message.
enum class MessageChoice : std::uint32_t { deliver, lose, duplicate, delay_past_timeout };

class Network {
 public:
  Network(World& world, Topology topology, std::uint64_t seed);
  ~Network();

  // A fresh envelope to fill in and send; it belongs to the network.
  Envelope& compose();
  void send(Envelope& envelope);

  // The rule holds until it is removed.
  NetworkRule& add_rule(std::unique_ptr<NetworkRule> rule);
  void remove_rule(const NetworkRule& rule);
  // Whether a rule keeps everything from one host to another.
  bool blocked(HostId from, HostId to);

 private:
  struct Delivery;
  struct Weather {
    Duration latency{0};
    bool lost = false;
    bool duplicated = false;
  };

  Delivery& new_delivery();
  void recycle(Delivery& delivery);
  Weather weather_for(const Envelope& envelope, std::uint64_t copy);
  void deliver_after(Delivery& delivery, Duration latency);
  void duplicate(const Envelope& envelope, Duration extra);
  void arrive(Delivery& delivery);
  MessageChoice chosen(const Envelope& envelope);

  World& world_;
  Topology topology_;
  std::uint64_t seed_;
  std::vector<std::unique_ptr<NetworkRule>> rules_;
  std::vector<std::unique_ptr<Delivery>> deliveries_;
  std::vector<Delivery*> free_;
  std::uint64_t background_ = 0;
  Stream weather_;
};

}  // namespace txlab

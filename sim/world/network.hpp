// Network: carries envelopes between hosts, through the weather.
//
// Latency, jitter, loss and duplication of a message are looked up in a keyed stream by what the
// message *is*: its link, type, purchase, attempt and the age of the purchase in whole seconds. So
// the same message meets the same weather under every strategy, and a retry meets other weather.
// Messages on behalf of nobody are numbered per sender. Faults (partitions, holds, degraded links)
// are rules in front of the weather; where several apply, one that drops decides, and delays add
// up.
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

// The address of a message in a keyed stream: the same message, the same draw.
struct MessageKey {
  std::uint64_t index = 0;
  std::uint64_t part = 0;
};

class NetworkRule {
 public:
  struct Verdict {
    bool drop = false;
    Instant not_before = start_of_run;  // the message sets out no earlier
    Duration delay{0};                  // on top of the weather's
  };

  virtual ~NetworkRule() = default;
  virtual Verdict on(const Envelope& envelope, MessageKey key) = 0;
};

// The answers of a Chooser for one message.
//
// `overtaken`: it waits until another message has reached the same host and comes right behind it,
// but no longer than one that is delayed past its timeout.
enum class MessageChoice : std::uint32_t {
  deliver,
  lose,
  duplicate,
  delay_past_timeout,
  overtaken,
};
inline constexpr std::uint32_t message_choices = 5;

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
  MessageKey key_of(const Envelope& envelope);
  Weather weather_for(const Envelope& envelope, MessageKey key) const;
  NetworkRule::Verdict verdict_on(const Envelope& envelope, MessageKey key);
  void deliver(Delivery& delivery, const Weather& weather, const NetworkRule::Verdict& verdict);
  void duplicate(const Envelope& envelope, MessageKey key, Weather first,
                 const NetworkRule::Verdict& verdict);
  void arrive(Delivery& delivery);
  void hold(Delivery& delivery);
  void let_follow(HostId receiver);
  MessageChoice chosen(const Envelope& envelope);

  World& world_;
  Topology topology_;
  std::vector<std::unique_ptr<NetworkRule>> rules_;
  std::vector<std::unique_ptr<Delivery>> deliveries_;
  std::vector<Delivery*> free_;
  std::vector<Delivery*> held_;  // until they are overtaken, in the order of their arrival
  std::uint64_t sent_ = 0;
  std::vector<std::uint64_t> background_;  // messages on behalf of nobody so far, by sender
  Stream weather_;
};

}  // namespace txlab

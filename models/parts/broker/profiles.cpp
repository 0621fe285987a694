#include "models/parts/broker/profiles.hpp"

namespace txlab {

namespace {

constexpr BrokerProfile profiles[] = {
    {"rocketmq-5.4", [](BrokerSettings&) {},
     "check-back every 30 s, at most 15 times; 17 deliveries, then the dead-letter queue",
     "apache/rocketmq common/.../BrokerConfig.java, store/.../MessageStoreConfig.java"},
};

}  // namespace

std::span<const BrokerProfile> broker_profiles() { return profiles; }

}  // namespace txlab

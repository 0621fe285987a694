// The broker, `hosts.mq`. A profile sets many of these; what is written beside it counts.
#include "scenarios/language/keys/key.hpp"

namespace txlab::language {

namespace {

using enum KeyType;

constexpr Key broker[] = {
    {"hosts.mq.broker", name, "rocketmq-5.4", "the version whose behaviour and settings it has",
     "txlab list profiles", "rocketmq-4.9"},
    {"hosts.mq.flush", name, "sync", "whether a put waits for the disk", "sync | async", "async"},
    {"hosts.mq.flush_every", positive_duration, "500ms",
     "flush: async: how often dirty pages are looked for", "", "500ms"},
    {"hosts.mq.flush_pages", count, "4", "flush: async: with fewer dirty pages it waits on",
     "1 to 1,000,000"},
    {"hosts.mq.flush_at_latest", positive_duration, "10s",
     "flush: async: then also fewer pages are flushed"},
    {"hosts.mq.replication", mapping, "one machine, no copies",
     "copies of the log, and who waits for them", "", "{role: sync-master, copies: 2}"},
    {"hosts.mq.replication.role", name, "async-master", "sync-master: a put waits for a copy",
     "sync-master | async-master", "sync-master"},
    {"hosts.mq.replication.sync", count, "what `role` says",
     "copies that an acknowledgement waits for, the master's included", "1 to 100", "2"},
    {"hosts.mq.replication.copies", count, "1", "machines of the broker, the master included",
     "1 to 100"},
    {"hosts.mq.replication.failover", name, "machine-lost",
     "after which crash of the master a replica takes over: with any-crash (a controller) it is as "
     "long as the crash's `restart_after`",
     "machine-lost | any-crash", "any-crash"},
    {"hosts.mq.replication.min_in_sync", count, "1",
     "with fewer copies at hand puts that wait for them are refused", "1 to 100", "2"},
    {"hosts.mq.replication.slave_timeout", positive_duration, "3s",
     "then an acknowledgement goes without them", "", "3s"},
    {"hosts.mq.replication.ack", time_distribution, "{dist: lognormal, median: 600us, p99: 3ms}",
     "how long a copy takes, where replicas are no machines"},
    {"hosts.mq.fsync", time_distribution, "{dist: lognormal, median: 450us, p99: 2ms}",
     "one flush of its log"},
    {"hosts.mq.tags", list, "[]", "what producers write on messages, a customer always the same",
     "names of at most 16 characters", "[class-a, class-b]"},
    {"hosts.mq.alarm", toggle, "on", "somebody watches dead letters and parked half messages"},
    {"hosts.mq.check_interval", positive_duration, "30s",
     "how often half messages without an end are asked about", "", "30s"},
    {"hosts.mq.immunity", duration, "6s", "how old one must be to be asked about", "", "6s"},
    {"hosts.mq.max_checks", count, "15", "then it is given up", "1 to 1,000,000", "15"},
    {"hosts.mq.check_queue", count, "2000", "questions that a round may put before any is asked",
     "1 to 1,000,000,000", "2000"},
    {"hosts.mq.check_queue_full", name, "ask-itself", "what a round does then",
     "abort-round | ask-itself", "abort-round"},
    {"hosts.mq.half_lifetime", positive_duration, "72h", "an older half message is given up", "",
     "72h"},
    {"hosts.mq.give_up", name, "park", "what becomes of it then", "park | roll-back", "roll-back"},
    {"hosts.mq.park_writable", toggle, "on", "off: the write that parks it fails", "", "off"},
    {"hosts.mq.op_records", name, "batched", "how ended half messages are written down",
     "each | stacked | batched", "each"},
    {"hosts.mq.op_interval", positive_duration, "3s", "op_records: batched: how often", "", "3s"},
    {"hosts.mq.op_bytes", count, "4096", "op_records: batched: at most so many bytes at once",
     "1 to 1,000,000,000", "4096"},
    {"hosts.mq.op_read", duration, "0s", "what reading 32 of these records takes", "", "1s"},
    {"hosts.mq.resume_after", positive_duration, "never",
     "people have parked half messages asked about again after this", "", "1h"},
    {"hosts.mq.offsets_every", positive_duration, "5s",
     "how often offsets are written to their file", "", "5s"},
    {"hosts.mq.offsets_written_back", duration, "30s",
     "how long a power failure can still take that file out of the page cache; 0s: not at all", "",
     "0s"},
    {"hosts.mq.consumers", mapping, "those of a push consumer",
     "how the members of a consumer group consume", "", "{mode: orderly, queues: 8}"},
    {"hosts.mq.consumers.mode", name, "concurrent",
     "many messages of a queue at once, or one after the other", "concurrent | orderly", "orderly"},
    {"hosts.mq.consumers.queues", count, "4", "of a topic", "1 to 200", "4"},
    {"hosts.mq.consumers.threads", count, "20", "of one member", "1 to 1,000,000", "20"},
    {"hosts.mq.consumers.max_reconsume", count, "16",
     "after so many repetitions a message is a dead letter", "0 to 60,000", "16"},
    {"hosts.mq.consumers.persist_offsets", positive_duration, "5s",
     "how often a member tells the broker how far it is", "", "5s"},
    {"hosts.mq.consumers.consume_timeout", positive_duration, "15m",
     "then a message goes back although its listener still runs", "", "15m"},
    {"hosts.mq.consumers.rebalance_every", positive_duration, "20s",
     "how often members share the queues out anew", "", "20s"},
    {"hosts.mq.consumers.dead_letters_delayed", toggle, "off",
     "a dead letter waits out one more delay (before 4.9.0)"},
    {"hosts.mq.consumers.subscriptions", list, "[]",
     "what the first, the second ... member subscribes to, the last for all further ones",
     "tags with ||, or *", "[\"*\", class-a || class-c]"},
};

}  // namespace

std::span<const Key> broker_keys() { return broker; }

}  // namespace txlab::language

// companionship: a purchase in one local transaction, and then three messages about it (tags A, B
// and C) for five departments. What differs is how the messages come to them.
//
//   tags:        BEGIN; everything; event; COMMIT; publish A, B, C; the broker filters by tag
//   everything:  the same, but everybody is sent everything and throws away what it does not want
//   mixed-group: the same, but operations and customer service are two members of one group
//   fan-out:     BEGIN; everything; COMMIT; call one department after the other; answer
//
//   review: beside   compliance reads what it reviews while the others already act on it
//   review: first    A and C go to compliance (and the data centre), which publishes them to the
//                    others when it has reviewed them
//
// The event is a row of the purchase's transaction, so a crash of the service forgets nothing; a
// department's note is unique by order, department and subject, so what comes twice counts once.
// The purchase is that of `none` and does not depend on any of this, except with fan-out.
#include "models/fund/companionship.hpp"

#include "models/parts/broker/publish.hpp"
#include "models/parts/broker/push_consumer.hpp"
#include "models/strategies/protocols.hpp"
#include "models/strategies/shared/committed_events.hpp"
#include "models/strategies/shared/wallet_ledger.hpp"

namespace txlab {

namespace {

enum class DeliveryBy : std::uint8_t { tags, everything, mixed_group, fan_out };

struct Options {
  DeliveryBy delivery;
  bool review_first;
  bool sorts;  // a department throws away what it does not want
  Duration call_timeout;
  std::uint32_t repeats;
};

// The call of the fan-out.
struct Accompany {
  static constexpr MessageType type{"accompany", MessageClass::protocol};
  struct Reply {
    bool noted;
  };
  IntentId intent;
  CompanionSubject subject;
  Purchase purchase;
  std::uint32_t distinct() const { return static_cast<std::uint32_t>(subject); }
};

// A consumer group has a topic of its own here, and a message that several groups may want is
// stored once for each (in one flush, acknowledged once). Compliance and the data centre come
// first.
struct Groups {
  TopicId first;
  std::uint8_t count;
};

TopicId topic_of(Department department, const Options& options) {
  const auto number = static_cast<TopicId>(department);
  const bool shares_a_group = options.delivery == DeliveryBy::mixed_group &&
                              department > Department::operations;  // with whom comes before
  return static_cast<TopicId>(number - shares_a_group);
}

constexpr Groups reviewers{0, 2};

Groups all_groups(const Options& options) {
  return {0, static_cast<std::uint8_t>(topic_of(Department::orchestration, options) + 1)};
}

Groups readers(const Options& options) {
  return {reviewers.count, static_cast<std::uint8_t>(all_groups(options).count - reviewers.count)};
}

Publish companion_message(const Purchase& purchase, CompanionSubject subject, Groups groups) {
  BrokerMessage message = BrokerMessage::of(purchase.order.value, purchase);
  message.tag = Tag::of(subject_tags[static_cast<std::size_t>(subject)]);
  return {purchase.intent, groups.first, groups.count, message};
}

class Wallet final : public Program, public EventHandler {
 public:
  Wallet(Host& host, const Deployment& site, const Options& options)
      : host_(host),
        site_(site),
        options_(options),
        ledger_(host, site),
        events_(host, site, ledger_.database(), *this) {}

  Task<> main() override {
    host_.on<&Wallet::on_submit>(*this);
    host_.on<&Wallet::on_inquire>(*this);
    if (!fans_out()) host_.spawn(events_.handle_leftovers());
    co_await ledger_.push_leftover_notices();
  }

  Task<std::optional<Submit::Reply>> on_submit(Submit request) {
    const Purchase purchase = ledger_.receive(request.purchase);
    if (site_.fund_refuses(purchase, host_.local_time())) {
      const Answer refused = co_await ledger_.refuse(purchase);
      co_return reply<Submit::Reply>(refused);
    }
    Statement everything = fund::everything_untold(purchase, site_.workload.branches);
    if (!fans_out()) everything = with_event(everything, purchase);
    const auto status = co_await ledger_.database().run(everything);
    if (status == StatementStatus::ok && !fans_out()) events_.committed(purchase);
    const Answer known = co_await ledger_.outcome(purchase, status);
    // A request that comes again is told to everybody again: the first answer may have waited for
    // a department until the customer gave up.
    if (known.told == Told::accepted && fans_out()) co_await tell_everybody(purchase);
    co_return reply<Submit::Reply>(known);
  }

  Task<std::optional<Inquire::Reply>> on_inquire(Inquire request) {
    const Answer known = co_await ledger_.refuse(request.purchase);
    co_return reply<Inquire::Reply>(known);
  }

  Task<bool> handle(Purchase purchase) override {
    bool all = true;
    for (std::size_t i = 0; i < subjects; ++i) {
      const auto subject = static_cast<CompanionSubject>(i);
      const bool held_back = options_.review_first && reviewed(subject);
      const bool stored = co_await publish(
          host_, site_.mq,
          companion_message(purchase, subject, held_back ? reviewers : all_groups(options_)));
      all = all && stored;
    }
    co_return all;
  }

 private:
  bool fans_out() const { return options_.delivery == DeliveryBy::fan_out; }

  // There was only one transaction, so what is accepted is done.
  template <typename Reply>
  static std::optional<Reply> reply(Answer known) {
    if (known.told == Told::unknown) return std::nullopt;  // let the customer try again
    return Reply{known.told == Told::accepted ? Told::placed : known.told};
  }

  // Compliance is the first to be called. A department that does not answer is left out at last,
  // and nobody remembers.
  Task<> tell_everybody(Purchase purchase) {
    for (std::size_t who = 0; who < departments; ++who) {
      for (std::size_t what = 0; what < subjects; ++what) {
        const auto subject = static_cast<CompanionSubject>(what);
        if (!wants(static_cast<Department>(who), subject)) continue;
        co_await tell(site_.departments[who], {purchase.intent, subject, purchase});
      }
    }
  }

  Task<> tell(HostId department, Accompany message) {
    for (std::uint32_t attempt = 0; attempt <= options_.repeats; ++attempt) {
      const auto reply = co_await host_.call(department, message, options_.call_timeout, attempt);
      if (reply && reply->noted) co_return;
    }
  }

  Host& host_;
  const Deployment& site_;
  const Options& options_;
  WalletLedger ledger_;
  CommittedEvents events_;
};

class DepartmentService final : public Program, public Listener {
 public:
  DepartmentService(Host& host, const Deployment& site, const Options& options)
      : host_(host),
        site_(site),
        options_(options),
        database_(host, site.fund_database),
        consumer_(host, site.mq, site.broker.consumers, *this) {}

  Task<> main() override {
    if (options_.delivery == DeliveryBy::fan_out) {
      host_.on<&DepartmentService::on_accompany>(*this);
      co_return;
    }
    const bool all = options_.delivery == DeliveryBy::everything;
    consumer_.start({topic_of(self(), options_)},
                    TagSubscription::to(all ? "*" : subscription_of(self())));
  }

  Task<Accompany::Reply> on_accompany(Accompany request) {
    const bool noted = co_await note(request.purchase, request.subject);
    co_return Accompany::Reply{noted};
  }

  Task<bool> consume(Deliver message) override {
    const auto purchase = message.message.as<Purchase>();
    const auto tag = std::ranges::find(subject_tags, message.message.tag.name());
    const auto subject = static_cast<CompanionSubject>(tag - subject_tags.begin());
    if (options_.sorts && !wants(self(), subject)) co_return true;
    const bool noted = co_await note(purchase, subject);
    if (!noted) co_return false;
    const bool releases = options_.review_first && self() == Department::compliance;
    if (!releases || !reviewed(subject)) co_return true;
    co_return co_await publish(host_, site_.mq,
                               companion_message(purchase, subject, readers(options_)));
  }

 private:
  Department self() const {
    const auto place = std::ranges::find(site_.departments, host_.id());
    return static_cast<Department>(place - site_.departments.begin());
  }

  Task<bool> note(Purchase purchase, CompanionSubject subject) {
    const auto status = co_await database_.run(note_companion(purchase, self(), subject));
    co_return status == StatementStatus::ok || status == StatementStatus::duplicate;
  }

  Host& host_;
  const Deployment& site_;
  const Options& options_;
  DatabaseClient database_;
  PushConsumer consumer_;
};

class Companionship final : public Strategy {
 public:
  Companionship(const Deployment& site, Options options) : site_(site), options_(options) {}
  std::unique_ptr<Program> boot(Role role, Host& host) const override {
    switch (role) {
      case Role::gateway:
        return gateway_to(site_, site_.wallets, host);
      case Role::wallet:
        return std::make_unique<Wallet>(host, site_, options_);
      case Role::department:
        return std::make_unique<DepartmentService>(host, site_, options_);
      case Role::broker:
        if (options_.delivery == DeliveryBy::fan_out) return std::make_unique<Idle>();
        return broker(host);
      case Role::ops:
        return end_of_day(site_, host, site_.wallet_database);
      default:
        return std::make_unique<Idle>();
    }
  }

 private:
  std::unique_ptr<Program> broker(Host& host) const {
    BrokerUse use{.replicas = site_.mq_replicas};
    for (std::size_t who = 0; who < departments; ++who) {
      const TopicId topic = topic_of(static_cast<Department>(who), options_);
      use.consumers[topic].push_back(site_.departments[who]);
    }
    return std::make_unique<Broker>(host, site_.broker, std::move(use));
  }

  const Deployment& site_;
  Options options_;
};

DeliveryBy delivery_of(const std::string& delivery) {
  if (delivery == "tags") return DeliveryBy::tags;
  if (delivery == "everything") return DeliveryBy::everything;
  if (delivery == "mixed-group") return DeliveryBy::mixed_group;
  CHECK(delivery == "fan-out");
  return DeliveryBy::fan_out;
}

}  // namespace

std::unique_ptr<Strategy> make_companionship(const Deployment& site, const Parameters& parameters) {
  return std::make_unique<Companionship>(
      site, Options{.delivery = delivery_of(parameters.choice("delivery")),
                    .review_first = parameters.choice("review") == "first",
                    .sorts = parameters.on("sorts"),
                    .call_timeout = parameters.duration("call_timeout"),
                    .repeats = static_cast<std::uint32_t>(parameters.count("repeats"))});
}

}  // namespace txlab

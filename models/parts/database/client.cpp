#include "models/parts/database/client.hpp"

namespace txlab {

DatabaseClient::DatabaseClient(Host& host, HostId server, std::size_t connections)
    : host_(host),
      server_(server),
      first_(host.durable<ConnectionNumbers>().take(connections)),
      permits_(host.kernel(), connections) {
  connections_.resize(connections, {ConnectionName::first_epoch(host.incarnation()), 0});
  for (std::size_t i = connections; i > 0; --i) idle_.push_back(static_cast<std::uint16_t>(i - 1));
}

DatabaseClient::Session::Session(DatabaseClient& client, Permits::Permit permit)
    : client_(&client), permit_(std::move(permit)), number_(client.idle_.back()) {
  client.idle_.pop_back();
}

DatabaseClient::Session::Session(Session&& other) noexcept
    : client_(std::exchange(other.client_, nullptr)),
      permit_(std::move(other.permit_)),
      number_(other.number_) {}

DatabaseClient::Session::~Session() {
  if (client_ != nullptr) client_->idle_.push_back(number_);
}

ConnectionName DatabaseClient::next_request(const Session& session) {
  Connection& connection = connections_[session.number_];
  const auto number = static_cast<std::uint16_t>(first_ + session.number_);
  return {number, connection.epoch, ++connection.request};
}

// After a timeout nobody knows what the connection is doing: close it, open another in its place.
void DatabaseClient::reopen(const Session& session) {
  Connection& connection = connections_[session.number_];
  ++connection.epoch;
  connection.request = 0;
}

Task<DatabaseClient::Begun> DatabaseClient::begin(Statement statement) {
  auto permit = co_await permits_.acquire("connection");
  Session session(*this, std::move(permit));
  const Execute request{statement.intent, next_request(session), statement};
  co_return co_await execute(std::move(session), request);
}

Task<DatabaseClient::Begun> DatabaseClient::go_on(Session session, Statement statement) {
  const Execute request{statement.intent, next_request(session), statement, false};
  co_return co_await execute(std::move(session), request);
}

Task<DatabaseClient::Begun> DatabaseClient::execute(Session session, Execute request) {
  const auto reply = co_await host_.call(server_, request, statement_timeout);
  Begun begun;
  if (!reply) {
    reopen(session);
    co_return begun;
  }
  begun.status = reply->status;
  begun.failed_op = reply->failed_op;
  begun.locked_state = reply->locked_state;
  if (reply->status == StatementStatus::ok) {
    begun.session.emplace(std::move(session));
  } else if (reply->open) {
    co_await end(std::move(session), EndTransaction::How::rollback, 0, request.intent);
  }
  co_return begun;
}

Task<std::optional<bool>> DatabaseClient::end(Session session, EndTransaction::How how,
                                              GlobalId gid, IntentId intent, bool forced) {
  const EndTransaction request{intent, next_request(session), how, gid, forced};
  const auto reply = co_await host_.call(server_, request, answer_timeout);
  if (!reply) {
    reopen(session);
    co_return std::nullopt;
  }
  co_return reply->done;
}

Task<std::optional<bool>> DatabaseClient::end_conclusively(Session session, EndTransaction::How how,
                                                           GlobalId gid, IntentId intent) {
  const EndTransaction request{intent, next_request(session), how, gid, true};
  const auto reply = co_await host_.call(server_, request, answer_timeout);
  if (reply) co_return reply->done;
  Statement nothing;
  nothing.label = "reset";
  nothing.intent = intent;
  for (std::uint32_t attempt = 1;; ++attempt) {
    reopen(session);
    const Execute reset{intent, next_request(session), nothing};
    const auto answer = co_await host_.call(server_, reset, answer_timeout, attempt);
    if (answer) break;
    co_await host_.sleep(1s, "reset again");
  }
  co_await end(std::move(session), EndTransaction::How::rollback, 0, intent);
  co_return std::nullopt;
}

Task<StatementStatus> DatabaseClient::run(Statement statement) {
  Begun begun = co_await begin(statement);
  if (begun.status != StatementStatus::ok) co_return begun.status;
  const auto ended = co_await end(std::move(*begun.session), EndTransaction::How::commit, 0,
                                  statement.intent, statement.forced);
  if (!ended) co_return StatementStatus::unknown;
  co_return *ended ? StatementStatus::ok : StatementStatus::unavailable;
}

Task<std::optional<bool>> DatabaseClient::finish_prepared(GlobalId gid, bool commit,
                                                          IntentId intent, Flush flush) {
  const FinishPrepared request{intent, gid, commit, flush == Flush::forced, host_.incarnation()};
  const auto reply = co_await host_.call(server_, request, answer_timeout);
  if (!reply) co_return std::nullopt;
  co_return reply->known;
}

Task<bool> DatabaseClient::say(XaVerb verb) {
  const auto reply = co_await host_.call(server_, verb, answer_timeout);
  co_return reply && reply->done;
}

template <typename Request>
Task<std::optional<typename Request::Reply>> DatabaseClient::ask(Request request) {
  for (std::uint32_t attempt = 0; attempt < 3; ++attempt) {
    const auto reply = co_await host_.call(server_, request, answer_timeout, attempt);
    if (reply) co_return reply;
  }
  co_return std::nullopt;
}

Task<std::optional<ReadRow::Reply>> DatabaseClient::read(TableId table, RowKey key,
                                                         IntentId intent) {
  co_return co_await ask(ReadRow{intent, table, key});
}

// A number that got lost on the way is nobody's; the next one is as good.
Task<std::optional<std::uint64_t>> DatabaseClient::next_number(TableId table, IntentId intent) {
  const auto reply = co_await ask(NextNumber{intent, table});
  if (!reply) co_return std::nullopt;
  co_return reply->number;
}

Task<std::optional<ScanRows::Reply>> DatabaseClient::scan(TableId table, RowKey after,
                                                          std::uint16_t state) {
  co_return co_await ask(ScanRows{{}, table, after, state});
}

Task<std::optional<LookUp::Reply>> DatabaseClient::look_up(LookUp request) {
  co_return co_await ask(request);
}

Task<std::optional<ScanPrepared::Reply>> DatabaseClient::scan_prepared(GlobalId after) {
  co_return co_await ask(ScanPrepared{{}, after});
}

}  // namespace txlab

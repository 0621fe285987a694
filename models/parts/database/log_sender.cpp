#include "models/parts/database/log_sender.hpp"

namespace txlab {

LogSender::LogSender(Host& host, ReplicationSlot& slot) : host_(host), slot_(slot) {
  slot_.set_listener([this](const LogEntry& entry) {
    if (stream_ != 0) host_.send(reader_, entry);
  });
}

LogSender::~LogSender() { slot_.set_listener(nullptr); }

StreamLog::Reply LogSender::on_stream_log(StreamLog request, HostId from) {
  if (!slot_.exists()) slot_.create(request.table);
  slot_.confirm(request.confirmed);
  const bool connected = request.stream == stream_;
  const bool stalled = connected && request.received == reported_;
  reader_ = from;
  stream_ = request.stream;
  reported_ = request.received;
  if (!connected || stalled) send_beyond(request.received);
  return {slot_.begin()};
}

void LogSender::send_beyond(LogPosition received) {
  for (const LogEntry& entry : slot_.entries()) {
    if (entry.position > received) host_.send(reader_, entry);
  }
}

}  // namespace txlab

#include <gtest/gtest.h>

#include <condition_variable>
#include <csignal>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include <service/http/server.hpp>

#include "raw_client.hpp"

namespace libgrid::service {
namespace {

using test::RawClient;
using test::status_of;

const std::string kHost = "Host: 127.0.0.1\r\n";

/// Echoes the request so that a test sees what reached the handler.
Response echo(const Request& request) {
  return {.body = request.method + " " + request.path + " [" + request.body + "]",
          .content_type = "text/plain",
          .headers = {}};
}

/// A server on a free port, running until the end of the scope.
class Running {
 public:
  explicit Running(Handler handler = echo, ServerOptions options = {}) {
    options.port = 0;
    server_.emplace(Server::bind(std::move(handler), options).value());
    thread_ = std::jthread([this] { server_->run(); });
  }
  ~Running() { server_->stop(); }
  [[nodiscard]] std::uint16_t port() const { return server_->port(); }
  void stop_and_wait() {
    server_->stop();
    thread_.join();
  }
  [[nodiscard]] Server& server() { return *server_; }

 private:
  std::optional<Server> server_;
  std::jthread thread_;
};

TEST(Server, AnswersAndKeepsTheConnection) {
  const Running running;
  RawClient client(running.port());
  for (int i = 0; i < 3; ++i) {
    const std::string answer = client.ask("GET /a?b=c HTTP/1.1\r\n" + kHost + "\r\n");
    EXPECT_EQ(status_of(answer), 200);
    EXPECT_TRUE(answer.ends_with("GET /a []")) << answer;
    EXPECT_NE(answer.find("X-Content-Type-Options: nosniff"), std::string::npos);
  }
}

TEST(Server, PipelinedRequestsAreAnsweredInOrder) {
  const Running running;
  RawClient client(running.port());
  client.send("GET /1 HTTP/1.1\r\n" + kHost + "\r\nGET /2 HTTP/1.1\r\n" + kHost + "\r\n");
  EXPECT_TRUE(client.answer().ends_with("GET /1 []"));
  EXPECT_TRUE(client.answer().ends_with("GET /2 []"));
}

TEST(Server, HeadHasTheLengthButNoBody) {
  const Running running;
  RawClient client(running.port());
  client.send("HEAD /a HTTP/1.1\r\n" + kHost + "\r\n");
  const std::string head = client.answer(false);
  EXPECT_NE(head.find("Content-Length: 10\r\n"), std::string::npos) << head;
  EXPECT_TRUE(client.ask("GET /next HTTP/1.1\r\n" + kHost + "\r\n").ends_with("GET /next []"));
}

TEST(Server, ReadsBodiesByLengthAndByChunks) {
  const Running running;
  RawClient client(running.port());
  EXPECT_TRUE(client.ask("POST /a HTTP/1.1\r\n" + kHost + "Content-Length: 3\r\n\r\nabc").ends_with("[abc]"));
  EXPECT_TRUE(
      client.ask("POST /a HTTP/1.1\r\n" + kHost + "Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n")
          .ends_with("[abc]"));
}

TEST(Server, RefusedRequestsAsATable) {
  struct Row {
    const char* name;
    std::string bytes;
    int status;
  };
  const Row rows[] = {
      {"length and chunks",
       "POST / HTTP/1.1\r\n" + kHost + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
      {"chunks and length",
       "POST / HTTP/1.1\r\n" + kHost + "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n", 400},
      {"two lengths", "POST / HTTP/1.1\r\n" + kHost + "Content-Length: 3\r\nContent-Length: 5\r\n\r\nabcde", 400},
      {"two equal lengths", "POST / HTTP/1.1\r\n" + kHost + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc", 400},
      {"odd coding", "POST / HTTP/1.1\r\n" + kHost + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", 400},
      {"blank before the colon", "GET / HTTP/1.1\r\n" + kHost + "Content-Length : 3\r\n\r\nabc", 400},
      {"no number", "POST / HTTP/1.1\r\n" + kHost + "Content-Length: x\r\n\r\n", 400},
      {"huge length", "POST / HTTP/1.1\r\n" + kHost + "Content-Length: 1048577\r\n\r\n", 413},
      {"length beyond 64 bits", "POST / HTTP/1.1\r\n" + kHost + "Content-Length: 99999999999999999999\r\n\r\n", 400},
      {"bad chunk", "POST / HTTP/1.1\r\n" + kHost + "Transfer-Encoding: chunked\r\n\r\nzz\r\n", 400},
      {"huge header", "GET / HTTP/1.1\r\n" + kHost + "X: " + std::string(20'000, 'a') + "\r\n\r\n", 413},
      {"huge target", "GET /" + std::string(9'000, 'a') + " HTTP/1.1\r\n" + kHost + "\r\n", 400},
      {"NUL in the path", "GET /a%00b HTTP/1.1\r\n" + kHost + "\r\n", 400},
      {"raw NUL in the path", std::string("GET /a\0b HTTP/1.1\r\n", 19) + kHost + "\r\n", 400},
      {"traversal", "GET /../etc/passwd HTTP/1.1\r\n" + kHost + "\r\n", 400},
      {"hidden traversal", "GET /%2e%2e/etc/passwd HTTP/1.1\r\n" + kHost + "\r\n", 400},
      {"packed body", "POST / HTTP/1.1\r\n" + kHost + "Content-Encoding: gzip\r\nContent-Length: 1\r\n\r\nx", 415},
      {"no Host", "GET / HTTP/1.1\r\n\r\n", 400},
      {"another Host", "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", 400},
      {"two Hosts", "GET / HTTP/1.1\r\n" + kHost + kHost + "\r\n", 400},
      {"not HTTP", "hello\r\n\r\n", 400},
      {"another version", "GET / HTTP/2.0\r\n" + kHost + "\r\n", 400},
      {"TLS", std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 15), 400},
  };
  const Running running;
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    RawClient client(running.port());
    client.send(row.bytes);
    const std::string all = client.rest();  // ends only if the server closes
    EXPECT_EQ(status_of(all), row.status) << all.substr(0, 300);
    EXPECT_NE(all.find("message_zh"), std::string::npos);
    EXPECT_NE(all.find("Connection: close"), std::string::npos);
    EXPECT_EQ(all.find("HTTP/1.1", 1), std::string::npos) << "one answer only: nothing smuggled behind it";
  }
  RawClient after(running.port());
  EXPECT_EQ(status_of(after.ask("GET / HTTP/1.1\r\n" + kHost + "\r\n")), 200);
}

TEST(Server, IdleConnectionsDoNotBlockTheNextRequest) {
  ServerOptions options;
  options.read_timeout = std::chrono::hours(1);  // a server that waits for them would hang here
  const Running running(echo, options);
  std::vector<std::unique_ptr<RawClient>> idle;
  for (int i = 0; i < 200; ++i) {
    idle.push_back(std::make_unique<RawClient>(running.port()));
    ASSERT_TRUE(idle.back()->connected());
    if (i % 2 == 0) {
      idle.back()->send("GET / HT");  // in the middle of a request
    } else if (i % 5 == 0) {          // after one
      EXPECT_EQ(status_of(idle.back()->ask("GET / HTTP/1.1\r\n" + kHost + "\r\n")), 200);
    }
  }
  RawClient client(running.port());
  EXPECT_EQ(status_of(client.ask("GET / HTTP/1.1\r\n" + kHost + "\r\n")), 200);
}

TEST(Server, AConnectionThatSendsNoWholeRequestIsClosed) {
  ServerOptions options;
  options.read_timeout = std::chrono::milliseconds(50);
  const Running running(echo, options);
  RawClient silent(running.port()), slow(running.port());
  slow.send("GET / HTTP/1.1\r\nHost: 127");
  EXPECT_EQ(silent.rest(), "");
  EXPECT_EQ(slow.rest(), "");
}

TEST(Server, TooManyConnectionsAreClosedAtOnce) {
  ServerOptions options;
  options.max_connections = 2;
  const Running running(echo, options);
  RawClient a(running.port()), b(running.port());
  EXPECT_EQ(status_of(a.ask("GET / HTTP/1.1\r\n" + kHost + "\r\n")), 200);
  EXPECT_EQ(status_of(b.ask("GET / HTTP/1.1\r\n" + kHost + "\r\n")), 200);
  RawClient c(running.port());
  EXPECT_EQ(c.rest(), "");
}

TEST(Server, TakesTheNextFreePort) {
  const Running first;
  ServerOptions options;
  options.port = first.port();
  const auto second = Server::bind(echo, options);
  ASSERT_TRUE(second);
  EXPECT_GT(second->port(), first.port());
  options.port_tries = 1;
  const auto third = Server::bind(echo, options);
  ASSERT_FALSE(third);
  EXPECT_EQ(third.error().field, "port");
}

TEST(Server, StopFinishesTheAnswerUnderWayAndClosesIdleConnections) {
  std::mutex guard;
  std::condition_variable changed;
  bool entered = false, released = false;
  ServerOptions options;
  options.read_timeout = std::chrono::hours(1);
  options.stop_timeout = std::chrono::hours(1);
  Running running(
      [&](const Request& request) {
        std::unique_lock lock(guard);
        entered = true;
        changed.notify_all();
        changed.wait(lock, [&] { return released; });
        return echo(request);
      },
      options);
  RawClient idle(running.port()), busy(running.port());
  busy.send("GET /last HTTP/1.1\r\n" + kHost + "\r\n");
  {
    std::unique_lock lock(guard);
    changed.wait(lock, [&] { return entered; });
  }
  running.server().stop();
  EXPECT_EQ(idle.rest(), "");
  {
    const std::lock_guard lock(guard);
    released = true;
    changed.notify_all();
  }
  const std::string answer = busy.rest();
  EXPECT_TRUE(answer.ends_with("GET /last []")) << answer;
  running.stop_and_wait();
}

TEST(Server, ASignalStopsIt) {
  ServerOptions options;
  options.port = 0;
  options.stop_on_signals = true;
  auto server = Server::bind(echo, options);
  ASSERT_TRUE(server);
  std::jthread serving([&] { server->run(); });
  RawClient client(server->port());
  EXPECT_EQ(status_of(client.ask("GET / HTTP/1.1\r\n" + kHost + "\r\n")), 200);
  std::raise(SIGTERM);
  EXPECT_EQ(client.rest(), "");
  serving.join();
}

}  // namespace
}  // namespace libgrid::service

#pragma once
/// The HTTP/1.1 server: sockets on one side, a Handler on the other.
///
///   Expected<Server> server = Server::bind(handler, {.port = 8080});     // or the next free one
///   std::printf("serving http://127.0.0.1:%d\n", server->port());
///   server->run();                                                      // until stop(), or SIGINT/SIGTERM if asked
///
/// Refused before any handler sees them, each with the JSON error and a closed connection: a Host that is not this
/// machine's loopback (a web page of somewhere else could otherwise talk to us through a rebound name), none or two
/// Hosts, Content-Length together with Transfer-Encoding, two Content-Lengths, a transfer coding but chunked (request
/// smuggling), a Content-Encoding (decompression bombs), headers over 16 KiB, bodies over 1 MiB, broken targets.
/// An idle connection costs no thread; one that sends no whole request within the read timeout is closed.
/// @errors bind: parameter_invalid (field "port"): no free port among those tried
/// @source RFC 9110, RFC 9112 section 6

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include <libgrid/base/error.hpp>
#include <service/http/handler.hpp>

namespace libgrid::service {

struct ServerOptions {
  std::uint16_t port = 8080;            ///< 0: any free one
  int port_tries = 20;                  ///< how many ports upwards are tried
  int threads = 2;                      ///< that run handlers, >= 1
  std::size_t max_header = 16U << 10U;  ///< bytes
  std::size_t max_body = 1U << 20U;     ///< bytes
  std::size_t max_connections = 1024;   ///< further ones are closed at once
  std::chrono::milliseconds read_timeout{15'000};
  std::chrono::milliseconds write_timeout{30'000};
  std::chrono::milliseconds stop_timeout{5'000};  ///< for answers under way when stopping
  bool stop_on_signals = false;                   ///< SIGINT and SIGTERM
};

class Server {
 public:
  /// Listens on 127.0.0.1 from here on; requests are answered once run() is called.
  /// @pre handler may be called from several threads at once
  [[nodiscard]] static Expected<Server> bind(Handler handler, const ServerOptions& options = {});

  [[nodiscard]] std::uint16_t port() const;

  /// Serves on options.threads threads, this one included; returns after stop.
  void run();

  /// From any thread: no new connections, idle ones are closed, answers under way are finished.
  void stop();

  Server(Server&&) noexcept;
  Server& operator=(Server&&) noexcept;
  ~Server();

 private:
  class Core;
  explicit Server(std::unique_ptr<Core> core);
  std::unique_ptr<Core> core_;
};

}  // namespace libgrid::service

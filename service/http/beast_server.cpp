// The only file that knows Boost.Beast and Boost.Asio.
#include <array>
#include <atomic>
#include <csignal>
#include <functional>
#include <mutex>
#include <optional>
#include <set>
#include <thread>
#include <utility>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include <service/http/request_check.hpp>
#include <service/http/server.hpp>
#include <service/http/target.hpp>

namespace libgrid::service {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::ip::tcp;
using boost::system::error_code;
using Parser = http::request_parser<http::string_body>;

std::string text_of(beast::string_view text) { return {text.data(), text.size()}; }

std::vector<HeaderLine> lines_of(const http::fields& fields) {
  std::vector<HeaderLine> lines;
  for (const auto& field : fields) lines.emplace_back(text_of(field.name_string()), text_of(field.value()));
  return lines;
}

/// What a broken request is called in our own table.
Error error_of(error_code problem) {
  const bool large = problem == http::error::header_limit || problem == http::error::body_limit ||
                     problem == http::error::buffer_overflow;
  return make_error(large ? ErrorCode::body_too_large : ErrorCode::parameter_invalid, problem.message());
}

enum class WithBody { yes, no };

http::response<http::string_body> message_of(Response response, unsigned version, WithBody with_body) {
  http::response<http::string_body> message(static_cast<http::status>(response.status), version);
  message.set(http::field::server, "libgrid");
  message.set("X-Content-Type-Options", "nosniff");
  message.set("Referrer-Policy", "no-referrer");
  message.set("Cross-Origin-Resource-Policy", "same-origin");
  for (const auto& [name, value] : response.headers) message.set(name, value);
  if (response.status == 304) return message;
  message.set(http::field::content_type, response.content_type);
  message.content_length(response.body.size());
  if (with_body == WithBody::yes) message.body() = std::move(response.body);
  return message;
}

class Connection;

/// What all connections share; outlives them.
struct Shared {
  Handler handler;
  ServerOptions options;
  std::mutex guard;  // of open
  std::set<Connection*> open;
  std::atomic<bool> stopping = false;
  std::function<void()> last_closed;  // set before stopping is
};

/// One client. All its steps run on its strand, one after the other; it lives as long as a step is pending.
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(tcp::socket socket, Shared& shared) : stream_(std::move(socket)), shared_(shared) {
    const std::lock_guard lock(shared_.guard);
    shared_.open.insert(this);
  }
  ~Connection() {
    const std::lock_guard lock(shared_.guard);
    shared_.open.erase(this);
    if (shared_.open.empty() && shared_.stopping) shared_.last_closed();
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  void start() {
    asio::dispatch(stream_.get_executor(), [self = shared_from_this()] { self->read_header(); });
  }

  /// From any thread: closes now if no request is under way.
  void stop_when_idle() {
    asio::post(stream_.get_executor(), [weak = weak_from_this()] {
      if (const auto self = weak.lock(); self && self->idle_) self->close();
    });
  }

 private:
  void read_header() {
    if (shared_.stopping) return close();
    idle_ = buffer_.size() == 0;
    parser_.emplace();
    parser_->header_limit(static_cast<std::uint32_t>(shared_.options.max_header));
    parser_->body_limit(shared_.options.max_body);
    stream_.expires_after(shared_.options.read_timeout);  // for the whole request
    http::async_read_header(stream_, buffer_, *parser_, [self = shared_from_this()](error_code problem, std::size_t) {
      self->idle_ = false;
      self->on_header(problem);
    });
  }

  void on_header(error_code problem) {
    if (problem) return on_problem(problem);
    if (auto fine = check_headers(lines_of(parser_->get())); !fine) return refuse(fine.error());
    http::async_read(stream_, buffer_, *parser_, [self = shared_from_this()](error_code failed, std::size_t) {
      if (failed) return self->on_problem(failed);
      self->answer();
    });
  }

  void on_problem(error_code problem) {
    const bool malformed = problem.category() == make_error_code(http::error::bad_target).category();
    // A peer that left, a timeout, a reset: nobody is there to be told.
    if (!malformed || problem == http::error::end_of_stream || problem == http::error::partial_message) return close();
    refuse(error_of(problem));
  }

  void answer() {
    auto& message = parser_->get();
    auto target = parse_target({message.target().data(), message.target().size()});
    if (!target) return refuse(target.error());
    const Request request{.method = text_of(message.method_string()),
                          .path = std::move(target->path),
                          .query = std::move(target->query),
                          .headers = to_fields(lines_of(message)),
                          .body = std::move(message.body()),
                          .parameters = {}};
    const WithBody with_body = request.method == "HEAD" ? WithBody::no : WithBody::yes;
    const bool keep = message.keep_alive() && !shared_.stopping;
    write(message_of(shared_.handler(request), message.version(), with_body), keep);
  }

  void refuse(const Error& error) { write(message_of(error_response(error), 11, WithBody::yes), false); }

  void write(http::response<http::string_body> message, bool keep) {
    message.keep_alive(keep);
    response_.emplace(std::move(message));
    stream_.expires_after(shared_.options.write_timeout);
    const auto done = [self = shared_from_this(), keep](error_code problem, std::size_t) {
      if (problem || !keep) return self->linger();
      self->read_header();
    };
    // HEAD has a length and no body, so only the header is serialized there.
    serializer_.emplace(*response_);
    if (response_->body().empty()) return http::async_write_header(stream_, *serializer_, done);
    http::async_write(stream_, *serializer_, done);
  }

  /// Lets the answer arrive: a socket closed with unread input resets the connection under the client's read.
  void linger() {
    error_code ignored;
    stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
    stream_.expires_after(std::chrono::seconds(2));
    drain();
  }

  void drain() {
    constexpr std::size_t kMost = 256U << 10U;
    if (drained_ > kMost) return close();
    stream_.async_read_some(asio::buffer(waste_), [self = shared_from_this()](error_code problem, std::size_t bytes) {
      if (problem) return self->close();
      self->drained_ += bytes;
      self->drain();
    });
  }

  void close() {
    error_code ignored;
    stream_.socket().close(ignored);
  }

  beast::tcp_stream stream_;
  Shared& shared_;
  beast::flat_buffer buffer_{64U << 10U};
  std::optional<Parser> parser_;
  std::optional<http::response<http::string_body>> response_;
  std::optional<http::response_serializer<http::string_body>> serializer_;
  std::array<char, 4096> waste_{};
  std::size_t drained_ = 0;
  bool idle_ = true;
};

using Strand = asio::strand<asio::io_context::executor_type>;

Expected<tcp::acceptor> listening(const Strand& strand, const ServerOptions& options) {
  error_code problem;
  const int tries = options.port == 0 ? 1 : options.port_tries;
  for (int k = 0; k < tries && options.port + k <= 65'535; ++k) {
    const tcp::endpoint here(asio::ip::address_v4::loopback(), static_cast<std::uint16_t>(options.port + k));
    tcp::acceptor acceptor(strand);
    if (acceptor.open(here.protocol(), problem)) continue;
    if (acceptor.set_option(asio::socket_base::reuse_address(true), problem)) continue;
    if (acceptor.bind(here, problem)) continue;
    if (acceptor.listen(asio::socket_base::max_listen_connections, problem)) continue;
    return acceptor;
  }
  return fail(make_error(ErrorCode::parameter_invalid, problem.message()).at_field("port"));
}

}  // namespace

class Server::Core {
 public:
  Core(Handler handler, const ServerOptions& options)
      : shared_{.handler = std::move(handler), .options = options, .guard = {}, .open = {}, .last_closed = {}} {
    shared_.last_closed = [this] { asio::post(strand_, [this] { deadline_.cancel(); }); };
  }
  ~Core() {
    shared_.last_closed = [] {};
  }  // connections still pending go with the context, after the timers
  Core(const Core&) = delete;
  Core& operator=(const Core&) = delete;

  Expected<void> listen() {
    GRID_TRY(acceptor, listening(strand_, shared_.options));
    acceptor_.emplace(std::move(acceptor));
    port_ = acceptor_->local_endpoint().port();
    if (shared_.options.stop_on_signals) {
      signals_.emplace(strand_, SIGINT, SIGTERM);
      signals_->async_wait([this](error_code problem, int) {
        if (!problem) stop();
      });
    }
    return {};
  }

  [[nodiscard]] std::uint16_t port() const { return port_; }

  void run() {
    asio::post(strand_, [this] { accept(); });
    std::vector<std::jthread> helpers;
    for (int i = 1; i < shared_.options.threads; ++i) helpers.emplace_back([this] { context_.run(); });
    context_.run();
  }

  void stop() {
    asio::post(strand_, [this] {
      if (shared_.stopping.exchange(true)) return;
      error_code ignored;
      acceptor_->close(ignored);
      if (signals_) signals_->cancel(ignored);
      retry_.cancel();
      const std::lock_guard lock(shared_.guard);
      if (shared_.open.empty()) return;
      for (Connection* connection : shared_.open) connection->stop_when_idle();
      deadline_.expires_after(shared_.options.stop_timeout);
      deadline_.async_wait([this](error_code problem) {
        if (!problem) context_.stop();  // somebody reads too slowly to be waited for
      });
    });
  }

 private:
  void accept() {
    if (!acceptor_->is_open()) return;
    acceptor_->async_accept(asio::make_strand(context_), [this](error_code problem, tcp::socket socket) {
      if (problem) return accept_later();
      if (connections() < shared_.options.max_connections) {
        error_code ignored;
        socket.set_option(tcp::no_delay(true), ignored);
        std::make_shared<Connection>(std::move(socket), shared_)->start();
      }
      accept();
    });
  }

  /// Out of file descriptors, most likely: try again when some connections have gone.
  void accept_later() {
    if (!acceptor_->is_open()) return;
    retry_.expires_after(std::chrono::milliseconds(100));
    retry_.async_wait([this](error_code problem) {
      if (!problem) accept();
    });
  }

  std::size_t connections() {
    const std::lock_guard lock(shared_.guard);
    return shared_.open.size();
  }

  Shared shared_;  // before the context: connections die with the context and still say good-bye to it
  asio::io_context context_;
  Strand strand_ = asio::make_strand(context_);  // of everything below
  std::optional<tcp::acceptor> acceptor_;
  std::optional<asio::signal_set> signals_;
  asio::steady_timer deadline_{strand_};
  asio::steady_timer retry_{strand_};
  std::uint16_t port_ = 0;
};

Server::Server(std::unique_ptr<Core> core) : core_(std::move(core)) {}
Server::Server(Server&&) noexcept = default;
Server& Server::operator=(Server&&) noexcept = default;
Server::~Server() = default;

Expected<Server> Server::bind(Handler handler, const ServerOptions& options) {
  auto core = std::make_unique<Core>(std::move(handler), options);
  GRID_CHECK(core->listen());
  return Server(std::move(core));
}

std::uint16_t Server::port() const { return core_->port(); }
void Server::run() { core_->run(); }
void Server::stop() { core_->stop(); }

}  // namespace libgrid::service

#include "server/http/guard.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include "server/http/connection.hpp"
#include "server/log.hpp"

namespace server::http {
namespace {

constexpr const char* our_key = "motcua";
constexpr std::size_t idle_parser_bytes = 64;  // the library wants a parser per peer for its timers; it stays empty

std::shared_ptr<Connection> connection_of(const std::shared_ptr<Pistache::Tcp::Peer>& peer) {
    return std::static_pointer_cast<Connection>(peer->tryGetData(our_key));
}

}  // namespace

void Guard::onConnection(const std::shared_ptr<Pistache::Tcp::Peer>& peer) {
    const int yes = 1;
    ::setsockopt(peer->fd(), IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    peer->putData(ParserData, std::make_shared<Pistache::Http::RequestParser>(idle_parser_bytes));
    auto connection = std::make_shared<Connection>(core_, peer->fd(), peer->address().host());
    connection->open();
    peer->putData(our_key, connection);
}

void Guard::onInput(const char* bytes, std::size_t length, const std::shared_ptr<Pistache::Tcp::Peer>& peer) {
    const auto connection = connection_of(peer);
    if (!connection) return;
    try {
        connection->on_bytes({bytes, length});
    } catch (...) {  // an exception here would end the network thread
        log::error("connection failed");
        ::shutdown(peer->fd(), SHUT_RDWR);
    }
}

void Guard::onDisconnection(const std::shared_ptr<Pistache::Tcp::Peer>& peer) {
    if (const auto connection = connection_of(peer)) connection->on_closed();
}

}  // namespace server::http

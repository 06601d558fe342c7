#!/usr/bin/python3
"""A DOUBLE of a server that wants other things signed than it shows: it passes everything on to a real server, over TLS, and
changes what comes back. For the clients of the two-phase protocol.

usage: signing_double.py UPSTREAM CERT KEY   (its address is printed on the first line)
POST /control {"behaviour": …}: honest · attributes (of another document) · document (another one is shown) · both (another
document, and its attributes: they fit each other) · algorithm (a weak one). GET /state.json: signatures that came meanwhile.
"""
import hashlib
import http.client
import json
import re
import ssl
import sys
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

MESSAGE_DIGEST = bytes.fromhex("06092a864886f70d010904") + b"\x31\x22\x04\x20"  # its OID, then SET { OCTET STRING (32) }


def other(document):
    """Another amount on the page: one byte of the content before the signature."""
    at = document.index(b"stream") + 20
    return document[:at] + bytes([document[at] ^ 1]) + document[at + 1:]


def attributes_of(document, attributes):
    """The given attributes with the digest of this document."""
    first, second, rest = map(int, re.findall(rb"/ByteRange *\[0 (\d+) (\d+) (\d+)\]", document)[-1])
    digest = hashlib.sha256(document[:first] + document[second:second + rest]).digest()
    der = bytes.fromhex(attributes)
    at = der.index(MESSAGE_DIGEST) + len(MESSAGE_DIGEST)
    return (der[:at] + digest + der[at + 32:]).hex()


class Server(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    upstream, behaviour, signatures = "", "honest", 0

    def pass_on(self, method, path, body=None):
        to = http.client.HTTPConnection(Server.upstream, timeout=60)
        try:
            to.request(method, path, body, {name: value for name, value in self.headers.items() if name not in ("Host", "Content-Length")})
            answer = to.getresponse()
            return answer.status, answer.getheaders(), answer.read()
        finally:
            to.close()

    def say(self, status, headers, body):
        self.send_response(status)
        for name, value in headers:
            if name.lower() not in ("content-length", "transfer-encoding", "connection", "date", "server"):
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def spoiled(self, session):
        if Server.behaviour == "attributes":
            session["attributes"] = attributes_of(b"another document /ByteRange [0 7 8 8]", session["attributes"])
        if Server.behaviour == "both":
            _, _, document = self.pass_on("GET", session["document"])
            session["attributes"] = attributes_of(other(document), session["attributes"])
        if Server.behaviour == "algorithm":
            session["algorithm"] = "md5"
        return session

    def handle_any(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.path == "/control":
            Server.behaviour, Server.signatures = json.loads(body)["behaviour"], 0
            return self.say(200, [], b"{}")
        if self.path == "/state.json":
            return self.say(200, [("Content-Type", "application/json")], json.dumps({"signatures": Server.signatures}).encode())
        if self.command == "POST" and re.search(r"/signatures/[0-9a-f-]+$", self.path):
            Server.signatures += 1
        status, headers, answer = self.pass_on(self.command, self.path, body or None)
        if status == 201 and self.path.endswith("/signatures"):
            answer = json.dumps(self.spoiled(json.loads(answer))).encode()
        if status == 200 and self.path.endswith("/document") and Server.behaviour in ("document", "both"):
            answer = other(answer)
        return self.say(status, headers, answer)

    do_GET = do_POST = do_DELETE = handle_any

    def log_message(self, *_):
        pass


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    Server.upstream = urllib.parse.urlsplit(sys.argv[1]).netloc
    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(sys.argv[2], sys.argv[3])
    server.socket = tls.wrap_socket(server.socket, server_side=True)
    print(f"https://127.0.0.1:{server.server_address[1]}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()

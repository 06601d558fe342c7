# Turns HTML into PDF for form_engine.cpp. Started once, kept warm, fed over a socket on standard input:
#   in:  one letter (p: plain PDF, a: PDF/A-3b), length (4 bytes, big endian), HTML
#   out: one letter (k: fine, e: error text), length, bytes
# Nothing is fetched but data: addresses. argv: seconds per paper, idle seconds before it leaves, memory in MiB.
import io, resource, select, signal, socket, struct, sys

limit, idle, memory = (int(text) for text in sys.argv[1:4])
resource.setrlimit(resource.RLIMIT_AS, (memory << 20, memory << 20))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
channel = socket.socket(fileno=0)

import logging
from weasyprint import HTML, default_url_fetcher
from weasyprint.text.fonts import FontConfiguration

logging.disable(logging.CRITICAL)


def fetch(url, *rest, **named):
    if not url.startswith("data:"):
        raise ValueError("only data: addresses")
    return default_url_fetcher(url)


def receive(count):
    pieces = []
    while count:
        piece = channel.recv(min(count, 1 << 20))
        if not piece:
            sys.exit(0)
        pieces.append(piece)
        count -= len(piece)
    return b"".join(pieces)


def paper(kind, html):
    page = HTML(string=html, url_fetcher=fetch, base_url=None)
    out = io.BytesIO()
    page.write_pdf(out, font_config=FontConfiguration(), **({"variant": "pdf/a-3b"} if kind == b"a" else {}))
    return out.getvalue()


while select.select([channel], [], [], idle)[0]:
    head = receive(5)
    html = receive(struct.unpack(">I", head[1:])[0]).decode("utf-8")
    signal.alarm(limit)
    try:
        status, answer = b"k", paper(head[:1], html)
    except Exception as problem:
        status, answer = b"e", repr(problem)[:2000].encode()
    signal.alarm(0)
    channel.sendall(status + struct.pack(">I", len(answer)) + answer)

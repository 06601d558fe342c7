#!/usr/bin/python3
"""A DOUBLE of an SMS gateway (/sms, eSMS-shaped) and of Zalo's notification service (/zalo). Nothing is ever sent.

It keeps what it accepts and shows it at / and /state.json. The last four digits of the number choose what happens:
0500 HTTP 500 · 0099 the provider's unknown error, once · 0404 this number cannot be reached · 0888 kept, then the
connection is cut · 0999 answered after 3 seconds.
"""

import argparse
import html
import json
import signal
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

KEPT, SEEN, LOCK = [], set(), threading.Lock()


class Handler(BaseHTTPRequestHandler):
    server_version = "motcua-notice-double"
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def send(self, status, kind, body):
        body = body.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        if self.path == "/state.json":
            return self.send(200, "application/json", json.dumps({"double": True, "kept": KEPT}, ensure_ascii=False))
        rows = "".join(f"<tr><td>{html.escape(one['channel'])}<td>…{html.escape(one['phone'][-3:])}<td>{html.escape(one['text'])}"
                       for one in KEPT)
        self.send(200, "text/html; charset=utf-8", "<!doctype html><html lang=vi><meta charset=utf-8><title>Bản đóng thế SMS, "
                  "Zalo</title><p><b>BẢN ĐÓNG THẾ: không tin nhắn nào được gửi thật.</b><table border=1><tr><th>Kênh<th>Số<th>"
                  f"Nội dung{rows}</table></html>")

    def do_POST(self):
        try:
            body = json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)))
        except ValueError:
            return self.send(400, "text/plain", "không phải JSON")
        if self.path == "/sms":
            return self.answer(body.get("Phone", ""), body.get("RequestId", ""), "sms", body.get("Content", ""), body)
        if self.path == "/zalo":
            text = body.get("template_id", "") + " " + json.dumps(body.get("template_data", {}), ensure_ascii=False)
            return self.answer(body.get("phone", ""), body.get("tracking_id", ""), "zalo", text, body)
        self.send(404, "text/plain", "không có")

    def answer(self, phone, request, channel, text, body):
        sms = channel == "sms"
        ending = phone[-4:]
        if ending == "0500":
            return self.send(500, "text/plain", "lỗi")
        if sms and (body.get("ApiKey"), body.get("SecretKey")) != ("khoa-mau", "bi-mat-mau"):
            return self.send(200, "application/json", '{"CodeResult": "101", "ErrorMessage": "sai khóa"}')
        if not sms and self.headers.get("access_token") != "ma-truy-cap-mau":
            return self.send(200, "application/json", '{"error": -124, "message": "Access token invalid"}')
        with LOCK:
            if ending == "0099" and ("once", request) not in SEEN:
                SEEN.add(("once", request))
                return self.send(200, "application/json", '{"CodeResult": "99"}' if sms else '{"error": -100, "message": "Unknown"}')
            if ending == "0404":
                return self.send(200, "application/json", '{"CodeResult": "146"}' if sms else '{"error": -118, "message": "Zalo account not existed"}')
            if sms and request in SEEN:
                return self.send(200, "application/json", '{"CodeResult": "124"}')
            SEEN.add(request)
            KEPT.append({"channel": channel, "phone": phone, "request": request, "text": text})
        if ending == "0888":
            self.close_connection = True
            return self.connection.close()
        if ending == "0999":
            time.sleep(3)
        self.send(200, "application/json", json.dumps({"CodeResult": "100", "SMSID": f"S{len(KEPT)}"} if sms else
                  {"error": 0, "message": "Success", "data": {"msg_id": f"Z{len(KEPT)}"}}))


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        if not isinstance(sys.exc_info()[1], (OSError, ValueError)):
            super().handle_error(*_)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=0)
    server = Server(("127.0.0.1", parser.parse_args().port), Handler)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    print(f"bản đóng thế SMS và Zalo: http://127.0.0.1:{server.server_port}", flush=True)
    server.serve_forever()

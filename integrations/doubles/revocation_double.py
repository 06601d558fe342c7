#!/usr/bin/env python3
"""A CA's revocation services over HTTP for tests: its responder (openssl ocsp) and its lists, behind a real server.

usage: revocation_double.py PKI_FOLDER [PORT]   (PORT 0: any; the port chosen is printed on the first line)

POST /ocsp answers from PKI_FOLDER/index.txt (openssl's table, read each time), GET /NAME.crl gives crl/NAME.crl.
GET /count says how many questions came. POST /control with down, slow, garbage, error_500 or normal changes its behaviour.
"""
import http.server
import os
import subprocess
import sys
import tempfile
import time


class Services(http.server.BaseHTTPRequestHandler):
    pki = ""
    behaviour = "normal"
    asked = 0

    def answer(self, status, kind, body):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    # Whether the question was dealt with by misbehaving.
    def misbehaves(self):
        Services.asked += 1
        if Services.behaviour == "slow":
            time.sleep(3)
        if Services.behaviour == "down":
            self.connection.close()
        elif Services.behaviour == "error_500":
            self.answer(500, "text/plain", b"error")
        elif Services.behaviour == "garbage":
            self.answer(200, "application/octet-stream", b"\x30\x82\xff\xffgarbage")
        return Services.behaviour in ("down", "error_500", "garbage")

    def do_GET(self):
        if self.path == "/count":
            self.answer(200, "text/plain", str(Services.asked).encode())
            return
        if self.misbehaves():
            return
        path = os.path.join(self.pki, "crl", os.path.basename(self.path))
        if not os.path.isfile(path):
            self.answer(404, "text/plain", b"")
            return
        with open(path, "rb") as file:
            self.answer(200, "application/pkix-crl", file.read())

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        if self.path == "/control":
            Services.behaviour = body.decode()
            self.answer(200, "text/plain", b"")
            return
        if self.misbehaves():
            return
        with tempfile.TemporaryDirectory() as work:
            question, reply = os.path.join(work, "question"), os.path.join(work, "reply")
            with open(question, "wb") as file:
                file.write(body)
            subprocess.run(
                ["openssl", "ocsp", "-index", f"{self.pki}/index.txt", "-CA", f"{self.pki}/ca/official.pem",
                 "-rsigner", f"{self.pki}/ocsp/cert.pem", "-rkey", f"{self.pki}/ocsp/key.pem", "-reqin", question,
                 "-respout", reply, "-ndays", "1"], capture_output=True, check=False)
            if not os.path.isfile(reply):
                self.answer(500, "text/plain", b"")
                return
            with open(reply, "rb") as file:
                self.answer(200, "application/ocsp-response", file.read())

    def log_message(self, *_):
        pass


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    Services.pki = os.path.abspath(sys.argv[1])
    server = http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[2]) if len(sys.argv) == 3 else 0), Services)
    print(server.server_address[1], flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()

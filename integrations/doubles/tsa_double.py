#!/usr/bin/env python3
"""A time stamping authority over HTTP for demonstrations and tests: openssl ts behind a real server.

usage: tsa_double.py PKI_FOLDER [PORT]   (PORT 0: any; the port chosen is printed on the first line)
"""
import http.server
import os
import subprocess
import sys
import tempfile

CONF = """
[tsa]
default_tsa = demo
[demo]
serial = {work}/serial
crypto_device = builtin
signer_cert = {pki}/tsa/cert.pem
certs = {pki}/tsa/chain.pem
signer_key = {pki}/tsa/key.pem
signer_digest = sha256
default_policy = 1.3.6.1.4.1.99999.1
digests = sha256, sha384, sha512
accuracy = secs:1
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""


class Authority(http.server.BaseHTTPRequestHandler):
    work = pki = ""

    def do_POST(self):
        size = int(self.headers.get("Content-Length", "0"))
        if self.headers.get("Content-Type") != "application/timestamp-query" or not 0 < size < 65536:
            self.send_error(400)
            return
        query = os.path.join(self.work, "query")
        with open(query, "wb") as out:
            out.write(self.rfile.read(size))
        reply = subprocess.run(
            ["openssl", "ts", "-reply", "-config", os.path.join(self.work, "conf"), "-queryfile", query],
            capture_output=True, check=False).stdout
        self.send_response(200 if reply else 500)
        self.send_header("Content-Type", "application/timestamp-reply")
        self.send_header("Content-Length", str(len(reply)))
        self.end_headers()
        self.wfile.write(reply)

    def log_message(self, *_):
        pass


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as work:
        Authority.work, Authority.pki = work, os.path.abspath(sys.argv[1])
        with open(os.path.join(work, "conf"), "w", encoding="utf-8") as out:
            out.write(CONF.format(work=work, pki=Authority.pki))
        with open(os.path.join(work, "serial"), "w", encoding="utf-8") as out:
            out.write("01\n")
        server = http.server.HTTPServer(("127.0.0.1", int(sys.argv[2]) if len(sys.argv) == 3 else 0), Authority)
        print(server.server_address[1], flush=True)
        server.serve_forever()


if __name__ == "__main__":
    main()

#!/usr/bin/python3
"""A DOUBLE of the national public-service portal (DVCQG v1): a real HTTP server, no portal.

It checks what it gets against dvcqg-v1-fields.json beside it (names, required fields, date form), keeps it in the
order of arrival, never removes a repeated progress row (the real portal has no row id), and shows it on a page (/)
and as JSON (/state.json). POST /control makes it misbehave; see BEHAVIOURS. Only the standard library is used.
"""

import argparse
import html
import json
import os
import secrets
import signal
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from dvcqg_fields import FIELDS, STATUS, complaints

BEHAVIOURS = {
    "down": "the connection is closed before anything is read",
    "error_500": "HTTP 500 with a page of HTML; nothing is kept",
    "slow": "waits `seconds` before it answers",
    "session_lost": "every session so far is forgotten, once",
    "duplicate_answer": "an insert is kept and yet answered “đã tồn tại”",
    "cut_after_commit": "the request is kept, then the connection is cut without an answer",
    "general_failure": "error_code -1; nothing is kept",
    "garbage": "HTTP 200 with a body that is no JSON; nothing is kept",
    "huge": "HTTP 200 with a body of 20 MB",
    "lookup_without_progress": "TraCuuHoSo does not list the progress rows",
}
LIMIT_BYTES = 16 << 20


class Portal:
    """What has arrived. Every change is one line of the journal, so a restart remembers it."""

    def __init__(self, folder):
        self.lock = threading.Lock()
        self.forget()
        self.journal_path = os.path.join(folder, "journal.jsonl") if folder else None
        if self.journal_path and os.path.exists(self.journal_path):
            for line in open(self.journal_path, encoding="utf-8"):
                self.apply(json.loads(line))

    def forget(self):
        """As new, in memory; the journal stays."""
        self.records, self.progress, self.calls = {}, {}, []
        self.sessions, self.behaviour, self.used = set(), {}, {}

    def apply(self, change):
        self.calls.append(change)
        for item in change["data"]:
            if change["service"] == "DongBoHoSoMC":
                self.records[item["MaHoSo"]] = item
            else:
                self.progress.setdefault(item["MaHoSo"], []).append(item)

    def keep(self, service, data, updating):
        change = {"seq": len(self.calls) + 1, "at": time.strftime("%Y-%m-%dT%H:%M:%S+07:00", time.gmtime(time.time() + 25200)),
                  "service": service, "isUpdating": updating, "data": data}
        if self.journal_path:
            with open(self.journal_path, "a", encoding="utf-8") as journal:
                journal.write(json.dumps(change, ensure_ascii=False) + "\n")
                journal.flush()
                os.fsync(journal.fileno())
        self.apply(change)

    def misbehaves(self, name):
        """True when this request is one of those that must go wrong; counts it."""
        with self.lock:
            left = self.behaviour.get(name, {}).get("times", 0)
            if left == 0:
                return False
            self.used[name] = self.used.get(name, 0) + 1
            if left > 0:
                self.behaviour[name]["times"] = left - 1
            return True

    def state(self):
        with self.lock:
            return {"double": True, "HoSo": self.records, "TienDo": self.progress, "behaviour": self.behaviour,
                    "used": self.used, "calls": [{**call, "data": [{"MaHoSo": item["MaHoSo"], "TrangThai":
                    item.get("TrangThaiHoSo", item.get("TrangThai"))} for item in call["data"]]} for call in self.calls]}

    def answer(self, body):
        """One service call in the envelope {session, madonvi, service, …}."""
        if body.get("session") not in self.sessions:
            return {"error_code": "-2", "message": "Phiên làm việc không hợp lệ (session)"}
        service = body.get("service")
        if not body.get("madonvi"):
            return {"error_code": "-1", "message": "Thiếu madonvi"}
        with self.lock:
            if service == "DongBoHoSoMC":
                return self.synchronise(body)
            if service == "CapNhatTienDoHoSoMC":
                return self.advance(body)
            if service == "TraCuuHoSo":
                return self.look_up(body)
            if service == "LayThuTuc":
                return self.procedure(body)
        return {"error_code": "-1", "message": f"Bản đóng thế không có dịch vụ {service}"}

    def synchronise(self, body):
        data, updating = body.get("data"), body.get("isUpdating")
        if not isinstance(data, list) or not data or updating not in ("True", "False"):
            return {"error_code": "-1", "message": "Thiếu data hoặc isUpdating"}
        for index, item in enumerate(data):
            wrong = complaints(item, FIELDS["HoSo"], f"data[{index}]")
            if wrong:
                return {"error_code": "-1", "message": "Dữ liệu không hợp lệ: " + "; ".join(wrong[:5])}
            exists = item["MaHoSo"] in self.records
            if updating == "False" and exists:
                return {"error_code": "3", "message": "Mã hồ sơ đã tồn tại"}
            if updating == "True" and not exists:
                return {"error_code": "-1", "message": "Mã hồ sơ chưa tồn tại"}
        self.keep("DongBoHoSoMC", data, updating)
        return {"error_code": "0", "message": "Thành công", "result": []}

    def advance(self, body):
        data = body.get("data")
        if not isinstance(data, list) or not data:
            return {"error_code": "-1", "message": "Thiếu data"}
        for index, item in enumerate(data):
            wrong = complaints(item, FIELDS["TienDo"], f"data[{index}]")
            if wrong:
                return {"error_code": "-1", "message": "Dữ liệu không hợp lệ: " + "; ".join(wrong[:5])}
            if item["MaHoSo"] not in self.records:
                return {"error_code": "-1", "message": "Mã hồ sơ chưa tồn tại"}
        self.keep("CapNhatTienDoHoSoMC", data, None)
        return {"error_code": 0, "message": "Thành công", "result": []}  # a number here, a string above: both are met

    def look_up(self, body):
        record = self.records.get(body.get("mahoso"))
        if record is None:
            return {"error_code": "0", "message": "", "result": []}
        found = dict(record)
        if self.behaviour.get("lookup_without_progress", {}).get("times", 0) == 0:
            found["DanhSachTienDo"] = self.progress.get(record["MaHoSo"], [])  # our assumption, not documented
        return {"error_code": "0", "message": "", "result": [found]}

    def procedure(self, body):
        path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../sample_data/messages/dvcqg-v1-laythutuc-response.json")
        answer = json.load(open(path, encoding="utf-8"))
        answer["result"] = [entry for entry in answer["result"] if entry["MATTHC"] == body.get("maTTHC")]
        return answer


def page(portal):
    state = portal.state()
    rows = []
    for code, record in state["HoSo"].items():
        steps = "".join(f"<li>{html.escape(row['ThoiDiemXuLy'])} · {html.escape(row['TrangThai'])} "
                        f"{html.escape(STATUS.get(row['TrangThai'], ''))} · {html.escape(row['NoiDungXuLy'])}</li>"
                        for row in state["TienDo"].get(code, []))
        links = "".join(f"<li>{html.escape(result['TenGiayTo'])} ({html.escape(result.get('MaGiayToKetQua', ''))})</li>"
                        for result in record.get("DanhSachGiayToKetQua", []))
        rows.append(f"<tr><td>{html.escape(code)}<td>{html.escape(record['TenTTHC'])}<td>{html.escape(record['TrangThaiHoSo'])} "
                    f"{html.escape(STATUS.get(record['TrangThaiHoSo'], ''))}<td><ol>{steps}</ol><td><ul>{links}</ul>")
    active = ", ".join(name for name, how in state["behaviour"].items() if how["times"]) or "không"
    return ("<!doctype html><html lang=vi><meta charset=utf-8><title>Bản đóng thế Cổng DVCQG</title>"
            "<style>body{font-family:sans-serif;margin:2em}table{border-collapse:collapse}td,th{border:1px solid #999;"
            "padding:.4em;vertical-align:top}.double{background:#fd6;padding:1em;font-weight:bold}</style>"
            "<p class=double>BẢN ĐÓNG THẾ để thử nghiệm – KHÔNG PHẢI Cổng Dịch vụ công quốc gia. Dữ liệu là giả.</p>"
            f"<h1>Hồ sơ đã nhận: {len(rows)}</h1><p>Lỗi đang bật: {html.escape(active)}</p><table><tr><th>Mã hồ sơ<th>Thủ tục"
            f"<th>Trạng thái<th>Tiến độ, theo thứ tự đến<th>Kết quả</tr>{''.join(rows)}</table></html>")


class Handler(BaseHTTPRequestHandler):
    server_version = "motcua-national-portal-double"
    protocol_version = "HTTP/1.1"
    portal = None

    def log_message(self, *_):
        pass  # payloads and sessions never reach a log

    def send(self, status, kind, body):
        body = body if isinstance(body, bytes) else body.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def cut(self):
        self.close_connection = True
        self.connection.close()

    def do_GET(self):
        if self.path == "/":
            return self.send(200, "text/html; charset=utf-8", page(self.portal))
        if self.path == "/state.json":
            return self.send(200, "application/json", json.dumps(self.portal.state(), ensure_ascii=False))
        self.send(404, "text/plain", "không có")

    def do_POST(self):
        if self.path != "/control" and self.portal.misbehaves("down"):
            return self.cut()
        length = int(self.headers.get("Content-Length") or 0)
        if length > LIMIT_BYTES:
            return self.send(413, "text/plain", "quá lớn")
        try:
            body = json.loads(self.rfile.read(length))
        except ValueError:
            return self.send(400, "application/json", '{"error_code": "-1", "message": "không phải JSON"}')
        if self.path == "/control":
            return self.control(body)
        if self.portal.misbehaves("slow"):
            time.sleep(self.portal.behaviour["slow"].get("seconds", 1))
        if self.portal.misbehaves("error_500"):
            return self.send(500, "text/html", "<h1>Lỗi máy chủ (bản đóng thế)</h1>")
        if self.portal.misbehaves("garbage"):
            return self.send(200, "application/json", "{lỗi")
        if self.portal.misbehaves("huge"):
            return self.send(200, "application/json", b" " * (20 << 20))
        if self.path == "/login":
            return self.login(body)
        if self.path in ("/integration", "/share"):
            return self.service(body)
        self.send(404, "text/plain", "không có")

    def control(self, body):
        if body.get("behaviour") == "normal":
            self.portal.behaviour.clear()
        elif body.get("behaviour") == "forget":
            self.portal.forget()
        elif body.get("behaviour") == "session_lost":
            self.portal.sessions.clear()
        elif body.get("behaviour") in BEHAVIOURS:  # times: -1 until told otherwise
            self.portal.behaviour[body["behaviour"]] = {"times": body.get("times", 1), "seconds": body.get("seconds", 1)}
        else:
            return self.send(422, "application/json", json.dumps({"behaviours": BEHAVIOURS}, ensure_ascii=False))
        self.send(200, "application/json", "{}")

    def login(self, body):
        if not self.headers.get("dstcode") or body.get("username") != ARGS.username or body.get("password") != ARGS.password:
            return self.send(200, "application/json", '{"session": "", "error_code": "-1", "message": "Sai tài khoản hoặc mật khẩu"}')
        session = secrets.token_hex(16)
        self.portal.sessions.add(session)
        self.send(200, "application/json", json.dumps({"session": session, "error_code": 0, "message": "Thành công"}))

    def service(self, body):
        if self.portal.misbehaves("general_failure"):
            return self.send(200, "application/json", '{"error_code": -1, "message": "Lỗi xử lý"}')
        answer = self.portal.answer(body)
        kept = str(answer["error_code"]) == "0" and body.get("service") in ("DongBoHoSoMC", "CapNhatTienDoHoSoMC")
        if kept and self.portal.misbehaves("cut_after_commit"):
            return self.cut()
        if kept and body.get("isUpdating") == "False" and self.portal.misbehaves("duplicate_answer"):
            answer = {"error_code": "3", "message": "Mã hồ sơ đã tồn tại"}
        self.send(200, "application/json", json.dumps(answer, ensure_ascii=False))


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        """A caller that went away, or a connection cut on purpose, is no news."""
        if not isinstance(sys.exc_info()[1], (OSError, ValueError)):
            super().handle_error(*_)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--state", help="folder of the journal; without it nothing survives a restart")
    parser.add_argument("--username", default="taikhoan-mau")
    parser.add_argument("--password", default="mat-khau-mau")
    parser.add_argument("--certificate", help="PEM with certificate and key: serve HTTPS")
    parser.add_argument("--client-authorities", help="PEM: ask for a client certificate signed by one of these")
    return parser.parse_args()


if __name__ == "__main__":
    ARGS = arguments()
    if ARGS.state:
        os.makedirs(ARGS.state, exist_ok=True)
    Handler.portal = Portal(ARGS.state)
    server = Server(("127.0.0.1", ARGS.port), Handler)
    if ARGS.certificate:
        import ssl
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(ARGS.certificate)
        if ARGS.client_authorities:
            context.verify_mode = ssl.CERT_REQUIRED
            context.load_verify_locations(ARGS.client_authorities)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    print(f"bản đóng thế Cổng DVCQG: http{'s' if ARGS.certificate else ''}://127.0.0.1:{server.server_port}", flush=True)
    server.serve_forever()

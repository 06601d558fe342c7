#!/usr/bin/python3
"""An SMTP server for tests and the demo: Debian's aiosmtpd, which keeps what it accepts and can misbehave.

Not a mail service: nothing leaves this machine. Mails lie in --folder as 0001.eml, 0002.eml … in order of arrival.
The recipient chooses the misbehaviour: busy@ 451 at RCPT, unknown@ 550 at RCPT, refuse@ 554 after DATA, later@ 451 the
first time and then fine, cut@ kept and the connection cut before the answer, slow@ kept and answered after 3 seconds.
"""

import argparse
import asyncio
import os
import signal

from aiosmtpd.smtp import SMTP

ARGUMENTS = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
ARGUMENTS.add_argument("--port", type=int, default=0)
ARGUMENTS.add_argument("--folder", required=True)


class Keeper:
    def __init__(self, folder):
        self.folder, self.seen = folder, set()

    async def handle_RCPT(self, server, session, envelope, address, _options):
        who = address.split("@")[0]
        if who == "busy":
            return "451 4.7.1 thử lại sau"
        if who == "unknown":
            return "550 5.1.1 không có hộp thư này"
        if who == "later" and who not in self.seen:
            self.seen.add(who)
            return "451 4.7.1 thử lại sau (greylisting)"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        who = envelope.rcpt_tos[0].split("@")[0]
        if who == "refuse":
            return "554 5.6.0 không nhận nội dung này"
        number = len(os.listdir(self.folder)) + 1
        with open(os.path.join(self.folder, f"{number:04}.eml"), "wb") as kept:
            kept.write(envelope.content)
        if who == "cut":
            server.transport.abort()
        if who == "slow":
            await asyncio.sleep(3)
        return "250 OK"


async def serve(arguments):
    os.makedirs(arguments.folder, exist_ok=True)
    keeper = Keeper(arguments.folder)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(keeper, enable_SMTPUTF8=True, hostname="mail-double"), "127.0.0.1",
                                      arguments.port)
    stop = loop.create_future()
    loop.add_signal_handler(signal.SIGTERM, stop.cancel)
    print(f"máy chủ thư đóng thế: smtp://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    try:
        await stop
    except asyncio.CancelledError:
        server.close()


if __name__ == "__main__":
    asyncio.run(serve(ARGUMENTS.parse_args()))

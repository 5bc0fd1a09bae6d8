# A web server of the standard library, for the tests: it answers as web servers do that know
# parts of files, that do not, that list their files (WebDAV), and that are not well. It ends with
# its standard input.
import hashlib
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

LINES = b"".join(b'{"id": "%d", "text": "Kyiv waits."}\n' % n for n in range(3))
LARGE = b"".join(n.to_bytes(8, "big") for n in range(10 << 17))  # 10 MiB
asked = {}

LIST = """<?xml version="1.0"?><D:multistatus xmlns:D="DAV:">%s</D:multistatus>"""
ENTRY = """<D:response><D:href>%s</D:href><D:propstat><D:prop><D:getlastmodified>Fri, 03 Oct 2025 10:00:00 GMT\
</D:getlastmodified><D:getcontentlength>%d</D:getcontentlength><D:resourcetype>%s</D:resourcetype></D:prop>\
<D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response>"""


class Answers(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_PROPFIND(self):
        if self.path != "/dav":
            return self.say(405, b"")
        entries = [("/dav/", 0, "<D:collection/>"), ("/dav/a%20b.jsonl", len(LINES), ""), ("/dav/c.txt", 4, "")]
        self.say(207, (LIST % "".join(ENTRY % it for it in entries)).encode())

    def do_GET(self):
        path, _, query = self.path.partition("?")
        count = asked[self.path] = asked.get(self.path, 0) + 1
        name = path.rsplit("/", 1)[1]
        body = {"c.txt": b"Kyiv", "empty.txt": b"", "large": LARGE}.get(name, LINES)
        tag = {"ETag": '"%s"' % hashlib.md5(body).hexdigest()}
        if name == "missing" or (path.startswith("/signed/") and query != "sig=s3cret"):
            return self.say(404 if name == "missing" else 403, b"")
        if path.startswith("/unwell/") and count < 3:
            return self.say(503, b"")
        if path.startswith("/whole/"):
            return self.say(200, body, {"Last-Modified": "Fri, 03 Oct 2025 10:00:00 GMT"})
        if path.startswith("/nameless/"):
            return self.say(200, body)
        if path.startswith("/torn/"):
            return self.say(200, body, {"Content-Length": str(len(body) + 9), "Connection": "close"})
        part = self.headers.get("Range")
        if path.startswith("/changing/"):  # heeds no If-Match, and the body is another each time
            tag = {"ETag": '"%d"' % count} if part else {"ETag": '"1"'}
        elif self.headers.get("If-Match", tag["ETag"]) != tag["ETag"]:
            return self.say(412, b"")
        if not part:
            return self.say(200, body, tag)
        first, last = part.removeprefix("bytes=").split("-")
        first, last = int(first), min(int(last), len(body) - 1)
        if first > last:
            return self.say(416, b"")
        self.say(206, body[first : last + 1], tag | {"Content-Range": "bytes %d-%d/%d" % (first, last, len(body))})

    def say(self, status, body, headers={}):
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        try:
            self.wfile.write(body)
        except (BrokenPipeError, ConnectionResetError):
            pass  # who has seen the headers may go
        if headers.get("Connection") == "close":
            self.close_connection = True


server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_port, flush=True)
sys.stdin.read()

# A server that speaks S3, for the tests: moto, on a port of its own, until its standard input ends.
# It has one bucket of more objects than a page of a list holds; to put them one by one takes long.
import sys

from moto.s3.models import s3_backends
from moto.server import ThreadedMotoServer

store = s3_backends["123456789012"]["aws"]
store.create_bucket("pages", "us-east-1")
for n in range(1500):
    store.put_object("pages", "in/%04d.txt" % n, b"Kyiv")
server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
print(server.get_host_and_port()[1], flush=True)
sys.stdin.read()

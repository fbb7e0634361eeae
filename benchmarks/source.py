"""Cameras made of GStreamer's RTSP server: a clip coded once and looped, each picture sent in a burst, as cameras do.

usage: source.py CLIP.h264 FPS [PORT]
Prints the port, then serves rtsp://127.0.0.1:PORT/main?n=... until standard input ends. All connections share one
pipeline, so that the source costs little. A line "kill N SECONDS" on standard input cuts the connections that play
n=N, and refuses new ones for so long.
"""
import sys
import threading

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtsp", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstRtsp, GstRtspServer

clip, fps = sys.argv[1], int(sys.argv[2])
port = sys.argv[3] if len(sys.argv) > 3 else "0"

Gst.init(None)
server = GstRtspServer.RTSPServer()
server.set_address("127.0.0.1")
server.set_service(port)
server.set_backlog(512)

pictures = [b"\x00\x00\x00\x01\x09" + p for p in open(clip, "rb").read().split(b"\x00\x00\x00\x01\x09")[1:]]
if len(pictures) < 2:
    sys.exit(f"{clip}: no access unit delimiters in it (x264: aud=1)")


def feed(factory, media):
    """Pushes a picture when its time has come, for as long as somebody watches."""
    source = media.get_element().get_by_name("source")
    state = {"next": 0}

    def push():
        data = pictures[state["next"] % len(pictures)]
        state["next"] += 1
        return source.emit("push-buffer", Gst.Buffer.new_wrapped(data)) == Gst.FlowReturn.OK

    GLib.timeout_add(1000 // fps, push)


factory = GstRtspServer.RTSPMediaFactory()
factory.set_launch(
    "( appsrc name=source is-live=true do-timestamp=true format=time block=false max-bytes=4000000 "
    f"caps=video/x-h264,stream-format=byte-stream,alignment=au,framerate={fps}/1 "
    "! h264parse ! rtph264pay name=pay0 pt=96 config-interval=-1 aggregate-mode=zero-latency )"
)
factory.connect("media-configure", feed)
factory.set_shared(True)
factory.set_suspend_mode(GstRtspServer.RTSPSuspendMode.NONE)
factory.set_protocols(GstRtsp.RTSPLowerTrans.TCP)
server.get_mount_points().add_factory("/main", factory)

players = {}
dead = set()


def number(context):
    query = context.uri.query or ""
    return query[2:] if query.startswith("n=") else ""


def admit(client, context):
    camera = number(context)
    if camera in dead:
        return GstRtsp.RTSPStatusCode.SERVICE_UNAVAILABLE
    players.setdefault(camera, set()).add(client)
    return GstRtsp.RTSPStatusCode.OK


def forget(client):
    for clients in players.values():
        clients.discard(client)


def connected(_, client):
    client.connect("pre-describe-request", admit)
    client.connect("closed", forget)


def kill(camera, seconds):
    dead.add(camera)
    for client in list(players.get(camera, ())):
        client.close()
    GLib.timeout_add(1000 * seconds, lambda: dead.discard(camera))


server.connect("client-connected", connected)

server.attach(None)
print(server.get_bound_port(), flush=True)


def follow_parent():
    for line in sys.stdin:
        _, camera, seconds = line.split()
        GLib.idle_add(kill, camera, int(seconds))
    loop.quit()


loop = GLib.MainLoop()
threading.Thread(target=follow_parent, daemon=True).start()
loop.run()

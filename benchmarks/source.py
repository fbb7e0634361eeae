"""Cameras made of GStreamer's RTSP server: a clip coded once and looped, each picture sent in a burst, as cameras do.

usage: source.py CLIP.h264 FPS [PORT [FOLDER]]
Prints the port, then serves rtsp://127.0.0.1:PORT/main?n=... until standard input ends. All connections to one n
share a pipeline. A line "kill N SECONDS" on standard input cuts the connections that play
n=N, and refuses new ones for so long.

Of a folder with films N-NAME.h264, cameras of their own at /camera/N show N-usual.h264, and after a line "show N NAME"
another one from its first key picture on; "show N frozen" repeats the newest key picture.
"""
import pathlib
import sys
import threading

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtsp", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstRtsp, GstRtspServer

clip, fps = sys.argv[1], int(sys.argv[2])
port = sys.argv[3] if len(sys.argv) > 3 else "0"
folder = pathlib.Path(sys.argv[4]) if len(sys.argv) > 4 else None

Gst.init(None)
server = GstRtspServer.RTSPServer()
server.set_address("127.0.0.1")
server.set_service(port)
server.set_backlog(512)


def read(file):
    pictures = [b"\x00\x00\x00\x01\x09" + p for p in open(file, "rb").read().split(b"\x00\x00\x00\x01\x09")[1:]]
    if len(pictures) < 2:
        sys.exit(f"{file}: no access unit delimiters in it (x264: aud=1)")
    return pictures


class Scene:
    """What a camera shows."""

    def __init__(self, films):
        self.films, self.wanted, self.frozen = films, films["usual"], False

    def show(self, name):
        self.frozen = name == "frozen"
        self.wanted = self.wanted if self.frozen else self.films[name]


class Reel:
    """A scene's pictures, one after the other, for ever. Each pipeline has its own."""

    def __init__(self, scene):
        self.scene, self.film, self.at = scene, scene.wanted, 0
        self.key = self.film[0]

    def next(self):
        if self.scene.frozen:
            return self.key
        picture = self.film[self.at % len(self.film)]
        # a parameter set stands before each key picture
        if b"\x00\x00\x01\x67" in picture:
            if self.scene.wanted is not self.film:
                self.film, self.at = self.scene.wanted, 0
                picture = self.film[0]
            self.key = picture
        self.at += 1
        return picture


def serve(path, scene):
    def feed(_, media):
        """Pushes a picture when its time has come, for as long as somebody watches."""
        source = media.get_element().get_by_name("source")
        reel = Reel(scene)

        def push():
            return source.emit("push-buffer", Gst.Buffer.new_wrapped(reel.next())) == Gst.FlowReturn.OK

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
    server.get_mount_points().add_factory(path, factory)


serve("/main", Scene({"usual": read(clip)}))
scenes = {}
films = {}
for file in sorted(folder.glob("*-*.h264")) if folder else ():
    number, name = file.stem.split("-", 1)
    films.setdefault(number, {})[name] = read(file)
for number in films:
    scenes[number] = Scene(films[number])
    serve(f"/camera/{number}", scenes[number])

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
        order, camera, argument = line.split()
        if order == "kill":
            GLib.idle_add(kill, camera, int(argument))
        else:
            GLib.idle_add(scenes[camera].show, argument)
    loop.quit()


loop = GLib.MainLoop()
threading.Thread(target=follow_parent, daemon=True).start()
loop.run()

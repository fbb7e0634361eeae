"""An RTSP camera made of GStreamer's RTSP server, with Digest authentication.

usage: gst-camera.py USER PASSWORD [PATTERN [PORT [PIPELINE [PATH...]]]]
Prints the port, then serves rtsp://127.0.0.1:PORT/main, or the paths, until standard input ends. PIPELINE is what comes
after the test picture, up to a payloader pay0 and maybe a pay1; without one it is H.264.

"""
import sys
import threading

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstRtsp, GstRtspServer

user, password = sys.argv[1], sys.argv[2]
pattern = sys.argv[3] if len(sys.argv) > 3 else "ball"
port = sys.argv[4] if len(sys.argv) > 4 else "0"
pipeline = sys.argv[5] if len(sys.argv) > 5 and sys.argv[5] else (
    "video/x-raw,width=640,height=360,framerate=15/1 ! timeoverlay "
    "! x264enc tune=zerolatency speed-preset=ultrafast key-int-max=15 bitrate=600 "
    "! video/x-h264,profile=main ! rtph264pay name=pay0 pt=96 config-interval=-1"
)

Gst.init(None)
server = GstRtspServer.RTSPServer()
server.set_address("127.0.0.1")
server.set_service(port)

auth = GstRtspServer.RTSPAuth()
auth.set_supported_methods(GstRtsp.RTSPAuthMethod.DIGEST)
token = GstRtspServer.RTSPToken()
token.set_string("media.factory.role", "viewer")
auth.add_digest(user, password, token)
server.set_auth(auth)

permissions = GstRtspServer.RTSPPermissions()
permissions.add_permission_for_role("viewer", "media.factory.access", True)
permissions.add_permission_for_role("viewer", "media.factory.construct", True)
for path in sys.argv[6:] or ["/main"]:
    factory = GstRtspServer.RTSPMediaFactory()
    factory.set_launch(f"( videotestsrc is-live=true pattern={pattern} ! {pipeline} )")
    factory.set_shared(True)
    factory.set_permissions(permissions)
    server.get_mount_points().add_factory(path, factory)

server.attach(None)
print(server.get_bound_port(), flush=True)


def end_with_parent():
    sys.stdin.read()
    loop.quit()


loop = GLib.MainLoop()
threading.Thread(target=end_with_parent, daemon=True).start()
loop.run()

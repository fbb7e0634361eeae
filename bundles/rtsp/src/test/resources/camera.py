#!/usr/bin/python3
"""A camera that nobody of this project wrote: GStreamer's RTSP server with an encoder and, if wanted, Digest.

usage: camera.py PIPELINE [USER PASSWORD]; prints its port, and ends when its standard input does. PIPELINE is what turns
a moving ball into H.264; one that holds a payloader pay0 of its own, and maybe a pay1, is taken as it is.
"""
import sys
import threading

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtsp", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstRtsp, GstRtspServer  # noqa: E402

Gst.init(None)
server = GstRtspServer.RTSPServer.new()
server.set_address("127.0.0.1")
server.set_service("0")

factory = GstRtspServer.RTSPMediaFactory.new()
payloader = "" if "name=pay0" in sys.argv[1] else " ! rtph264pay name=pay0 pt=96"
factory.set_launch("( videotestsrc is-live=true pattern=ball ! " + sys.argv[1] + payloader + " )")
factory.set_shared(True)

if len(sys.argv) > 3:
    auth = GstRtspServer.RTSPAuth.new()
    auth.set_supported_methods(GstRtsp.RTSPAuthMethod.DIGEST)
    token = GstRtspServer.RTSPToken.new()
    token.set_string("media.factory.role", "viewer")
    auth.add_digest(sys.argv[2], sys.argv[3], token)
    server.set_auth(auth)
    permissions = GstRtspServer.RTSPPermissions.new()
    permissions.add_permission_for_role("viewer", "media.factory.access", True)
    permissions.add_permission_for_role("viewer", "media.factory.construct", True)
    factory.set_permissions(permissions)

server.get_mount_points().add_factory("/live", factory)
server.attach(None)
loop = GLib.MainLoop()


def end_with_input():
    sys.stdin.read()
    loop.quit()


threading.Thread(target=end_with_input, daemon=True).start()
print(server.get_bound_port(), flush=True)
loop.run()

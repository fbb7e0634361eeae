package id.pantau.live;

import id.pantau.model.Reason;
import id.pantau.rtsp.client.RtspFailure;
import id.pantau.spi.vendor.CameraException;

/** What people are told when a driver or a pull fails. */
final class Reasons {
    private Reasons() {}

    static Reason of(CameraException.Kind kind) {
        return switch (kind) {
            case UNREACHABLE, BUSY -> Reason.UNREACHABLE;
            case PROTOCOL -> Reason.PROTOCOL_ERROR;
            case UNAUTHORIZED -> Reason.UNAUTHORIZED;
            case UNSUPPORTED -> Reason.UNSUPPORTED_CODEC;
        };
    }

    /** @param played a server that hangs up before that is as good as none */
    static Reason of(RtspFailure.Kind kind, boolean played) {
        return switch (kind) {
            case UNREACHABLE -> Reason.UNREACHABLE;
            case UNAUTHORIZED -> Reason.UNAUTHORIZED;
            case PROTOCOL -> Reason.PROTOCOL_ERROR;
            case UNSUPPORTED -> Reason.UNSUPPORTED_CODEC;
            case ENDED -> played ? Reason.NO_VIDEO : Reason.UNREACHABLE;
            case SILENT, CLOSED -> Reason.NO_VIDEO;
        };
    }
}

package id.pantau.model;

import java.util.Locale;

/** Why a camera is not live: a closed list, each with words for a citizen and a next step for a technician. */
public enum Reason {
    STARTING(
            "Kamera sedang dihubungkan.",
            "The camera is being connected.",
            "Tunggu beberapa detik.",
            "Wait a few seconds."),
    NO_DRIVER(
            "Perangkat lunak untuk merek kamera ini sedang tidak terpasang.",
            "The software for this make of camera is not installed at present.",
            "Pasang kembali bundel vendornya (vendor:list).",
            "Install the vendor's bundle again (vendor:list)."),
    UNREACHABLE(
            "Kamera tidak dapat dihubungi.",
            "The camera cannot be reached.",
            "Periksa listrik, jaringan, dan alamat kamera.",
            "Check the camera's power, network and address."),
    UNAUTHORIZED(
            "Kamera menolak kata sandi.",
            "The camera refuses the password.",
            "Perbaiki nama pengguna dan kata sandi; sistem tidak mencoba lagi agar akun tidak terkunci.",
            "Correct the user name and password; nothing is tried again meanwhile, so that the account is not locked."),
    PROTOCOL_ERROR(
            "Kamera menjawab dengan cara yang tidak dapat dipahami.",
            "The camera answers in a way that cannot be understood.",
            "Periksa alamat aliran, firmware, dan jenis perangkat.",
            "Check the stream address, the firmware and the kind of device."),
    NO_VIDEO(
            "Kamera terhubung tetapi tidak mengirim gambar.",
            "The camera is connected but sends no picture.",
            "Periksa sensor dan pengaturan aliran; nyalakan ulang kamera.",
            "Check the sensor and the stream settings; restart the camera."),
    UNSUPPORTED_CODEC(
            "Format gambar kamera belum didukung.",
            "The camera's picture format is not supported yet.",
            "Atur aliran kamera ke H.264.",
            "Set the camera's stream to H.264."),
    MAINTENANCE(
            "Kamera sedang dalam perawatan.",
            "The camera is under maintenance.",
            "Tunggu sampai perawatan selesai.",
            "Wait until the maintenance is finished."),
    AGREEMENT_ENDED(
            "Pemilik kamera tidak lagi mengizinkan penayangan.",
            "The camera's owner no longer allows it to be shown.",
            "Hubungi mitra pemilik kamera.",
            "Contact the partner that owns the camera."),
    POLICY(
            "Kebijakan tidak mengizinkan kamera ini ditayangkan.",
            "Policy does not allow this camera to be shown.",
            "Lihat penjelasannya (policy:explain).",
            "See the explanation (policy:explain)."),
    WITHDRAWN_BY_OPERATOR(
            "Petugas menarik kamera ini dari tayangan publik.",
            "An officer withdrew this camera from the public page.",
            "Tayangkan kembali bila alasannya sudah selesai (public:publish).",
            "Publish it again once the cause is settled (public:publish)."),
    OVERLOAD(
            "Server sedang penuh.",
            "The server is at its limit.",
            "Coba lagi beberapa saat lagi.",
            "Try again in a moment.");

    private final Text text;
    private final Text nextStep;

    Reason(String id, String en, String nextId, String nextEn) {
        this.text = new Text(id, en);
        this.nextStep = new Text(nextId, nextEn);
    }

    public Text text() {
        return text;
    }

    public Text nextStep() {
        return nextStep;
    }

    /** The name in JSON: lower case with hyphens, such as {@code protocol-error}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

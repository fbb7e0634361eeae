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
    FROZEN(
            "Gambar kamera membeku.",
            "The camera shows the same picture all the time.",
            "Nyalakan ulang kamera; bila berulang, ganti kamera atau firmware-nya.",
            "Restart the camera; if it happens again, replace it or its firmware."),
    BLACK(
            "Gambar kamera hitam.",
            "The camera's picture is black.",
            "Periksa penutup lensa, lampu inframerah, dan sensor.",
            "Check the lens cap, the infrared light and the sensor."),
    WHITE_OUT(
            "Gambar kamera terlalu terang.",
            "The camera's picture is washed out.",
            "Periksa pengaturan pencahayaan dan apakah matahari atau lampu mengenai lensa.",
            "Check the exposure, and whether the sun or a lamp shines into the lens."),
    BLURRED(
            "Gambar kamera kabur.",
            "The camera's picture is blurred.",
            "Bersihkan lensa dan atur fokusnya.",
            "Clean the lens and set its focus."),
    COVERED(
            "Kamera tertutup sesuatu.",
            "Something covers the camera.",
            "Singkirkan yang menutupi lensa.",
            "Remove what covers the lens."),
    NOISY(
            "Gambar kamera penuh bintik.",
            "The camera's picture is full of noise.",
            "Periksa pencahayaan, sensor, dan kabel kamera.",
            "Check the light, the sensor and the camera's cable."),
    DAMAGED(
            "Gambar kamera rusak.",
            "The camera's picture is damaged.",
            "Periksa jaringan ke kamera dan pengaturan alirannya.",
            "Check the network to the camera and its stream settings."),
    LOW_RATE(
            "Kamera mengirim gambar jauh lebih sedikit daripada pengaturannya.",
            "The camera sends far fewer pictures than it is set to.",
            "Periksa jaringan dan beban kamera.",
            "Check the network and the camera's load."),
    CLOCK_WRONG(
            "Jam kamera salah.",
            "The camera's clock is wrong.",
            "Setel jam kamera atau server waktunya (NTP).",
            "Set the camera's clock or its time server (NTP)."),
    VIEW_CHANGED(
            "Kamera tidak lagi memperlihatkan pemandangan yang disetujui.",
            "The camera no longer shows the view that was approved.",
            "Bandingkan kedua gambar, lalu setujui pandangan baru (public:confirm) atau perbaiki arah kamera.",
            "Compare the two pictures, then confirm the new view (public:confirm) or turn the camera back."),
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

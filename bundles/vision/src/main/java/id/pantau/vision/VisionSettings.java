package id.pantau.vision;

import id.pantau.vision.check.Sensitivity;
import java.time.Duration;

/**
 * The configuration.
 *
 * @param look between two looks at a camera
 * @param wanted between two pictures for people of a camera that somebody asked for
 * @param other between two pictures for people of any other camera
 * @param cpuPercent of one core, for all workers together
 * @param workers at most
 * @param workerMegabytes of resident memory, at most
 * @param deadline for one picture
 */
record VisionSettings(
        Duration look,
        Duration wanted,
        Duration other,
        int cpuPercent,
        int workers,
        int workerMegabytes,
        Duration deadline) {

    static VisionSettings of(VisionConfig config) {
        return new VisionSettings(
                Duration.ofSeconds(config.lookSeconds()),
                Duration.ofSeconds(config.wantedSeconds()),
                Duration.ofSeconds(config.otherSeconds()),
                config.cpuPercent(),
                config.workers(),
                config.workerMegabytes(),
                Duration.ofSeconds(config.deadlineSeconds()));
    }

    /** How easily something is found wrong. */
    static Sensitivity sensitivity(VisionConfig config) {
        return new Sensitivity(
                Duration.ofSeconds(config.frozenSeconds()),
                config.black(),
                config.blurredPercent() / 100.0,
                config.noise(),
                config.viewPercent() / 100.0);
    }
}

package id.pantau.vision;

import java.time.Duration;

/**
 * The configuration.
 *
 * @param wanted between two pictures of a camera that somebody asked for
 * @param other between two pictures of any other camera
 * @param cpuPercent of one core, for all workers together
 * @param workers at most
 * @param workerMegabytes of resident memory, at most
 * @param deadline for one picture
 */
record VisionSettings(
        Duration wanted, Duration other, int cpuPercent, int workers, int workerMegabytes, Duration deadline) {

    static VisionSettings of(VisionConfig config) {
        return new VisionSettings(
                Duration.ofSeconds(config.wantedSeconds()),
                Duration.ofSeconds(config.otherSeconds()),
                config.cpuPercent(),
                config.workers(),
                config.workerMegabytes(),
                Duration.ofSeconds(config.deadlineSeconds()));
    }
}

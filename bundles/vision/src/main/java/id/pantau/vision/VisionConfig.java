package id.pantau.vision;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** {@code etc/id.pantau.vision.cfg}. A change starts all workers anew. */
@ObjectClassDefinition(
        id = "id.pantau.vision",
        name = "Pantau vision",
        description = "How often pictures of cameras are decoded, and what that may cost")
@interface VisionConfig {

    @AttributeDefinition(
            name = "Look every",
            description = "Seconds between two looks at a camera's picture, which find what is wrong with it",
            min = "1",
            max = "60")
    int lookSeconds() default 2;

    @AttributeDefinition(
            name = "Wanted every",
            description = "Seconds between two pictures of a camera whose picture somebody asked for within a minute",
            min = "1",
            max = "3600")
    int wantedSeconds() default 10;

    @AttributeDefinition(
            name = "Others every",
            description = "Seconds between two pictures of any other camera",
            min = "1",
            max = "3600")
    int otherSeconds() default 30;

    @AttributeDefinition(
            name = "CPU",
            description = "Percent of one core that all workers together may use; pictures come less often beyond it",
            min = "1",
            max = "1600")
    int cpuPercent() default 30;

    @AttributeDefinition(
            name = "Workers",
            description = "How many worker processes share the cameras, at most",
            min = "1",
            max = "64")
    int workers() default 4;

    @AttributeDefinition(
            name = "Memory of a worker",
            description = "MiB of resident memory beyond which a worker is replaced",
            min = "128",
            max = "4096")
    int workerMegabytes() default 256;

    @AttributeDefinition(
            name = "Deadline",
            description = "Seconds for one picture, after which the worker is replaced",
            min = "1",
            max = "60")
    int deadlineSeconds() default 5;

    @AttributeDefinition(
            name = "Frozen after",
            description = "Seconds of the same picture after which it is frozen",
            min = "2",
            max = "600")
    int frozenSeconds() default 4;

    @AttributeDefinition(
            name = "Black",
            description = "Brightness, of 255, that half of a black picture does not exceed",
            min = "0",
            max = "60")
    int black() default 24;

    @AttributeDefinition(
            name = "Blurred",
            description = "Percent of a camera's usual sharpness below which its picture is blurred",
            min = "10",
            max = "90")
    int blurredPercent() default 70;

    @AttributeDefinition(
            name = "Noise",
            description = "Standard deviation of the noise, in steps of brightness, from which on it is too much",
            min = "3",
            max = "60")
    int noise() default 8;

    @AttributeDefinition(
            name = "View",
            description = "Percent of what can be compared with the approved view that must be as it was; "
                    + "with less the view has changed",
            min = "15",
            max = "60")
    int viewPercent() default 25;
}

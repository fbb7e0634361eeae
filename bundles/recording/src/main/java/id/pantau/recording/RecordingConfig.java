package id.pantau.recording;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of recording. */
@ObjectClassDefinition(name = "Recording", description = "What is recorded, where, and for how long")
@interface RecordingConfig {

    @AttributeDefinition(
            name = "Cameras",
            description = "Ids of the recorded cameras; * for all of them; none by default",
            required = false)
    String[] cameras() default {};

    @AttributeDefinition(
            name = "Retention",
            description = "Days after which a recording is deleted",
            min = "1",
            max = "3650",
            required = false)
    int days() default 7;

    @AttributeDefinition(
            name = "Storage",
            description = "Name of the storage backend; see storage:list",
            required = false)
    String storage() default "filesystem";
}

package id.pantau.storage.filesystem;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of the filesystem storage. */
@ObjectClassDefinition(name = "Storage: filesystem", description = "Keeps recordings in a folder of this machine")
@interface FilesystemStorageConfig {

    @AttributeDefinition(
            name = "Folder",
            description = "Absolute path; empty for recordings below the container's state folder",
            required = false)
    String folder() default "";

    @AttributeDefinition(
            name = "Maximum",
            description = "Bytes kept at most; further segments are refused until some are deleted",
            min = "1")
    long maximumBytes() default 100_000_000_000L;
}

package id.pantau.camel.routes;

import java.nio.file.Path;
import org.apache.camel.CamelContext;

/**
 * What contexts for route files are made from.
 *
 * @param shared the container's own context, whose classes and converters they use
 * @param folders below which each route file has a folder of its name for {@code file:}
 * @param secrets the folder of secrets
 */
record Workshop(CamelContext shared, Platform platform, EventBoard board, Path folders, Path secrets) {}

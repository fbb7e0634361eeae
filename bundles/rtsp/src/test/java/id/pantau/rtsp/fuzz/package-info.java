/**
 * Targets for Jazzer: each takes any bytes, and throws when the library does something else than to read or refuse them.
 * {@code fuzz.sh} runs them; {@link id.pantau.rtsp.fuzz.CorpusTest} replays what is kept in {@code src/test/resources/fuzz}.
 */
package id.pantau.rtsp.fuzz;

/** What cameras do to whoever pulls from them, each with the behaviour that is promised nevertheless. */
package id.pantau.rtsp.hazard;

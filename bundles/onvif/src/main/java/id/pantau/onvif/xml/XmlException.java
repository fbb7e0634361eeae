package id.pantau.onvif.xml;

import java.io.IOException;

/** What came is no XML, or XML that is not let in; the message says which and where, without repeating it. */
public final class XmlException extends IOException {
    private static final long serialVersionUID = 1L;

    public XmlException(String message) {
        super(message);
    }
}

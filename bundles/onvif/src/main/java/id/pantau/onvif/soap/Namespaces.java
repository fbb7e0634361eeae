package id.pantau.onvif.soap;

/** Names of ONVIF's services and schemas, and of what they build on. */
public final class Namespaces {
    public static final String SOAP_12 = "http://www.w3.org/2003/05/soap-envelope";
    public static final String SCHEMA = "http://www.onvif.org/ver10/schema";
    public static final String DEVICE = "http://www.onvif.org/ver10/device/wsdl";
    public static final String MEDIA = "http://www.onvif.org/ver10/media/wsdl";
    public static final String MEDIA2 = "http://www.onvif.org/ver20/media/wsdl";
    public static final String PTZ = "http://www.onvif.org/ver20/ptz/wsdl";
    public static final String IMAGING = "http://www.onvif.org/ver20/imaging/wsdl";
    public static final String EVENTS = "http://www.onvif.org/ver10/events/wsdl";
    public static final String SEARCH = "http://www.onvif.org/ver10/search/wsdl";
    public static final String REPLAY = "http://www.onvif.org/ver10/replay/wsdl";
    public static final String TOPICS = "http://www.onvif.org/ver10/topics";
    public static final String NOTIFICATION = "http://docs.oasis-open.org/wsn/b-2";
    public static final String ADDRESSING = "http://www.w3.org/2005/08/addressing";
    /** The older WS-Addressing that WS-Discovery uses. */
    public static final String ADDRESSING_2004 = "http://schemas.xmlsoap.org/ws/2004/08/addressing";

    public static final String DISCOVERY = "http://schemas.xmlsoap.org/ws/2005/04/discovery";
    static final String SECURITY = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
    static final String SECURITY_UTILITY =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";

    private Namespaces() {}
}

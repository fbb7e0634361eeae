package id.pantau.tck.vendor;

import id.pantau.tck.vendor.FakeWeb.Response;
import id.pantau.tck.vendor.OnvifCamera.Manner;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the fake ONVIF device says. */
final class OnvifAnswers {
    /** An address that leads nowhere, as a device behind a translated one tells. */
    private static final String ITSELF = "192.168.1.64";

    private static final String MEDIA2 = "http://www.onvif.org/ver20/media/wsdl";
    private static final String NAMESPACES = " xmlns:SOAP-ENV=\"http://www.w3.org/2003/05/soap-envelope\""
            + " xmlns:tt=\"http://www.onvif.org/ver10/schema\" xmlns:tds=\"http://www.onvif.org/ver10/device/wsdl\""
            + " xmlns:trt=\"http://www.onvif.org/ver10/media/wsdl\" xmlns:tr2=\"" + MEDIA2 + "\""
            + " xmlns:tptz=\"http://www.onvif.org/ver20/ptz/wsdl\" xmlns:tev=\"http://www.onvif.org/ver10/events/wsdl\""
            + " xmlns:timg=\"http://www.onvif.org/ver20/imaging/wsdl\" xmlns:tse=\"http://www.onvif.org/ver10/search/wsdl\""
            + " xmlns:trp=\"http://www.onvif.org/ver10/replay/wsdl\" xmlns:wsnt=\"http://docs.oasis-open.org/wsn/b-2\""
            + " xmlns:wsa5=\"http://www.w3.org/2005/08/addressing\" xmlns:tns1=\"http://www.onvif.org/ver10/topics\""
            + " xmlns:ter=\"http://www.onvif.org/ver10/error\"";

    private final Manner manner;
    private final int rtspPort;
    private final Map<String, Map<String, String>> encoders = new ConcurrentHashMap<>();

    OnvifAnswers(Manner manner, int rtspPort) {
        this.manner = manner;
        this.rtspPort = rtspPort;
        for (int channel = 1; channel <= manner.channels(); channel++) {
            encoders.put("enc" + channel + "-main", encoder(640, 360, 2048, 50));
            encoders.put("enc" + channel + "-sub", encoder(320, 180, 512, 25));
        }
    }

    private static Map<String, String> encoder(int width, int height, int bitrate, int gop) {
        Map<String, String> values = new ConcurrentHashMap<>();
        values.putAll(Map.of("Encoding", "H264", "Width", "" + width, "Height", "" + height));
        values.putAll(Map.of("FrameRateLimit", "25", "BitrateLimit", "" + bitrate, "GovLength", "" + gop));
        return values;
    }

    Map<String, String> encoder(String token) {
        return new LinkedHashMap<>(encoders.getOrDefault(token, Map.of()));
    }

    /** An answer's body; the empty string for an operation that it does not have. */
    String answer(OnvifRequest asked, Instant now) {
        return switch (asked.operation()) {
            case "GetSystemDateAndTime" -> clock(now);
            case "GetServices" -> services();
            case "GetDeviceInformation" ->
                response(
                        "tds",
                        asked,
                        tags("tds", "Manufacturer", "Acme", "Model", "Dome 3", "FirmwareVersion", "1.2")
                                + tags("tds", "SerialNumber", "A-0001", "HardwareId", "rev B"));
            case "SetSystemDateAndTime" -> response("tds", asked, "");
            case "GetProfiles" -> profiles(asked);
            case "GetStreamUri" -> streamUri(asked);
            case "GetSnapshotUri" -> mediaUri(asked, "http://" + ITSELF + "/picture");
            case "GetVideoEncoderConfiguration" ->
                response("trt", asked, encoder1("trt:Configuration", asked.value("ConfigurationToken")));
            case "GetVideoEncoderConfigurations" ->
                response("tr2", asked, encoder2("tr2:Configurations", asked.value("ConfigurationToken")));
            case "GetVideoEncoderConfigurationOptions" -> options(asked);
            case "SetVideoEncoderConfiguration" -> set(asked);
            case "ContinuousMove", "Stop", "AbsoluteMove", "RelativeMove" -> response("tptz", asked, "");
            case "GotoPreset" -> asked.value("PresetToken").matches("p[12]") ? response("tptz", asked, "") : "";
            case "GetPresets" ->
                response(
                        "tptz",
                        asked,
                        "<tptz:Preset token=\"p1\"><tt:Name>Gate</tt:Name></tptz:Preset>"
                                + "<tptz:Preset token=\"p2\"><tt:Name>Street &amp; port</tt:Name></tptz:Preset>");
            case "CreatePullPointSubscription" -> subscription(now);
            case "Renew" -> response("wsnt", asked, times("wsnt", now));
            case "Unsubscribe" -> response("wsnt", asked, "");
            default -> "";
        };
    }

    private static String clock(Instant now) {
        ZonedDateTime utc = now.atZone(ZoneOffset.UTC);
        return "<tds:GetSystemDateAndTimeResponse><tds:SystemDateAndTime>"
                + tags("tt", "DateTimeType", "Manual", "DaylightSavings", "false")
                + "<tt:TimeZone><tt:TZ>WIB-7</tt:TZ></tt:TimeZone><tt:UTCDateTime><tt:Time>"
                + tags("tt", "Hour", "" + utc.getHour(), "Minute", "" + utc.getMinute(), "Second", "" + utc.getSecond())
                + "</tt:Time><tt:Date>"
                + tags(
                        "tt",
                        "Year",
                        "" + utc.getYear(),
                        "Month",
                        "" + utc.getMonthValue(),
                        "Day",
                        "" + utc.getDayOfMonth())
                + "</tt:Date></tt:UTCDateTime></tds:SystemDateAndTime></tds:GetSystemDateAndTimeResponse>";
    }

    private String services() {
        StringBuilder all = new StringBuilder("<tds:GetServicesResponse>");
        Map<String, String> paths = new LinkedHashMap<>();
        paths.put("ver10/device", "device_service");
        paths.put("ver10/media", "media");
        if (manner.media2()) {
            paths.put("ver20/media", "media2");
        }
        paths.put("ver20/ptz", "ptz");
        paths.put("ver10/events", "events");
        paths.forEach((name, path) -> all.append("<tds:Service>")
                .append(tags("tds", "Namespace", "http://www.onvif.org/" + name + "/wsdl"))
                .append(tags("tds", "XAddr", "http://" + ITSELF + "/onvif/" + path))
                .append("<tds:Version><tt:Major>2</tt:Major><tt:Minor>60</tt:Minor></tds:Version></tds:Service>"));
        return all + "</tds:GetServicesResponse>";
    }

    private String profiles(OnvifRequest asked) {
        boolean second = asked.isOf(MEDIA2);
        StringBuilder all = new StringBuilder();
        for (int channel = 1; channel <= manner.channels(); channel++) {
            for (String stream : new String[] {"sub", "main"}) {
                String head = " token=\"ch" + channel + "-" + stream + "\" fixed=\"true\">";
                String name = tags(second ? "tr2" : "tt", "Name", stream);
                String source = " token=\"vsc" + channel + "\"><tt:SourceToken>vs" + channel + "</tt:SourceToken>";
                String token = "enc" + channel + "-" + stream;
                all.append(
                        second
                                ? "<tr2:Profiles" + head + name + "<tr2:Configurations><tr2:VideoSource" + source
                                        + "</tr2:VideoSource>" + encoder2("tr2:VideoEncoder", token)
                                        + "<tr2:PTZ token=\"ptz1\"><tt:NodeToken>node1</tt:NodeToken></tr2:PTZ>"
                                        + "</tr2:Configurations></tr2:Profiles>"
                                : "<trt:Profiles" + head + name + "<tt:VideoSourceConfiguration" + source
                                        + "</tt:VideoSourceConfiguration>"
                                        + encoder1("tt:VideoEncoderConfiguration", token)
                                        + "<tt:PTZConfiguration token=\"ptz1\"><tt:NodeToken>node1</tt:NodeToken>"
                                        + "</tt:PTZConfiguration></trt:Profiles>");
            }
        }
        return response(second ? "tr2" : "trt", asked, all.toString());
    }

    private String encoder1(String element, String token) {
        Map<String, String> values = encoder(token);
        return "<" + element + " token=\"" + token + "\">" + tags("tt", "Name", token, "UseCount", "1")
                + tag("Encoding", values) + "<tt:Resolution>" + tag("Width", values) + tag("Height", values)
                + "</tt:Resolution><tt:Quality>4</tt:Quality><tt:RateControl>" + tag("FrameRateLimit", values)
                + "<tt:EncodingInterval>1</tt:EncodingInterval>" + tag("BitrateLimit", values)
                + "</tt:RateControl><tt:H264>" + tag("GovLength", values)
                + "<tt:H264Profile>High</tt:H264Profile></tt:H264><tt:Multicast><tt:Port>0</tt:Port></tt:Multicast>"
                + "<tt:SessionTimeout>PT60S</tt:SessionTimeout></" + element + ">";
    }

    private String encoder2(String element, String token) {
        Map<String, String> values = encoder(token);
        return "<" + element + " token=\"" + token + "\" GovLength=\"" + values.get("GovLength")
                + "\" Profile=\"High\">"
                + tags("tt", "Name", token, "UseCount", "1") + tag("Encoding", values) + "<tt:Resolution>"
                + tag("Width", values) + tag("Height", values) + "</tt:Resolution><tt:RateControl>"
                + tag("FrameRateLimit", values) + tag("BitrateLimit", values)
                + "</tt:RateControl><tt:Quality>4</tt:Quality></" + element + ">";
    }

    private static String tag(String name, Map<String, String> values) {
        return tags("tt", name, values.getOrDefault(name, ""));
    }

    private String streamUri(OnvifRequest asked) {
        String token = asked.value("ProfileToken");
        String stream = token.endsWith("-sub") ? "/sub" : "/main";
        String channel = token.startsWith("ch1-") ? "" : "?channel=" + token.replaceAll("\\D", "");
        return mediaUri(asked, "rtsp://" + ITSELF + ":" + rtspPort + stream + channel);
    }

    private static String mediaUri(OnvifRequest asked, String uri) {
        return asked.isOf(MEDIA2)
                ? response("tr2", asked, tags("tr2", "Uri", uri))
                : response("trt", asked, "<trt:MediaUri>" + tags("tt", "Uri", uri) + "</trt:MediaUri>");
    }

    private static String options(OnvifRequest asked) {
        String size = "<tt:ResolutionsAvailable>" + tags("tt", "Width", "640", "Height", "360")
                + "</tt:ResolutionsAvailable><tt:ResolutionsAvailable>" + tags("tt", "Width", "320", "Height", "180")
                + "</tt:ResolutionsAvailable>";
        return asked.isOf(MEDIA2)
                ? response(
                        "tr2",
                        asked,
                        "<tr2:Options GovLengthRange=\"1 400\" FrameRatesSupported=\"25 20 15 10\""
                                + " ProfilesSupported=\"Main High\"><tt:Encoding>H264</tt:Encoding>" + size
                                + "<tt:BitrateRange>" + tags("tt", "Min", "32", "Max", "8192")
                                + "</tt:BitrateRange></tr2:Options>")
                : response(
                        "trt",
                        asked,
                        "<trt:Options><tt:H264>" + size + "<tt:GovLengthRange>"
                                + tags("tt", "Min", "1", "Max", "400") + "</tt:GovLengthRange><tt:FrameRateRange>"
                                + tags("tt", "Min", "1", "Max", "25")
                                + "</tt:FrameRateRange><tt:H264ProfilesSupported>High</tt:H264ProfilesSupported></tt:H264>"
                                + "</trt:Options>");
    }

    private String set(OnvifRequest asked) {
        Map<String, String> values = encoders.get(asked.attribute("Configuration", "token"));
        if (values == null) {
            return "";
        }
        values.replaceAll((name, old) -> asked.value(name).isEmpty() ? old : asked.value(name));
        if (asked.isOf(MEDIA2)) {
            values.put("GovLength", asked.attribute("Configuration", "GovLength"));
        }
        return response(asked.isOf(MEDIA2) ? "tr2" : "trt", asked, "");
    }

    private static String subscription(Instant now) {
        return "<tev:CreatePullPointSubscriptionResponse><tev:SubscriptionReference>"
                + tags("wsa5", "Address", "http://" + ITSELF + "/onvif/subscription")
                + "<wsa5:ReferenceParameters><x:Id xmlns:x=\"urn:example:own\">7</x:Id></wsa5:ReferenceParameters>"
                + "</tev:SubscriptionReference>" + times("wsnt", now) + "</tev:CreatePullPointSubscriptionResponse>";
    }

    static String pulled(Instant now, String notifications) {
        return "<tev:PullMessagesResponse>" + times("tev", now) + notifications + "</tev:PullMessagesResponse>";
    }

    private static String times(String prefix, Instant now) {
        return tags(
                prefix,
                "CurrentTime",
                now.toString(),
                "TerminationTime",
                now.plusSeconds(60).toString());
    }

    static String notification(String topic, Instant at, String source, String data) {
        return "<wsnt:NotificationMessage><wsnt:Topic"
                + " Dialect=\"http://www.onvif.org/ver10/tev/topicExpression/ConcreteSet\">\n" + topic
                + "\n</wsnt:Topic><wsnt:Message><tt:Message UtcTime=\"" + at
                + "\" PropertyOperation=\"Changed\"><tt:Source>"
                + item(source) + "</tt:Source><tt:Data>" + item(data)
                + "</tt:Data></tt:Message></wsnt:Message></wsnt:NotificationMessage>";
    }

    private static String item(String nameAndValue) {
        String[] parts = nameAndValue.split("=", 2);
        return "<tt:SimpleItem Name=\"" + parts[0] + "\" Value=\"" + parts[1] + "\"/>";
    }

    Response unknown() {
        return fault(500, "Receiver", "ter:ActionNotSupported", "Optional Action Not Implemented");
    }

    static Response fault(int status, String code, String subcode, String reason) {
        String xml = "<SOAP-ENV:Fault><SOAP-ENV:Code><SOAP-ENV:Value>SOAP-ENV:" + code
                + "</SOAP-ENV:Value><SOAP-ENV:Subcode><SOAP-ENV:Value>" + subcode
                + "</SOAP-ENV:Value></SOAP-ENV:Subcode></SOAP-ENV:Code><SOAP-ENV:Reason>"
                + "<SOAP-ENV:Text xml:lang=\"en\">" + reason + "</SOAP-ENV:Text></SOAP-ENV:Reason></SOAP-ENV:Fault>";
        return new Response(status, ok(xml).headers(), ok(xml).body());
    }

    static Response ok(String xml) {
        String envelope = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<SOAP-ENV:Envelope" + NAMESPACES
                + "><SOAP-ENV:Body>" + xml + "</SOAP-ENV:Body></SOAP-ENV:Envelope>";
        return Response.of(200, "application/soap+xml; charset=utf-8", envelope.getBytes(StandardCharsets.UTF_8));
    }

    private static String response(String prefix, OnvifRequest asked, String content) {
        String name = prefix + ":" + asked.operation() + "Response";
        return "<" + name + ">" + content + "</" + name + ">";
    }

    private static String tags(String prefix, String... namesAndValues) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            String name = prefix + ":" + namesAndValues[i];
            all.append('<').append(name).append('>').append(namesAndValues[i + 1]);
            all.append("</").append(name).append('>');
        }
        return all.toString();
    }

    /** As short as a JPEG file can be and still have all its markers. */
    static byte[] picture() {
        return HexFormat.of().parseHex("ffd8ffe00004aabbffda000411223344ffd9");
    }
}

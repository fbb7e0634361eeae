package id.pantau.onvif;

import id.pantau.onvif.soap.Namespaces;
import id.pantau.onvif.xml.XmlElement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A device's own service: what it is, its clock, its network, its accounts. */
public final class DeviceService {
    private static final int MAX_ENTRIES = 200;

    private final Service service;

    DeviceService(Service service) {
        this.service = service;
    }

    public DeviceInformation information() throws OnvifException, InterruptedException {
        XmlElement told = service.call(service.request("GetDeviceInformation"));
        return new DeviceInformation(
                told.text("Manufacturer"),
                told.text("Model"),
                told.text("FirmwareVersion"),
                told.text("SerialNumber"),
                told.text("HardwareId"));
    }

    /** Sets the clock by hand, and with that off any time server; the time zone stays as it is. */
    public void setClock(Instant now) throws OnvifException, InterruptedException {
        XmlElement zone = service.call(service.request("GetSystemDateAndTime"))
                .find("SystemDateAndTime")
                .orElseThrow(() -> service.wrong("GetSystemDateAndTime", "no time"));
        OffsetDateTime utc = now.atOffset(ZoneOffset.UTC);
        XmlElement time = XmlElement.of(Namespaces.SCHEMA, "Time")
                .with("Hour", Integer.toString(utc.getHour()))
                .with("Minute", Integer.toString(utc.getMinute()))
                .with("Second", Integer.toString(utc.getSecond()));
        XmlElement date = XmlElement.of(Namespaces.SCHEMA, "Date")
                .with("Year", Integer.toString(utc.getYear()))
                .with("Month", Integer.toString(utc.getMonthValue()))
                .with("Day", Integer.toString(utc.getDayOfMonth()));
        XmlElement request = service.request("SetSystemDateAndTime")
                .with("DateTimeType", "Manual")
                .with("DaylightSavings", Boolean.toString(Values.flag(zone.text("DaylightSavings"))));
        String timeZone = zone.text("TimeZone", "TZ");
        if (!timeZone.isEmpty()) {
            request = request.with(XmlElement.of(service.namespace(), "TimeZone")
                    .with(XmlElement.of(Namespaces.SCHEMA, "TZ").withText(timeZone)));
        }
        service.call(request.with(
                XmlElement.of(service.namespace(), "UTCDateTime").with(time).with(date)));
    }

    /** At most 200. */
    public List<NetworkInterface> networkInterfaces() throws OnvifException, InterruptedException {
        return service.call(service.request("GetNetworkInterfaces")).children("NetworkInterfaces").stream()
                .limit(MAX_ENTRIES)
                .map(DeviceService::networkInterface)
                .toList();
    }

    private static NetworkInterface networkInterface(XmlElement xml) {
        List<String> addresses = new ArrayList<>();
        for (String family : List.of("IPv4", "IPv6")) {
            xml.find(family, "Config")
                    .ifPresent(config -> config.children().stream()
                            .filter(child -> child.find("Address").isPresent())
                            .map(child -> child.text("Address") + "/" + child.text("PrefixLength"))
                            .filter(address -> !addresses.contains(address))
                            .limit(MAX_ENTRIES)
                            .forEach(addresses::add));
        }
        return new NetworkInterface(
                xml.attribute("token"),
                xml.text("Info", "Name"),
                xml.text("Info", "HwAddress"),
                Values.flag(xml.text("Enabled")),
                List.copyOf(addresses));
    }

    /** At most 200. */
    public List<DeviceUser> users() throws OnvifException, InterruptedException {
        return service.call(service.request("GetUsers")).children("User").stream()
                .limit(MAX_ENTRIES)
                .map(xml -> new DeviceUser(xml.text("Username"), xml.text("UserLevel")))
                .toList();
    }

    /** @return what the device says about it, such as how long it takes */
    public String reboot() throws OnvifException, InterruptedException {
        return service.call(service.request("SystemReboot")).text("Message");
    }
}

package id.pantau.onvif.soap;

import id.pantau.onvif.DeviceClock;
import id.pantau.onvif.OnvifException;
import id.pantau.onvif.OnvifException.Kind;
import id.pantau.onvif.OnvifFault;
import id.pantau.onvif.OnvifOptions;
import id.pantau.onvif.http.DeviceLogin;
import id.pantau.onvif.soap.Envelope.Fault;
import id.pantau.onvif.xml.XmlElement;
import id.pantau.onvif.xml.XmlException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Calls a device's operations. Knows how the device wants its login once it said so, and never gives it a second time when
 * it was refused. Safe for several threads.
 */
public final class SoapClient {
    private static final Set<String> LACKING =
            Set.of("ActionNotSupported", "OptionalActionNotImplemented", "NotSupported", "NoSuchService");
    /** By how much a device's clock may drift while it is used, before its logins are dated anew. */
    private static final Duration DRIFT = Duration.ofSeconds(3);

    private final URI device;
    private final @Nullable DeviceLogin login;
    private final SoapHttp http;
    private final ReentrantLock loggingIn = new ReentrantLock();
    private volatile Addresses addresses;
    private volatile Manner manner = Manner.ANONYMOUS;
    private volatile @Nullable String refusal;
    private volatile boolean getsRefused;
    private volatile Duration ahead = Duration.ZERO;

    /** How the login is given. */
    private enum Manner {
        ANONYMOUS,
        HTTP,
        TOKEN
    }

    private record Request(
            URI service, XmlElement body, String action, List<XmlElement> headers, Duration patience, String where) {}

    /** An answer, and the fault that it is, if it is one. */
    private record Reply(
            Manner asked,
            SoapHttp.Answer answer,
            @Nullable XmlElement content,
            @Nullable Fault fault,
            @Nullable String unreadable) {

        int status() {
            return answer.status();
        }

        boolean asksForLogin() {
            return status() == 401 || (fault != null && Envelope.asksForLogin(fault));
        }
    }

    public SoapClient(URI device, @Nullable DeviceLogin login, OnvifOptions options) {
        this.device = device;
        this.login = login;
        this.addresses = new Addresses(device);
        this.http = new SoapHttp(login, options);
    }

    /** The address of the device service. */
    public URI device() {
        return device;
    }

    /** What a device is called in messages. */
    public String name() {
        return device.getRawAuthority();
    }

    public Addresses addresses() {
        return addresses;
    }

    /** Learns what the device takes its own address for. */
    public void deviceTells(URI deviceService) {
        addresses = addresses.telling(deviceService);
    }

    public Duration clockAhead() {
        return ahead;
    }

    /** Reads the device's clock, always anonymously, as devices have to allow. */
    public DeviceClock readClock() throws OnvifException, InterruptedException {
        XmlElement body = XmlElement.of(Namespaces.DEVICE, "GetSystemDateAndTime");
        Request request = request(device, body, action(body), List.of(), Duration.ZERO);
        Instant before = Instant.now();
        Reply reply = send(request, Manner.ANONYMOUS);
        Duration took = Duration.between(before, Instant.now());
        DeviceClock clock = ClockReader.read(content(request, reply), before.plus(took.dividedBy(2)));
        ahead = clock.ahead();
        return clock;
    }

    /** Calls an operation whose action is named after it. */
    public XmlElement call(URI service, XmlElement body) throws OnvifException, InterruptedException {
        return call(service, body, action(body));
    }

    public XmlElement call(URI service, XmlElement body, String action) throws OnvifException, InterruptedException {
        return call(service, body, action, List.of(), Duration.ZERO);
    }

    /**
     * Calls an operation.
     *
     * @param patience that the device itself may take, beyond the usual time-out
     * @return the answer's first element
     */
    public XmlElement call(URI service, XmlElement body, String action, List<XmlElement> headers, Duration patience)
            throws OnvifException, InterruptedException {
        Request request = request(service, body, action, headers, patience);
        if (refusal != null) {
            throw new OnvifException(Kind.UNAUTHORIZED, request.where() + ": not asked, since " + refusal);
        }
        Manner now = manner;
        Reply reply = send(request, now);
        if (!reply.asksForLogin()) {
            return content(request, reply);
        }
        if (login == null) {
            throw new OnvifException(Kind.UNAUTHORIZED, request.where() + ": the device asks for a login");
        }
        if (now == Manner.ANONYMOUS) {
            return content(request, logIn(request, reply));
        }
        return content(request, againByTheClock(request, reply));
    }

    private OnvifException refused(Request request) {
        refusal = "the device refused this login";
        return new OnvifException(Kind.UNAUTHORIZED, request.where() + ": the device refused this login");
    }

    /** The first login of all; whoever comes at the same time waits for how it ends. */
    private Reply logIn(Request request, Reply asked) throws OnvifException, InterruptedException {
        loggingIn.lockInterruptibly();
        try {
            if (refusal != null) {
                throw new OnvifException(Kind.UNAUTHORIZED, request.where() + ": not asked, since " + refusal);
            }
            if (manner != Manner.ANONYMOUS) {
                return send(request, manner);
            }
            Manner how = asked.status() == 401 ? Manner.HTTP : Manner.TOKEN;
            Reply reply = send(request, how);
            if (how == Manner.HTTP && !reply.answer().loginGiven()) {
                // it refuses, but not in a way that HTTP could answer
                how = Manner.TOKEN;
                reply = send(request, how);
            }
            if (reply.asksForLogin()) {
                throw refused(request);
            }
            manner = how;
            return reply;
        } finally {
            loggingIn.unlock();
        }
    }

    /**
     * A fault says that a login that was good is refused: the device's clock was set, or this is not allowed. A token is
     * dated anew, once, when the clock explains it.
     */
    private Reply againByTheClock(Request request, Reply reply) throws OnvifException, InterruptedException {
        if (manner != Manner.TOKEN) {
            return reply;
        }
        Duration before = ahead;
        readClock();
        boolean moved = ahead.minus(before).abs().compareTo(DRIFT) > 0;
        return moved ? send(request, Manner.TOKEN) : reply;
    }

    private Reply send(Request request, Manner how) throws OnvifException, InterruptedException {
        List<XmlElement> headers = new ArrayList<>(request.headers());
        if (how == Manner.TOKEN && login != null) {
            headers.add(UsernameToken.of(login, Instant.now().plus(ahead)));
        }
        SoapHttp.Answer answer = http.post(
                request.service(),
                Envelope.write(headers, request.body()),
                request.action(),
                how == Manner.HTTP,
                request.patience(),
                request.where());
        try {
            XmlElement content = Envelope.read(answer.body());
            return new Reply(how, answer, content, Envelope.fault(content).orElse(null), null);
        } catch (XmlException e) {
            return new Reply(how, answer, null, null, e.getMessage());
        }
    }

    /** Gets what lies at one of the device's addresses, by HTTP alone. */
    public byte[] get(URI address, int longest) throws OnvifException, InterruptedException {
        String where = name() + " GET " + address.getRawPath();
        if (refusal != null) {
            throw new OnvifException(Kind.UNAUTHORIZED, where + ": not asked, since " + refusal);
        }
        if (getsRefused) {
            throw new OnvifException(Kind.FORBIDDEN, where + ": not asked, since the device refused it before");
        }
        try {
            return http.get(address, longest, where);
        } catch (OnvifException e) {
            if (e.kind() != Kind.UNAUTHORIZED || manner == Manner.ANONYMOUS) {
                throw e;
            }
            // the login is good, but not for this; asking again would count as a wrong one
            getsRefused = true;
            throw new OnvifException(Kind.FORBIDDEN, where + ": the device gives this to another login", e);
        }
    }

    /** The answer itself, or the exception that the reply is. */
    private static XmlElement content(Request request, Reply reply) throws OnvifException {
        String where = request.where();
        Fault fault = reply.fault();
        if (fault != null) {
            throw new OnvifFault(
                    kind(reply, fault), where, reply.status(), fault.code(), fault.subcodes(), fault.reason());
        }
        XmlElement content = reply.content();
        if (content != null && reply.status() == 200) {
            if (!content.name().equals(request.body().name() + "Response")) {
                throw new OnvifException(Kind.PROTOCOL, where + ": answered with " + content.name());
            }
            return content;
        }
        String what = Optional.ofNullable(reply.unreadable()).orElse("no answer to this");
        boolean shortOfRights = reply.status() == 401 && reply.asked() != Manner.ANONYMOUS;
        throw new OnvifException(
                shortOfRights ? Kind.FORBIDDEN : SoapHttp.kind(reply.status()),
                where + ": " + (reply.status() == 200 ? what : "answered HTTP " + reply.status()));
    }

    /** A login that was accepted before and is refused now may not do this; it is not wrong. */
    private static Kind kind(Reply reply, Fault fault) {
        if (Envelope.asksForLogin(fault) || reply.status() == 403) {
            return reply.asked() == Manner.ANONYMOUS ? Kind.UNAUTHORIZED : Kind.FORBIDDEN;
        }
        return fault.subcodes().stream().anyMatch(LACKING::contains) || LACKING.contains(fault.code())
                ? Kind.UNSUPPORTED
                : Kind.FAULT;
    }

    private Request request(URI service, XmlElement body, String action, List<XmlElement> headers, Duration patience) {
        return new Request(service, body, action, headers, patience, name() + " " + body.name());
    }

    private static String action(XmlElement body) {
        return body.namespace() + "/" + body.name();
    }
}

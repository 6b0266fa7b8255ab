package dev.pons.plugin.file.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.pons.plugin.file.afar.Cutter;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** As much of an S3 server as files need, behind something that can cut its lines. */
final class S3Peer implements AutoCloseable {

    static final String ACCESS = "AKIAEXAMPLE";

    /** With this; what secrets are in the tests of the contracts. */
    static final String SECRET = "Kanarienvogel";

    static final String REGION = "eu-central-1";

    /** How it differs from other servers, or fails. */
    enum Manner {
        /** Passes over {@code If-None-Match}. */
        KNOWS_NO_CONDITIONS,
        /** Says so, by 501. */
        REFUSES_CONDITIONS,
        /** Its tags are no digests, and a copy has another one. */
        ENCRYPTS,
        /** Answers 503 to all. */
        BUSY,
        /** Answers a copy by 200 with an error behind it. */
        FAILS_COPIES,
        /** Lets nobody look into the bucket. */
        WRITE_ONLY,
        /** Lets nobody fetch. */
        KEEPS_CONTENT,
        /** Is another kind of server. */
        OTHER
    }

    private record Stored(byte[] bytes, String tag, Instant time) {}

    private final Map<String, Stored> objects = new ConcurrentSkipListMap<>();
    private final Map<String, Runnable> done = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Verifier verifier = new Verifier(ACCESS, SECRET, REGION);
    private final ExecutorService threads =
            Executors.newCachedThreadPool(
                    work -> {
                        var thread = new Thread(work, "tck-s3");
                        thread.setDaemon(true);
                        return thread;
                    });
    private final HttpServer server;
    private final Cutter cutter;
    private volatile Set<Manner> manners = Set.of();
    volatile int page = 1000;

    S3Peer() throws IOException {
        this(HttpServer.create());
    }

    /** On such a server. */
    S3Peer(HttpServer server) throws IOException {
        this.server = server;
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
        cutter = new Cutter(server.getAddress().getPort());
    }

    Cutter cutter() {
        return cutter;
    }

    String endpoint() {
        return "http://127.0.0.1:" + cutter.port();
    }

    /** From now on; nothing: as S3 is. */
    void is(Manner... manners) {
        this.manners = Set.of(manners);
    }

    /** Runs when such a request was done, before the client hears of it; once. */
    void when(String method, Runnable what) {
        done.put(method, what);
    }

    /** Methods and keys, as they came. */
    List<String> asked() {
        return asked;
    }

    void store(String key, byte[] bytes) {
        var tag =
                "\""
                        + (manners.contains(Manner.ENCRYPTS)
                                ? "k" + count.incrementAndGet()
                                : md5(bytes))
                        + "\"";
        objects.put(key, new Stored(bytes, tag, Instant.now().truncatedTo(ChronoUnit.SECONDS)));
    }

    void store(String key, String text) {
        store(key, text.getBytes(StandardCharsets.UTF_8));
    }

    List<String> keys() {
        return List.copyOf(objects.keySet());
    }

    String text(String key) {
        return new String(bytes(key), StandardCharsets.UTF_8);
    }

    byte[] bytes(String key) {
        return objects.get(key).bytes();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var wrong = verifier.wrong(exchange, body);
            var path = exchange.getRequestURI().getPath();
            if (!path.startsWith("/bucket/")) {
                error(exchange, 404, "NoSuchBucket");
                return;
            }
            var key = path.substring("/bucket/".length());
            asked.add(exchange.getRequestMethod() + " " + key);
            if (manners.contains(Manner.OTHER)) {
                xml(exchange, 200, "<html><body>Geheimnis</body></html>");
            } else if (manners.contains(Manner.BUSY)) {
                error(exchange, 503, "SlowDown");
            } else if (wrong.equals("AuthorizationHeaderMalformed")) {
                error(exchange, 400, wrong);
            } else if (!wrong.isEmpty()) {
                error(exchange, 403, wrong);
            } else {
                answer(exchange, key, body);
            }
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private void answer(HttpExchange exchange, String key, byte[] body) throws IOException {
        switch (exchange.getRequestMethod()) {
            case "PUT" -> put(exchange, key, body);
            case "DELETE" -> {
                objects.remove(key);
                ran("DELETE");
                exchange.sendResponseHeaders(204, -1);
            }
            case "HEAD" -> head(exchange, key);
            default -> get(exchange, key);
        }
    }

    private void ran(String what) {
        var hook = done.remove(what);
        if (hook != null) {
            hook.run();
        }
    }

    private void put(HttpExchange exchange, String key, byte[] body) throws IOException {
        var from = exchange.getRequestHeaders().getFirst("x-amz-copy-source");
        if (from != null) {
            copy(exchange, URLDecoder.decode(from, StandardCharsets.UTF_8), key);
            return;
        }
        if (exchange.getRequestHeaders().containsKey("If-None-Match")) {
            if (manners.contains(Manner.REFUSES_CONDITIONS)) {
                error(exchange, 501, "NotImplemented");
                return;
            }
            if (objects.containsKey(key) && !manners.contains(Manner.KNOWS_NO_CONDITIONS)) {
                error(exchange, 412, "PreconditionFailed");
                return;
            }
        }
        store(key, body);
        ran("PUT");
        exchange.getResponseHeaders().set("ETag", objects.get(key).tag());
        exchange.sendResponseHeaders(200, -1);
    }

    private void copy(HttpExchange exchange, String from, String key) throws IOException {
        var source = objects.get(from.substring("/bucket/".length()));
        var tag = exchange.getRequestHeaders().getFirst("x-amz-copy-source-if-match");
        if (source == null) {
            error(exchange, 404, "NoSuchKey");
        } else if (!source.tag().equals(tag)) {
            error(exchange, 412, "PreconditionFailed");
        } else if (manners.contains(Manner.FAILS_COPIES)) {
            error(exchange, 200, "InternalError");
        } else {
            store(key, source.bytes());
            ran("COPY");
            xml(exchange, 200, "<CopyObjectResult><ETag>x</ETag></CopyObjectResult>");
        }
    }

    private boolean isHidden(HttpExchange exchange) throws IOException {
        if (!manners.contains(Manner.WRITE_ONLY)) {
            return false;
        }
        error(exchange, 403, "AccessDenied");
        return true;
    }

    private void head(HttpExchange exchange, String key) throws IOException {
        var stored = objects.get(key);
        if (isHidden(exchange)) {
            return;
        }
        ran("HEAD");
        if (stored != null) {
            describe(exchange, stored);
            exchange.getResponseHeaders().set("Content-Length", "" + stored.bytes().length);
        }
        exchange.sendResponseHeaders(stored == null ? 404 : 200, -1);
    }

    private static void describe(HttpExchange exchange, Stored stored) {
        var time = DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);
        exchange.getResponseHeaders().set("ETag", stored.tag());
        exchange.getResponseHeaders().set("Last-Modified", time.format(stored.time()));
    }

    private void get(HttpExchange exchange, String key) throws IOException {
        if (isHidden(exchange)) {
            return;
        }
        if (key.isEmpty()) {
            list(exchange);
            return;
        }
        var stored = objects.get(key);
        if (stored == null) {
            error(exchange, 404, "NoSuchKey");
            return;
        }
        if (manners.contains(Manner.KEEPS_CONTENT)) {
            error(exchange, 403, "AccessDenied");
            return;
        }
        describe(exchange, stored);
        var length = stored.bytes().length;
        exchange.sendResponseHeaders(200, length == 0 ? -1 : length);
        exchange.getResponseBody().write(stored.bytes());
        ran("GET");
    }

    private void list(HttpExchange exchange) throws IOException {
        var query = new TreeMap<String, String>();
        for (var field : exchange.getRequestURI().getRawQuery().split("&")) {
            var parts = field.split("=", 2);
            query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        var prefix = query.get("prefix");
        var after = query.getOrDefault("continuation-token", "");
        var folders = new TreeSet<String>();
        var xml = new ArrayList<String>();
        var last = "";
        var more = false;
        for (var one : objects.entrySet()) {
            var key = one.getKey();
            if (!key.startsWith(prefix) || key.compareTo(after) <= 0) {
                continue;
            }
            if (key.indexOf('/', prefix.length()) >= 0) {
                folders.add(key.substring(0, key.indexOf('/', prefix.length()) + 1));
                continue;
            }
            if (xml.size() == page) {
                more = true;
                break;
            }
            last = key;
            xml.add(listed(key, one.getValue()));
        }
        var next = more ? "<NextContinuationToken>" + last + "</NextContinuationToken>" : "";
        folders.forEach(
                one -> xml.add("<CommonPrefixes><Prefix>" + one + "</Prefix></CommonPrefixes>"));
        xml(
                exchange,
                200,
                "<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><EncodingType>url</EncodingType><IsTruncated>%s</IsTruncated>%s%s</ListBucketResult>"
                        .formatted(more, String.join("\n", xml), next));
    }

    private static String listed(String key, Stored stored) {
        return "<Contents><Key>%s</Key><LastModified>%s</LastModified><ETag>%s</ETag><Size>%d</Size><StorageClass>STANDARD</StorageClass></Contents>"
                .formatted(
                        URLEncoder.encode(key, StandardCharsets.UTF_8),
                        stored.time(),
                        stored.tag().replace("\"", "&quot;"),
                        stored.bytes().length);
    }

    private static void error(HttpExchange exchange, int status, String code) throws IOException {
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        xml(
                exchange,
                status,
                "<Error><Code>%s</Code><Message>Geheimnis</Message><Region>%s</Region></Error>"
                        .formatted(code, REGION));
    }

    /** In chunks. */
    private static void xml(HttpExchange exchange, int status, String text) throws IOException {
        exchange.sendResponseHeaders(status, 0);
        exchange.getResponseBody()
                .write(
                        ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + text)
                                .getBytes(StandardCharsets.UTF_8));
    }

    private static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        cutter.close();
        server.stop(0);
        threads.shutdownNow();
    }
}

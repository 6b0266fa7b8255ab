package dev.pons.plugin.file.s3;

import dev.pons.plugin.file.afar.Address;
import dev.pons.plugin.file.afar.Fetching;
import dev.pons.plugin.file.afar.Login;
import dev.pons.plugin.file.afar.Wire;
import dev.pons.plugin.file.store.Content;
import dev.pons.plugin.file.store.Found;
import dev.pons.plugin.file.store.Store;
import dev.pons.plugin.file.store.StoreException;
import dev.pons.spi.Context;
import dev.pons.spi.Payload;
import dev.pons.spi.Spool;
import dev.pons.spi.net.Ports;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Objects of a bucket as files: a folder is what their keys begin with, up to a slash. An object is
 * there whole or not at all, so what is staged is only remembered, and stored under its name.
 */
public final class S3Store implements Store {

    /** So many files of a folder are looked at; those behind them when these are away. */
    private static final int MOST = 100_000;

    private final Wire<HttpLine> wire;
    private final Bucket bucket;
    private final Login login;
    private final Map<String, Payload> staged = new HashMap<>();

    /** Tags of what was fetched and not put aside yet, by path. */
    private final Map<String, String> fetched = new HashMap<>();

    /** Where a file was to be copied to, whatever came of it. */
    private final Map<String, String> copying = new HashMap<>();

    private boolean letIn;

    private S3Store(Wire<HttpLine> wire, Bucket bucket, Login login) {
        this.wire = wire;
        this.bucket = bucket;
        this.login = login;
    }

    /** Of one poller or lane; nothing is opened yet. */
    public static S3Store of(Login login, Context context) {
        check(login);
        var site = Site.of(login);
        var server = login.address().server();
        var wire =
                new Wire<>(
                        () -> new HttpLine(site, login, () -> Ports.of(context)),
                        server,
                        context::executor);
        var fetching = new Fetching(() -> Spool.of(context));
        return new S3Store(wire, new Bucket(wire, site, server, fetching), login);
    }

    private static void check(Login login) {
        var server = login.server();
        if (!login.address().server().equals("s3://" + login.address().host())) {
            throw new IllegalArgumentException(
                    "\"folder\": a bucket has no port; write server: { endpoint: \"https://HOST:PORT\" }");
        }
        if (server.password().isEmpty()) {
            throw new IllegalArgumentException(
                    "\"server.password\": write the secret of the access key, as a secret");
        }
        if (server.isOfSsh()) {
            throw new IllegalArgumentException(
                    "\"server\": key, passphrase, host-key and known-hosts are of sftp://; a bucket"
                            + " is reached with user and password");
        }
        if (server.tls().isPresent() && !Site.of(login).secure()) {
            throw new IllegalArgumentException(
                    "\"server.tls\": the endpoint is in the clear; write endpoint: https://...");
        }
    }

    /** The whole bucket is a folder, too. */
    public static String path(Address address) {
        return address.path().startsWith("/") ? address.path() : "/";
    }

    private static String key(String path) {
        return path.startsWith("/") ? path.substring(1) : path;
    }

    private static String prefix(String folder) {
        var key = key(folder);
        return key.isEmpty() ? "" : key + "/";
    }

    @Override
    public String shown(String folder) {
        return login.address().server() + "/" + key(folder);
    }

    @Override
    public String user() {
        return "the access key " + login.user();
    }

    @Override
    public String in(String folder, String name) {
        return Address.in(folder, name);
    }

    @Override
    public void open() throws IOException {
        wire.open();
    }

    @Override
    public void rest() {
        wire.rest();
    }

    @Override
    public List<Found> list(String folder, Predicate<String> wanted) throws IOException {
        var found = new ArrayList<Found>();
        try {
            var before = "";
            do {
                var page = bucket.list(prefix(folder), before);
                add(page, folder, wanted, found);
                if (page.next().equals(before) && !before.isEmpty()) {
                    throw new StoreException(
                            "%s lists the same again and again: ask its administrator"
                                    .formatted(login.address().server()));
                }
                before = page.next();
            } while (!before.isEmpty() && found.size() < MOST);
        } catch (AccessDeniedException e) {
            throw new StoreException(
                    "%s cannot be listed (permission denied): let %s do s3:ListBucket"
                            .formatted(shown(folder), user()));
        }
        var there = found.stream().map(Found::path).collect(Collectors.toSet());
        fetched.keySet().retainAll(there);
        copying.keySet().retainAll(there);
        return found;
    }

    private void add(Xml.Page page, String folder, Predicate<String> wanted, List<Found> found) {
        var begin = prefix(folder);
        for (var one : page.objects()) {
            if (!one.key().startsWith(begin)) {
                continue;
            }
            var name = one.key().substring(begin.length());
            if (!name.isEmpty() && !name.contains("/") && wanted.test(name)) {
                found.add(new Found(in(folder, name), name, one.size(), one.time(), false));
            }
        }
    }

    /** A folder is there when an object is in it; the bucket must be. */
    @Override
    public void folder(String folder, boolean create) throws IOException {
        if (!letIn) {
            bucket.check(prefix(folder));
            letIn = true;
        }
    }

    /** A server says so when it is tried. */
    @Override
    public boolean writable(String folder) {
        return true;
    }

    /** All of it is fetched first: while the engine takes it, nothing is asked of the server. */
    @Override
    public @Nullable Content content(Found file) throws IOException {
        var got = bucket.get(key(file.path()), file);
        got.ifPresent(now -> fetched.put(file.path(), now.tag()));
        return got.map(Bucket.Fetched::content).orElse(null);
    }

    /**
     * Copies what was fetched, and deletes it. What was written over it since is a file of its own,
     * and stays.
     */
    @Override
    public boolean move(String from, String to) throws IOException {
        var there = bucket.look(key(to)).isPresent();
        var begun = to.equals(copying.get(from));
        if (there && !(begun && bucket.isCopy(key(from), key(to)))) {
            return false;
        }
        var tag = tag(from);
        if (!there) {
            copying.put(from, to);
            if (!bucket.copy(key(from), key(to), tag)) {
                forget(from);
                return true;
            }
        }
        bucket.delete(key(from), tag);
        forget(from);
        return true;
    }

    private String tag(String file) throws IOException {
        var known = fetched.get(file);
        if (known != null) {
            return known;
        }
        return bucket.look(key(file)).orElseThrow(() -> new NoSuchFileException("")).tag();
    }

    private void forget(String file) {
        fetched.remove(file);
        copying.remove(file);
    }

    @Override
    public void delete(String file) throws IOException {
        if (staged.remove(file) == null) {
            bucket.delete(key(file), fetched.getOrDefault(file, ""));
            forget(file);
        }
    }

    @Override
    public void write(String file, Payload body) throws IOException {
        bucket.put(key(file), body, false);
    }

    @Override
    public void stage(String file, Payload body) {
        staged.put(file, body);
    }

    @Override
    public boolean leavesStaged() {
        return false;
    }

    /** What a server has answered for is stored. */
    @Override
    public void sync(String folder, List<String> written) {}

    @Override
    public void sync(String folder) {}

    @Override
    public boolean publish(String written, String file) throws IOException {
        try {
            return bucket.look(key(file)).isEmpty() && bucket.put(key(file), body(written), true);
        } catch (AccessDeniedException e) {
            throw new StoreException(
                    "%s does not let %s look whether a name is free and then store (permission denied): allow s3:GetObject, s3:ListBucket and s3:PutObject; only the last is needed with exists: replace"
                            .formatted(login.address().server(), user()));
        }
    }

    @Override
    public void replace(String written, String file) throws IOException {
        bucket.put(key(file), body(written), false);
    }

    private Payload body(String written) throws NoSuchFileException {
        var body = staged.get(written);
        if (body == null) {
            throw new NoSuchFileException("");
        }
        return body;
    }

    @Override
    public boolean same(Payload body, String file) throws IOException {
        return bucket.isThere(key(file), body, Digests.of(body));
    }

    @Override
    public void append(String file, List<Payload> messages, byte[] separator, boolean sync)
            throws IOException {
        throw new StoreException("an object cannot be appended to: write one file per message");
    }

    @Override
    public void abort() {
        wire.abort();
    }

    @Override
    public void close() {
        wire.close();
    }
}

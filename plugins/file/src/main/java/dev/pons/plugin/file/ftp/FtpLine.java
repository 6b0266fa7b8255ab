package dev.pons.plugin.file.ftp;

import dev.pons.plugin.file.afar.Address;
import dev.pons.plugin.file.afar.Line;
import dev.pons.plugin.file.afar.Login;
import dev.pons.plugin.file.store.BrokenException;
import dev.pons.plugin.file.store.Found;
import dev.pons.spi.NotSentException;
import dev.pons.spi.Payload;
import dev.pons.spi.net.Ports;

import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPFile;
import org.apache.commons.net.ftp.FTPReply;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.UnknownHostException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * FTP (RFC 959) in passive mode; in TLS by AUTH TLS (RFC 4217). Files are looked at by MLST (RFC
 * 3659) where the server has it, else by SIZE, MDTM and LIST.
 */
public final class FtpLine implements Line {

    private static final Logger LOG = LoggerFactory.getLogger(FtpLine.class);

    /** RFC 3659, section 7.2.1, says the first; servers also say the others, 450 to LIST. */
    private static final Set<Integer> NOT_THERE =
            Set.of(
                    FTPReply.FILE_UNAVAILABLE,
                    FTPReply.FILE_ACTION_NOT_TAKEN,
                    FTPReply.SYNTAX_ERROR_IN_ARGUMENTS);

    private final Login login;
    private final Supplier<Ports> ports;
    private volatile @Nullable Client client;
    private volatile boolean closed;
    private boolean facts;
    private String home = "/";

    /**
     * Not open yet.
     *
     * @param ports asked when it opens
     */
    public FtpLine(Login login, Supplier<Ports> ports) {
        this.login = login;
        this.ports = ports;
    }

    /** {@code IllegalArgumentException} with the remedy: options are missing. */
    public static void check(Login login) {
        if (login.server().password().isEmpty()) {
            throw new IllegalArgumentException(
                    "\"server.password\": the server wants to know who we are");
        }
        if (login.server().tls().isPresent() && !isSecure(login)) {
            throw new IllegalArgumentException(
                    "\"server.tls\": ftp:// is in the clear; write folder: ftps://...");
        }
    }

    private static boolean isSecure(Login login) {
        return login.address().scheme().equals("ftps");
    }

    @Override
    public void open() throws IOException {
        var opens = new Client(ports.get(), login.server().timeout());
        client = opens;
        if (closed) {
            throw new IOException("closed");
        }
        try {
            connect(opens);
            logIn(opens);
        } catch (NotSentException e) {
            throw new BrokenException(String.valueOf(e.getMessage())); // the kernel's words
        } catch (UnknownHostException e) {
            throw new BrokenException(
                    "the name %s is not known here: correct the address, or the name service"
                            .formatted(login.address().host()));
        }
    }

    private void connect(Client opens) throws IOException {
        var address = login.address();
        var protection = new Client.Protection(login.server().tls(), address.host());
        opens.connect(address.host(), address.port());
        if (!FTPReply.isPositiveCompletion(opens.getReplyCode())) {
            throw refused("takes no connections now", opens);
        }
        if (!isSecure(login)) {
            return;
        }
        if (opens.sendCommand("AUTH", "TLS") != FTPReply.SECURITY_DATA_EXCHANGE_COMPLETE) {
            throw refused("has no TLS", opens);
        }
        opens.secure(protection);
        opens.sendCommand("PBSZ", "0");
        if (!FTPReply.isPositiveCompletion(opens.sendCommand("PROT", "P"))) {
            throw refused("would send files in the clear", opens);
        }
    }

    private void logIn(Client opens) throws IOException {
        var password = login.server().password().map(p -> String.valueOf(p.reveal())).orElse("");
        if (!opens.login(login.user(), password)) {
            throw new BrokenException(
                    "%s does not let the user %s in (%d): check user and password"
                            .formatted(server(), login.user(), opens.getReplyCode()));
        }
        if (!opens.setFileType(FTP.BINARY_FILE_TYPE)) {
            throw refused("sends no files byte by byte", opens);
        }
        opens.enterLocalPassiveMode();
        facts = opens.hasFeature("MLST");
        var at = opens.printWorkingDirectory();
        home = at == null ? "/" : at;
    }

    private BrokenException refused(String what, Client opens) {
        return new BrokenException(
                "%s %s (%d): ask its administrator"
                        .formatted(server(), what, opens.getReplyCode()));
    }

    private String server() {
        return login.address().server();
    }

    @Override
    public boolean isOpen() {
        var open = client;
        return open != null && !closed && open.isThere();
    }

    private Client client() throws IOException {
        var open = client;
        if (open == null) {
            throw new IOException("not open");
        }
        return open;
    }

    @Override
    public List<Found> list(String folder, Predicate<String> wanted) throws IOException {
        var files = facts ? client().mlistDir(folder) : client().listFiles(folder);
        if (!FTPReply.isPositiveCompletion(client().getReplyCode())) {
            throw said();
        }
        var found = new ArrayList<Found>();
        for (var file : files) {
            if (file != null && file.isFile()) {
                var name = file.getName().substring(file.getName().lastIndexOf('/') + 1);
                if (wanted.test(name)) {
                    found.add(found(Address.in(folder, name), file));
                }
            }
        }
        return found;
    }

    private static Found found(String path, FTPFile file) {
        var time = file.getTimestampInstant();
        return new Found(
                path,
                path.substring(path.lastIndexOf('/') + 1),
                Math.max(0, file.getSize()),
                time == null ? Instant.EPOCH : time,
                false);
    }

    /** By the way that lists are made too, so that times can be compared. */
    @Override
    public Optional<Found> look(String file) throws IOException {
        if (facts) {
            return facts(file).filter(FTPFile::isFile).map(f -> found(file, f));
        }
        var files = client().listFiles(file);
        var reply = client().getReplyCode();
        if (!NOT_THERE.contains(reply) && !FTPReply.isPositiveCompletion(reply)) {
            throw said();
        }
        return files.length == 1 && files[0] != null && files[0].isFile()
                ? Optional.of(found(file, files[0]))
                : Optional.empty();
    }

    private Optional<FTPFile> facts(String path) throws IOException {
        var file = client().mlistFile(path);
        if (file == null && !NOT_THERE.contains(client().getReplyCode())) {
            throw said();
        }
        return Optional.ofNullable(file);
    }

    @Override
    public boolean isFolder(String folder) throws IOException {
        if (facts) {
            return facts(folder).filter(FTPFile::isDirectory).isPresent();
        }
        var is = client().changeWorkingDirectory(folder);
        return is && client().changeWorkingDirectory(home);
    }

    @Override
    public void folder(String folder) throws IOException {
        done(client().makeDirectory(folder));
    }

    @Override
    public InputStream read(String file, long from) throws IOException {
        var open = client();
        open.setRestartOffset(from);
        var stream = open.retrieveFileStream(file);
        if (stream == null) {
            throw notThere(file);
        }
        return new Transfer(stream, open);
    }

    /** A file on its way; only the server's word at its end says that it is whole. */
    private static final class Transfer extends FilterInputStream {

        private final Client open;
        private boolean ended;

        Transfer(InputStream in, Client open) {
            super(in);
            this.open = open;
        }

        @Override
        public int read() throws IOException {
            var one = super.read();
            ended |= one < 0;
            return one;
        }

        @Override
        public int read(byte[] bytes, int from, int count) throws IOException {
            var read = super.read(bytes, from, count);
            ended |= read < 0;
            return read;
        }

        @Override
        public void close() throws IOException {
            super.close();
            if (!open.completePendingCommand() && ended) {
                throw new IOException("the server did not send the whole file");
            }
        }
    }

    @Override
    public void write(String file, Payload body) throws IOException {
        try (var in = body.open()) {
            done(client().storeFile(file, in));
        }
    }

    @Override
    public void append(String file, long size, Payload body) throws IOException {
        try (var in = body.open()) {
            done(client().appendFile(file, in));
        }
    }

    @Override
    public void cut(String file, long size) throws IOException {
        throw new FileSystemException(null, null, "FTP has no word for it");
    }

    @Override
    public void rename(String from, String to) throws IOException {
        done(client().rename(from, to));
    }

    /** Most servers replace; with one that does not, the name is free for a moment. */
    @Override
    public void replace(String from, String to) throws IOException {
        if (client().rename(from, to)) {
            return;
        }
        var why = said();
        if (look(to).isEmpty()) {
            throw why;
        }
        done(client().deleteFile(to));
        done(client().rename(from, to));
    }

    @Override
    public void delete(String file) throws IOException {
        if (!client().deleteFile(file)) {
            throw notThere(file);
        }
    }

    /** FTP has one word for what is not there and for what is not allowed. */
    private IOException notThere(String file) throws IOException {
        var why = said();
        return why instanceof FileSystemException && look(file).isEmpty()
                ? new NoSuchFileException("")
                : why;
    }

    /** FTP has no word for it. */
    @Override
    public void sync(String file) {}

    private void done(boolean yes) throws IOException {
        if (!yes) {
            throw said();
        }
    }

    /** What the server said, without its text: that may name a file. */
    private IOException said() throws IOException {
        var code = client().getReplyCode();
        return switch (code) {
            case FTPReply.FILE_UNAVAILABLE ->
                    new FileSystemException(
                            null, null, "the server refused (550): is it there, and allowed?");
            case FTPReply.STORAGE_ALLOCATION_EXCEEDED, FTPReply.INSUFFICIENT_STORAGE ->
                    new FileSystemException(null, null, "No space left on device");
            case FTPReply.SERVICE_NOT_AVAILABLE,
                    FTPReply.CANNOT_OPEN_DATA_CONNECTION,
                    FTPReply.TRANSFER_ABORTED ->
                    new IOException("the transfer was broken off");
            default ->
                    new FileSystemException(null, null, "the server answered %d".formatted(code));
        };
    }

    @Override
    public void close() {
        closed = true;
        var open = client;
        if (open != null) {
            try {
                open.abandon();
            } catch (IOException e) {
                LOG.debug("a line could not be closed: {}", e.getClass().getSimpleName());
            }
        }
    }
}

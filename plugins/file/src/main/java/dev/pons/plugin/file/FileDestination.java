package dev.pons.plugin.file;

import dev.pons.plugin.file.afar.Address;
import dev.pons.plugin.file.afar.Server;
import dev.pons.plugin.file.disk.Disk;
import dev.pons.plugin.file.disk.OpenFiles;
import dev.pons.spi.Context;
import dev.pons.spi.Destination;
import dev.pons.spi.DestinationType;
import dev.pons.spi.config.Default;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;
import dev.pons.spi.config.Place;
import dev.pons.spi.config.Template;

import org.osgi.service.component.annotations.Component;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The destination type {@code file}. */
@Component(service = DestinationType.class)
public final class FileDestination implements DestinationType<FileDestination.Options> {

    /** Files that are open for appending, shared by all lanes and channels. */
    private final OpenFiles open = new OpenFiles();

    private final Servers servers = new Servers();

    /** Options; a relative folder is below the instance folder, as the engine runs there. */
    @Name("file")
    @Doc("Writes messages into files of a folder, or to the end of one")
    public record Options(
            @Doc(
                            "Folder to write into, here or on a server: sftp://user@host/folder, ftps://, ftp://, s3://bucket/folder")
                    String folder,
            @Doc("Name of the file; {id} is the engine's id of the message")
                    @Place("file")
                    @Default("{id}.msg")
                    Template name,
            @Doc("Whether messages are put at the end of the file of that name") @Default("no")
                    boolean append,
            @Doc("What follows each message, with append") @Default("lf") Separator separator,
            @Doc(
                            "When a message is on disk: each, one fsync for all that wait (group), or when the system likes (none)")
                    @Default("each")
                    Sync sync,
            @Doc("What to do where another file has the name already; without append")
                    @Default("fail")
                    Exists exists,
            @Doc("Whether a missing folder is created") @Default("yes") boolean create,
            @Doc("The server, for a folder that is on one") @Default("{}") Server server) {}

    /** What follows each message. */
    public enum Separator {
        /** Nothing. */
        NONE(""),
        /** Line feed. */
        LF("\n"),
        /** Carriage return. */
        CR("\r"),
        /** Both. */
        CRLF("\r\n");

        private final String text;

        Separator(String text) {
            this.text = text;
        }

        byte[] bytes() {
            return text.getBytes(StandardCharsets.US_ASCII);
        }
    }

    /** When a message is on disk. */
    public enum Sync {
        /** Before its delivery is reported. */
        EACH,
        /** The same, with one fsync for all that wait. */
        GROUP,
        /** Some time; a power cut can lose what was reported as delivered. */
        NONE
    }

    /** What to do where another file has the name already. */
    public enum Exists {
        /** The message is rejected; a person decides. */
        FAIL,
        /** The other file is replaced. */
        REPLACE,
        /** The new one gets a number: {@code a-2.hl7}. */
        NUMBER
    }

    @Override
    public Class<Options> config() {
        return Options.class;
    }

    @Override
    public Destination create(Options options, Context context) {
        var outbox = outbox(options, context);
        return options.append()
                ? new Appender(outbox, options)
                : new Placer(outbox, options, context.clock());
    }

    private Outbox outbox(Options options, Context context) {
        if (Address.isOne(options.folder())) {
            var on = servers.of(options.folder(), options.server(), context);
            if (options.append() && on.address().scheme().equals("s3")) {
                throw new IllegalArgumentException(
                        "\"append\": an object cannot be appended to; write one file per message"
                                + " (append: no)");
            }
            return new Outbox(on.store(), on.path(), options.create());
        }
        Servers.none(options.server());
        var folder = Path.of(options.folder()).toAbsolutePath().normalize().toString();
        return new Outbox(new Disk(open), folder, options.create());
    }
}

package dev.pons.plugin.file;

import dev.pons.plugin.file.afar.Address;
import dev.pons.plugin.file.afar.Server;
import dev.pons.plugin.file.disk.Disk;
import dev.pons.plugin.file.disk.OpenFiles;
import dev.pons.plugin.file.store.Store;
import dev.pons.spi.Context;
import dev.pons.spi.Source;
import dev.pons.spi.SourceType;
import dev.pons.spi.config.Default;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;
import dev.pons.spi.config.Range;

import org.osgi.service.component.annotations.Component;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The source type {@code file}. */
@Component(service = SourceType.class)
public final class FileSource implements SourceType<FileSource.Options> {

    private final Servers servers = new Servers();

    /** Options; a relative folder is below the instance folder, as the engine runs there. */
    @Name("file")
    @Doc("Takes files from a folder; a file leaves it only after its message is on disk")
    public record Options(
            @Doc(
                            "Folder to look into, here or on a server: sftp://user@host/folder, ftps://, ftp://, s3://bucket/folder; folders in it are left alone")
                    String folder,
            @Doc("Which names: * and ? stand for any text, {a,b} for either") @Default("*")
                    String glob,
            @Doc("A file is taken when size and time did not change for so long; 0s: at once")
                    @Default("2s")
                    Duration settle,
            @Doc("What becomes of a file whose message is on disk") @Default("move") Then then,
            @Doc(
                            "Where taken files go; else the folder done in the folder. On a server: a path from its root, or one in the folder")
                    Optional<String> done,
            @Doc("Where refused files go, with the reason in a .why file; else refused in it")
                    Optional<String> refused,
            @Doc("A larger file is refused") @Default("64MB") @Range(min = 1, max = 1 << 30)
                    long maxSize,
            @Doc("Which file comes first: by name, or the oldest") @Default("name") Order order,
            @Doc("The server, for a folder that is on one") @Default("{}") Server server) {}

    /** What becomes of a file that was taken. */
    public enum Then {
        /** To the folder done. */
        MOVE,
        /** Is deleted. */
        DELETE
    }

    /** Which file comes first. */
    public enum Order {
        /** By name, as text. */
        NAME,
        /** The oldest; of two that are equally old, by name. */
        TIME
    }

    @Override
    public Class<Options> config() {
        return Options.class;
    }

    @Override
    public Source create(Options options, Context context) {
        var place = place(options, context);
        var folder = place.folder();
        var done = beside(place, options.done(), "done");
        var refused = beside(place, options.refused(), "refused");
        if (done.equals(folder) || refused.equals(folder)) {
            throw new IllegalArgumentException(
                    "done and refused must not be the folder itself, or each file is taken again"
                            + " and again; leave them out for folders in it");
        }
        return new FolderPoller(
                new Inbox(
                        place.store(),
                        folder,
                        FileSystems.getDefault().getPathMatcher("glob:" + options.glob()),
                        options.order()),
                options,
                new Shelf(place.store(), done),
                new Shelf(place.store(), refused),
                new Settling(options.settle(), context.clock()),
                context);
    }

    /**
     * Where the folder is.
     *
     * @param path of another folder, as the store takes it
     */
    private record Place(Store store, String folder, UnaryOperator<String> path) {}

    private Place place(Options options, Context context) {
        if (Address.isOne(options.folder())) {
            var on = servers.of(options.folder(), options.server(), context);
            return new Place(on.store(), on.path(), on::beside);
        }
        Servers.none(options.server());
        var folder = absolute(options.folder());
        return new Place(new Disk(new OpenFiles()), folder, FileSource::absolute);
    }

    private static String absolute(String path) {
        return Path.of(path).toAbsolutePath().normalize().toString();
    }

    private static String beside(Place place, Optional<String> given, String name) {
        return given.map(place.path()).orElseGet(() -> place.store().in(place.folder(), name));
    }
}

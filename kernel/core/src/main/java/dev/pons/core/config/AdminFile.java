package dev.pons.core.config;

import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;
import dev.pons.spi.net.Listen;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code etc/admin.yaml}: where the administration answers. */
@Name("admin")
@Doc("Where the administration answers")
public record AdminFile(
        @Doc("Its port; without, 8585 on the loopback. Other addresses need tls")
                Optional<Listen> listen) {

    /** TCP port where nothing is said. */
    public static final int PORT = 8585;

    /** What holds where there is no file. */
    public static final AdminFile NONE = new AdminFile(Optional.empty());

    private static final ListenOptions USUAL =
            new ListenOptions(
                    PORT,
                    "127.0.0.1",
                    List.of(),
                    50,
                    Duration.ofMinutes(2),
                    Duration.ofSeconds(30),
                    Optional.empty());

    /** {@code IllegalArgumentException}: passwords would cross the network in the clear. */
    public AdminFile {
        if (listen.orElse(USUAL) instanceof ListenOptions options
                && !options.isLoopback()
                && options.tls().isEmpty()) {
            throw new IllegalArgumentException(
                    "\"listen\" on "
                            + options.host()
                            + " needs tls, for passwords cross the network; write for example"
                            + " listen: { port: 8585, host: 0.0.0.0, tls: NAME } with a"
                            + " certificate in etc/tls/NAME.pem");
        }
    }

    /** The port to open. */
    public Listen port() {
        return listen.orElse(USUAL);
    }
}

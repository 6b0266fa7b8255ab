package dev.pons.plugin.sql;

import dev.pons.spi.config.Secret;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * Which database, and as whom.
 *
 * @param url of JDBC; may hold a password
 * @param driver jars of a driver that does not ship; empty: one that does
 * @param patience how long to wait for a connection
 */
record Login(
        String url,
        Optional<String> user,
        Optional<Secret> password,
        List<Path> driver,
        Duration patience) {

    private static final Path OWN = Path.of("data");

    /** {@code IllegalArgumentException} for the author of the channel file. */
    Login {
        if (!url.startsWith("jdbc:")) {
            throw new IllegalArgumentException(
                    "url must begin with jdbc:, as in \"jdbc:postgresql://db.example/his\"");
        }
        if (driver.isEmpty() && Product.of(url) == Product.OTHER) {
            throw new IllegalArgumentException(
                    "no driver for this url ships: put its jar into the folder drivers of the"
                            + " instance and add \"driver: drivers/NAME.jar\"");
        }
        if (Product.of(url) == Product.SQLITE && file(url).startsWith(OWN.toAbsolutePath())) {
            throw new IllegalArgumentException(
                    "url names a file below data, which belongs to the engine; move it elsewhere");
        }
        if (patience.toMillis() < 250) {
            throw new IllegalArgumentException("connect-timeout must be 250ms or longer");
        }
    }

    Product product() {
        return Product.of(url);
    }

    /** Of SQLite: the file; a relative one is below the instance folder. */
    Path file() {
        return file(url);
    }

    private static Path file(String url) {
        var rest = url.substring("jdbc:sqlite:".length()).replaceFirst("^file:", "");
        int options = rest.indexOf('?');
        var name = options < 0 ? rest : rest.substring(0, options);
        return Path.of(name).toAbsolutePath().normalize();
    }

    /** What a driver is given. */
    Properties properties() {
        var all = new Properties();
        user.ifPresent(name -> all.setProperty("user", name));
        password.ifPresent(secret -> all.setProperty("password", new String(secret.reveal())));
        if (product() == Product.POSTGRESQL) {
            all.setProperty("ApplicationName", "pons");
            all.setProperty("connectTimeout", Long.toString(Math.max(1, patience.toSeconds())));
        }
        return all;
    }

    /** Neither url nor password. */
    @Override
    public String toString() {
        return "Login[" + product() + "]";
    }
}

package dev.pons.plugin.sql;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * The jars of a driver that does not ship. It sees the JDK and itself, nothing of the engine; what
 * it loaded is let go when it is closed.
 */
final class DriverJars extends URLClassLoader {

    private DriverJars(URL[] jars) {
        super("drivers", jars, ClassLoader.getPlatformClassLoader());
    }

    /** {@code SQLException} with the remedy: a jar is not there. */
    static DriverJars of(List<Path> jars) throws SQLException {
        var urls = new URL[jars.size()];
        for (int i = 0; i < urls.length; i++) {
            var jar = jars.get(i).toAbsolutePath().normalize();
            if (!Files.isReadable(jar)) {
                throw new Trouble.OwnWords(
                        "the driver " + jar + " is not there or cannot be read: put the jar there");
            }
            try {
                urls[i] = jar.toUri().toURL();
            } catch (MalformedURLException e) {
                throw new IllegalStateException("every file has a URL", e);
            }
        }
        return new DriverJars(urls);
    }

    /** The driver in them that takes the URL. */
    Driver driver(String url) throws SQLException {
        try {
            for (var driver : ServiceLoader.load(Driver.class, this)) {
                if (driver.acceptsURL(url)) {
                    return driver;
                }
            }
        } catch (ServiceConfigurationError | LinkageError e) {
            throw new Trouble.OwnWords(
                    "a jar of the option driver cannot be loaded ("
                            + e.getClass().getSimpleName()
                            + "): name all jars that it needs",
                    e);
        }
        throw new Trouble.OwnWords(
                "no driver in the jars of the option driver takes this url: correct one of them");
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        return name.equals(Registration.class.getName())
                ? registration(name)
                : super.findClass(name);
    }

    private Class<?> registration(String name) throws ClassNotFoundException {
        try (var in = Registration.class.getResourceAsStream("Registration.class")) {
            var bytes = in == null ? new byte[0] : in.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    /** Takes its drivers out of the list of the JVM; how many there were. */
    int forget() throws SQLException {
        try {
            var remove = loadClass(Registration.class.getName()).getMethod("remove");
            return (int) remove.invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new SQLException("drivers could not be taken out of the list of the JVM", e);
        }
    }
}

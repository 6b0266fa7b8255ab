package dev.pons.core.runtime;

import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out which class a service lacks: the framework only answers null. Declarative services name
 * the class of a component; loading it again says what is missing.
 */
final class MissingClass {

    private static final Logger LOG = LoggerFactory.getLogger(MissingClass.class);

    private MissingClass() {}

    /** {@code : class com.example.Codec is missing}, or that the log has more. */
    static String of(ServiceReference<?> reference) {
        var bundle = reference.getBundle();
        if (bundle != null && reference.getProperty("component.name") instanceof String component) {
            try {
                var made = bundle.loadClass(component);
                var parts =
                        made.getDeclaredConstructors().length + made.getDeclaredMethods().length;
                LOG.debug("{} has {} parts", component, parts);
                Class.forName(component, true, made.getClassLoader());
            } catch (ClassNotFoundException | LinkageError missing) {
                return words(missing);
            }
        }
        return " (its constructor or activation failed; the log has the details)";
    }

    private static String words(Throwable missing) {
        var inner = missing;
        while (inner.getCause() != null) {
            inner = inner.getCause();
        }
        var name = String.valueOf(inner.getMessage()).split("\\s", 2)[0].replace('/', '.');
        return inner instanceof ClassNotFoundException || inner instanceof NoClassDefFoundError
                ? ": class " + name + " is missing"
                : " (" + Reason.of(inner) + ")";
    }
}

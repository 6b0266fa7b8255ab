package dev.pons.shell.console;

import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.jaas.boot.principal.UserPrincipal;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.osgi.framework.FrameworkUtil;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.security.PrivilegedAction;

import javax.security.auth.Subject;

/**
 * Runs as a user with the role {@code admin}, which the console asks for before each command.
 *
 * <p>Karaf asks {@code Subject.getSubject}, which is gone since JDK 24. {@code kernel/jdk25} gives
 * Karaf's bundles another way to remember the subject, and changes their {@code JaasHelper} to set
 * it. That class is private to each bundle, so it is called where it stands: in the shell's.
 */
final class Administrator {

    private static final String HELPER = "org.apache.karaf.util.jaas.JaasHelper";

    private Administrator() {}

    /** Runs it, on this thread, with these rights; threads that it starts inherit them. */
    static void run(String user, Runnable what) {
        var subject = new Subject();
        subject.getPrincipals().add(new UserPrincipal(user));
        subject.getPrincipals().add(new RolePrincipal("admin"));
        PrivilegedAction<Boolean> action =
                () -> {
                    what.run();
                    return true;
                };
        try {
            doAs().invoke(null, subject, action);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("the console session broke", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Karaf has no " + HELPER + ".doAs any more", e);
        }
    }

    private static Method doAs() throws ReflectiveOperationException {
        var bundle = FrameworkUtil.getBundle(SessionFactory.class);
        return bundle == null
                ? Subject.class.getMethod("doAs", Subject.class, PrivilegedAction.class)
                : bundle.loadClass(HELPER).getMethod("doAs", Subject.class, PrivilegedAction.class);
    }
}

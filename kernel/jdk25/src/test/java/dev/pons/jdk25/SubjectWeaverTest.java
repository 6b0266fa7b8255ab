package dev.pons.jdk25;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.concurrent.Callable;

import javax.security.auth.Subject;

@SuppressWarnings("removal")
class SubjectWeaverTest {

    @Test
    void aWovenClassLearnsWhoIsActingOnEveryJdk() throws Exception {
        Callable<?> asks = woven(Asks.class);
        Subject subject = new Subject();

        Object seen = Subjects.doAs(subject, (PrivilegedAction<?>) () -> call(asks));

        assertThat(seen).isSameAs(subject);
        assertThat(asks.call()).as("outside of doAs nobody is acting").isNull();
    }

    @Test
    void threadsStartedInsideInheritWhoIsActing() {
        Subject subject = new Subject();
        Subject[] seen = new Subject[1];

        Subjects.doAs(
                subject,
                (PrivilegedAction<?>)
                        () -> {
                            Thread thread = new Thread(() -> seen[0] = Subjects.getSubject(null));
                            thread.start();
                            try {
                                thread.join();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                            return "done";
                        });

        assertThat(seen[0]).isSameAs(subject);
    }

    @Test
    void aClassThatDoesNotAskStaysAsItIs() throws IOException {
        assertThat(SubjectWeaver.rewrite("dev.pons.jdk25.Activator", bytes(Activator.class)))
                .isNull();
    }

    private static Object call(Callable<?> callable) {
        try {
            return callable.call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Callable<?> woven(Class<?> type) throws Exception {
        byte[] bytes = SubjectWeaver.rewrite(type.getName(), bytes(type));
        assertThat(bytes).isNotNull();
        Class<?> woven =
                new ClassLoader(SubjectWeaverTest.class.getClassLoader()) {
                    Class<?> define() {
                        return defineClass(type.getName(), bytes, 0, bytes.length);
                    }
                }.define();
        return (Callable<?>) woven.getDeclaredConstructor().newInstance();
    }

    private static byte[] bytes(Class<?> type) throws IOException {
        String name = type.getName().substring(type.getPackageName().length() + 1) + ".class";
        try (InputStream in = type.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }

    /** Asks as Karaf does. */
    public static final class Asks implements Callable<Subject> {
        public Asks() {}

        @Override
        public Subject call() {
            return Subject.getSubject(AccessController.getContext());
        }
    }
}

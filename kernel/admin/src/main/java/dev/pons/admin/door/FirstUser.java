package dev.pons.admin.door;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Who comes in where nobody is known yet: {@code admin}, with a password from outside for
 * containers, or with one that is made and shown once.
 *
 * @param environment a variable's value, empty where it is not set
 * @param show prints a line where the one who starts the engine reads it
 */
public record FirstUser(UnaryOperator<String> environment, Consumer<String> show) {

    /** Name of the user. */
    public static final String NAME = "admin";

    /** Variable that holds the password. */
    public static final String PASSWORD = "PONS_ADMIN_PASSWORD";

    /** Variable that holds the path of a file with the password in its first line. */
    public static final String FILE = "PONS_ADMIN_PASSWORD_FILE";

    void make(Register register) throws IOException {
        var given = given();
        if (!given.isEmpty()) {
            register.add(NAME, Role.ADMIN, given);
            show.accept("first start: user " + NAME + " has the password that was given");
            return;
        }
        var password = register.addWithPassword(NAME, Role.ADMIN);
        show.accept(
                "first start: user "
                        + NAME
                        + ", password "
                        + password
                        + " (shown once; user:password "
                        + NAME
                        + " sets another)");
    }

    private String given() throws IOException {
        var file = environment.apply(FILE);
        if (file.isEmpty()) {
            return environment.apply(PASSWORD);
        }
        try (var lines = Files.lines(Path.of(file))) {
            return lines.findFirst().orElse("").strip();
        } catch (IOException e) {
            throw new IOException(
                    "the file " + file + ", which " + FILE + " names, cannot be read", e);
        }
    }
}

package dev.pons.cli;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Runs one verb and exits with its code: 0 done, 1 said no, 2 wrong call, 3 no engine, 4 see {@link
 * #NEEDS_A_PERSON}.
 */
public final class Main {

    static final int DONE = 0;
    static final int NO = 1;
    static final int WRONG_CALL = 2;
    static final int NOT_RUNNING = 3;

    /** The engine runs, but will not get well by itself. */
    static final int NEEDS_A_PERSON = 4;

    private Main() {}

    /** Called by {@code bin/pons}, with the verb first. */
    public static void main(String[] args) {
        System.exit(run(args));
    }

    static int run(String... args) {
        try {
            return verb(new Arguments(args));
        } catch (WrongCallException e) {
            System.err.println(command() + ": " + e.getMessage());
            return WRONG_CALL;
        } catch (NotRunningException e) {
            System.err.println(command() + ": " + e.getMessage());
            return NOT_RUNNING;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return NO;
        } catch (IOException e) {
            System.err.println(command() + ": " + Words.of(e));
            return NO;
        }
    }

    private static int verb(Arguments arguments) throws IOException, InterruptedException {
        String verb = arguments.next("a verb");
        return switch (verb) {
            case "send" -> Send.run(arguments, System.out);
            case "receive" -> Receive.run(arguments, System.out);
            case "peer" -> BadPeer.run(arguments, System.out);
            case "plugin" -> PluginProject.run(arguments, home(), base(), System.out);
            case "test" -> Workbench.test(arguments, home(), base(), System.out);
            case "cert" -> Workbench.certificate(arguments, home(), base(), System.out);
            case "schema" -> Workbench.schema(arguments, home(), base(), System.out);
            case "exec" -> Engine.at(base()).exec(arguments);
            case "console" -> Console.run(Engine.at(base()));
            case "await" -> Engine.at(base()).await(arguments);
            case "state" -> Engine.at(base()).state(arguments);
            case "demo" -> Demo.run(arguments, home(), base());
            default -> throw new WrongCallException("unknown verb '" + verb + "'");
        };
    }

    /** What the user types to get here; for texts. */
    static String command() {
        return System.getProperty("pons.command", "pons");
    }

    private static Path base() {
        return Path.of(System.getProperty("pons.base", "."));
    }

    private static Path home() {
        return Path.of(System.getProperty("pons.home", "."));
    }
}

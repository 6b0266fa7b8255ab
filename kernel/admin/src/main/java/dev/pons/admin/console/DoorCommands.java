package dev.pons.admin.console;

import dev.pons.admin.audit.Audit;
import dev.pons.admin.audit.Deed;
import dev.pons.admin.door.Register;
import dev.pons.admin.door.Role;
import dev.pons.spi.console.Console;
import dev.pons.spi.console.ConsoleCommand;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Users, tokens and audit at the console, whose socket is the engine's user's alone: so this is
 * also the way back in for who lost a password. What changes something is kept in the audit.
 */
public record DoorCommands(Register register, Audit audit) {

    private static final String ROLES =
            String.join(", ", Arrays.stream(Role.values()).map(DoorCommands::word).toList());

    /** All of them. */
    public List<ConsoleCommand> all() {
        return Stream.of(forUsers(), forTokens(), forAudit()).flatMap(List::stream).toList();
    }

    private List<ConsoleCommand> forUsers() {
        return List.of(
                new Typed(
                        "user:list",
                        "Lists who may come in to administrate",
                        "user:list",
                        0,
                        this::users),
                new Typed(
                        "user:add",
                        "Makes a user, and shows a password once",
                        "user:add NAME ROLE, where ROLE is one of " + ROLES,
                        2,
                        this::add),
                new Typed(
                        "user:remove",
                        "Takes a user away, with all tokens",
                        "user:remove NAME",
                        1,
                        this::remove),
                new Typed(
                        "user:password",
                        "Sets another password, and shows it once",
                        "user:password NAME",
                        1,
                        this::password));
    }

    private List<ConsoleCommand> forTokens() {
        return List.of(
                new Typed(
                        "token:list",
                        "Lists tokens, with their end and last use",
                        "token:list",
                        0,
                        this::tokens),
                new Typed(
                        "token:new",
                        "Makes a token for a program, and shows it once",
                        "token:new USER ROLE DAYS WHAT-FOR",
                        4,
                        this::token),
                new Typed("token:revoke", "Ends a token", "token:revoke ID", 1, this::revoke));
    }

    private List<ConsoleCommand> forAudit() {
        return List.of(
                new Typed(
                        "audit:list",
                        "Lists the newest acts of users",
                        "audit:list HOW-MANY",
                        1,
                        this::newest),
                new Typed(
                        "audit:verify",
                        "Says whether the audit is as it was written",
                        "audit:verify",
                        0,
                        this::verify));
    }

    private static String word(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    private static Role role(String word) {
        return Arrays.stream(Role.values())
                .filter(role -> word(role).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a role is one of " + ROLES));
    }

    private static int number(String word) {
        if (!word.matches("[1-9][0-9]{0,5}")) {
            throw new IllegalArgumentException("\"" + word + "\" is no number from 1");
        }
        return Integer.parseInt(word);
    }

    private void keep(Console console, String what) throws IOException {
        audit.add(new Deed(console.user(), "console", "local", what, "", "ordered"));
    }

    private int users(Console console, List<String> words) {
        var line = "%-16s %-9s %-20s %s%n";
        console.out().printf(line, "USER", "ROLE", "SINCE", "PASSWORD SINCE");
        register.users()
                .forEach(
                        u ->
                                console.out()
                                        .printf(
                                                line,
                                                u.name(),
                                                word(u.role()),
                                                seconds(u.since()),
                                                seconds(u.passwordSince())));
        return 0;
    }

    private static String seconds(Instant at) {
        return Instant.ofEpochSecond(at.getEpochSecond()).toString();
    }

    private int add(Console console, List<String> words) throws IOException {
        var role = role(words.get(1));
        keep(console, "user:add " + words.get(0) + " " + words.get(1));
        var password = register.addWithPassword(words.get(0), role);
        console.out().println("password: " + password + " (shown once)");
        return 0;
    }

    private int remove(Console console, List<String> words) throws IOException {
        keep(console, "user:remove " + words.get(0));
        register.remove(words.get(0));
        console.out().println(words.get(0) + " is gone, with all tokens");
        return 0;
    }

    private int password(Console console, List<String> words) throws IOException {
        keep(console, "user:password " + words.get(0));
        console.out().println("password: " + register.newPassword(words.get(0)) + " (shown once)");
        return 0;
    }

    private int tokens(Console console, List<String> words) {
        var line = "%-14s %-16s %-9s %-20s %-20s %s%n";
        console.out().printf(line, "TOKEN", "USER", "ROLE", "UNTIL", "USED", "FOR");
        register.tokens()
                .forEach(
                        t ->
                                console.out()
                                        .printf(
                                                line,
                                                t.id(),
                                                t.user(),
                                                word(t.role()),
                                                seconds(t.until()),
                                                t.used().map(DoorCommands::seconds).orElse("-"),
                                                t.name()));
        return 0;
    }

    private int token(Console console, List<String> words) throws IOException {
        var role = role(words.get(1));
        var life = Duration.ofDays(number(words.get(2)));
        keep(console, "token:new " + String.join(" ", words));
        var made = register.token(words.get(0), words.get(3), role, life);
        console.out().println("token: " + made.secret() + " (shown once)");
        return 0;
    }

    private int revoke(Console console, List<String> words) throws IOException {
        keep(console, "token:revoke " + words.get(0));
        register.revoke(words.get(0));
        console.out().println(words.get(0) + " is nothing any more");
        return 0;
    }

    private int newest(Console console, List<String> words) throws IOException {
        for (var entry : audit.newest(number(words.get(0)))) {
            console.out()
                    .printf(
                            "%d %s %s %s: %s%s (%s)%n",
                            entry.number(),
                            seconds(entry.at()),
                            entry.who().isEmpty() ? "somebody" : entry.who(),
                            entry.from(),
                            entry.what(),
                            Optional.of(entry.why())
                                    .filter(why -> !why.isEmpty())
                                    .map(why -> ", because: " + why)
                                    .orElse(""),
                            entry.outcome());
        }
        return 0;
    }

    private int verify(Console console, List<String> words) throws IOException {
        var verdict = audit.verify();
        if (!verdict.problem().isEmpty()) {
            console.err().println("the audit is not as it was written: " + verdict.problem());
            return 1;
        }
        console.out()
                .println(
                        verdict.entries()
                                + " entries are as they were written; the last ends with "
                                + verdict.head());
        return 0;
    }
}

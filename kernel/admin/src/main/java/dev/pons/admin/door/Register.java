package dev.pons.admin.door;

import dev.pons.admin.door.RegisterFile.Content;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Users and tokens. Each change is on disk when it returns. {@link DoorException} says in words why
 * one cannot be made. Any thread.
 */
public final class Register {

    /** Longest life of a token. */
    public static final Duration LONGEST = Duration.ofDays(400);

    private static final Logger LOG = LoggerFactory.getLogger(Register.class);
    private static final Duration NOTED = Duration.ofMinutes(10);
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9._-]{0,31}");
    private static final int MOST = 1000;

    private final RegisterFile file;
    private final Passwords passwords;
    private final Clock clock;
    private Content content;

    /** What the file says; {@code IOException}: it cannot be read. Without one nobody is known. */
    Register(RegisterFile file, Passwords passwords, Clock clock) throws IOException {
        this.file = file;
        this.passwords = passwords;
        this.clock = clock;
        this.content = file.read().orElse(new Content(List.of(), List.of()));
    }

    /** By name. */
    public synchronized List<UserView> users() {
        return content.users().stream()
                .map(User::view)
                .sorted(Comparator.comparing(UserView::name))
                .toList();
    }

    /** The oldest first. */
    public synchronized List<TokenView> tokens() {
        return content.tokens().stream().map(Token::view).toList();
    }

    /** Makes a user. */
    public UserView add(String name, Role role, String password) {
        if (!NAME.matcher(name).matches()) {
            throw new DoorException(
                    "this is no name for a user: a small letter, then small letters, digits and"
                            + " . _ -, at most 32");
        }
        var now = clock.instant();
        var added = new User(name, role, passwords.hashOf(password), now, now);
        synchronized (this) {
            if (user(name).isPresent()) {
                throw new DoorException("there is a user " + name + " already");
            }
            full(content.users().size());
            write(with(content.users(), added), content.tokens());
        }
        return added.view();
    }

    /** Makes a user with a password that nobody guesses, which is returned and kept nowhere. */
    public String addWithPassword(String name, Role role) {
        var password = Randoms.password();
        add(name, role, password);
        return password;
    }

    /** Sets a password that nobody guesses, which is returned and kept nowhere. */
    public String newPassword(String name) {
        var password = Randoms.password();
        password(name, password);
        return password;
    }

    /** Takes a user away, with all tokens. */
    public synchronized void remove(String name) {
        var gone = known(name);
        boolean last =
                content.users().stream()
                        .noneMatch(u -> u.role() == Role.ADMIN && !u.name().equals(name));
        if (gone.role() == Role.ADMIN && last) {
            throw new DoorException(
                    name + " is the last with the role admin: make another one first");
        }
        write(
                without(content.users(), u -> u.name().equals(name)),
                without(content.tokens(), t -> t.user().equals(name)));
    }

    /** Sets another password. Tokens stay. */
    public void password(String name, String password) {
        synchronized (this) {
            known(name);
        }
        var hash = passwords.hashOf(password);
        synchronized (this) {
            var before = known(name);
            var others = without(content.users(), u -> u.name().equals(name));
            write(with(others, before.with(hash, clock.instant())), content.tokens());
        }
    }

    /**
     * Makes a token.
     *
     * @param name what it is for
     * @param role the most that it may; never more than its user
     */
    public synchronized NewToken token(String user, String name, Role role, Duration life) {
        known(user);
        if (name.isBlank() || name.length() > 80) {
            throw new DoorException("say in a few words what the token is for");
        }
        if (life.isNegative() || life.isZero() || life.compareTo(LONGEST) > 0) {
            throw new DoorException("a token lives up to " + LONGEST.toDays() + " days");
        }
        var now = clock.instant();
        var alive = without(content.tokens(), t -> !t.until().isAfter(now));
        full(alive.size());
        var id = Randoms.id();
        var secret = "pons_" + id + "_" + Randoms.secret();
        var made =
                new Token(
                        id,
                        user,
                        name,
                        role,
                        Randoms.hash(secret),
                        now,
                        now.plus(life),
                        Optional.empty());
        write(content.users(), with(alive, made));
        return new NewToken(made.view(), secret);
    }

    /** Ends a token. */
    public synchronized void revoke(String id) {
        if (content.tokens().stream().noneMatch(t -> t.id().equals(id))) {
            throw DoorException.unknown("there is no such token; token:list shows all");
        }
        write(content.users(), without(content.tokens(), t -> t.id().equals(id)));
    }

    synchronized Optional<User> user(String name) {
        return content.users().stream().filter(u -> u.name().equals(name)).findFirst();
    }

    synchronized Optional<Token> byHash(String hash) {
        return content.tokens().stream().filter(t -> t.hash().equals(hash)).findFirst();
    }

    /** It was used now. */
    synchronized void used(Token token) {
        var now = clock.instant();
        boolean noted = token.used().filter(at -> at.plus(NOTED).isAfter(now)).isPresent();
        if (!noted && content.tokens().contains(token)) {
            var others = without(content.tokens(), token::equals);
            try {
                write(content.users(), with(others, token.usedAt(now)));
            } catch (DoorException e) {
                LOG.warn("the last use of token {} is not noted: {}", token.id(), e.getMessage());
            }
        }
    }

    private User known(String name) {
        return user(name)
                .orElseThrow(
                        () -> DoorException.unknown("there is no such user; user:list shows all"));
    }

    private static void full(int now) {
        if (now >= MOST) {
            throw new DoorException("there are " + MOST + " already; remove some first");
        }
    }

    private void write(List<User> users, List<Token> tokens) {
        var next = new Content(users, tokens);
        try {
            file.write(next);
            content = next;
        } catch (IOException e) {
            throw new DoorException(
                    "users cannot be written to " + file.folder() + "; look at the disk");
        }
    }

    private static <T> List<T> with(List<T> all, T one) {
        return Stream.concat(all.stream(), Stream.of(one)).toList();
    }

    private static <T> List<T> without(List<T> all, Predicate<T> gone) {
        var left = new ArrayList<>(all);
        left.removeIf(gone);
        return List.copyOf(left);
    }

    /** Nobody can come in yet. */
    boolean isEmpty() {
        return users().isEmpty();
    }

    Instant now() {
        return clock.instant();
    }
}

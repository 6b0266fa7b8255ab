package dev.pons.admin.api;

import static dev.pons.admin.door.Permission.MANAGE;
import static dev.pons.admin.door.Permission.SEE;

import dev.pons.admin.audit.AuditEntry;
import dev.pons.admin.audit.Verdict;
import dev.pons.admin.door.Caller;
import dev.pons.admin.door.NewToken;
import dev.pons.admin.door.Register;
import dev.pons.admin.door.Role;
import dev.pons.admin.door.TokenView;
import dev.pons.admin.door.UserView;
import dev.pons.admin.json.JsonException;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Users, tokens and the audit. */
record DoorOperations(Services on) {

    private static final int PAGE = 100;
    private static final int MOST = 10_000;

    /** A user to be made. */
    record NewUser(String name, Role role, String password) {
        @Override
        public String toString() {
            return "NewUser[" + name + "]";
        }
    }

    /** A password to be set. */
    record Password(String password) {
        @Override
        public String toString() {
            return "Password[]";
        }
    }

    /**
     * A token to be made.
     *
     * @param user whose it is
     * @param name what it is for
     * @param role the most that it may
     * @param days that it lives
     */
    record AskedToken(String user, String name, Role role, long days) {}

    List<Operation> table() {
        return Stream.of(users(), tokens(), audits()).flatMap(List::stream).toList();
    }

    private List<Operation> users() {
        return List.of(
                new Operation(
                        SEE,
                        "GET /me",
                        "getMe",
                        "Who calls, and what it may",
                        Shape.one(Caller.class),
                        call -> Reply.json(call.caller())),
                new Operation(
                        MANAGE,
                        "GET /users",
                        "listUsers",
                        "All users",
                        Shape.many(UserView.class),
                        call -> Reply.json(register().users())),
                new Operation(
                        MANAGE,
                        "POST /users",
                        "addUser",
                        "Makes a user",
                        Shape.one(NewUser.class),
                        Shape.one(UserView.class),
                        this::add),
                new Operation(
                        MANAGE,
                        "DELETE /users/{user}",
                        "removeUser",
                        "Takes a user away, with all tokens",
                        Shape.NOTHING,
                        this::remove),
                new Operation(
                        MANAGE,
                        "PUT /users/{user}/password",
                        "setPassword",
                        "Sets another password; tokens stay",
                        Shape.one(Password.class),
                        Shape.NOTHING,
                        this::password));
    }

    private List<Operation> tokens() {
        return List.of(
                new Operation(
                        MANAGE,
                        "GET /tokens",
                        "listTokens",
                        "All tokens, with their last use",
                        Shape.many(TokenView.class),
                        call -> Reply.json(register().tokens())),
                new Operation(
                        MANAGE,
                        "POST /tokens",
                        "newToken",
                        "Makes a token; its secret is told once",
                        Shape.one(AskedToken.class),
                        Shape.one(NewToken.class),
                        this::token),
                new Operation(
                        MANAGE,
                        "DELETE /tokens/{token}",
                        "revokeToken",
                        "Ends a token",
                        Shape.NOTHING,
                        this::revoke));
    }

    private List<Operation> audits() {
        return List.of(
                new Operation(
                                MANAGE,
                                "GET /audit",
                                "listAudit",
                                "The newest entries of the audit, oldest of them first",
                                Shape.many(AuditEntry.class),
                                call ->
                                        Reply.json(
                                                on.audit()
                                                        .newest(call.number("limit", PAGE, MOST))))
                        .query("limit", "At most so many, 100 if not said"),
                new Operation(
                        MANAGE,
                        "GET /audit/verify",
                        "verifyAudit",
                        "Whether the audit is as it was written",
                        Shape.one(Verdict.class),
                        call -> Reply.json(on.audit().verify())));
    }

    private Register register() {
        return on.doors().register();
    }

    private Reply add(Call call) throws JsonException {
        var asked = call.body(NewUser.class);
        return Reply.created(register().add(asked.name(), asked.role(), asked.password()));
    }

    private Reply remove(Call call) {
        register().remove(call.path("user"));
        return Reply.done();
    }

    private Reply password(Call call) throws JsonException {
        register().password(call.path("user"), call.body(Password.class).password());
        return Reply.done();
    }

    private Reply token(Call call) throws JsonException, ApiException {
        var asked = call.body(AskedToken.class);
        if (asked.days() < 1 || asked.days() > Register.LONGEST.toDays()) {
            throw new ApiException(
                    400, "\"days\" is a number from 1 to " + Register.LONGEST.toDays());
        }
        var life = Duration.ofDays(asked.days());
        return Reply.created(register().token(asked.user(), asked.name(), asked.role(), life));
    }

    private Reply revoke(Call call) {
        register().revoke(call.path("token"));
        return Reply.done();
    }
}

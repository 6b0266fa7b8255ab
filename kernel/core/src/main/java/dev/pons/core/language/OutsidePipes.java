package dev.pons.core.language;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The pipes that ask something outside of the message; listed in {@link Pipes}. */
final class OutsidePipes {

    private static final String HMAC = "HmacSHA256";

    private OutsidePipes() {}

    static Pipe lookup(Arguments arguments, Scope scope) {
        var name = arguments.take("table", "column").need("table");
        var table = TableSteps.table(scope, name);
        var column = arguments.get("column", table.columns().get(1));
        TableSteps.column(table, column);
        return (Pipe.Each)
                (text, flow) -> {
                    var found = text.isEmpty() ? null : flow.cell(name, text, column);
                    return found == null ? "" : found;
                };
    }

    static Pipe next(Arguments arguments, Scope scope) {
        var sequence = arguments.take("sequence").need("sequence");
        if (scope.isBeforeMessage()) {
            throw new IllegalArgumentException(
                    "a sequence counts messages, and there is none yet: use it in a step");
        }
        if (!scope.mayRemember()) {
            throw new IllegalArgumentException(
                    "what is done with an answer is not recorded, so the number would be given"
                            + " again: let a variable in a step before, and use that");
        }
        return (Pipe.Each) (text, flow) -> flow.next(sequence);
    }

    static Pipe pseudonym(Arguments arguments, Scope scope) {
        var secret = arguments.take("secret", "length").get("secret", "pseudonym");
        int length = arguments.get("length") == null ? 16 : arguments.whole("length", 8, 64);
        var key =
                scope.around()
                        .references()
                        .resolve("secret", secret)
                        .map(text -> text.getBytes(StandardCharsets.UTF_8))
                        .filter(bytes -> bytes.length > 0)
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "there is no secret \""
                                                        + secret
                                                        + "\" in "
                                                        + scope.around()
                                                                .references()
                                                                .where("secret")
                                                        + "; make one of random letters"));
        return (Pipe.Each)
                (text, flow) -> text.isEmpty() ? text : digits(key, text).substring(0, length);
    }

    private static String digits(byte[] key, String text) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("this Java has no " + HMAC, e);
        }
    }
}

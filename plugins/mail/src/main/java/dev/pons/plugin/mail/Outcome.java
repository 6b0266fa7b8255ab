package dev.pons.plugin.mail;

import dev.pons.plugin.mail.Conversation.Said;
import dev.pons.plugin.mail.Conversation.Stage;
import dev.pons.spi.Delivery;
import dev.pons.spi.Message;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/**
 * What a server's answer means for a message (RFC 5321, section 4.2.1): 4xx may succeed later, 5xx
 * was refused for good. Addresses and the server's own words are content and stand in the response
 * only.
 */
final class Outcome {

    /** The server ends the connection. */
    static final int LEAVES = 421;

    /** It wants a login, or another one; not the message's fault (RFC 4954, section 6). */
    private static final Set<Integer> LOGIN = Set.of(530, 534, 535, 538);

    private Outcome() {}

    /** Of an answer. */
    static Delivery of(Said said, Login login) {
        if (said.code() < 200) {
            return broken(said.stage());
        }
        var response =
                Message.of(
                        said.text().strip().getBytes(StandardCharsets.UTF_8),
                        Map.of("smtp.code", "" + said.code()));
        return judged(said, login).with(response);
    }

    private static Delivery judged(Said said, Login login) {
        if (said.stage() == Stage.END && said.positive()) {
            return said.refused() == 0
                    ? Delivery.delivered()
                    : Delivery.rejected(
                            "the mail went to %d of %d recipients, the server refused %s for good; sent again, it reaches all others twice"
                                    .formatted(
                                            said.recipients() - said.refused(),
                                            said.recipients(),
                                            said.refused()));
        }
        var why = words(said);
        if (LOGIN.contains(said.code())) {
            return Delivery.retry(why + ": " + login.remedy());
        }
        return said.code() < 500 ? Delivery.retry(why) : Delivery.rejected(why);
    }

    private static String words(Said said) {
        return switch (said.stage()) {
            case SENDER -> "the server refuses the sender with " + said.code();
            case RECIPIENTS ->
                    "the server refuses %d of %d recipients with %d; nobody was sent the mail"
                            .formatted(said.refused(), said.recipients(), said.code());
            case DATA, END -> "the server refuses the mail with " + said.code();
        };
    }

    /** The connection broke. */
    static Delivery broken(Stage stage) {
        return stage == Stage.END
                ? Delivery.unknown("no answer came after the end of the mail")
                : Delivery.retry(
                        "the connection broke before the end of the mail, so the server has not"
                                + " taken it");
    }
}

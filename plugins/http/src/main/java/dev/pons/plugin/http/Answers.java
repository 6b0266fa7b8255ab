package dev.pons.plugin.http;

import dev.pons.spi.Message;
import dev.pons.spi.Problem;
import dev.pons.spi.Receipt;
import dev.pons.spi.Reply;
import dev.pons.spi.http.Exchange;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What a caller is told: the channel's answer, or our own, as JSON or a problem (RFC 9457). */
final class Answers {

    private static final String STATUS = "http.status";
    private static final String HEADER = "http.header.";
    private static final String TYPE = "content-type";

    private static final Pattern CODE = Pattern.compile("[2-5][0-9]{2}");

    private Answers() {}

    /** What a receipt means (semantics 1). */
    private enum Fate {
        /** It is on disk, and nothing more was asked for. */
        KEPT(202, "Accepted"),
        /** What was asked for did not happen: a destination did not get it. */
        NOT_DELIVERED(502, "Bad Gateway"),
        /** It waits for a person. */
        HELD(500, "Internal Server Error"),
        /** The result is not known in time. */
        UNKNOWN(504, "Gateway Timeout"),
        /** It is no message. */
        MALFORMED(400, "Bad Request"),
        /** It will never be taken. */
        REFUSED(422, "Unprocessable Content"),
        /** Nothing was kept; later it may be. */
        BUSY(503, "Service Unavailable");

        private final int status;
        private final String title;

        Fate(int status, String title) {
            this.status = status;
            this.title = title;
        }

        static Fate of(Receipt receipt) {
            if (receipt.refused()) {
                boolean broken =
                        receipt.problems().stream().anyMatch(p -> p.code().equals("malformed"));
                return broken ? MALFORMED : REFUSED;
            }
            if (!receipt.kept()) {
                return BUSY;
            }
            if (receipt.problems().isEmpty()) {
                return receipt.finished() ? KEPT : UNKNOWN;
            }
            return receipt.finished() ? NOT_DELIVERED : HELD;
        }
    }

    /** Where the format has no answer: what became of the message. */
    static Message own(Receipt receipt) {
        var fate = Fate.of(receipt);
        var members = new LinkedHashMap<String, String>();
        var type = "application/json";
        if (fate == Fate.KEPT) {
            boolean known = receipt.kind() == Receipt.Kind.DUPLICATE;
            members.put("result", known ? "duplicate" : "accepted");
        } else {
            type = "application/problem+json";
            members.put("type", "about:blank");
            members.put("title", fate.title);
            members.put("detail", detail(receipt, fate));
            receipt.problems().stream()
                    .findFirst()
                    .map(Problem::code)
                    .ifPresent(code -> members.put("code", code));
        }
        receipt.id().ifPresent(id -> members.put("id", id));
        var facts = new TreeMap<String, String>();
        facts.put(STATUS, "" + fate.status);
        facts.put(HEADER + TYPE, type);
        if (fate == Fate.BUSY) {
            facts.put(HEADER + "retry-after", "1");
        }
        return Message.of(json(fate, members), facts);
    }

    private static String detail(Receipt receipt, Fate fate) {
        var said = receipt.problems().stream().map(Problem::words).findFirst().orElse("");
        return switch (fate) {
            case UNKNOWN -> "the message is kept; what becomes of it is not known yet";
            case HELD, NOT_DELIVERED -> "the message is kept; " + said;
            case BUSY -> "nothing was kept; send it again" + (said.isEmpty() ? "" : ": " + said);
            default -> said;
        };
    }

    private static byte[] json(Fate fate, Map<String, String> members) {
        var text = new StringBuilder("{");
        if (fate != Fate.KEPT) {
            text.append("\"status\":").append(fate.status);
        }
        members.forEach(
                (name, value) -> {
                    text.append(text.length() == 1 ? "" : ",");
                    text.append('"').append(name).append("\":\"");
                    value.chars().forEach(c -> escaped(text, (char) c));
                    text.append('"');
                });
        return text.append("}\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void escaped(StringBuilder out, char c) {
        if (c == '"' || c == '\\') {
            out.append('\\').append(c);
        } else if (c < ' ') {
            out.append(String.format("\\u%04x", (int) c));
        } else {
            out.append(c);
        }
    }

    /**
     * Sends an answer: status and header fields as the channel's reply steps set them, else as the
     * receipt says.
     */
    static void write(Exchange exchange, Receipt receipt, Reply reply) throws IOException {
        int status = status(receipt, reply);
        if (status == 0) {
            exchange.problem(500, "a reply step set a status that is none", Map.of());
            return;
        }
        var headers = new TreeMap<String, String>();
        reply.meta().entrySet().stream()
                .filter(fact -> fact.getKey().startsWith(HEADER))
                .forEach(f -> headers.put(f.getKey().substring(HEADER.length()), f.getValue()));
        if (reply.kind() == Reply.Kind.STREAM) {
            try (var in = reply.open()) {
                var out = exchange.answer(status, headers, -1);
                in.transferTo(out);
                out.close(); // what broke off must not look whole
            }
            return;
        }
        var bytes = reply.toBytes();
        if (bytes.length > 0) {
            headers.putIfAbsent(TYPE, MediaTypes.of(bytes));
        }
        if (status == 503) {
            headers.putIfAbsent("retry-after", "1");
        }
        try (var out = exchange.answer(status, headers, bytes.length)) {
            out.write(bytes);
        }
    }

    /** 0: what was set is none. */
    private static int status(Receipt receipt, Reply reply) {
        var set = reply.meta(STATUS);
        if (set.isEmpty()) {
            var fate = Fate.of(receipt);
            return fate == Fate.KEPT ? 200 : fate.status;
        }
        return CODE.matcher(set.get()).matches() ? Integer.parseInt(set.get()) : 0;
    }
}

package dev.pons.core.language;

import dev.pons.spi.Delivery;
import dev.pons.spi.Message;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Format;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a step asks a peer about one message. One thread. */
public final class Question {

    /** So many digits of a digest tell the questions of one message apart. */
    private static final int DIGITS = 32;

    private final String name;
    private final String about;
    private final Message message;
    private final Way way;
    private final String digest;

    /** What is made of an answer. */
    @FunctionalInterface
    interface Reading {

        /** Its values by path. {@code ProblemException}: it cannot be read. */
        Map<String, String> of(Message answer) throws ProblemException;
    }

    /**
     * How it is asked.
     *
     * @param texts options of the peer's type with values of the message, in their order
     * @param judge what says whether an answer is a yes; empty: every answer is one
     */
    record Way(List<String> texts, Optional<Format> judge, Reading reading) {}

    /**
     * One question.
     *
     * @param name of the peer
     * @param about id of the message that it is about
     * @param message what is sent
     */
    Question(String name, String about, Message message, Way way) throws IOException {
        this.name = name;
        this.about = about;
        this.message = message;
        this.way = way;
        this.digest = digest(message, way.texts());
    }

    private static String digest(Message message, List<String> texts) throws IOException {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            for (var text : texts) {
                sha.update(text.getBytes(StandardCharsets.UTF_8));
                sha.update((byte) 0);
            }
            try (var in = new DigestInputStream(message.body().open(), sha)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(sha.digest()).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** By what its answer is recorded: the same text is the same question. */
    String words() {
        return "ask " + name + " " + digest;
    }

    /** An idempotency key: the same whenever this is asked about this message. */
    public String key() {
        return about + "/" + name + "/" + digest;
    }

    /** What is sent. */
    public Message message() {
        return message;
    }

    /** Options of the peer's type with values of the message, in their order. */
    public List<String> texts() {
        return way.texts();
    }

    /** What an answer means. */
    public Delivery judge(Message answer) {
        if (way.judge().isEmpty()) {
            return Delivery.delivered().with(answer);
        }
        try {
            return way.judge().get().judge(message, answer).with(answer);
        } catch (ProblemException e) {
            return Delivery.unknown("the answer cannot be read: " + e.getMessage()).with(answer);
        } catch (IOException e) {
            return Delivery.unknown("the answer cannot be read").with(answer);
        }
    }

    /** The values of an answer that the step wants. {@code ProblemException}: it has none. */
    public Map<String, String> read(Message answer) throws ProblemException {
        return way.reading().of(answer);
    }

    /** Shows no content. */
    @Override
    public String toString() {
        return "Question[" + name + "]";
    }
}

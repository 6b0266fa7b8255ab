package dev.pons.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A sender that behaves in one of the bad ways, and counts. One thread. */
final class BadSender implements AutoCloseable {

    private static final byte[] GARBAGE = {'?', 0, '\r', Mllp.CR, '\n', 'x'};

    private final Way<BadFrame> way;
    private final String address;
    private final Duration timeout;
    private final Stop stop;
    private final Said said;
    private final Sender sender;
    private final Tally tally = new Tally();

    /** Told what became of a message: the answer's line, or words. */
    interface Said {
        void line(String line);
    }

    BadSender(Way<BadFrame> way, String address, Duration timeout, Stop stop, Said said) {
        this.way = way;
        this.address = address;
        this.timeout = timeout;
        this.stop = stop;
        this.said = said;
        this.sender = new Sender(address, timeout);
    }

    Tally tally() {
        return tally;
    }

    /** False: the peer could not be talked to. */
    boolean send(byte[] message) throws IOException {
        tally.count("messages");
        try {
            frame(message);
            return true;
        } catch (IOException e) {
            tally.count("failed");
            said.line("--  %-20s  %s".formatted(Hl7.field(message, "MSH", 10), Words.of(e)));
            return false;
        }
    }

    private void frame(byte[] message) throws IOException {
        byte[] frame = Mllp.frame(message);
        switch (way.kind()) {
            case GOOD -> wait(1, frame);
            case BYTE_BY_BYTE -> byteByByte(frame);
            case GARBAGE -> wait(1, BadReceiver.join(GARBAGE, frame, GARBAGE));
            case DOUBLED -> wait(1, doubled(message));
            case TWICE -> wait(2, BadReceiver.join(frame, frame));
            case NO_END -> wait(1, BadReceiver.join(begun(frame), frame));
            case CUT -> leave(half(frame));
            case GONE -> leave(frame);
            case HALF_OPEN -> halfOpen(half(frame));
            case DEAF -> deaf(frame);
            case WRONG_CHARSET -> wait(1, Mllp.frame(wrongCharset(message)));
            case CONNECTS -> connects(frame);
        }
    }

    private void wait(int answers, byte[] bytes) throws IOException {
        sender.write(bytes);
        for (int i = 0; i < answers; i++) {
            Sender.Answer answer = sender.answer();
            tally.count(answer.code().isEmpty() ? "no MSA" : answer.code());
            said.line(answer.line());
        }
    }

    private void byteByByte(byte[] frame) throws IOException {
        for (byte one : frame) {
            sender.write(new byte[] {one});
            stop.pause(Arguments.time(way.argument()));
        }
        wait(1, new byte[0]);
    }

    private static byte[] doubled(byte[] message) {
        byte[] frame = Mllp.frame(message);
        byte[] start = {Mllp.START};
        byte[] end = {Mllp.END, Mllp.CR};
        return BadReceiver.join(start, frame, end);
    }

    private static byte[] begun(byte[] frame) {
        return Arrays.copyOf(frame, frame.length - 2);
    }

    private static byte[] half(byte[] frame) {
        return Arrays.copyOf(frame, frame.length / 2);
    }

    private void leave(byte[] bytes) throws IOException {
        sender.write(bytes);
        sender.close();
        tally.count("closed by us");
        said.line("sent %d bytes and closed".formatted(bytes.length));
    }

    private void halfOpen(byte[] half) throws IOException {
        try (Sender patient = new Sender(address, Arguments.time(way.argument()))) {
            long begin = System.nanoTime();
            patient.write(half);
            try {
                patient.answer();
                tally.count("answered");
                said.line("the peer answered half a message");
            } catch (IOException e) {
                Duration time = Duration.ofNanos(System.nanoTime() - begin);
                boolean ours = time.compareTo(Arguments.time(way.argument())) >= 0;
                tally.count(ours ? "closed by us" : "closed by the peer");
                said.line(
                        "%s after %d ms"
                                .formatted(
                                        ours ? "gave up" : "the peer closed the connection",
                                        time.toMillis()));
            }
        }
    }

    /** Until the peer takes no more, since nobody takes its answers. */
    private void deaf(byte[] frame) throws IOException {
        Thread closing = new Thread(this::closeInTime, "deaf");
        closing.setDaemon(true);
        closing.start();
        try {
            while (closing.isAlive()) {
                sender.write(frame);
                tally.count("sent");
            }
        } catch (IOException e) {
            said.line("sent %d times; then %s".formatted(tally.of("sent"), Words.of(e)));
        }
    }

    private void closeInTime() {
        try {
            stop.pause(Arguments.time(way.argument()));
            sender.close();
        } catch (IOException e) {
            said.line(Words.of(e));
        }
    }

    /** A Latin letter in one byte, where MSH-18 says UTF-8. */
    private static byte[] wrongCharset(byte[] message) {
        String text = new String(message, StandardCharsets.ISO_8859_1);
        String spoilt = Hl7.naming("UNICODE UTF-8", text) + "ZZZ|caf\u00e9|\r";
        return spoilt.getBytes(StandardCharsets.ISO_8859_1);
    }

    private void connects(byte[] frame) throws IOException {
        int many = Arguments.count("connects", way.argument());
        List<Sender> open = new ArrayList<>();
        try {
            for (int i = 0; i < many; i++) {
                Sender idle = new Sender(address, timeout);
                open.add(idle);
                idle.write(new byte[0]);
                tally.count("connections");
            }
            wait(1, frame);
        } finally {
            for (Sender idle : open) {
                idle.close();
            }
        }
    }

    @Override
    public void close() throws IOException {
        sender.close();
    }
}

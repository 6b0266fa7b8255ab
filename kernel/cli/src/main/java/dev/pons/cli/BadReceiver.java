package dev.pons.cli;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A receiver that behaves in one of the bad ways, and counts. */
final class BadReceiver implements Receiver.Talk {

    private static final byte[] GARBAGE = {'x', 0, Mllp.CR, Mllp.END, '?', '\n'};
    private static final int PIECE = 7;

    private final Way<BadAnswer> way;
    private final int first;
    private final Stop stop;
    private final Heard heard;
    private final AtomicInteger number = new AtomicInteger();
    private final Set<String> ids = ConcurrentHashMap.newKeySet();
    private final Tally tally = new Tally();

    /** Told about every message, on the connection's thread. */
    interface Heard {
        void message(int number, byte[] message, String what) throws IOException;
    }

    /**
     * @param first so many messages get the bad way, those behind them are accepted
     */
    BadReceiver(Way<BadAnswer> way, int first, Stop stop, Heard heard) {
        this.way = way;
        this.first = first;
        this.stop = stop;
        this.heard = heard;
    }

    Tally tally() {
        return tally;
    }

    @Override
    public void on(Socket socket) throws IOException {
        tally.count("connections");
        if (way.kind() == BadAnswer.HALF_OPEN && number.get() < first) {
            number.incrementAndGet();
            stop.pause(Duration.ofDays(1));
            return;
        }
        InputStream in = slowed(new BufferedInputStream(socket.getInputStream()));
        for (byte[] message = Mllp.read(in); message != null; message = Mllp.read(in)) {
            int now = number.incrementAndGet();
            boolean bad = now <= first;
            note(now, message, bad ? way.toString() : "good");
            if (!answer(message, bad, socket.getOutputStream())) {
                return;
            }
        }
    }

    private void note(int now, byte[] message, String what) throws IOException {
        tally.count("messages");
        tally.count("answered " + what);
        if (!ids.add(Hl7.field(message, "MSH", 10))) {
            tally.count("control ids again");
        }
        heard.message(now, message, what);
    }

    private InputStream slowed(InputStream in) {
        if (way.kind() != BadAnswer.SLOW_READER) {
            return in;
        }
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                if (number.get() < first) {
                    stop.pause(Arguments.time(way.argument()));
                }
                return in.read();
            }
        };
    }

    /** False: hangs up. */
    private boolean answer(byte[] message, boolean bad, OutputStream out) throws IOException {
        byte[] good = Mllp.frame(Hl7.accept(message));
        String id = Hl7.field(message, "MSH", 10);
        switch (bad ? way.kind() : BadAnswer.GOOD) {
            case GOOD, SLOW_READER, HALF_OPEN -> out.write(good);
            case LATE -> {
                stop.pause(Arguments.time(way.argument()));
                out.write(good);
            }
            case NONE -> out.flush();
            case NAK -> no(message, out);
            case WRONG_ID -> Mllp.write(out, Hl7.answer(message, "AA", "X" + id, ""));
            case TWICE -> out.write(join(good, good));
            case PIECES -> pieces(good, out);
            case GARBAGE -> out.write(join(GARBAGE, good, GARBAGE));
            case CUT -> {
                out.write(good, 0, good.length / 2);
                return false;
            }
            case HANG_UP -> {
                return false;
            }
            case WRONG_CHARSET -> out.write(wrongCharset(message, id));
            case NO_HL7 ->
                    Mllp.write(out, "HTTP/1.1 400 Bad Request".getBytes(StandardCharsets.US_ASCII));
        }
        return true;
    }

    private void no(byte[] message, OutputStream out) throws IOException {
        String id = Hl7.field(message, "MSH", 10);
        Mllp.write(out, Hl7.answer(message, way.argument(), id, "refused by pons peer"));
    }

    private void pieces(byte[] frame, OutputStream out) throws IOException {
        for (int at = 0; at < frame.length; at += PIECE) {
            if (at > 0) {
                stop.pause(Arguments.time(way.argument()));
            }
            out.write(frame, at, Math.min(PIECE, frame.length - at));
        }
    }

    /** MSH-18 says UTF-8; the text has a Latin letter in one byte. */
    private static byte[] wrongCharset(byte[] message, String id) {
        String answer =
                new String(Hl7.answer(message, "AA", id, "re\u00e7u"), StandardCharsets.UTF_8);
        return Mllp.frame(
                Hl7.naming("UNICODE UTF-8", answer).getBytes(StandardCharsets.ISO_8859_1));
    }

    static byte[] join(byte[]... parts) {
        byte[] all = new byte[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}

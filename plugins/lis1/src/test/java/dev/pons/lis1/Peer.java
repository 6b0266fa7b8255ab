package dev.pons.lis1;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The other side, written for the tests from the words of the standard, and sharing nothing with
 * the library: text and patterns where that has bytes and a table. It waits and counts as LIS01-A2
 * says, in its simplest form.
 */
final class Peer implements Line.End {

    private static final Pattern FRAME =
            Pattern.compile("([0-7])([^\2\3\4\27]*)([\3\27])([0-9A-F]{2})\r", Pattern.DOTALL);

    /** Messages that came whole, up to their record L. */
    final List<String> took = new ArrayList<>();

    /** What became of what was sent, in the words of {@link Failure}, or SENT. */
    final List<String> became = new ArrayList<>();

    private final boolean host;
    private final int size;
    private final StringBuilder says = new StringBuilder();
    private String doing = "nothing";
    private @Nullable Instant due;
    private int waits;

    private List<String> frames = List.of();
    private int at;
    private int tries;

    private @Nullable String hearing;
    private String before = "";
    private int accepted;
    private String records = "";

    Peer(boolean host, int size) {
        this.host = host;
        this.size = size;
    }

    boolean isFree() {
        return doing.equals("nothing") && frames.isEmpty();
    }

    void send(String message) {
        frames = cut(message);
        at = 0;
        tries = 0;
        asks();
    }

    /** Records end with CR, frames with ETX at the end of a record. */
    private List<String> cut(String message) {
        var cut = new ArrayList<String>();
        for (var record : message.split("(?<=\r)")) {
            for (int from = 0; from < record.length(); from += size) {
                int to = Math.min(from + size, record.length());
                var body =
                        (cut.size() + 1) % 8
                                + record.substring(from, to)
                                + (to == record.length() ? '\3' : '\27');
                cut.add("\2" + body + sum(body) + "\r\n");
            }
        }
        return cut;
    }

    private static String sum(String body) {
        return String.format("%02X", body.chars().sum() % 256);
    }

    private void asks() {
        doing = "asks";
        say("\5", 15);
    }

    /** Says something, and then waits so many seconds from when it has left. */
    private void say(String text, int seconds) {
        says.append(text);
        waits = seconds;
        due = null;
    }

    private void ends(String result) {
        became.add(result);
        frames = List.of();
        doing = "nothing";
    }

    @Override
    public void hears(byte character, Instant now) {
        char heard = (char) (character & 0xFF);
        switch (doing) {
            case "asks" -> askedAndHears(heard, now);
            case "sends" -> sentAndHears(heard);
            case "takes" -> takes(heard);
            default -> {
                if (heard == 5) {
                    begins();
                }
            }
        }
    }

    private void begins() {
        doing = "takes";
        accepted = 0;
        before = "";
        records = "";
        hearing = null;
        say("\6", 30);
    }

    private void askedAndHears(char heard, Instant now) {
        boolean left = says.isEmpty() && waits == 0;
        if (heard == 6 && left) {
            doing = "sends";
            tries = 0;
            say(frames.get(at), 15);
        } else if (heard == 21 && left) {
            tries++;
            waitsToAsk(now, 10);
        } else if (heard == 5) {
            tries++;
            says.setLength(0);
            waitsToAsk(now, host ? 20 : 1);
        }
    }

    private void waitsToAsk(Instant now, int seconds) {
        if (tries == 6) {
            due = null;
            waits = 0;
            ends("NOT_SENT");
        } else {
            doing = "waits to ask";
            waits = 0;
            due = now.plusSeconds(seconds);
        }
    }

    private void sentAndHears(char heard) {
        if (waits > 0) {
            return; // its own frame is still leaving
        }
        if (heard == 6 || heard == 4) {
            at++;
            tries = 0;
            if (at == frames.size()) {
                says("SENT");
            } else {
                say(frames.get(at), 15);
            }
        } else if (heard == 21) {
            tries++;
            if (tries == 6) {
                says("REJECTED");
            } else {
                say(frames.get(at), 15);
            }
        }
    }

    /** The end of a transfer. */
    private void says(String result) {
        say("\4", 0);
        ends(result);
    }

    private void takes(char heard) {
        if (heard == 4) {
            leaves();
        } else if (heard == 2) {
            hearing = "";
        } else if (hearing != null && heard == '\n') {
            var matcher = FRAME.matcher(hearing);
            say(matcher.matches() && takesFrame(matcher) ? "\6" : "\25", 30);
            hearing = null;
        } else if (hearing != null) {
            hearing += heard;
        } else if (heard == 5 && accepted > 0 && records.isEmpty()) {
            begins();
        }
    }

    private boolean takesFrame(Matcher frame) {
        var body = frame.group(1) + frame.group(2) + frame.group(3);
        if (!sum(body).equals(frame.group(4))) {
            return false;
        }
        if (accepted > 0 && body.equals(before)) {
            return true;
        }
        if (frame.group(1).charAt(0) - '0' != (accepted + 1) % 8) {
            return false;
        }
        accepted++;
        before = body;
        records += frame.group(2);
        if (frame.group(3).equals("\3")
                && Pattern.compile("(^|\r)L[^\r]*\r?$").matcher(records).find()) {
            took.add(records);
            records = "";
        }
        return true;
    }

    private void leaves() {
        doing = "nothing";
        due = null;
        waits = 0;
        if (!frames.isEmpty()) {
            asks();
        }
    }

    @Override
    public byte[] says() {
        var bytes = says.toString().getBytes(StandardCharsets.ISO_8859_1);
        says.setLength(0);
        return bytes;
    }

    @Override
    public void left(Instant now) {
        if (says.isEmpty() && waits > 0) {
            due = now.plusSeconds(waits);
            waits = 0;
        }
    }

    @Override
    public @Nullable Instant due() {
        return due;
    }

    @Override
    public void wakes(Instant now) {
        due = null;
        switch (doing) {
            case "waits to ask" -> asks();
            case "asks" -> says("NOT_SENT");
            case "sends" -> says(at == frames.size() - 1 ? "UNKNOWN" : "NOT_SENT");
            default -> leaves();
        }
    }
}

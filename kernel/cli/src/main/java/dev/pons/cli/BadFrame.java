package dev.pons.cli;

/** How a sender puts its messages on the line, and what it does about the answers. */
enum BadFrame implements Way.Kind {
    GOOD("", "one message after the other, each when the answer to the last one is there"),
    BYTE_BY_BYTE("1s", "one byte, that pause, the next byte"),
    GARBAGE("", "bytes before and behind each frame"),
    DOUBLED("", "every start block and every end block two times"),
    TWICE("", "every message two times, the second one before the answer to the first"),
    NO_END("", "every message once without its end block, then whole"),
    CUT("", "half a message, then closes"),
    HALF_OPEN("60s", "half a message, then silence; closes after that time"),
    GONE("", "a whole message, and closes without waiting for the answer"),
    DEAF("30s", "sends on and on and reads no answer; closes after that time"),
    WRONG_CHARSET("", "names UTF-8 (MSH-18), and has bytes that are none"),
    CONNECTS("10000", "opens that many connections, sends on another one, closes all");

    private final String otherwise;
    private final String doc;

    BadFrame(String otherwise, String doc) {
        this.otherwise = otherwise;
        this.doc = doc;
    }

    @Override
    public String otherwise() {
        return otherwise;
    }

    @Override
    public String doc() {
        return doc;
    }

    @Override
    public void check(String argument) {
        if (this == CONNECTS) {
            Arguments.count("connects", argument);
        } else {
            Arguments.time(argument);
        }
    }
}

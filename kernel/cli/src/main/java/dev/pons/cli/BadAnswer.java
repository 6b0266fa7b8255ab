package dev.pons.cli;

import java.util.List;

/** How a receiver answers, or does not. */
enum BadAnswer implements Way.Kind {
    GOOD("", "AA, as it should be"),
    LATE("20s", "AA, but only after that time"),
    NONE("", "reads, and never answers"),
    NAK("AE", "says no: AE, AR, CE or CR"),
    WRONG_ID("", "AA for another message: MSA-2 is not the MSH-10 that came"),
    TWICE("", "every answer two times"),
    PIECES("100ms", "the answer in pieces of 7 bytes, with that pause between two"),
    GARBAGE("", "bytes before and behind the frame of the answer"),
    CUT("", "closes in the middle of the answer"),
    HANG_UP("", "reads the message and closes without an answer"),
    HALF_OPEN("", "accepts the connection and reads nothing"),
    SLOW_READER("1s", "takes one byte, waits that time, takes the next"),
    WRONG_CHARSET("", "AA with a text that is not in the character set it names (MSH-18)"),
    NO_HL7("", "an answer that is no HL7");

    private final String otherwise;
    private final String doc;

    BadAnswer(String otherwise, String doc) {
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
        if (this != NAK) {
            Arguments.time(argument);
        } else if (!List.of("AE", "AR", "CE", "CR").contains(argument)) {
            throw new WrongCallException("a no is AE, AR, CE or CR, not '" + argument + "'");
        }
    }
}

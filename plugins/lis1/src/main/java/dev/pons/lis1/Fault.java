package dev.pons.lis1;

/** What is wrong with a frame (LIS01-A2, 6.5.1). */
enum Fault {
    /** Nothing. */
    NONE("nothing wrong"),
    /** It does not look like one. */
    FORM("no frame number, end or checksum where it should be, or LF inside"),
    /** Some character of it changed on the way. */
    CHECKSUM("a wrong checksum"),
    /** It is neither the next one nor the last one again. */
    NUMBER("a wrong frame number"),
    /** It is longer than any frame. */
    LONG("more than " + Frame.LONGEST + " characters"),
    /** It is repeated with other content. */
    OTHER("another text than before");

    private final String words;

    Fault(String words) {
        this.words = words;
    }

    /** Behind "the last one with". */
    String words() {
        return words;
    }
}

package dev.pons.plugin.mail;

/** Text that goes into the header of a mail. */
final class Header {

    private Header() {}

    /** The text, which has no line break and no other control character but a tab. */
    static String line(String text, String option) throws UnfitException {
        if (text.chars().anyMatch(c -> c < ' ' && c != '\t' || c == 127)) {
            throw new UnfitException(
                    "\""
                            + option
                            + "\" of this message would have a line break or control character,"
                            + " which a header of a mail cannot have; change it in a step");
        }
        return text;
    }
}

package dev.pons.plugin.mail;

/** No mail can be made of a message, and why: own words, without content. */
final class UnfitException extends Exception {

    private static final long serialVersionUID = 1L;

    UnfitException(String why) {
        super(why);
    }
}

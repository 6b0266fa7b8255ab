package dev.pons.plugin.mail;

import jakarta.mail.MessagingException;

/** A mail box is not as it must be; own words for operators, without content. */
final class BoxException extends MessagingException {

    private static final long serialVersionUID = 1L;

    BoxException(String why) {
        super(why);
    }
}

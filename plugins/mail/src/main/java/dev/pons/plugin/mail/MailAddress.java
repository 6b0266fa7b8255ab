package dev.pons.plugin.mail;

import jakarta.mail.internet.InternetAddress;

import java.io.UnsupportedEncodingException;
import java.net.IDN;
import java.util.regex.Pattern;

/**
 * One address of a mail, with the name that is shown; both as a person writes them: {@code
 * lab@hospital.example} or {@code Laboratory <lab@hospital.example>} (RFC 5322, section 3.4,
 * without groups, comments and quoted local parts).
 *
 * @param address ASCII, as it goes into the envelope
 * @param name as it is read; may be empty
 */
record MailAddress(String address, String name) {

    private static final int LONGEST = 254;

    private static final Pattern SHAPE =
            Pattern.compile("(?:\"?([^\"<>]*?)\"?\\s*<([^<>\\s]+)>|([^<>\\s\",]+))");

    /** RFC 5322, section 3.2.3: dot-atom; 64 characters at most (RFC 5321, 4.5.3.1.1). */
    private static final Pattern LOCAL =
            Pattern.compile(
                    "(?=.{1,64}$)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");

    private static final Pattern DOMAIN =
            Pattern.compile(
                    "(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*|\\[[0-9.]{7,15}]|\\[IPv6:[0-9A-Fa-f:.]{2,45}]");

    /**
     * Reads one.
     *
     * @param role of whom it is, for words: {@code to}
     */
    static MailAddress of(String text, String role) throws UnfitException {
        Header.line(text, role);
        var shape = SHAPE.matcher(text.strip());
        if (!shape.matches()) {
            throw unfit(role, "it is not one address; write name@host or Name <name@host>");
        }
        var written = shape.group(2) == null ? shape.group(3) : shape.group(2);
        int at = written.lastIndexOf('@');
        if (at < 0) {
            throw unfit(role, "it has no @");
        }
        if (!LOCAL.matcher(written.substring(0, at)).matches()) {
            throw unfit(
                    role, "what stands before its @ is no name of a mail box (RFC 5321, ASCII)");
        }
        var domain = domain(written.substring(at + 1));
        if (!DOMAIN.matcher(domain).matches()) {
            throw unfit(role, "what stands behind its @ is no host name");
        }
        var address = written.substring(0, at + 1) + domain;
        if (address.length() > LONGEST) {
            throw unfit(role, "it has more than " + LONGEST + " characters");
        }
        return new MailAddress(address, shape.group(1) == null ? "" : shape.group(1).strip());
    }

    private static String domain(String written) {
        try {
            return written.startsWith("[") ? written : IDN.toASCII(written);
        } catch (IllegalArgumentException notOne) {
            return "";
        }
    }

    private static UnfitException unfit(String role, String why) {
        return new UnfitException(
                "an address in \"" + role + "\" of this message is wrong: " + why);
    }

    /** For the header: a name that is not ASCII is encoded (RFC 2047). */
    InternetAddress header() throws UnsupportedEncodingException {
        var header = new InternetAddress();
        header.setAddress(address);
        if (!name.isEmpty()) {
            header.setPersonal(name, "UTF-8");
        }
        return header;
    }

    /** It is content. */
    @Override
    public String toString() {
        return "MailAddress";
    }
}

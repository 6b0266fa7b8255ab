package dev.pons.plugin.mail;

import dev.pons.plugin.mail.MailSource.Take;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParseException;
import jakarta.mail.util.SharedByteArrayInputStream;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.PatternSyntaxException;

/** What of a mail becomes messages. */
record Parts(Take take, PathMatcher name, String type) {

    /** More is nobody's letter. */
    private static final int DEEPEST = 20;

    private static final int MOST = 1000;

    /** A message to be. */
    record Piece(byte[] bytes, Map<String, String> facts) {}

    static Parts of(MailSource.Options options) {
        try {
            return new Parts(
                    options.take(),
                    FileSystems.getDefault().getPathMatcher("glob:" + options.name()),
                    options.type().toLowerCase(Locale.ROOT));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "\"name\" is no pattern; * and ? stand for any text, {a,b} for either", e);
        }
    }

    /** The pieces of a mail, at least one; a problem: it has none, or cannot be read. */
    List<Piece> of(byte[] raw) throws ProblemException {
        try {
            var mail = new MimeMessage(null, new SharedByteArrayInputStream(raw));
            var facts = Facts.of(mail);
            if (take == Take.MAIL) {
                return List.of(new Piece(raw, facts));
            }
            var leaves = new ArrayList<Part>();
            leaves(mail, 0, leaves);
            return take == Take.BODY ? List.of(body(leaves, facts)) : files(leaves, facts);
        } catch (MessagingException | IOException | RuntimeException e) {
            // a parser that was fooled may throw anything
            throw new ProblemException(
                    Problem.of("malformed", "the mail cannot be read (RFC 2045, RFC 5322)"));
        }
    }

    private static void leaves(Part part, int depth, List<Part> into)
            throws MessagingException, IOException, ProblemException {
        if (depth > DEEPEST || into.size() > MOST) {
            throw new ProblemException(
                    Problem.of("not-allowed", "the mail has too many parts, or parts in parts"));
        }
        if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart many) {
            for (int i = 0; i < many.getCount(); i++) {
                leaves(many.getBodyPart(i), depth + 1, into);
            }
        } else {
            into.add(part);
        }
    }

    /** Plain text before HTML. */
    private static Piece body(List<Part> leaves, Map<String, String> facts)
            throws MessagingException, IOException, ProblemException {
        for (var kind : List.of("text/plain", "text/html", "text/*")) {
            for (var part : leaves) {
                if (part.isMimeType(kind) && !isFile(part)) {
                    return piece(part, facts);
                }
            }
        }
        throw new ProblemException(Problem.of("missing", "the mail has no text"));
    }

    private List<Piece> files(List<Part> leaves, Map<String, String> facts)
            throws MessagingException, IOException, ProblemException {
        var pieces = new ArrayList<Piece>();
        for (var part : leaves) {
            if (isFile(part) && isWanted(part)) {
                pieces.add(piece(part, facts));
            }
        }
        if (pieces.isEmpty()) {
            throw new ProblemException(
                    Problem.of("missing", "the mail has no attachment of that name and type"));
        }
        return pieces;
    }

    /** It has a name, is said to be a file, or is no text. */
    private static boolean isFile(Part part) throws MessagingException {
        return Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())
                || !name(part).isEmpty()
                || !part.isMimeType("text/*");
    }

    private boolean isWanted(Part part) throws MessagingException {
        boolean typed =
                type.equals("*/*")
                        || (type.endsWith("/*")
                                ? type(part).startsWith(type.substring(0, type.length() - 1))
                                : type(part).equals(type));
        try {
            return typed && name.matches(Path.of(name(part)).getFileName());
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static Piece piece(Part part, Map<String, String> facts)
            throws MessagingException, IOException {
        var all = new TreeMap<>(facts);
        all.put("mail.type", type(part));
        var name = name(part);
        if (!name.isEmpty()) {
            all.put("mail.attachment", name);
        }
        var charset = charset(part);
        if (!charset.isEmpty()) {
            all.put("charset", charset);
        }
        try (var in = part.getInputStream()) {
            return new Piece(in.readAllBytes(), all);
        }
    }

    /** Without folders that a sender may have written before it. */
    private static String name(Part part) throws MessagingException {
        try {
            var said = part.getFileName();
            var name = said == null ? "" : MimeUtility.decodeText(said);
            return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
                    .replaceAll("\\p{Cntrl}", "");
        } catch (ParseException | java.io.UnsupportedEncodingException e) {
            return "";
        }
    }

    private static String type(Part part) throws MessagingException {
        try {
            return new ContentType(part.getContentType()).getBaseType().toLowerCase(Locale.ROOT);
        } catch (ParseException e) {
            return "application/octet-stream";
        }
    }

    /** What was said of a text, if Java knows it. */
    private static String charset(Part part) throws MessagingException {
        try {
            var said = new ContentType(part.getContentType()).getParameter("charset");
            var named = said == null ? "" : MimeUtility.javaCharset(said);
            return Charset.isSupported(named) ? named : "";
        } catch (ParseException | IllegalArgumentException e) {
            return "";
        }
    }
}

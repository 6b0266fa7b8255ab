package dev.pons.plugin.mail;

import dev.pons.spi.Attempt;
import dev.pons.spi.Message;
import dev.pons.spi.config.Template;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A mail with all its texts filled in.
 *
 * @param id without angle brackets (RFC 5322, section 3.6.4)
 * @param replyTo none or one
 */
record Letter(
        String id,
        MailAddress from,
        List<MailAddress> to,
        List<MailAddress> cc,
        List<MailAddress> bcc,
        List<MailAddress> replyTo,
        String subject,
        Optional<String> text,
        Optional<String> html,
        List<File> files) {

    /** A file that goes with it. */
    record File(String name, String type, Content content) {}

    /** What a message becomes, at each attempt the same. */
    static Letter of(MailDestination.Options options, Message message, Attempt attempt, String by)
            throws UnfitException, IOException {
        if (message.body().size() > options.maxSize()) {
            throw new UnfitException(
                    "the message has %d bytes; max-size is %d"
                            .formatted(message.body().size(), options.maxSize()));
        }
        var from = MailAddress.of(attempt.text(options.from()), "from");
        var reply = options.replyTo().map(List::of).orElse(List.of());
        var letter =
                new Letter(
                        "",
                        from,
                        addresses(options.to(), attempt, "to"),
                        addresses(options.cc(), attempt, "cc"),
                        addresses(options.bcc(), attempt, "bcc"),
                        addresses(reply, attempt, "reply-to"),
                        Header.line(attempt.text(options.subject()), "subject"),
                        options.text().map(attempt::text),
                        options.html().map(attempt::text),
                        files(options.attach(), message, attempt));
        if (letter.recipients().isEmpty()) {
            throw new UnfitException(
                    "nobody would get the mail: to, cc and bcc of this message are empty");
        }
        return letter.withId(Identity.of(letter, message, attempt.key(), by));
    }

    private static List<MailAddress> addresses(
            List<Template> templates, Attempt attempt, String role) throws UnfitException {
        var all = new ArrayList<MailAddress>();
        for (var template : templates) {
            var text = attempt.text(template);
            if (!text.isBlank()) {
                all.add(MailAddress.of(text, role));
            }
        }
        return all;
    }

    private static List<File> files(List<Attach> attach, Message message, Attempt attempt)
            throws UnfitException {
        var files = new ArrayList<File>();
        for (var one : attach) {
            var name = Header.line(attempt.text(one.name()), "attach.name");
            if (name.isBlank()) {
                throw new UnfitException("a file of this message would have no name");
            }
            var content =
                    one.content().isEmpty()
                            ? Content.of(message.body())
                            : Content.of(
                                    attempt.text(one.content().get()),
                                    one.decode(),
                                    "attach.content");
            files.add(new File(name, one.type(), content));
        }
        return files;
    }

    private Letter withId(String made) {
        return new Letter(made, from, to, cc, bcc, replyTo, subject, text, html, files);
    }

    /** All that get it, each once. */
    List<String> recipients() {
        return Stream.of(to, cc, bcc)
                .flatMap(List::stream)
                .map(MailAddress::address)
                .distinct()
                .toList();
    }

    /** It is content. */
    @Override
    public String toString() {
        return "Letter[" + files.size() + " files]";
    }
}

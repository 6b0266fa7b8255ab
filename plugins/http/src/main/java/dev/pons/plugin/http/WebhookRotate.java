package dev.pons.plugin.http;

import dev.pons.spi.console.Console;
import dev.pons.spi.console.ConsoleCommand;

import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** {@code webhook:rotate}: replaces the generated address of a channel. */
@Component(service = ConsoleCommand.class)
public final class WebhookRotate implements ConsoleCommand {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookRotate.class);
    private static final Pattern TIME = Pattern.compile("([0-9]{1,4})([mhd])");

    @Override
    public String name() {
        return "webhook:rotate";
    }

    @Override
    public String description() {
        return "Replaces the generated address of a channel's webhook, and shows the new one";
    }

    @Override
    public String usage() {
        return """
        webhook:rotate CHANNEL [--keep-old TIME]
        The old address ends at once, or counts for TIME (30m, 24h, 7d) beside the new one.""";
    }

    @Override
    public int run(Console console, List<String> words) throws Exception {
        boolean keeps = words.size() == 3 && words.get(1).equals("--keep-old");
        if (words.size() != 1 && !keeps) {
            throw new IllegalArgumentException("name one channel, and perhaps --keep-old TIME");
        }
        var channel = words.get(0);
        var keepOld = keeps ? time(words.get(2)) : Duration.ZERO;
        var listener = Webhooks.of(channel);
        var address = listener.map(WebhookListener::address);
        if (listener.isEmpty() || address.isEmpty()) {
            console.err().println(WebhookAddress.noneOf(channel));
            return 1;
        }
        try {
            var token = address.get().rotate(keepOld);
            LOG.info("{}: the address of its webhook was replaced", channel);
            console.out().println(listener.get().with(token));
            console.out()
                    .println(
                            "It is shown this once. The one before "
                                    + (keeps
                                            ? "counts for " + words.get(2) + "."
                                            : "does not count any more."));
            return 0;
        } catch (IOException e) {
            console.err().println(e.getMessage());
            return 1;
        }
    }

    private static Duration time(String text) {
        var parts = TIME.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("write a time as 30m, 24h or 7d");
        }
        long count = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }
}

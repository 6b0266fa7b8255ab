package dev.pons.plugin.http;

import dev.pons.spi.console.Console;
import dev.pons.spi.console.ConsoleCommand;

import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.List;

/** {@code webhook:address}: shows the generated address of a channel, once. */
@Component(service = ConsoleCommand.class)
public final class WebhookAddress implements ConsoleCommand {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookAddress.class);

    @Override
    public String name() {
        return "webhook:address";
    }

    @Override
    public String description() {
        return "Shows the generated address of a channel's webhook, once";
    }

    @Override
    public String usage() {
        return "webhook:address CHANNEL";
    }

    @Override
    public int run(Console console, List<String> words) throws Exception {
        if (words.size() != 1) {
            throw new IllegalArgumentException("name one channel");
        }
        var channel = words.get(0);
        var listener = Webhooks.of(channel);
        var address = listener.map(WebhookListener::address);
        if (listener.isEmpty() || address.isEmpty()) {
            console.err().println(noneOf(channel));
            return 1;
        }
        try {
            var token = address.get().show();
            if (token.isEmpty()) {
                console.err()
                        .println(
                                "the address of "
                                        + channel
                                        + " was shown, and only a hash of it is kept;"
                                        + " webhook:rotate "
                                        + channel
                                        + " makes another one");
                return 1;
            }
            LOG.info("{}: the address of its webhook was shown", channel);
            console.out().println(listener.get().with(token.get()));
            console.out()
                    .println(
                            "It is shown this once. Who knows it may call "
                                    + channel
                                    + "; webhook:rotate replaces it.");
            return 0;
        } catch (IOException e) {
            console.err().println(e.getMessage());
            return 1;
        }
    }

    static String noneOf(String channel) {
        return "channel "
                + channel
                + " has no webhook that runs; channel:list shows the channels and their state";
    }
}

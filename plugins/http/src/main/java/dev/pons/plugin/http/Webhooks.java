package dev.pons.plugin.http;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The webhooks of this engine, by channel, for commands. */
final class Webhooks {

    private static final Map<String, WebhookListener> ALL = new ConcurrentHashMap<>();

    private Webhooks() {}

    /** The newest of a channel counts. */
    static void add(String channel, WebhookListener listener) {
        ALL.put(channel, listener);
    }

    static void remove(String channel, WebhookListener listener) {
        ALL.remove(channel, listener);
    }

    static Optional<WebhookListener> of(String channel) {
        return Optional.ofNullable(ALL.get(channel));
    }
}

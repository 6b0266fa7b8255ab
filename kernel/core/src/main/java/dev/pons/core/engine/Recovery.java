package dev.pons.core.engine;

import java.util.List;
import java.util.Map;

/** What a channel had to do when the engine stopped. */
final class Recovery {

    private Recovery() {}

    /** Fills backlogs and steps with what is open, and brings back the orders of operators. */
    static void of(Kit kit, Channel channel, Wish wish) {
        record Open(List<OpenMessage> messages, Map<String, String> orders) {}
        var open =
                kit.books()
                        .ask(
                                b -> {
                                    var account = b.account(channel.name);
                                    return new Open(
                                            List.copyOf(account.open.values()),
                                            Map.copyOf(account.orders));
                                });
        open.orders()
                .forEach(
                        (destination, text) -> {
                            var order = Ordered.parse(text);
                            if (destination.isEmpty()) {
                                wish.set(order);
                            } else if (order.isPause() || order.isStop()) {
                                channel.parts.outlets().wasPaused(destination, order);
                            }
                        });
        for (var message : open.messages()) {
            if (message.held()) {
                channel.parts.router().wasHeld(message.id);
            } else if (message.released()) {
                channel.parts.router().wasReleased(message.id);
            } else if (message.routed() == 0) {
                channel.parts.router().accept(message.id);
            } else {
                channel.parts.outlets().recover(message);
            }
        }
    }
}

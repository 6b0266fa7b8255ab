package dev.pons.core.engine;

import java.util.List;
import java.util.Map;

/** What a channel had to do when the engine stopped. */
final class Recovery {

    private Recovery() {}

    /** Fills backlogs and steps with what is open, and brings back the orders of operators. */
    static void of(Kit kit, Channel channel, Wish wish) {
        kit.books()
                .ask(b -> Map.copyOf(b.account(channel.name).orders))
                .forEach(
                        (destination, text) -> {
                            var order = Ordered.parse(text);
                            if (destination.endsWith(Ordered.RATE)) {
                                channel.parts.outlets().rate(Ordered.ofRate(destination), order);
                            } else if (destination.isEmpty()) {
                                wish.set(order);
                            } else if (order.isPause() || order.isStop()) {
                                channel.parts.outlets().wasPaused(destination, order);
                            }
                        });
        if (channel.parts
                .closing()
                .groups()
                .recover(kit.books().ask(b -> copies(b.groups().of(channel.name))))) {
            channel.parts.router().wereWhole();
        }
        kit.books()
                .ask(
                        b -> {
                            b.eachOpen(channel.name, message -> open(channel.parts, message));
                            return true;
                        });
    }

    private static List<Group> copies(List<Group> groups) {
        return groups.stream().map(Group::copy).toList();
    }

    /** Nothing of the channel runs yet. */
    private static void open(Parts parts, OpenMessage message) {
        if (message.held()) {
            parts.router().wasHeld(message.id);
        } else if (message.released()) {
            parts.router().wasReleased(message.id);
        } else if (message.routed() == 0) {
            parts.router().accept(message.id);
        } else {
            parts.outlets().recover(message);
        }
    }
}

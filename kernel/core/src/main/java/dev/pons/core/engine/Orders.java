package dev.pons.core.engine;

import dev.pons.core.config.Rate;
import dev.pons.core.control.ControlException;
import dev.pons.core.store.Entry;

import java.io.IOException;
import java.util.List;

/** Orders of operators to channels and destinations: written first, so that a restart knows. */
final class Orders {

    private final Kit kit;

    Orders(Kit kit) {
        this.kit = kit;
    }

    /**
     * Writes it.
     *
     * @param what {@code channel/destination}
     */
    void remember(String what, Ordered order) {
        var entry = new Entry.Act(0, what, kit.clock().millis(), order.order(), order.who(), "");
        try {
            kit.recorder().now(List.of(entry), Acts.PATIENCE);
        } catch (IOException e) {
            throw new ControlException("the order cannot be kept: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ControlException("interrupted; type it again", e);
        }
    }

    /** A destination is sent to at this rate, or as its file says. */
    void rate(Channel channel, Outlet outlet, Ordered order) {
        if (!order.order().equals("off") && Rate.parse(order.order()).isEmpty()) {
            throw new ControlException(
                    order.order()
                            + " is no rate; "
                            + Rate.EXAMPLE
                            + ", or off for what the file says");
        }
        remember(channel.name + "/" + outlet.name + Ordered.RATE, order);
        channel.parts.outlets().rate(outlet.name, order);
    }
}

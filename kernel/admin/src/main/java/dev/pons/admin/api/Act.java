package dev.pons.admin.api;

import dev.pons.admin.json.JsonException;

import java.io.IOException;

/** What an operation does. Several at the same time; it may wait. */
@FunctionalInterface
interface Act {

    /**
     * Does it, for a caller who may. {@code ControlException} and {@code DoorException} say what
     * cannot be done, the others what was sent wrong.
     */
    Reply run(Call call) throws ApiException, JsonException, IOException;
}

package dev.pons.core.engine;

import dev.pons.core.store.Entry;

import java.util.List;

/**
 * What steps made of a message.
 *
 * @param parts that go on in its place; they are kept before {@code routed}
 */
record Ran(Entry.Routed routed, List<Entry.Received> parts) {}

package dev.pons.core.engine;

import dev.pons.spi.Message;

import org.jspecify.annotations.Nullable;

/** A group at work: what is durable of it, what is on its way, and what an operator wants of it. */
final class OpenGroup {

    final Group group;

    /** Messages of it that are on their way to the disk. */
    int coming;

    /** Of all of them, those on their way too. */
    long bytes;

    /** The first one, while it is on its way. */
    @Nullable Message first;

    /** Who closes it by hand; {@link Joining.Close#NOBODY}. */
    Joining.Close ordered = Joining.Close.NOBODY;

    /** Why it could not be closed, and when that is tried again, ms. */
    Failed failed = new Failed("", 0);

    /** A closing that failed; empty: none did. */
    record Failed(String why, long again) {}

    OpenGroup(Group group) {
        this.group = group;
        this.bytes = group.bytes();
    }

    String name() {
        return group.label.name();
    }

    int size() {
        return group.size() + coming;
    }

    /** All of it is on the disk, and no failure forbids to try. */
    boolean mayClose(long now) {
        return coming == 0 && failed.again() <= now;
    }
}

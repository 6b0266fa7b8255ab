package dev.pons.core.web;

import dev.pons.spi.http.Access;

/** The owner of the route asks by itself who calls: it sees all header fields as they came. */
public record PassedOn() implements Access {

    @Override
    public boolean open() {
        return true;
    }
}

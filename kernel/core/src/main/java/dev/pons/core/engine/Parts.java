package dev.pons.core.engine;

/** What works in a channel. */
record Parts(
        Router router,
        Outlets outlets,
        Entrance entrance,
        Versions versions,
        Traffic traffic,
        Current current,
        SideDoor side,
        Closing closing) {}

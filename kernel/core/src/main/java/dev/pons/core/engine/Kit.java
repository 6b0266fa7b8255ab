package dev.pons.core.engine;

import dev.pons.core.net.Net;
import dev.pons.core.store.Store;

import java.time.Clock;

/** What every part of the engine works with. */
record Kit(
        Store store,
        Net net,
        Types types,
        Site site,
        Clock clock,
        Threads threads,
        Recorder recorder,
        Bookkeeper books,
        Keepsakes memory,
        Asks asks) {}

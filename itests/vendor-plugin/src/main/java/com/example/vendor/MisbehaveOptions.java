package com.example.vendor;

import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** Options of {@code misbehave}. */
@Name("misbehave")
@Doc("Does what a plugin must not, to try what the engine makes of it")
public record MisbehaveOptions(@Doc("What it does") How how) {

    /** What it does. */
    public enum How {
        /** Throws an error when it is made. */
        BREAK,
        /** Does not return when it is made. */
        HANG,
        /** Throws an error in each call. */
        FAIL,
        /** Does not return from a call, and does not hear an interrupt. */
        STAY,
        /** Begins a thread that never ends. */
        LEAK
    }

    /** What it does when it is made. */
    void make() {
        if (how == How.BREAK) {
            throw new NoClassDefFoundError("com/example/vendor/Absent");
        }
        if (how == How.HANG) {
            hang();
        }
        if (how == How.LEAK) {
            CompletableFuture.runAsync(MisbehaveOptions::hang);
        }
    }

    /** What it does in each call. */
    void call() {
        if (how == How.FAIL) {
            throw new StackOverflowError();
        }
        if (how == How.STAY) {
            hang();
        }
    }

    private static void hang() {
        CountDownLatch never = new CountDownLatch(1);
        while (never.getCount() > 0) {
            try {
                never.await();
            } catch (InterruptedException e) {
                continue; // a plugin must end here; this one shows what happens if it does not
            }
        }
    }
}

package dev.pons.core.engine;

import dev.pons.core.control.Control.Act;
import dev.pons.core.control.Control.Order;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One operation of a run of the model check; its {@code toString} is a line of the report. */
sealed interface ModelOperation {

    /** Hands in a message; {@code does} is what the step makes of it (empty: goes on). */
    record Submit(int id, String key, String old, String does) implements ModelOperation {
        String text() {
            return "id="
                    + id
                    + " key="
                    + key
                    + (old.isEmpty() ? "" : " old=" + old)
                    + (does.isEmpty() ? "" : " do=" + does);
        }
    }

    /** A peer behaves so from now on. */
    record Behave(String destination, Manner manner) implements ModelOperation {}

    /** A person's act on the message of that number; empty destination: on all. */
    record Do(Act act, int id, String destination) implements ModelOperation {}

    /** An operator's order; empty destination: to the channel. */
    record Say(Order order, String destination) implements ModelOperation {}

    /** The channel's file is saved as another version. */
    record Swap(int version) implements ModelOperation {}

    /** The disk takes nothing, or takes again. */
    record Disk(boolean full) implements ModelOperation {}

    /** The engine dies at once; another one begins on what was durable. */
    record Crash() implements ModelOperation {}

    /** The engine ends in peace; another one begins. */
    record Restart() implements ModelOperation {}

    /** Retention takes the messages that are done. */
    record Prune() implements ModelOperation {}

    /** Nothing is done until what can be done was done. */
    record Wait() implements ModelOperation {}

    /** How a peer behaves. */
    enum Manner {
        TAKES,
        DOWN,
        NOT_NOW,
        REJECTS,
        /** It takes the message, and nobody learns of it. */
        TAKES_UNTOLD,
        /** Does not answer until it behaves in another way. */
        HANGS
    }

    /** Destinations of the channel. */
    List<String> DESTINATIONS = List.of("keyed", "strict", "free");

    /** Operations of a run, the same ones for the same seed. */
    static List<ModelOperation> some(long seed) {
        var random = new Random(seed);
        int many = 4 + random.nextInt(24);
        var operations = new ArrayList<ModelOperation>();
        int submitted = 0;
        for (int i = 0; i < many; i++) {
            int die = random.nextInt(100);
            if (die < 45) {
                operations.add(submit(++submitted, random));
            } else {
                operations.add(other(die, submitted, i, random));
            }
        }
        return operations;
    }

    private static ModelOperation submit(int id, Random random) {
        var key = random.nextInt(8) == 0 ? "none" : "k" + random.nextInt(2);
        var old = random.nextInt(6) == 0 ? "k" + random.nextInt(2) : "";
        var does = List.of("fail", "hold", "drop", "refuse");
        return new Submit(id, key, old, random.nextInt(12) == 0 ? does.get(random.nextInt(4)) : "");
    }

    private static ModelOperation other(int die, int submitted, int i, Random random) {
        if (die < 60) {
            var manners = Manner.values();
            return new Behave(any(DESTINATIONS, random), manners[random.nextInt(manners.length)]);
        } else if (die < 72) {
            var to = random.nextBoolean() ? "" : any(DESTINATIONS, random);
            return new Do(
                    any(List.of(Act.values()), random), 1 + random.nextInt(submitted + 1), to);
        } else if (die < 80) {
            var order = any(List.of(Order.values()), random);
            var to = random.nextBoolean() ? "" : any(DESTINATIONS, random);
            return new Say(order, order == Order.RELOAD ? "" : to);
        } else if (die < 85) {
            return new Swap(i);
        } else if (die < 86) {
            return new Disk(random.nextBoolean());
        } else if (die < 92) {
            return new Crash();
        } else if (die < 94) {
            return new Restart();
        } else if (die < 98) {
            return new Prune();
        }
        return new Wait();
    }

    private static <T> T any(List<T> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }
}

package dev.pons.core.runtime;

import dev.pons.core.engine.Types;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/** Stands for the engine: keeps what it is told, and asks for what a text includes. */
final class RecordedDeployer implements Deployer {

    final Map<String, String> running = new ConcurrentHashMap<>();
    final List<String> said = new CopyOnWriteArrayList<>();

    /** A deployment takes until this is open. */
    volatile CountDownLatch gate = new CountDownLatch(0);

    @Override
    public void deploy(String name, String text, Function<String, Optional<String>> include) {
        var whole = new StringBuilder();
        for (var line : text.lines().toList()) {
            whole.append(
                    line.startsWith("include: ")
                            ? include.apply(line.substring(9)).orElse("(nothing)")
                            : line);
            whole.append('\n');
        }
        try {
            gate.await();
        } catch (InterruptedException ended) {
            throw new IllegalStateException("the test is over", ended);
        }
        running.put(name, whole.toString().strip());
        said.add("deploy " + name);
    }

    @Override
    public void remove(String name) {
        running.remove(name);
        said.add("remove " + name);
    }

    @Override
    public void typeChanged(Types.Kind kind, String name) {
        said.add("changed " + kind.word() + " " + name);
    }

    @Override
    public void deployedAll() {
        said.add("all");
    }

    @Override
    public Set<String> usersOf(Types.Kind kind, String name) {
        return name.equals("echo") ? Set.of("adt") : Set.of();
    }
}

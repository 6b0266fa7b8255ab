package dev.pons.core.runtime;

import dev.pons.core.engine.Mishap;
import dev.pons.core.engine.Types;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Stands for the engine: keeps what it is told, and asks for what a text includes. */
final class RecordedDeployer implements Deployer {

    final Map<String, String> running = new ConcurrentHashMap<>();
    final List<String> said = new CopyOnWriteArrayList<>();

    /** A deployment takes until this is open. */
    volatile CountDownLatch gate = new CountDownLatch(0);

    /** Why its channels do not go over to other types. */
    volatile List<String> refusal = List.of();

    /** What plugins did. */
    volatile List<Mishap> mishaps = List.of();

    /** What was replaced lives until this is open. */
    volatile CountDownLatch left = new CountDownLatch(0);

    @Override
    public void deploy(
            String name, String text, Function<String, Optional<String>> include, String who) {
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
    public void tablesChanged() {
        said.add("tables");
    }

    @Override
    public void remove(String name) {
        running.remove(name);
        said.add("remove " + name);
    }

    @Override
    public List<String> typesChanged(Collection<Types.TypeName> changed) {
        changed.forEach(t -> said.add("changed " + t.kind().word() + " " + t.name()));
        return refusal;
    }

    @Override
    public boolean awaitLeft(Duration longest) throws InterruptedException {
        return left.await(longest.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public List<Mishap> mishaps() {
        return mishaps;
    }

    @Override
    public void deployedAll() {
        said.add("all");
    }

    @Override
    public Set<String> usersOf(Types.TypeName type) {
        return type.name().equals("echo") ? Set.of("adt") : Set.of();
    }
}

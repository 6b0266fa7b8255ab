package dev.pons.core.runtime;

import dev.pons.core.engine.Engine;
import dev.pons.core.engine.Mishap;
import dev.pons.core.engine.Types;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The engine, as this room sees it. */
record EngineDeployer(Engine engine) implements Deployer {

    @Override
    public void deploy(
            String name, String text, Function<String, Optional<String>> include, String who) {
        engine.deploy(name, text, include, who);
    }

    @Override
    public void remove(String name) {
        engine.remove(name);
    }

    @Override
    public List<String> typesChanged(Collection<Types.TypeName> changed) {
        return engine.typesChanged(changed);
    }

    @Override
    public boolean awaitLeft(Duration longest) throws InterruptedException {
        return engine.awaitLeft(longest);
    }

    @Override
    public void tablesChanged() {
        engine.tablesChanged();
    }

    @Override
    public List<Mishap> mishaps() {
        return engine.mishaps();
    }

    @Override
    public void deployedAll() {
        engine.deployedAll();
    }

    @Override
    public Set<String> usersOf(Types.TypeName type) {
        return engine.usersOf(type);
    }
}

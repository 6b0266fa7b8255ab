package dev.pons.core.runtime;

import dev.pons.core.engine.Engine;
import dev.pons.core.engine.Types;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The engine, as this room sees it. */
record EngineDeployer(Engine engine) implements Deployer {

    @Override
    public void deploy(String name, String text, Function<String, Optional<String>> include) {
        engine.deploy(name, text, include);
    }

    @Override
    public void remove(String name) {
        engine.remove(name);
    }

    @Override
    public void typeChanged(Types.Kind kind, String name) {
        engine.typeChanged(kind, name);
    }

    @Override
    public void deployedAll() {
        engine.deployedAll();
    }

    @Override
    public Set<String> usersOf(Types.Kind kind, String name) {
        return engine.usersOf(kind, name);
    }
}

package dev.pons.shell;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** The engine in a few lines. */
@Service
@Command(
        scope = "engine",
        name = "info",
        description = "Shows version, time of start and state of the engine",
        detailedDescription = "Example: engine:info")
public final class EngineInfo extends EngineCommand {

    @Override
    int run() {
        var engine = control.engine();
        out.println("Pons      " + engine.version());
        out.println("instance  " + engine.instance());
        out.println(
                "started   "
                        + times.iso(engine.since())
                        + " ("
                        + times.age(engine.since())
                        + " ago)");
        out.println("state     " + (engine.ready() ? "ready" : "waiting for " + engine.waiting()));
        out.println("channels  " + control.channels().size());
        out.println(
                "search    "
                        + (engine.indexLag().entries() == 0
                                ? "shows all"
                                : "is " + engine.indexLag().entries() + " entries behind"));
        return 0;
    }
}

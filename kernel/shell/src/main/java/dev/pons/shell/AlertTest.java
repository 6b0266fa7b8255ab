package dev.pons.shell;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Tells a target that this is a test. */
@Service
@Command(
        scope = "alert",
        name = "test",
        description =
                "Sends a test notice to a target of etc/alerts.yaml, and says whether it"
                        + " was taken",
        detailedDescription = "Example: alert:test oncall")
@SuppressWarnings("NullAway.Init")
public final class AlertTest extends EngineCommand {

    @Argument(name = "TARGET", description = "As in etc/alerts.yaml", required = true)
    @Completion(AlertTargets.class)
    String target;

    @Override
    int run() {
        control.testAlert(target, who());
        out.println(target + " took a test notice");
        return 0;
    }
}

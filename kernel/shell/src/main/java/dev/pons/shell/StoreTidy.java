package dev.pons.shell;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Does at once what the store does in the background. */
@Service
@Command(
        scope = "store",
        name = "tidy",
        description = "Compacts the journal and deletes what retention lets go, now",
        detailedDescription = "Example: store:tidy")
public final class StoreTidy extends EngineCommand {

    @Override
    int run() {
        out.println("gave " + Bytes.text(control.storage().tidy()) + " back");
        return 0;
    }
}

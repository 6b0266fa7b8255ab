package dev.pons.admin;

import dev.pons.admin.api.Api;
import dev.pons.admin.api.Services;
import dev.pons.admin.audit.Audit;
import dev.pons.admin.console.DoorCommands;
import dev.pons.admin.door.Doors;
import dev.pons.admin.door.FirstUser;
import dev.pons.core.control.Administration;
import dev.pons.core.control.Certificates;
import dev.pons.core.control.Control;
import dev.pons.core.control.Plugins;
import dev.pons.core.control.TableControl;
import dev.pons.core.control.Trials;
import dev.pons.spi.console.ConsoleCommand;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Opens doors, audit, commands and port when the engine is there. Where one of them cannot be
 * opened nobody comes in, the log says why, and the engine runs on. What was opened last is closed
 * first.
 */
@Component(
        immediate = true,
        service = {})
public final class AdminComponent {

    private static final Logger LOG = LoggerFactory.getLogger(AdminComponent.class);

    /** Variable with the path of a file in a folder that is the engine's user's alone. */
    private static final String SHOWN_AT = "PONS_FIRST_USER";

    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    /** Called by the framework. */
    @Activate
    public AdminComponent(
            BundleContext context,
            @Reference Administration administration,
            @Reference Control control,
            @Reference Trials trials,
            @Reference TableControl tables,
            @Reference Plugins plugins,
            @Reference Certificates certificates) {
        try {
            var folder = administration.folder();
            var audit = Audit.open(folder, Clock.systemUTC());
            open.push(audit);
            var first = new FirstUser(AdminComponent::environment, AdminComponent::show);
            var doors = Doors.open(folder, Clock.systemUTC(), first);
            new DoorCommands(doors.register(), audit)
                    .all()
                    .forEach(
                            one -> later(context.registerService(ConsoleCommand.class, one, null)));
            var services =
                    new Services(control, trials, tables, plugins, certificates, doors, audit);
            serve(administration, new Api(services));
        } catch (IOException | RuntimeException fault) {
            LOG.error("nobody can come in to administrate: {}", fault.getMessage());
            LOG.debug("it failed here", fault);
            close();
        }
    }

    private static String environment(String name) {
        return Optional.ofNullable(System.getenv(name)).orElse("");
    }

    /**
     * On the screen; or in a file that {@code bin/pons start} reads out and takes away, for what
     * the engine prints then goes to a file that stays.
     */
    private static void show(String line) {
        var file = environment(SHOWN_AT);
        if (file.isEmpty()) {
            System.out.println(line);
            return;
        }
        try {
            Files.writeString(Path.of(file), line + System.lineSeparator());
        } catch (IOException e) {
            LOG.error(
                    "the first user cannot be shown; type: pons exec \"user:password {}\"",
                    FirstUser.NAME);
        }
    }

    private void later(ServiceRegistration<?> service) {
        open.push(service::unregister);
    }

    /** The console works without. */
    private void serve(Administration administration, Api api) {
        try {
            var serving = administration.serve(api.route(), api);
            open.push(serving);
            LOG.info("the administration listens on {}", serving.address());
        } catch (IOException fault) {
            LOG.error(
                    "the administration has no port: {}; see etc/admin.yaml, then start again",
                    fault.getMessage());
        }
    }

    /** Called by the framework. */
    @Deactivate
    public synchronized void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            } catch (Exception fault) {
                LOG.warn("a part of the administration did not end well", fault);
            }
        }
    }
}

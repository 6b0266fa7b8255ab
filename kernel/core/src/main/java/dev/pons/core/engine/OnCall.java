package dev.pons.core.engine;

import dev.pons.core.config.AlertsFile;
import dev.pons.core.config.AlertsReader;
import dev.pons.core.config.DidYouMean;
import dev.pons.core.config.Faults;
import dev.pons.core.config.Mark;
import dev.pons.core.control.AlertView;
import dev.pons.core.control.AlertsView;
import dev.pons.core.control.ControlException;
import dev.pons.core.engine.alert.AlertMemory;
import dev.pons.core.engine.alert.Alerts;
import dev.pons.core.engine.alert.Couriers;
import dev.pons.core.engine.alert.NotToldException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Sees to it that whoever is on call is told: looks once a second, follows {@code etc/alerts.yaml},
 * keeps what was told. {@link #tick} is called on one thread; the rest on any.
 */
final class OnCall implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("dev.pons.alert");

    /** A file that is wrong is read again so often: a secret that it names may have come. */
    private static final int AGAIN_TICKS = 10;

    private final Kit kit;
    private final Optional<Path> path;
    private final Watches watches;
    private final AlertMemory memory;
    private final Alerts alerts;
    private final Couriers couriers;
    private volatile Known known = new Known(AlertsFile.NONE, List.of(), "", 0);

    /** The file as it was read last. */
    private record Known(AlertsFile file, List<String> problems, String text, int age) {}

    OnCall(Kit kit, Roster roster, Drift drift, Instance instance) {
        this.kit = kit;
        this.path = instance.etc().map(etc -> etc.resolve(AlertsReader.FILE));
        this.watches = new Watches(kit, roster, drift);
        this.memory = new AlertMemory(instance.data().map(data -> data.resolve("alerts.json")));
        this.alerts = new Alerts(kit.clock(), memory.read());
        this.couriers = new Couriers(alerts, instance.name(), kit.clock(), kit.threads().waiting());
    }

    /** Once a second, from when all channels were read. */
    void tick() {
        read();
        var engine = known.file().engine();
        alerts.look(watches.look(engine), engine.calm(), watches::isBlind);
        couriers.tick();
        alerts.changes().ifPresent(memory::write);
    }

    private void read() {
        if (path.isEmpty()) {
            return;
        }
        var before = known;
        var faults = new Faults();
        var text = text(path.get(), faults);
        boolean again = !before.problems().isEmpty() && before.age() >= AGAIN_TICKS;
        if (text.equals(before.text()) && faults.none() && !again) {
            known = new Known(before.file(), before.problems(), text, before.age() + 1);
            return;
        }
        var file =
                faults.none() ? AlertsReader.read(text, kit.site().references(), faults) : none();
        var problems = faults.list().stream().map(Object::toString).toList();
        if (!problems.equals(before.problems())) {
            problems.forEach(p -> LOG.warn("{}; what was read before goes on", p));
        }
        known = new Known(file.orElse(before.file()), problems, text, 0);
        file.ifPresent(f -> couriers.targets(f.targets()));
    }

    private static Optional<AlertsFile> none() {
        return Optional.empty();
    }

    /** A file that is not there says as much as an empty one. */
    private static String text(Path path, Faults faults) {
        try {
            return Files.readString(path);
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            faults.add(
                    Mark.whole(AlertsReader.FILE),
                    "cannot be read ("
                            + e.getClass().getSimpleName()
                            + "); save it as UTF-8 and let the user of the engine read it");
            return "";
        }
    }

    AlertsView view() {
        var views = alerts.views();
        var unknown =
                Stream.concat(views.stream().map(AlertView::to), watches.targets().stream())
                        .filter(to -> !to.isEmpty() && !couriers.knows(to))
                        .distinct()
                        .sorted()
                        .map(
                                to ->
                                        "there is no target \""
                                                + to
                                                + "\" in etc/alerts.yaml, and a channel names it"
                                                + DidYouMean.hint(to, couriers.names()));
        return new AlertsView(
                views,
                couriers.views(),
                Stream.concat(known.problems().stream(), unknown).toList());
    }

    /** Tells a target that this is a test; {@link ControlException}: why it was not told. */
    void test(String target, String who) {
        if (!couriers.knows(target)) {
            throw ControlException.unknown(
                    "there is no target "
                            + target
                            + " in etc/alerts.yaml"
                            + DidYouMean.words(target, couriers.names()));
        }
        try {
            couriers.test(target, who);
        } catch (NotToldException e) {
            throw new ControlException("target " + target + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ControlException("interrupted; type it again", e);
        }
    }

    /** Keeps what was told. */
    @Override
    public void close() {
        alerts.changes().ifPresent(memory::write);
    }
}

package dev.pons.core.engine;

import static java.time.ZoneOffset.UTC;

import dev.pons.core.config.AlertsFile.EngineWatch;
import dev.pons.core.config.ChannelFile;
import dev.pons.core.control.CertificateView;
import dev.pons.core.control.ChannelState;
import dev.pons.core.engine.alert.Sign;
import dev.pons.core.engine.alert.Sign.Level;
import dev.pons.core.engine.alert.Sign.Watched;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What is watched of channels and of the engine itself, as it is now. One thread. */
final class Watches {

    private static final Set<ChannelState> BROKEN =
            EnumSet.of(ChannelState.BROKEN, ChannelState.WAITING);

    private final Kit kit;
    private final Roster roster;
    private final Drift drift;

    Watches(Kit kit, Roster roster, Drift drift) {
        this.kit = kit;
        this.roster = roster;
        this.drift = drift;
    }

    /** All of it, at this moment. */
    List<Sign> look(EngineWatch engine) {
        var signs = new ArrayList<Sign>();
        var now = kit.clock().instant();
        signs.add(disk(engine));
        signs.add(indexLag(engine));
        signs.add(journal(engine, now));
        signs.add(certificates(engine, now));
        for (var channel : roster.channels()) {
            signs.add(broken(channel, engine, now));
            signs.add(drift(channel, engine));
            file(channel).ifPresent(file -> alerts(channel, file, now, signs));
        }
        return signs;
    }

    /** What runs counts; else what its file says. */
    private static Optional<ChannelFile> file(Channel channel) {
        var program = channel.program();
        return program == null ? channel.text().file() : Optional.of(program.file());
    }

    private void alerts(Channel channel, ChannelFile file, Instant now, List<Sign> signs) {
        file.source()
                .alert()
                .ifPresent(
                        alert ->
                                new Watch(alert, file.zone(), now, roster.since())
                                        .look(SourceSight.of(channel), signs));
        for (var destination : file.destinations()) {
            var outlet = channel.parts.outlets().get(destination.name());
            if (destination.alert().isPresent() && outlet.isPresent()) {
                new Watch(destination.alert().get(), file.zone(), now, roster.since())
                        .look(OutletSight.of(channel.name, outlet.get()), signs);
            }
        }
    }

    /** Its file cannot be read now, so that nobody knows what it wants watched. */
    boolean isBlind(Watched watched) {
        return !watched.channel().isEmpty()
                && roster.channel(watched.channel()).map(c -> file(c).isEmpty()).orElse(false);
    }

    private Sign disk(EngineWatch engine) {
        var space = kit.store().space();
        return new Sign(
                new Watched("disk", "", ""),
                space.low() ? Level.ILL : Level.WELL,
                "the disk is low: nothing new is taken in",
                space.words(),
                "engine:info",
                engine.to());
    }

    private Sign indexLag(EngineWatch engine) {
        long lag = kit.store().search().lag().entries();
        var level =
                lag > engine.indexLag()
                        ? Level.ILL
                        : lag > engine.indexLag() / 2 ? Level.UNSURE : Level.WELL;
        return new Sign(
                new Watched("index-lag", "", ""),
                level,
                "search is more than " + engine.indexLag() + " entries behind",
                "",
                "engine:info",
                engine.to());
    }

    private Sign journal(EngineWatch engine, Instant now) {
        var failing = kit.recorder().failing();
        boolean ill = failing.map(f -> f.at().plus(engine.journal()).isBefore(now)).orElse(false);
        return new Sign(
                new Watched("journal", "", ""),
                ill ? Level.ILL : failing.isPresent() ? Level.UNSURE : Level.WELL,
                "the journal takes nothing",
                failing.map(Recorder.Failing::why).orElse(""),
                "engine:info",
                engine.to());
    }

    private Sign certificates(EngineWatch engine, Instant now) {
        var end = now.plus(engine.certificates());
        var old = kit.net().credentials().known(now).stream().filter(c -> endsBefore(c, end));
        var words =
                old.map(c -> c.name() + " ends " + LocalDate.ofInstant(c.until(), UTC))
                        .distinct()
                        .collect(Collectors.joining(", "));
        return new Sign(
                new Watched("certificate", "", ""),
                words.isEmpty() ? Level.WELL : Level.ILL,
                "a certificate ends within "
                        + engine.certificates().toDays()
                        + " days, or has ended",
                words,
                "tls:list",
                engine.to());
    }

    private static boolean endsBefore(CertificateView certificate, Instant end) {
        return certificate.problem().isEmpty() && certificate.until().isBefore(end);
    }

    private static Sign broken(Channel channel, EngineWatch engine, Instant now) {
        var is = channel.status.now();
        boolean broken = BROKEN.contains(is.state());
        boolean tooLong = is.since().plus(engine.broken()).isBefore(now);
        return new Sign(
                new Watched("broken", channel.name, ""),
                !broken ? Level.WELL : tooLong ? Level.ILL : Level.UNSURE,
                "channel " + channel.name + " does not run, it is " + is.state(),
                is.reason(),
                "channel:why " + channel.name,
                engine.to());
    }

    private Sign drift(Channel channel, EngineWatch engine) {
        return new Sign(
                new Watched("drift", channel.name, ""),
                drift.of(channel.name) == 0 ? Level.WELL : Level.ILL,
                "channel " + channel.name + ": the ledger and the engine differ",
                "",
                "ledger:show " + channel.name,
                engine.to());
    }

    /** Targets that channels name. */
    Set<String> targets() {
        var names = new TreeSet<String>();
        for (var channel : roster.channels()) {
            file(channel)
                    .ifPresent(
                            file -> {
                                file.source().alert().ifPresent(a -> names.add(a.to()));
                                file.destinations()
                                        .forEach(d -> d.alert().ifPresent(a -> names.add(a.to())));
                            });
        }
        return names;
    }
}

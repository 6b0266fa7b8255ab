package dev.pons.core.runtime;

import dev.pons.core.config.YamlEdit;
import dev.pons.core.control.CheckView;
import dev.pons.core.control.ControlException;
import dev.pons.core.control.TestView;
import dev.pons.core.control.TraceView;
import dev.pons.core.control.TrialView;
import dev.pons.core.control.Trials;
import dev.pons.core.control.VersionView;
import dev.pons.core.engine.Engine;
import dev.pons.core.engine.Rehearsals;
import dev.pons.core.engine.Rehearsals.Script;
import dev.pons.core.engine.Site;
import dev.pons.core.engine.Types;
import dev.pons.core.engine.testing.ChannelTests;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tries changes of channels, and makes them by writing the channel's file. Any thread. */
final class TrialOperations implements Trials {

    private static final Logger LOG = LoggerFactory.getLogger(TrialOperations.class);

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

    private final Engine engine;
    private final Path channels;
    private final Types types;
    private final Site site;

    TrialOperations(Engine engine, Path channels, Types types, Site site) {
        this.engine = engine;
        this.channels = channels;
        this.types = types;
        this.site = site;
    }

    private Rehearsals rehearsals() {
        return engine.rehearsals();
    }

    /** {@link ControlException}, with what may be meant: there is no such channel. */
    private void known(String channel) {
        engine.control().channel(channel);
    }

    private Script script(String channel, Changed changed) {
        known(channel);
        return read(channel, changed);
    }

    private Script read(String channel, Changed changed) {
        var file = file(channel, changed);
        try {
            var text = ChannelText.read(file);
            text.fault()
                    .ifPresent(
                            fault -> {
                                throw new ControlException(file + ": " + fault);
                            });
            return script(channel, text.text());
        } catch (IOException e) {
            throw new ControlException(file + " cannot be read (" + Reason.of(e) + ")", e);
        }
    }

    private Script script(String channel, String text) {
        return new Script(channel, text, new Includes(channels, channel, new Findings()));
    }

    private Path file(String channel, Changed changed) {
        if (changed.file().isEmpty()) {
            return path(channel);
        }
        try {
            return channels.resolveSibling(changed.file()).normalize();
        } catch (InvalidPathException e) {
            throw new ControlException("\"" + changed.file() + "\" is no path of a file", e);
        }
    }

    private Path path(String channel) {
        return channels.resolve(channel + ".yaml");
    }

    @Override
    public CheckView check(String channel, Changed changed) {
        if (changed.file().isEmpty()) {
            known(channel);
        }
        return engine.checks().check(read(channel, changed));
    }

    @Override
    public TrialView replay(String channel, Changed changed, Past past, List<String> allowed) {
        return rehearsals().replay(script(channel, changed), past, allowed);
    }

    @Override
    public TraceView look(
            String channel,
            Changed changed,
            byte[] message,
            Map<String, String> facts,
            Map<String, byte[]> answers) {
        return rehearsals().look(script(channel, changed), message, facts, answers);
    }

    @Override
    public List<TestView> test(String channel, boolean update) {
        try {
            return new ChannelTests(channels, types, site).run(channel, update);
        } catch (IOException e) {
            throw new ControlException(channels + " cannot be read (" + Reason.of(e) + ")", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ControlException("the order was interrupted", e);
        }
    }

    @Override
    public TraceView why(String message) {
        return rehearsals().why(message);
    }

    @Override
    public void shadow(String channel, Changed changed, String who) {
        rehearsals().shadow(script(channel, changed), who);
    }

    @Override
    public TrialView diff(String channel, List<String> allowed) {
        known(channel);
        return rehearsals().diff(channel, allowed);
    }

    @Override
    public void endShadow(String channel, String who) {
        known(channel);
        rehearsals().endShadow(channel);
        LOG.info("channel {}: {} ended its shadow", channel, who);
    }

    @Override
    public synchronized String promote(String channel, String who) {
        known(channel);
        put(rehearsals().shadowed(channel), who);
        rehearsals().endShadow(channel);
        return "channel "
                + channel
                + " is its shadow now; channels/"
                + channel
                + ".yaml is written";
    }

    /** It runs first, and is written when it does; so a text that does not run changes nothing. */
    private void put(Script script, String who) {
        rehearsals().check(script);
        var file = path(script.channel());
        try {
            var part = channels.resolve("." + script.channel() + ".yaml.part");
            Files.writeString(part, script.text());
            engine.deploy(script.channel(), script.text(), script.include(), who);
            var problems = engine.control().channel(script.channel()).problems();
            if (!problems.isEmpty()) {
                Files.delete(part);
                throw takenBack(script.channel(), who, problems);
            }
            Files.move(
                    part,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new ControlException(file + " cannot be written (" + Reason.of(e) + ")", e);
        }
        LOG.info("channels/{}.yaml was written, ordered by {}", script.channel(), who);
    }

    private ControlException takenBack(String channel, String who, List<String> problems) {
        var before = script(channel, new Changed(""));
        engine.deploy(channel, before.text(), before.include(), who);
        return new ControlException(
                "channel " + channel + " goes on as it was: " + String.join("; ", problems));
    }

    @Override
    public synchronized String create(
            String channel, String from, List<String> settings, String who) {
        var file = path(channel);
        if (Files.exists(file)) {
            throw new ControlException(
                    "there is a channel " + channel + " already; channels/" + channel + ".yaml");
        }
        var script = script(channel, changed(from, settings));
        rehearsals().check(script);
        begin(script);
        LOG.info("channels/{}.yaml was written from {}, ordered by {}", channel, from, who);
        return "channels/" + channel + ".yaml is written and starts; channel:list " + channel;
    }

    @Override
    public CheckView checkText(String channel, String text) {
        return engine.checks().check(script(named(channel), text));
    }

    @Override
    public Optional<String> file(String channel) {
        try {
            return Optional.of(Files.readString(path(named(channel))));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException e) {
            throw new ControlException(
                    "channels/" + channel + ".yaml cannot be read (" + Reason.of(e) + ")", e);
        }
    }

    @Override
    public synchronized String write(
            String channel, Optional<String> over, String text, String who) {
        unchanged(channel, over);
        var script = script(channel, text);
        if (over.isPresent()) {
            put(script, who);
            return "channels/" + channel + ".yaml is written, and runs";
        }
        rehearsals().check(script);
        begin(script);
        LOG.info("channels/{}.yaml was written, ordered by {}", channel, who);
        return "channels/" + channel + ".yaml is written and starts; channel:list " + channel;
    }

    @Override
    public synchronized String delete(String channel, Optional<String> over, String who) {
        unchanged(channel, over);
        try {
            Files.delete(path(channel));
        } catch (IOException e) {
            throw new ControlException(
                    "channels/" + channel + ".yaml cannot be deleted (" + Reason.of(e) + ")", e);
        }
        LOG.info("channels/{}.yaml was deleted, ordered by {}", channel, who);
        return "channels/" + channel + ".yaml is deleted; the channel ends, its messages stay";
    }

    private void unchanged(String channel, Optional<String> over) {
        if (!file(channel).equals(over)) {
            throw new ControlException(
                    "channels/"
                            + channel
                            + ".yaml is not as it was when you read it; read it again");
        }
    }

    /** It comes into a path from outside. */
    private static String named(String channel) {
        if (!NAME.matcher(channel).matches()) {
            throw new ControlException(
                    "this is no name for a channel: letters, digits, _ and -, at most 64");
        }
        return channel;
    }

    private void begin(Script script) {
        var file = path(script.channel());
        try {
            var part = channels.resolve("." + script.channel() + ".yaml.part");
            Files.writeString(part, script.text());
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new ControlException(file + " cannot be written (" + Reason.of(e) + ")", e);
        }
    }

    private String changed(String from, List<String> settings) {
        var edit = new YamlEdit(from + ".yaml", script(from, new Changed("")).text());
        for (var setting : settings) {
            int equals = setting.indexOf('=');
            if (equals < 1) {
                throw new ControlException(
                        "\"" + setting + "\" is no path=value, as source.mllp.listen.port=2580");
            }
            try {
                edit.set(setting.substring(0, equals), setting.substring(equals + 1));
            } catch (IllegalArgumentException e) {
                throw new ControlException(String.valueOf(e.getMessage()), e);
            }
        }
        return edit.text();
    }

    @Override
    public List<VersionView> history(String channel) {
        known(channel);
        return rehearsals().history(channel);
    }

    @Override
    public String text(String channel, long version) {
        known(channel);
        return rehearsals().text(channel, version).pack();
    }

    @Override
    public synchronized String rollback(String channel, long version, String who) {
        var ran = history(channel);
        if (version == 0 && ran.size() < 2) {
            throw new ControlException("channel " + channel + " has no version before this one");
        }
        long wanted = version == 0 ? ran.get(1).number() : version;
        var text = rehearsals().text(channel, wanted);
        var script = script(channel, text.main());
        for (var included : text.includes().entrySet()) {
            if (!included.getValue().equals(script.include().apply(included.getKey()).orElse(""))) {
                throw new ControlException(
                        "channels/"
                                + included.getKey()
                                + ", which version "
                                + wanted
                                + " includes, is another by now, and other channels may include it"
                                + " too; channel:history "
                                + channel
                                + " --text "
                                + wanted
                                + " shows what it was");
            }
        }
        put(script, who);
        return "channel "
                + channel
                + " is as in version "
                + wanted
                + " again; channels/"
                + channel
                + ".yaml is written";
    }
}

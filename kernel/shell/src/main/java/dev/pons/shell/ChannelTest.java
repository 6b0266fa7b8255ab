package dev.pons.shell;

import dev.pons.core.control.Trials;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

import java.util.List;

/** The tests that stand beside the channels. */
@Service
@Command(
        scope = "channel",
        name = "test",
        description =
                "Runs channels/NAME.test.yaml, each test on an engine of its own; shows what is not as"
                        + " expected, with values",
        detailedDescription = "Example: channel:test adt-to-lab")
@SuppressWarnings("NullAway.Init")
public final class ChannelTest extends EngineCommand {

    @Reference Trials trials;

    @Argument(
            name = "CHANNEL",
            description = "Its name; without: all",
            multiValued = true,
            valueToShowInHelp = "")
    @Completion(ChannelNames.class)
    List<String> words = List.of();

    @Option(name = "--update", description = "Writes golden files as they are now")
    boolean update;

    @Override
    int run() {
        var names = Usage.take(this, words);
        if (names.size() > 1) {
            throw new UsageException("one channel, or none for all");
        }
        var channel = names.isEmpty() ? "" : names.get(0);
        var tests = trials.test(channel, update);
        if (tests.isEmpty()) {
            err.println(
                    channel.isEmpty()
                            ? "there is no channels/NAME.test.yaml"
                            : "there is no channels/" + channel + ".test.yaml");
            return 1;
        }
        tests.forEach(test -> test.lines().forEach(out::println));
        var failed = tests.stream().filter(test -> !test.passed()).count();
        out.println(tests.size() + " tests, " + failed + " failed");
        return failed == 0 ? 0 : 1;
    }
}

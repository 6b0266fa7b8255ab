package dev.pons.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.core.control.CheckView;
import dev.pons.core.control.Trials;
import dev.pons.core.control.Trials.Changed;

import org.junit.jupiter.api.Test;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;

/** What {@code channel:check} prints. */
class ChannelCheckTest extends TypedCommands {

    private static final Map<String, CheckView> VIEWS =
            Map.of(
                    "adt-to-lab",
                            new CheckView(
                                    "adt-to-lab", List.of(), List.of("adt-to-lab.yaml:9:7: PDI-5")),
                    "orders",
                            new CheckView(
                                    "orders",
                                    List.of("orders.yaml:3:5: hots", "orders.yaml:4:5: prot"),
                                    List.of()),
                    "orders of new.yaml", new CheckView("orders", List.of(), List.of()));

    private static Trials trials() {
        return (Trials)
                Proxy.newProxyInstance(
                        Trials.class.getClassLoader(),
                        new Class<?>[] {Trials.class},
                        (proxy, method, arguments) -> {
                            var file = ((Changed) arguments[1]).file();
                            return VIEWS.get(arguments[0] + (file.isEmpty() ? "" : " of " + file));
                        });
    }

    private Object check(String... words) {
        var command = new ChannelCheck();
        command.trials = trials();
        command.words = List.of(words);
        return run(command);
    }

    @Test
    void ofAllChannelsSaysWhatKeepsThemAndWhatIsDoubtful() {
        assertThat(check()).isEqualTo(1);
        assertThat(out)
                .hasToString(
                        """
                        adt-to-lab: 1 warning
                          warning: adt-to-lab.yaml:9:7: PDI-5
                        orders: 2 problems
                          orders.yaml:3:5: hots
                          orders.yaml:4:5: prot
                        """);
    }

    @Test
    void warningsAloneAreNoFailure() {
        assertThat(check("adt-to-lab")).isNull();
    }

    @Test
    void ofAChangedFile() {
        assertThat(check("orders", "--file", "new.yaml")).isNull();
        assertThat(out).hasToString("orders: nothing is wrong\n");
    }

    @Test
    void aFileBelongsToOneChannel() {
        assertThat(check("--file", "new.yaml")).isEqualTo(2);
        assertThat(err.toString()).startsWith("a file is that of one channel; name it");
    }
}

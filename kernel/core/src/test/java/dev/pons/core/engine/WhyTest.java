package dev.pons.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.core.control.ChannelState;
import dev.pons.core.control.Control.Order;
import dev.pons.core.control.DestinationState;
import dev.pons.spi.Delivery;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** {@code channel:why}, brought into every state that there is. */
@Timeout(120)
class WhyTest {

    private static final String CHANNEL =
            """
            source: { hand: {}, format: pairs }
            steps: [ { obey: {} } ]
            destinations:
              lab: { peer: {}, retry: { first: 20ms, longest: 40ms, jitter: no } }
            """;

    @TempDir Path folder;
    private Bench bench;

    @BeforeEach
    void open() throws IOException {
        bench = new Bench(folder.resolve("data"));
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    private List<String> why(String destination) {
        return bench.control().why("adt", destination);
    }

    /** Brings the channel into a state, and what its words must hold. */
    private Map<ChannelState, List<String>> channelStates() {
        var table = new TreeMap<ChannelState, List<String>>();
        bench.channel("adt", "source: { hand: {} }\n");
        table.put(ChannelState.BROKEN, List.copyOf(why("")));
        bench.channel("adt", CHANNEL.replace("hand", "nowhere"));
        table.put(ChannelState.WAITING, List.copyOf(why("")));
        bench.types.broken.put("adt", new IllegalStateException("closed"));
        bench.channel("adt", CHANNEL);
        table.put(ChannelState.DOWN, List.copyOf(why("")));
        bench.types.broken.clear();
        bench.control().order(Order.START, "adt", "", "local:anna");
        bench.until(() -> bench.view("adt").state() == ChannelState.STARTED);
        table.put(ChannelState.STARTED, List.copyOf(why("")));
        bench.control().order(Order.PAUSE, "adt", "", "local:anna");
        table.put(ChannelState.PAUSED, List.copyOf(why("")));
        bench.control().order(Order.STOP, "adt", "", "local:anna");
        table.put(ChannelState.STOPPED, List.copyOf(why("")));
        return table;
    }

    @Test
    void everyStateOfAChannelSaysSinceWhenWhyAndWhatToType() {
        var table = channelStates();
        assertThat(table.keySet()).isEqualTo(Set.copyOf(EnumSet.allOf(ChannelState.class)));
        table.forEach(
                (state, lines) ->
                        assertThat(lines.get(0)).startsWith("channel adt is " + state + " for "));
        assertThat(table.get(ChannelState.BROKEN))
                .anyMatch(l -> l.contains("adt.yaml:1:1: the channel has no destinations"))
                .contains("type nothing: mend channels/adt.yaml and save it");
        assertThat(table.get(ChannelState.WAITING))
                .anyMatch(l -> l.contains("plugin with the source type nowhere"))
                .anyMatch(l -> l.startsWith("type plugin:doctor"));
        assertThat(table.get(ChannelState.DOWN))
                .anyMatch(l -> l.contains("the plugin failed with IllegalStateException"))
                .anyMatch(l -> l.contains("tried again by itself"));
        assertThat(table.get(ChannelState.STARTED)).contains("nothing is wrong; 0 deliveries wait");
        assertThat(table.get(ChannelState.PAUSED).get(0))
                .endsWith("by order of local:anna; type channel:resume adt");
        assertThat(table.get(ChannelState.STOPPED).get(0))
                .endsWith("by order of local:anna; type channel:start adt");
    }

    @Test
    void everyStateOfADestinationSaysSinceWhenWhyAndWhatToType() throws Exception {
        bench.runs("adt", CHANNEL);
        var lab = bench.peer("adt/lab");
        var table = new TreeMap<DestinationState, List<String>>();
        table.put(DestinationState.STARTED, why("lab"));
        lab.behaviour = Peer.DOWN;
        bench.submit("adt", 1, 3, "");
        bench.until(() -> bench.view("adt", "lab").state() == DestinationState.DOWN);
        bench.until(() -> bench.view("adt", "lab").queued() == 3);
        table.put(DestinationState.DOWN, why("lab"));
        lab.behaviour = (message, attempt) -> Delivery.rejected("the ward is unknown");
        bench.until(() -> bench.view("adt", "lab").state() == DestinationState.BLOCKED);
        table.put(DestinationState.BLOCKED, why("lab"));
        bench.control().order(Order.PAUSE, "adt", "lab", "local:anna");
        table.put(DestinationState.PAUSED, why("lab"));
        bench.control().order(Order.RESUME, "adt", "lab", "local:anna");
        bench.control().order(Order.STOP, "adt", "", "local:anna");
        table.put(DestinationState.STOPPED, why("lab"));

        assertThat(table.keySet()).isEqualTo(Set.copyOf(EnumSet.allOf(DestinationState.class)));
        table.forEach(
                (state, lines) ->
                        assertThat(lines.get(0))
                                .startsWith("destination lab is " + state + " for "));
        assertThat(table.get(DestinationState.STARTED)).contains("nothing is wrong here");
        assertThat(table.get(DestinationState.DOWN).get(0))
                .contains(": the peer is down; 3 wait (the oldest for ", "next try in");
        assertThat(table.get(DestinationState.DOWN))
                .anyMatch(l -> l.contains("look at the peer and the network"));
        assertThat(table.get(DestinationState.BLOCKED))
                .anyMatch(l -> l.matches("blocked by message \\S+; type message:show \\S+"))
                .anyMatch(l -> l.startsWith("type message:list --channel adt --state held"));
        assertThat(table.get(DestinationState.PAUSED).get(0))
                .contains("by order of local:anna; type channel:resume adt lab");
        assertThat(table.get(DestinationState.STOPPED).get(0)).contains("the channel is stopped");
    }

    @Test
    void whatIsHeldAndAChangedFileThatWasNotTakenAreNamed() throws Exception {
        bench.runs("adt", CHANNEL);
        bench.submit("adt", 1, 1, "do=hold");
        bench.until(() -> bench.view("adt").held() == 1);
        bench.channel("adt", CHANNEL + "nonsense: 1\n");
        assertThat(why(""))
                .anyMatch(l -> l.contains("held before they were routed; type message:list"))
                .anyMatch(l -> l.startsWith("its changed file was not taken: adt.yaml:"))
                .contains(
                        "type nothing: mend the file and save it; until then the old version runs");
    }
}

package dev.pons.core.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;

/** What a plugin's step is given from outside of the message, and what it leaves. */
class GuestTest {

    private final Channel channel = new Channel();

    GuestTest() {
        channel.tables.put("wards", CodeTable.read("wards", "code,text,floor\nW1,Ward 1,2\n"));
    }

    /** A message that was given nothing yet. */
    private Flow flow() {
        channel.given = new Given();
        return channel.flow(Channel.ADT);
    }

    /** The same message again, with what it was given before and another id. */
    private Flow again(Flow before) {
        return new Flow(
                "m-2",
                before.original(),
                channel.around(channel.format),
                Channel.NOW,
                Channel.ZONE,
                new Given(before.given().answers()));
    }

    @Test
    void aCellIsThatOfTheNamedColumnOrOfTheSecond() {
        assertThat(flow().lookup("wards", "W1", "floor")).contains("2");
        assertThat(flow().lookup("wards", "W1", "")).contains("Ward 1");
        assertThat(flow().lookup("wards", "W2", "")).isEmpty();
    }

    @Test
    void aTableThatIsNotThereIsNamedWithTheRemedy() {
        assertThatThrownBy(() -> flow().lookup("rooms", "W1", ""))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("there is no table rooms; put rooms.csv into the folder tables");
    }

    @Test
    void aMessageThatRunsAgainIsGivenTheSameCell() {
        var first = flow();
        first.lookup("wards", "W1", "");
        channel.tables.put("wards", CodeTable.read("wards", "code,text\nW1,other\n"));
        assertThat(again(first).lookup("wards", "W1", "")).contains("Ward 1");
        assertThat(flow().lookup("wards", "W1", "")).contains("other");
    }

    @Test
    void whatIsLeftIsRecalledByTheMessageItselfAndKeptWithIt() {
        var flow = flow();
        flow.remember("orders", "1", Map.of("value", "A"), Duration.ofDays(2));
        assertThat(flow.recall("orders", "1")).contains(Map.of("value", "A"));
        assertThat(flow.given().remembered())
                .containsExactly(
                        new Given.Remembered(
                                "orders",
                                "1",
                                Map.of("value", "A"),
                                Channel.NOW.plus(Duration.ofDays(2)).toEpochMilli()));
        flow.remember("orders", "1", Map.of(), Duration.ZERO);
        assertThat(flow.recall("orders", "1")).isEmpty();
    }

    @Test
    void whatWasRecalledIsRecalledAgain() {
        channel.memory.known.put("orders/1", Map.of("value", "A"));
        var first = flow();
        assertThat(first.recall("orders", "1")).contains(Map.of("value", "A"));
        channel.memory.known.clear();
        assertThat(again(first).recall("orders", "1")).contains(Map.of("value", "A"));
        assertThat(flow().recall("orders", "1")).isEmpty();
    }

    @Test
    void nothingIsRememberedWhereItIsNotRecorded() throws Exception {
        var flow = flow();
        flow.enter(PluginOptions.fresh(false));
        assertThatThrownBy(() -> flow.remember("orders", "1", Map.of("value", "A"), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("an answer is not remembered here");
    }

    @Test
    void randomNumbersBeginWhereTheyBeganBefore() {
        var first = flow();
        long seed = first.seed();
        assertThat(flow().seed()).isEqualTo(seed);
        assertThat(again(first).seed()).isEqualTo(seed);
        var other =
                new Flow(
                        "m-2",
                        first.original(),
                        channel.around(channel.format),
                        Channel.NOW,
                        Channel.ZONE,
                        new Given());
        assertThat(other.seed()).isNotEqualTo(seed);
    }
}

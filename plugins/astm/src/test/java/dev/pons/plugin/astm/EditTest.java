package dev.pons.plugin.astm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.spi.Message;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Fresh;
import dev.pons.spi.format.Value;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** What changes do, and what they leave alone. */
class EditTest {

    private static final String SHORT = "H|\\^&|9\rP|1|4711\rO|1|S1||^^^GLU\rR|1|^^^GLU|5\rL|1|N\r";

    private static String set(String text, String path, Value value) throws Exception {
        var tree = Given.tree(text);
        tree.set(tree.make(tree.root(), path), value);
        return Given.text(tree);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "P-3       ! 1       ! P|1|1",
                "P-6.2     ! Anna    ! P|1|4711|||^Anna",
                "P-3[2].2  ! x       ! P|1|4711\\^x",
                "P-4       ! a|b^c\\d&e ! P|1|4711|a&F&b&S&c&R&d&E&e",
                "P-4       ! &H&bold&N& ! P|1|4711|&H&bold&N&",
                "O-5(4=GLU).5 ! y    ! O|1|S1||^^^GLU^y",
                "R/C-4     ! note    ! C|||note",
            })
    void aPlaceIsSetOrMade(String path, String text, String line) throws Exception {
        assertThat(set(SHORT, path, Value.of(text)).split("\r")).contains(line);
    }

    @Test
    void onlyThePlaceChanges() throws Exception {
        var text = "\r\nH|\\^&|9|||  |\r\nP|1|a&F&b|||\n\nR|1|^^^x|1&X41&\rL|1";
        assertThat(set(text, "P-5", Value.of("5")))
                .isEqualTo("\r\nH|\\^&|9|||  |\r\nP|1|a&F&b||5|\n\nR|1|^^^x|1&X41&\rL|1");
    }

    @Test
    void whatIsThereAlreadyIsNotWrittenAnew() throws Exception {
        var message = Given.message("H|\\^&\rP|1|1&X41&&Z&\rL|1|N\r");
        var tree = (AstmTree) Given.format().read(message);
        tree.set(tree.make(tree.root(), "P-3"), Value.of("1A&Z&"));
        assertThat(tree.write()).isSameAs(message.body());
    }

    @Test
    void controlCharactersAreEscapedAndComeBack() throws Exception {
        var written = set(SHORT, "R-4", Value.of("1\r\n2"));
        assertThat(written).contains("|1&X0D&&X0A&2\r");
        assertThat(Given.texts(Given.tree(written), "R-4")).containsExactly("1\r\n2");
    }

    @Test
    void delimitersTypesAndTheHeaderStay() throws Exception {
        for (var path : List.of("H-2", "H-1", "R-1", "H", "H-2[2]")) {
            assertThatThrownBy(() -> set(SHORT, path, Value.of("x")))
                    .as(path)
                    .isInstanceOf(ProblemException.class)
                    .hasMessageStartingWith("not-allowed");
        }
        var tree = Given.tree(SHORT);
        assertThatThrownBy(() -> tree.remove(tree.find(tree.root(), "H").get(0)))
                .hasMessageContaining("without its header");
    }

    @Test
    void encodedTextTakesTheMessagesDelimiters() throws Exception {
        assertThat(set("H!~*@\rO!1\rL!1", "O-3", Value.encoded("A^B&F&\\C!")))
                .isEqualTo("H!~*@\rO!1!A*B|~C@F@\rL!1");
        assertThatThrownBy(() -> set(SHORT, "O-3.1", Value.encoded("A^B")))
                .hasMessageContaining("a delimiter that would end this place");
    }

    @Test
    void recordsComeWhereTheirLevelPutsThem() throws Exception {
        var tree = Given.tree(Given.RESULT);
        var order = tree.find(tree.root(), "O").get(0);
        tree.set(tree.make(tree.add(order, "R", false), "4"), Value.of("new"));
        assertThat(Given.texts(tree, "O[1]/R-4")).containsExactly("5.5", "140", "new");
        tree.set(tree.make(tree.add(order, "C", false), "4"), Value.of("second"));
        assertThat(Given.texts(tree, "O[1]/C-4")).containsExactly("of the order", "second");
        tree.set(tree.make(tree.root(), "P[3]-3"), Value.of("4713"));
        assertThat(Given.text(tree)).endsWith("O|1|S3||^^^K\rP||4713\rL|1|N\r");
    }

    @Test
    void handlesOutliveChangesBesideThem() throws Exception {
        var tree = Given.tree("H|\\^&\rO|1|a\\b\\c\rL|1");
        var places = tree.find(tree.root(), "O-3");
        tree.remove(places.get(0));
        tree.set(places.get(2), Value.of("z"));
        assertThat(Given.text(tree)).isEqualTo("H|\\^&\rO|1|b\\z\rL|1");
        assertThatThrownBy(() -> tree.value(places.get(0))).hasMessageContaining("was removed");
    }

    @Test
    void copyTakesStructureAndRepeats() throws Exception {
        var tree = Given.tree("H|\\^&\rP|1|a^b\\c&Z&\rO|1|x|y\rL|1");
        tree.copy(tree.root(), "P-3", "O-4");
        tree.copy(tree.root(), "P-9", "O-3");
        assertThat(Given.text(tree)).isEqualTo("H|\\^&\rP|1|a^b\\c&Z&\rO|1||a^b\\c&Z&\rL|1");
        assertThatThrownBy(() -> tree.copy(tree.root(), "P-3", "O-5.2"))
                .hasMessageContaining("more structure");
    }

    @Test
    void aPartHasWhatStandsAboveItAndNothingOfOthers() throws Exception {
        var parts = Given.format().split(Given.message(Given.RESULT), "O", List.of());
        assertThat(parts).hasSize(3);
        var second = new String(parts.get(1).toBytes(), StandardCharsets.UTF_8);
        assertThat(second.split("\r"))
                .containsExactly(
                        "H|\\^&|77||cobas^1|||||LIS||P|1|20260131120000",
                        "C|1|I|of the message|G",
                        "P|1|4711|L4711||Muster^Anna||19700101|F",
                        "O|2|S2||^^^CRP|R",
                        "R|1|^^^CRP|12|mg/l||H||P",
                        "L|1|N");
        var kept = Given.format().split(Given.message(Given.RESULT), "R", List.of("O[1]/C"));
        assertThat(new String(kept.get(0).toBytes(), StandardCharsets.UTF_8).split("\r"))
                .extracting(line -> line.substring(0, 1))
                .containsExactly("H", "P", "O", "C", "R", "C", "L");
    }

    @Test
    void aFreshMessageHasHeaderAndEnd() throws Exception {
        var wanted =
                new Fresh(
                        "",
                        "",
                        "17-4",
                        Instant.parse("2026-01-31T11:00:00Z"),
                        ZoneId.of("Europe/Berlin"));
        var fresh = Given.format().fresh(wanted).orElseThrow();
        assertThat(new String(fresh.toBytes(), StandardCharsets.UTF_8))
                .isEqualTo("H|\\^&|17-4|||||||||P|LIS2-A2|20260131120000\rL|1|N\r");
        assertThat(Given.format().validate(Message.of(fresh))).isEmpty();
        var typed = new Fresh("ORU", "", "1", wanted.now(), wanted.zone());
        assertThatThrownBy(() -> Given.format().fresh(typed))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

package dev.pons.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.core.control.TableControl;
import dev.pons.core.control.TableRow;
import dev.pons.core.control.TableView;
import dev.pons.core.control.TableView.Kind;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the commands for tables print, and what they never do. */
class TableCommandsTest extends TypedCommands {

    private final List<String> forgotten = new ArrayList<>();

    private final TableControl tables =
            new TableControl() {
                @Override
                public List<TableView> tables() {
                    return List.of(
                            new TableView(
                                    "orders",
                                    Kind.REMEMBERED,
                                    List.of(),
                                    12,
                                    List.of("orders", "results")),
                            new TableView(
                                    "wards", Kind.FILE, List.of("code", "text"), 3, List.of()));
                }

                @Override
                public List<List<String>> rows(String table, int most) {
                    return table.equals("wards")
                            ? List.of(List.of("W1", "Ward 1"), List.of("W2", "Ward 2"))
                                    .subList(0, Math.min(2, most))
                            : List.of();
                }

                @Override
                public List<TableRow> find(String table, String key) {
                    return key.equals("4711")
                            ? List.of(
                                    new TableRow(
                                            Kind.REMEMBERED,
                                            Map.of("placer", "A17"),
                                            Optional.of(Instant.parse("2027-02-20T02:00:00Z"))))
                            : List.of();
                }

                @Override
                public void forget(String table, String key, String who, String why) {
                    forgotten.add(table + " " + key + " by " + who + ": " + why);
                }
            };

    private Object show(String... words) {
        var command = new TableShow();
        command.tables = tables;
        command.words = List.of(words);
        return run(command);
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void list() {
        var command = new TableList();
        command.tables = tables;
        run(command);
        assertThat(said())
                .isEqualTo(
                        """
                        TABLE   FROM              KEYS  COLUMNS     CHANNELS
                        orders  remember            12  -           orders, results
                        wards   tables/wards.csv     3  code, text  -
                        """);
    }

    @Test
    void showOfACodeTableHasItsFirstRows() {
        assertThat(show("wards")).isNull();
        assertThat(said())
                .isEqualTo(
                        """
                        table     wards
                        from      tables/wards.csv
                        keys      3

                        code  text
                        W1    Ward 1
                        W2    Ward 2
                        and 1 more; --limit N shows more
                        """);
    }

    /** Content is shown for one key that somebody names, and never listed. */
    @Test
    void showOfWhatIsRememberedListsNoRows() {
        assertThat(show("orders")).isNull();
        assertThat(said()).contains("keys      12").doesNotContain("4711").doesNotContain("A17");
    }

    @Test
    void showOfOneKey() {
        assertThat(show("orders", "4711")).isNull();
        assertThat(said())
                .isEqualTo(
                        """
                        remembered, until 2027-02-20T03:00:00+01:00
                          NAME    VALUE
                          placer  A17
                        """);
        assertThat(show("orders", "4712")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).doesNotContain("4712");
    }

    @Test
    void showIsBounded() {
        assertThat(show("wards", "--limit", "1001")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("--limit is at most 1000");
    }

    @Test
    void forgetNeedsAReason() {
        var command = new TableForget();
        command.tables = tables;
        command.words = List.of("orders", "4711");
        assertThat(run(command)).isEqualTo(2);
        assertThat(forgotten).isEmpty();
        command.words = List.of("orders", "4711", "--why", "a test");
        assertThat(run(command)).isNull();
        assertThat(forgotten).containsExactly("orders 4711 by local:ann: a test");
    }
}

package dev.pons.admin.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** What is kept of an act stays as it was, or it is found. */
class AuditTest {

    @TempDir Path folder;

    private Path file() {
        return folder.resolve("audit.log");
    }

    private Audit open() throws IOException {
        return Audit.open(folder, Clock.systemUTC());
    }

    private static Deed deed(String what) {
        return new Deed("ann", "127.0.0.1", "password", what, "the lab asked", "ordered");
    }

    private void three() throws IOException {
        try (var audit = open()) {
            audit.add(deed("one"));
            audit.add(deed("two"));
            audit.add(deed("three"));
        }
    }

    private String problem() throws IOException {
        try (var audit = open()) {
            return audit.verify().problem();
        }
    }

    private void rewrite(List<String> lines) throws IOException {
        Files.write(file(), lines);
    }

    @Test
    void itGoesOnOverARestartAndIsTheOwnersAlone() throws IOException {
        three();
        try (var audit = open()) {
            audit.add(deed("four"));
            assertThat(audit.verify())
                    .extracting(Verdict::entries, Verdict::problem)
                    .containsExactly(4L, "");
            assertThat(audit.newest(2))
                    .extracting(AuditEntry::what)
                    .containsExactly("three", "four");
            assertThat(audit.newest(2)).extracting(AuditEntry::number).containsExactly(3L, 4L);
        }
        assertThat(Files.getPosixFilePermissions(file()))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void aLineThatWasChangedIsFound() throws IOException {
        three();
        rewrite(Files.readAllLines(file()).stream().map(l -> l.replace("two", "2")).toList());
        assertThat(problem()).isEqualTo("line 2 was changed");
    }

    @Test
    void aLineThatWasTakenOutPutInOrMovedIsFound() throws IOException {
        three();
        var lines = Files.readAllLines(file());
        rewrite(List.of(lines.get(0), lines.get(2)));
        assertThat(problem()).contains("line 2 does not follow");
        rewrite(List.of(lines.get(0), lines.get(0), lines.get(1), lines.get(2)));
        assertThat(problem()).contains("line 2 does not follow");
        rewrite(List.of(lines.get(1), lines.get(0), lines.get(2)));
        assertThat(problem()).contains("line 1 does not follow");
        var noise = new ArrayList<>(lines);
        noise.add(1, "{}");
        rewrite(noise);
        assertThat(problem()).isEqualTo("line 2 is no line of an audit");
    }

    @Test
    void anEndThatIsCutOffWhileItRunsIsFoundAndTheHeadTellsOfOneThatWasCutBefore()
            throws IOException {
        three();
        try (var audit = open()) {
            var head = audit.verify().head();
            var lines = Files.readAllLines(file());
            rewrite(lines.subList(0, 2));
            assertThat(audit.verify().problem()).isEqualTo("the end is missing: lines 3 to 3");
            assertThat(audit.verify().head()).isNotEqualTo(head);
        }
    }

    @Test
    void aLastLineThatACrashCutIsSetApartAndTheChainGoesOn() throws IOException {
        three();
        Files.writeString(file(), "{\"number\":4,\"at\":\"20", StandardOpenOption.APPEND);
        try (var audit = open()) {
            audit.add(deed("four"));
            assertThat(audit.verify())
                    .extracting(Verdict::entries, Verdict::problem)
                    .containsExactly(4L, "");
        }
        assertThat(folder.resolve("audit.cut")).hasContent("{\"number\":4,\"at\":\"20");
    }

    @Test
    void longWordsAreCutAndLineBreaksMakeNoLine() throws IOException {
        try (var audit = open()) {
            audit.add(deed("x\n{}".repeat(1000)));
            assertThat(audit.verify().problem()).isEmpty();
            assertThat(audit.newest(1).get(0).what()).hasSizeLessThan(600);
        }
        assertThat(Files.readAllLines(file())).hasSize(1);
    }
}

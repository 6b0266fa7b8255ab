package dev.pons.plugin.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.spi.Message;
import dev.pons.spi.Problem;
import dev.pons.spi.StepResult.Kind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What a script does with a message. */
class ScriptTest {

    private static final String LINES = Given.ORU.replace('\r', '\n');

    @TempDir Path folder;

    private static String json(String code, String message) throws Exception {
        var world = new Given.World();
        world.format = "json";
        return Given.text(Given.result(Given.step(code), message, world));
    }

    @Test
    void itReadsByPath() throws Exception {
        assertThat(Given.out("vars.out = msg.get('PID-5.2') + msg.get('PID-3[2].1')"))
                .isEqualTo("ANNA200");
    }

    @Test
    void whatIsAbsentReadsAsTheEmptyText() throws Exception {
        assertThat(Given.out("vars.out = '[' + msg.get('ZZZ-1') + ']' + msg.has('ZZZ-1')"))
                .isEqualTo("[]false");
    }

    @Test
    void itReadsAllOfAPath() throws Exception {
        assertThat(Given.out("vars.out = msg.all('OBX[*]-5').join('|')"))
                .isEqualTo("5.5|a & b \\.br\\ c|7.1");
    }

    @Test
    void itWritesByPathAndLeavesTheRestAsItCame() throws Exception {
        assertThat(Given.after("msg.set('PID-5.2', msg.get('PID-5.2').toLowerCase())"))
                .isEqualTo(LINES.replace("ANNA", "anna"));
    }

    @Test
    void whatItWritesIsEscapedForItsPlace() throws Exception {
        assertThat(Given.line(Given.after("msg.set('PID-11.1', 'A & B ^ C')"), "PID"))
                .contains("|A \\T\\ B \\S\\ C^^Town|");
    }

    @Test
    void nullDeletesAndTheEmptyTextEmpties() throws Exception {
        assertThat(Given.line(Given.after("msg.set('PID-8', null); msg.set('PID-7', '')"), "PID"))
                .contains("^M|||\"\"|||");
    }

    @Test
    void nothingIsNoValue() {
        assertThat(Given.failure("msg.set('PID-8', undefined)")).startsWith("code:1:1: TypeError");
        assertThat(Given.failure("msg.set('PID-8', {})")).startsWith("code:1:1: TypeError");
    }

    @Test
    void itRemovesAndSaysHowMany() throws Exception {
        assertThat(Given.after("if (msg.remove('OBX(11=P)') !== 1) throw new Error('count')"))
                .isEqualTo(LINES.substring(0, LINES.indexOf("OBX|3")));
    }

    @Test
    void itGoesThroughElements() throws Exception {
        var code =
                """
                var count = msg.each('OBX', function (obx, i) {
                  obx.set('OBX-1', (i + 1) * 10);
                  if (obx.get('OBX-2') === 'ST') { obx.remove(); }
                });
                vars.out = count;
                """;
        assertThat(Given.after(code)).contains("OBX|10|NM", "OBX|30|NM").doesNotContain("|ST|");
        assertThat(Given.out(code)).isEqualTo("3");
    }

    @Test
    void itCopiesWithoutEscaping() throws Exception {
        assertThat(Given.line(Given.after("msg.copy('OBX[2]-5', 'NTE-3')"), "NTE"))
                .isEqualTo("NTE|1||a \\T\\ b \\.br\\ c");
    }

    @Test
    void encodedTextIsTakenAsItIsWritten() throws Exception {
        assertThat(Given.after("msg.setEncoded('PID-5', msg.encoded('PID-5') + '^JR')"))
                .contains("|Kanarienvogel^ANNA^M^JR|");
    }

    @Test
    void anUntouchedMessageIsTheSameMessage() throws Exception {
        var flow = new Given.World().flow(Given.ORU);
        var result = Given.step("msg.get('PID-5.1')").apply(flow.original(), flow);
        assertThat(result.message()).containsSame(flow.original());
    }

    @Test
    void numbersAndTruthOfJsonAreThoseOfJavaScript() throws Exception {
        var message = "{\"n\": 2, \"yes\": false, \"long\": 12345678901234567890, \"x\": 2.10}";
        assertThat(
                        json(
                                "msg.set('$.n', msg.get('$.n') + 1); msg.set('$.yes',"
                                        + " !msg.get('$.yes')); msg.set('$.x', null);"
                                        + " msg.set('$.long', msg.get('$.long'))",
                                message))
                .isEqualTo(
                        "{\"n\": 3, \"yes\": true, \"long\": 12345678901234567890, \"x\":"
                                + " null}");
    }

    @Test
    void variablesAreReadAndWritten() throws Exception {
        var flow = new Given.World().flow(Given.ORU);
        flow.let("before", "1");
        Given.step("vars.after = vars.before + 1; vars.none = String(vars.nothing)")
                .apply(flow.original(), flow);
        assertThat(flow.variables())
                .containsEntry("after", "11")
                .containsEntry("none", "undefined");
    }

    @Test
    void factsOfTheSourceAreReadAndNotChanged() throws Exception {
        assertThat(Given.out("vars.out = meta.peer + Object.keys(meta)")).isEqualTo("lab1peer");
        assertThat(Given.failure("meta.peer = 'x'")).startsWith("code:1:1: TypeError");
    }

    @Test
    void tablesAreLookedUp() throws Exception {
        assertThat(
                        Given.out(
                                "vars.out = lookup('wards', msg.get('PV1-3.1')) + lookup('wards',"
                                        + " 'W1', 'floor') + lookup('wards', 'X')"))
                .isEqualTo("Ward 12null");
        assertThatThrownBy(() -> Given.out("lookup('rooms', 'x')"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("put rooms.csv into the folder tables");
        assertThat(Given.failure("\n  lookup('wards', 'W1', 'flor')"))
                .startsWith("code:2:3: the table wards has no column flor");
    }

    @Test
    void itRemembersAndRecalls() throws Exception {
        var world = new Given.World();
        world.remembered.put("orders/A1", Map.of("value", "P9"));
        world.remembered.put("orders/A2", Map.of("placer", "P1", "filler", "F1"));
        var flow = world.flow(Given.ORU);
        Given.step(
                        "vars.a = recall('orders', 'A1'); vars.b = recall('orders', 'A2').filler;"
                                + "vars.c = String(recall('orders', 'A3'));"
                                + "remember('orders', 'A4', 'x', '2d');"
                                + "remember('orders', 'A5', { p: 1 }); forget('orders', 'A1')")
                .apply(flow.original(), flow);
        assertThat(flow.variables()).isEqualTo(Map.of("a", "P9", "b", "F1", "c", "null"));
        assertThat(world.given.remembered())
                .extracting(one -> one.key() + one.values() + (one.until() > 0))
                .containsExactly("A4{value=x}true", "A5{p=1}false", "A1{}false");
    }

    @Test
    void itDropsHoldsAndRefuses() throws Exception {
        var dropped =
                Given.result(
                        Given.step("drop('not ours'); msg.set('PID-8', 'X')"),
                        Given.ORU,
                        new Given.World());
        assertThat(dropped.kind()).isEqualTo(Kind.DROP);
        assertThat(dropped.reason()).isEqualTo("not ours");
        var held = Given.result(Given.step("hold('look at it')"), Given.ORU, new Given.World());
        assertThat(held.kind()).isEqualTo(Kind.HOLD);
        var refused =
                Given.result(Given.step("refuse('AE', 'no visit')"), Given.ORU, new Given.World());
        assertThat(refused.problem().map(Problem::toString)).contains("AE: no visit");
    }

    @Test
    void aDecisionCannotBeCaught() throws Exception {
        var code = "try { drop('a') } catch (e) { vars.out = 'caught' } finally { vars.f = 1 }";
        assertThat(Given.result(Given.step(code), Given.ORU, new Given.World()).kind())
                .isEqualTo(Kind.DROP);
    }

    @Test
    void aReasonWithContentIsNotRecorded() throws Exception {
        var world = new Given.World();
        var dropped =
                Given.result(Given.step("drop('for ' + msg.get('PID-5.1'))"), Given.ORU, world);
        assertThat(dropped.reason()).doesNotContain(Given.CANARY);
        assertThat(world.notes).contains("reason: for " + Given.CANARY);
        assertThat(Given.failure("refuse('AE', msg.get('PID-5.1'))"))
                .doesNotContain(Given.CANARY)
                .startsWith("code:1:1: TypeError");
    }

    @Test
    void itMayReturnEarly() throws Exception {
        assertThat(Given.after("if (msg.get('PID-8') === 'F') return;\nmsg.set('PID-8', 'X')"))
                .isEqualTo(LINES);
    }

    @Test
    void aFileUsesItsLibraries() throws Exception {
        Files.writeString(
                folder.resolve("names.js"), "function low(t) { return t.toLowerCase(); }");
        Files.writeString(folder.resolve("adt.js"), "msg.set('PID-5.2', low(msg.get('PID-5.2')));");
        var step = file(Map.of("libraries", folder.resolve("names.js").toString()));
        assertThat(Given.after(step, Given.ORU)).isEqualTo(LINES.replace("ANNA", "anna"));
    }

    private ScriptStep file(Map<String, String> others) {
        var all = new HashMap<>(others);
        all.put("file", folder.resolve("adt.js").toString());
        return Given.step(Bind.defaults(ScriptOptions.class, all));
    }

    @Test
    void aFileThatIsNotThereIsLookedForWithEachMessage() throws Exception {
        var step = file(Map.of());
        assertThat(Given.failure(step))
                .hasMessageContaining("adt.js cannot be read (NoSuchFileException); put it there");
        Files.writeString(folder.resolve("adt.js"), "msg.set('PID-8', 'M');");
        assertThat(Given.line(Given.after(step, Given.ORU), "PID")).contains("|M|");
    }

    @Test
    void itIsCompiledOnce() throws Exception {
        Files.writeString(folder.resolve("adt.js"), "vars.out = 'one'");
        var step = file(Map.of());
        Given.out(step);
        Files.writeString(folder.resolve("adt.js"), "vars.out = 'two'");
        assertThat(Given.out(step)).isEqualTo("one");
    }

    @Test
    void aScriptInTheChannelFileIsCompiledWhenThatIsLookedAt() {
        assertThatThrownBy(() -> Given.step("var a = 1;\nif (a {"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("code:2:");
    }

    @Test
    void oneOfFileAndCodeIsGiven() {
        assertThatThrownBy(() -> Given.step(Bind.defaults(ScriptOptions.class, Map.of())))
                .hasMessage("the script is named by file, or stands in code: give one of the two");
    }

    @Test
    void modernLanguageIsThere() throws Exception {
        assertThat(
                        Given.out(
                                "const [a, b] = ['x', 'y']; let {c, d} = {c: 1, d: {e: 2}};"
                                        + "const f = (g = 3) => `${a}${b}${c}${d.e}${g}`;"
                                        + "vars.out = f() + [3, 1, 2].map(n => n * 2).sort().join()"
                                        + " + [..."
                                        + "new Set([1, 1, 2])].length + ('a' ?? 'b') + JSON.stringify({k: [1]})"))
                .isEqualTo("xy1232,4,62a{\"k\":[1]}");
    }

    @Test
    void aMessageOfAnotherKindFailsWithItsPlace() {
        var flow = new Given.World().flow(Message.of("{".getBytes(StandardCharsets.UTF_8)));
        assertThatThrownBy(() -> Given.step("msg.get('PID-5')").apply(flow.original(), flow))
                .hasMessageContaining("MSH");
    }
}

package dev.pons.plugin.script;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What is said when a script fails: where, and nothing of the message. */
class FailureTest {

    @TempDir Path folder;

    @Test
    void anErrorNamesFileLineAndColumn() throws Exception {
        Files.writeString(
                folder.resolve("adt.js"), "var a = 1;\n\nfunction f() {\n    none.x();\n}\nf();\n");
        var step =
                Given.step(
                        Bind.defaults(
                                ScriptOptions.class,
                                Map.of("file", folder.resolve("adt.js").toString())));
        assertThat(Given.failure(step).problems().get(0).words())
                .startsWith("adt.js:4:5: ReferenceError");
    }

    @Test
    void anErrorInALibraryNamesTheLibrary() throws Exception {
        Files.writeString(folder.resolve("lib.js"), "function f(x) {\n  return x.y.z; }");
        var step =
                Given.step(
                        Given.options(
                                "f({})", Map.of("libraries", folder.resolve("lib.js").toString())));
        assertThat(Given.failure(step).problems().get(0).words())
                .startsWith("lib.js:2:3: TypeError");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "throw msg.get('PID-5.1')",
                "throw new Error(msg.get('PID-5.1'))",
                "throw { name: msg.get('PID-5.1'), message: msg.get('PID-5.1') }",
                "throw { get message() { throw msg.get('PID-5.1') } }",
                "msg.get('PID-5.1')()",
                "msg.get('PID-5.1').none()",
                "null[msg.get('PID-5.1')]",
                "var o = {}; o[msg.get('PID-5.1')]()",
                "msg.get(msg.get('PID-5.1') + '-')",
                "JSON.parse(msg.get('PID-5.1'))",
                "lookup('wards', 'x', msg.get('PID-5.1'))",
                "new RegExp('(' + msg.get('PID-5.1'))",
                "vars[msg.get('PID-5.1') + ' '] = 1",
                "new Array(-1)[msg.get('PID-5.1')]",
                "decodeURIComponent('%' + msg.get('PID-5.1'))",
                "x = msg.get('PID-5.1'); x.y.z"
            })
    void contentStaysInTheMessage(String code) {
        var failure = Given.failure(Given.step(code));
        assertThat(failure.problems().toString()).doesNotContain(Given.CANARY);
        assertThat(failure.getMessage()).doesNotContain(Given.CANARY);
    }

    @Test
    void wordsThatStandInTheScriptAreSaid() {
        assertThat(Given.failure("throw new Error('no MRN')")).isEqualTo("code:1:1: Error: no MRN");
        assertThat(Given.failure("throw 'no MRN'")).isEqualTo("code:1:1: thrown: no MRN");
    }

    @Test
    void whoeverTriesTheChannelSeesAllWords() {
        var world = new Given.World();
        Given.failure(Given.step("throw new Error('x' + msg.get('PID-5.1'))"), world);
        assertThat(world.notes).anyMatch(note -> note.contains(Given.CANARY));
    }

    @Test
    void allWordsAreSaidWhereTheChannelSaysSo() {
        var step =
                Given.step(
                        Given.options(
                                "throw new Error('x' + msg.get('PID-8'))",
                                Map.of("reveal", "true")));
        assertThat(Given.failure(step)).hasMessageContaining("code:1:1: Error: xF");
    }

    @Test
    void aPathThatIsNoneIsSaidWithItsPlace() {
        assertThat(Given.failure("msg.set('MSH-2', 'x')")).startsWith("code:1:1: ");
        assertThat(Given.failure(Given.step("var a;\n  msg.set('MSH-2', 'x')")))
                .hasMessageContaining("MSH-2")
                .hasMessageContaining("code:2:3: ");
    }

    @Test
    void aProblemOfTheMessageMayBeCaught() throws Exception {
        assertThat(Given.out("try { msg.set('MSH-2', 'x') } catch (e) { vars.out = e.name }"))
                .isEqualTo("Error");
    }

    @Test
    void theLoggerTellsConstantWordsOnlyToTheLogAndAllToWhoeverLooks() throws Exception {
        var world = new Given.World();
        Given.result(
                Given.step("log.info('seen'); log.warn('name', msg.get('PID-5.1'))"),
                Given.ORU,
                world);
        assertThat(world.notes).containsExactly("log.info: seen", "log.warn: name " + Given.CANARY);
    }
}

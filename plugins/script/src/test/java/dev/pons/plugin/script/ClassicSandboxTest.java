package dev.pons.plugin.script;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;

/** Hostile scripts with E4X: none reads files, grows without an end, or leaves anything behind. */
class ClassicSandboxTest {

    private static String out(String code) throws Exception {
        return Given.out(Given.classic(code));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "new XML('<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>')",
                "new XML('<!DOCTYPE a [<!ENTITY x \"yyy\">]><a>&x;</a>')",
                "XML.prototype.leak = 'x'; throw 'no'",
                "new XML('<a')"
            })
    void hostileXmlFails(String code) {
        assertThat(Given.failure(Given.classic(code)).problems()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "XML.ignoreWhitespace = false",
                "XML.prettyPrinting = false",
                "XML.setSettings({ ignoreWhitespace: false, prettyPrinting: false })",
                "XML.prototype.leak = 'x'",
                "XML.leak = 'x'",
                "XMLList.prototype.leak = 'x'",
                "XML.prototype.appendChild(<leak>x</leak>)",
                "XML.prototype.setName('leak')",
                "QName.prototype.leak = 'x'",
                "default xml namespace = 'urn:leak'",
                "Object.getPrototypeOf(msg).leak = 'x'",
                "isXMLName.leak = 'x'; Namespace.prototype.leak = 'x'"
            })
    void nothingOfE4xIsLeftForTheNextMessage(String code) throws Exception {
        Given.result(
                Given.classic("try { " + code + " } catch (e) { }"), Given.ORU, new Given.World());
        assertThat(
                        out(
                                "vars.out = XML.ignoreWhitespace + '|' + XML.prettyPrinting + '|' +"
                                        + " (<a/>).leak + '|' + XML.leak + '|' +"
                                        + " XML.prototype + '|' +"
                                        + " (<a/>).namespace() + '|' + QName.prototype.leak + '|' +"
                                        + " XMLList.prototype + '|' + isXMLName.leak + '|' +"
                                        + " Namespace.prototype.leak"))
                .isEqualTo(
                        "true|true||undefined|undefined||undefined|undefined|undefined|undefined");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "var x = <a><b/></a>; while (true) x.appendChild(x.copy())",
                "var x = <a><b/></a>; for (var i = 0; i < 60; i++) { x.b = x.copy() + x.copy() }",
                "var x = <a/>; while (true) x.appendChild(x)",
                "var x = <><a/></>; while (true) x += x",
                "var x = <a>x</a>; while (true) x.b = x + '' + x",
                "var x = <a>x</a>; while (true) x.appendChild(x.toXMLString())",
                "var s = 'x'; while (true) { s = <a>{s}{s}</a>.toString() }"
            })
    void xmlThatGrowsIsEnded(String code) {
        var step =
                Given.step(
                        Given.options(
                                code, Map.of("e4x", "true", "within", "300ms", "memory", "16MB")));
        long begun = System.nanoTime();
        assertThat(Given.failure(step)).hasMessageContaining("the script ");
        assertThat(System.nanoTime() - begun).isLessThan(10_000_000_000L);
    }
}

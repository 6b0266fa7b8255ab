package dev.pons.plugin.script;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.Map;

/** Hostile scripts: none reaches Java, outlives its time, or leaves anything behind. */
class SandboxTest {

    private static final String SHORT = "200ms";

    private static ScriptStep bounded(String code, boolean e4x) {
        return Given.step(
                Given.options(
                        code,
                        Map.of("within", SHORT, "memory", "16MB", "e4x", Boolean.toString(e4x))));
    }

    /** Fails within a time that a busy machine keeps too. */
    private static String ended(String code, boolean e4x) {
        long begun = System.nanoTime();
        var failure = Given.failure(bounded(code, e4x));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        return failure.problems().get(0).words();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java",
                "Packages",
                "javax",
                "org",
                "com",
                "JavaImporter",
                "JavaAdapter",
                "getClass",
                "importClass",
                "importPackage",
                "load",
                "print",
                "quit",
                "eval",
                "Script",
                "Continuation",
                "With",
                "Call",
                "Proxy",
                "Reflect",
                "Promise",
                "BigInt",
                "ArrayBuffer",
                "console",
                "globalThis",
                "global",
                "uneval",
                "setTimeout"
            })
    void whatReachesOutIsNotThere(String name) throws Exception {
        assertThat(Given.out("vars.out = typeof " + name)).isEqualTo("undefined");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "msg.getClass()",
                "msg.class.forName('java.lang.System')",
                "''.getClass()",
                "new java.io.File('/')",
                "Packages.java.lang.System.exit(1)",
                "msg.node.document()",
                "vars.run.original()",
                "log.info.getClass().forName('java.lang.Runtime')",
                "new Function('return this')()",
                "(function(){}).constructor('return java')()",
                "(function*(){}).constructor('return java')()",
                "(() => 1).constructor.constructor('return java')()",
                "msg.get.constructor('return java')()",
                "Object.getPrototypeOf(function*(){}).constructor('yield java')()",
                "eval('java.lang.System')",
                "new (Object.getPrototypeOf(msg).constructor.constructor)('return java')()",
                "Object.getPrototypeOf(Object.getPrototypeOf(this)).java.lang",
                "throw Error.prototype.rhinoException.getClass()",
                "try { null.x } catch (e) { e.javaException.getClass() }",
                "try { null.x } catch (e) { e.rhinoException.getClass() }",
                "this['+add'].getClass().forName('x')",
                "Array.from.call(java.util.ArrayList, [1])"
            })
    void javaIsOutOfReach(String code) {
        assertThat(Given.failure(code)).matches("code:1:1: (Type|Reference)?Error.*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "while (true) {}",
                "for (;;);",
                "do { } while (1)",
                "while (true) try { throw 1 } catch (e) { }",
                "try { while (true); } finally { while (true); }",
                "function f() { f2(); } function f2() { while (true) f3() } function f3() {}; f()",
                "[1, 2].forEach(function () { while (true) {} })",
                "'a'.replace(/a/, function () { while (true) {} })",
                "var o = { toString: function () { while (true) {} } }; '' + o",
                "for (var x of (function* () { while (true) yield 1 })()) { }",
                "[1, 2, 3].sort(function () { while (true) {} })",
                "JSON.stringify({ toJSON: function () { while (true) {} } })",
                "log.info({ toString: function () { for (;;); } })",
                "({ get length() { while (true) {} } }).length",
                "/^(a+)+$/.test('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!')",
                "/(a|aa)+$/.test('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!')",
                "/(.*)*x(.*)*y/.exec('xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx')",
                "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'.match(/^(([a-z])+.)+[A-Z]([a-z])+$/)",
                "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'.replace(/(a*)*b/g, '')",
                "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'.split(/(a*)*b/)",
                "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'.search(/(a*)*b/)"
            })
    void whatNeverEndsIsEnded(String code) {
        assertThat(ended(code, false))
                .matches(
                        "(code:1:1: )?the script (takes longer than 200 ms|allocates more than 16"
                                + " MB) for this message;.*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "var s = 'x'; while (true) s += s",
                "var s = 'x'; for (var i = 0; i < 40; i++) s = s + s; s.length",
                "var s = 'xy'; s+=s;s+=s;s+=s;s+=s;s+=s;s+=s;s+=s;s+=s;s+=s;s+=s;s+=s;s+=s;s+=s;"
                        + "s+=s;s+=s;s+=s;s+=s;s+=s;s+=s;s+=s;s+=s;s+=s;s+=s;s+=s;s+=s;s+=s;s+=s;",
                "var o = { s: 'x' }; while (true) o.s += o.s",
                "var o = { s: 'x' }; while (true) o['s'] += o['s']",
                "var s = 'x'; while (true) s = `${s}${s}`",
                "var s = 'x'; while (true) s = s.concat(s)",
                "var s = 'x'; while (true) s = [s, s].join('')",
                "var s = 'x'; while (true) s = s.replace(/x/g, 'xx')",
                "var s = 'xxxxxxxx'; while (true) s = s.replace(/x/g, '$&$&$&')",
                "var s = '%'; while (true) s = encodeURIComponent(s)",
                "'x'.repeat(1000000000)",
                "'x'.padStart(1000000000)",
                "'x'.padEnd(1000000000, 'ab')",
                "var a = []; while (true) a.push(a.length)",
                "var a = [1]; while (true) a = a.concat(a)",
                "var a = [1, 2]; while (true) a.push.apply(a, a)",
                "var a = [1, 2]; while (true) a = [...a, ...a]",
                "var a = {}; while (true) a['k' + Math.random()] = 1",
                "new Array(100000000).join('xxxxxxxxxxxx')",
                "new Array(4000000000).fill(1)",
                "Array.from({ length: 1000000000 })",
                "Array.apply(null, { length: 1000000000 })",
                "var a = [1]; a.length = 4294967295; [...a]",
                "var a = [1]; a.length = 4294967295; a.forEach(function () {})",
                "var a = [1]; a.length = 4294967295; a.indexOf(2)",
                "Array.prototype.indexOf.call({ length: 9007199254740991 }, 1)",
                "var a = 'xxxxxxxxxx'; for (var i = 0; i < 12; i++) a = [a,a,a,a,a,a,a,a]; String(a)",
                "var a = 'xxxxxxxxxx'; for (var i = 0; i < 12; i++) a = [a,a,a,a,a,a,a,a];"
                        + " JSON.stringify(a)",
                "var a = [1]; for (var i = 0; i < 12; i++) a = [a,a,a,a,a,a,a,a]; a.flat(99)",
                "var m = new Map(); while (true) m.set({}, {})",
                "var s = ''; while (true) s += msg.encoded()",
                "var f = function () {}; while (true) f = f.bind(null, f, f, f)",
                "var s = '{}'; while (true) JSON.parse('[' + new Array(1000).join('[],') + '1]')"
            })
    void whatTakesTooMuchIsEnded(String code) {
        assertThat(ended(code, false))
                .matches(
                        "(code:1:1: )?(the script allocates more than 16 MB.*|the script takes"
                                + " longer.*|a built-in function gets something with more than.*)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "function f() { return f() + 1 } f()",
                "var f = function () { return [1].map(f) }; f()",
                "var o = { toString: function () { return '' + o } }; '' + o",
                "var s = '['; s = s.repeat(100000); JSON.parse(s)",
                "var a = []; for (var i = 0; i < 100000; i++) a = [a]; String(a)",
                "new RegExp('('.repeat(50000) + ')'.repeat(50000))",
                "var o = { get x() { return this.x } }; o.x"
            })
    void whatCallsItselfTooDeepIsEnded(String code) {
        assertThat(ended(code, false)).matches("(code:1:1: )?.+");
        assertThat(ended(code, false)).doesNotContain("StackOverflow");
    }

    @Test
    void anEndlessRecursionIsNamedSo() {
        assertThat(ended("function f() { return f() + 1 } f()", false))
                .startsWith("code:1:1: functions call each other too deep");
    }

    @Test
    void theEndCannotBeCaught() throws Exception {
        var step =
                bounded(
                        "try { while (true) {} } catch (e) { vars.out = 'caught' }"
                                + " finally { vars.fin = 'seen' } vars.out = 'went on'",
                        false);
        var flow = new Given.World().flow(Given.ORU);
        assertThat(
                        org.assertj.core.api.Assertions.catchThrowable(
                                () -> step.apply(flow.original(), flow)))
                .hasMessageContaining("longer than 200 ms");
        assertThat(flow.variables()).doesNotContainKey("out");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "with (msg) { }",
                "var a = 10n",
                "String.raw`a`",
            })
    void whatHasNoBoundIsNotCompiled(String code) {
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> Given.step(code)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is off");
    }

    @Test
    void theChecksCannotBeReplaced() {
        assertThat(
                        ended(
                                "this['+add'] = function (a, b) { return 1 };"
                                        + "Object.defineProperty(this, '+add', { value: function ()"
                                        + " { return 2 } });"
                                        + "var s = 'x'; while (true) s = s + s",
                                false))
                .contains("the script allocates more than");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Array.prototype.leak = 1",
                "Object.prototype.leak = 1",
                "String.prototype.leak = 1",
                "Function.prototype.leak = 1",
                "Object.getPrototypeOf(this).leak = 1",
                "Object.defineProperty(Array.prototype, 'leak', { value: 1 })",
                "Object.defineProperty(Array.prototype, 'map', { value: 1 })",
                "Object.defineProperties(Array.prototype, { map: { value: 1 } })",
                "Array.prototype.__defineGetter__('leak', function () { return 1 })",
                "Array.prototype.__proto__ = { leak: 1 }",
                "Object.setPrototypeOf(Array.prototype, { leak: 1 })",
                "Object.freeze(Array.prototype)",
                "Object.assign(Array.prototype, { leak: 1 })",
                "var a = []; Object.getPrototypeOf(a).leak = 1; a.__proto__.leak = 1",
                "Array.leak = 1",
                "Math.leak = 1",
                "JSON.parse.leak = 1",
                "log.leak = 1",
                "log.info.leak = 1",
                "msg.get.leak = 1",
                "Object.getPrototypeOf(msg).leak = 1",
                "Object.getPrototypeOf([][Symbol.iterator]()).leak = 1",
                "Object.getPrototypeOf((function*(){})()).leak = 1",
                "RegExp.prototype.exec.leak = 1",
                "Error.prototype.leak = 1",
                "Error.stackTraceLimit.leak = 1; Error.leak = 1",
                "Date.leak = 1",
                "Date.prototype.leak = 1",
                "lookup.leak = 1",
                "delete Array.prototype.map; Array.prototype.map = 1",
                "(function () { return arguments })().__proto__.leak = 1",
                "Symbol.iterator.leak = 1; Symbol.leak = 1",
                "Map.prototype.__lookupGetter__('size').leak = 1"
            })
    void nothingIsLeftForTheNextMessage(String code) throws Exception {
        var probe =
                "var seen = [[].leak, ({}).leak, ''.leak, (function(){}).leak,"
                        + " Object.getPrototypeOf(this).leak, Array.leak, Math.leak,"
                        + " JSON.parse.leak, log.leak, log.info.leak, msg.get.leak,"
                        + " Object.getPrototypeOf(msg).leak,"
                        + " RegExp.prototype.exec.leak,"
                        + " Object.getPrototypeOf([][Symbol.iterator]()).leak,"
                        + " Object.getPrototypeOf((function*(){})()).leak, Error.prototype.leak,"
                        + " Error.leak, Date.leak, Date.prototype.leak, lookup.leak, Symbol.leak,"
                        + " Map.prototype.__lookupGetter__('size').leak,"
                        + " typeof [].map === 'function' ? undefined : 1,"
                        + " Object.isFrozen(Array.prototype) ? 1 : undefined];"
                        + "vars.out = seen.filter(function (s) { return s !== undefined }).length;";
        var step = Given.step("try { " + code + " } catch (e) { }");
        Given.result(step, Given.ORU, new Given.World());
        assertThat(Given.out(probe)).isEqualTo("0");
    }

    @Test
    void globalsOfOneMessageAreNotThoseOfAnother() throws Exception {
        var step =
                Given.step(
                        "if (typeof seen === 'undefined') { seen = 1; vars.out = 'new' }"
                                + " else vars.out = 'old'; RegExp.$1; /(.)/.exec('a')");
        assertThat(Given.out(step)).isEqualTo("new");
        assertThat(Given.out(step)).isEqualTo("new");
        assertThat(Given.out("vars.out = '[' + RegExp.$1 + RegExp.lastMatch + ']'"))
                .isEqualTo("[]");
    }

    @Test
    void manyThreadsRunOneScript() throws Exception {
        var step = Given.step("var n = 0; for (var i = 0; i < 1000; i++) n += i; vars.out = n");
        var tasks = new java.util.ArrayList<java.util.concurrent.Future<String>>();
        var pool = java.util.concurrent.Executors.newFixedThreadPool(4);
        try {
            for (int i = 0; i < 200; i++) {
                tasks.add(pool.submit(() -> Given.out(step)));
            }
            for (var task : tasks) {
                assertThat(task.get()).isEqualTo("499500");
            }
        } finally {
            pool.shutdownNow();
        }
    }
}

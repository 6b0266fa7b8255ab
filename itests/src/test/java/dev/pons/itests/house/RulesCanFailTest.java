package dev.pons.itests.house;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;

/** Every rule finds a small bad sample, at its line, and leaves a good one alone. */
class RulesCanFailTest {

    @ParameterizedTest
    @CsvSource({
        "dev.pons.plugin.mllp, dev.pons.core.engine.Engine",
        "dev.pons.plugin.mllp, dev.pons.plugin.hl7v2.Segments",
        "dev.pons.plugin.mllp, org.osgi.framework.BundleContext",
        "dev.pons.plugin.mllp, org.osgi.service.cm.ConfigurationAdmin",
        "dev.pons.spi, org.slf4j.Logger",
        "dev.pons.core.store, dev.pons.core.engine.Engine",
        "dev.pons.core.store, dev.pons.core.net.Net",
        "dev.pons.core.config, dev.pons.core.language.Flow",
        "dev.pons.core.control, dev.pons.core.config.Mark",
        "dev.pons.core.engine, dev.pons.core.runtime.Node",
        "dev.pons.core.engine, org.osgi.framework.Bundle",
        "dev.pons.core.runtime, dev.pons.plugin.mllp.Frames",
        "dev.pons.shell, dev.pons.core.engine.Engine",
    })
    void imports(String from, String used) {
        var bad = main(from, "\nimport " + used + ";\nclass A {}");
        assertThat(ImportRules.check(bad)).extracting(Breach::line).containsExactly(2);
        var inline = main(from, "\nclass A { " + used + " a; }");
        assertThat(ImportRules.check(inline)).hasSize(1);
        var comment = main(from, "\n/** {@link " + used + "} */ class A {}");
        assertThat(ImportRules.check(comment)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "dev.pons.plugin.mllp, dev.pons.spi.net.Ports",
        "dev.pons.plugin.mllp, dev.pons.plugin.mllp.frames.Frame",
        "dev.pons.plugin.mllp, org.osgi.service.component.annotations.Component",
        "dev.pons.core.engine, dev.pons.core.store.Store",
        "dev.pons.core.runtime, org.osgi.framework.Bundle",
        "dev.pons.shell, dev.pons.core.control.Control",
        "dev.pons.spi, java.util.List",
    })
    void allowed_imports(String from, String used) {
        assertThat(ImportRules.check(main(from, "import " + used + ";"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            value = {
                "no-sleep @ Thread.sleep(1);",
                "no-console @ System.out.println();",
                "no-console @ fault.printStackTrace();",
                "one-fence @ try { a(); } catch (Throwable t) { b(); }",
                "no-empty-catch @ try { a(); } catch (IOException | Foo e) { }",
                "no-empty-catch @ try { a(); } catch (IOException e) { /* fine */ }",
                "sockets @ new ServerSocket(0);",
                "sockets @ ServerSocketChannel.open();",
                "threads @ new Thread(this::run);",
                "threads @ Executors.newCachedThreadPool();",
                "threads @ CompletableFuture.runAsync(this::run);",
                "threads @ all.parallelStream();",
            })
    void words(String rule, String code) {
        var bad = main("dev.pons.plugin.mllp", "\nclass A { void a() { " + code + " } }");
        assertThat(WordRules.check(bad))
                .singleElement()
                .satisfies(
                        breach -> {
                            assertThat(breach.rule()).isEqualTo(rule);
                            assertThat(breach.line()).isEqualTo(2);
                            assertThat(breach.remedy()).isNotBlank();
                        });
        var quoted = main("dev.pons.plugin.mllp", "class A { String a = \"" + code + "\"; }");
        assertThat(WordRules.check(quoted)).isEmpty();
    }

    @Test
    void words_are_allowed_where_they_belong() {
        assertThat(WordRules.check(main("dev.pons.core.net", "new ServerSocket(0);"))).isEmpty();
        assertThat(WordRules.check(main("dev.pons.core.engine", "new Thread(a);"))).isEmpty();
        assertThat(WordRules.check(main("dev.pons.core.engine", "catch (Throwable t) { a(); }")))
                .isEmpty();
        assertThat(WordRules.check(main("dev.pons.cli", "System.out.println();"))).isEmpty();
    }

    @Test
    void a_file_of_401_lines() {
        var lines = "package dev.pons.core.net;" + "\n//".repeat(SizeRules.FILE);
        assertThat(rules(Source.of("a/src/main/java/A.java", lines))).containsExactly("file-size");
    }

    @Test
    void a_method_of_41_lines() {
        var body = "\n        a();".repeat(SizeRules.METHOD - 1);
        var bad = "class A {\n    void a() {" + body + "\n    }\n\n    int b;\n}";
        assertThat(SizeRules.check(main("p", bad)))
                .extracting(Breach::what)
                .containsExactly("a has 41 lines, at most 40 are allowed");
        var good = bad.replaceFirst("\n        a\\(\\);", "");
        assertThat(SizeRules.check(main("p", good))).isEmpty();
    }

    @Test
    void a_table_in_an_annotation_is_no_part_of_its_method() {
        var rows = "\n    \"a, b\",".repeat(SizeRules.METHOD);
        var code = "class A {\n @CsvSource({" + rows + "})\n    void a(String b) {\n    }\n}";
        assertThat(new Shape(main("p", code)).methods)
                .containsExactly(new Shape.Method("a", SizeRules.METHOD + 3, 2));
    }

    @Test
    void a_class_of_eight_fields() {
        var fields =
                """
                class A {
                    static final int NONE = 0;
                    private @Nullable String a;
                    @SuppressWarnings("x") private int b;
                    private final Map<String, Function<A, B>> c = new HashMap<>();
                    private final Runnable d = () -> { int x = 1; run(x); };
                    private final int[] e = {1, 2};
                    int f; int g; int h;
                    void method() { int local; }
                    record R(int i, int j) { static int k; }
                }
                """;
        assertThat(new Shape(main("p", fields)).types)
                .extracting(Shape.Type::name, Shape.Type::fields)
                .containsExactlyInAnyOrder(Tuple.tuple("R", 0), Tuple.tuple("A", 8));
        assertThat(rules(main("p", fields))).containsExactly("fields");
    }

    @Test
    void enums_interfaces_and_text_blocks_are_understood() {
        var code =
                """
                interface I { int ONE = 1; void a(); }
                enum E {
                    A(1) { @Override void go() { x(); } },
                    B(2);
                    private final int n;
                    E(int n) { this.n = n; }
                }
                class C { String s = \"""
                    { not a brace " quote
                    \"""; char c = '{'; char q = '\\''; }
                """;
        assertThat(new Shape(main("p", code)).types)
                .extracting(type -> type.name() + type.fields())
                .containsExactly("I0", "E1", "C3");
    }

    @ParameterizedTest
    @CsvSource({"ChannelManager", "HexUtil", "TextUtils", "StoreImpl", "AbstractStore", "Helper"})
    void names(String name) {
        assertThat(rules(main("p", "final class " + name + " {}"))).containsExactly("names");
    }

    @Test
    void open_bundles() {
        var name = "Bundle-SymbolicName";
        assertThat(bundle(Map.of(name, "dev.pons.plugin.a", "Export-Package", "a;version=1")))
                .containsExactly("exports a;version=1");
        assertThat(bundle(Map.of("DynamicImport-Package", "*")))
                .containsExactly("has dynamic imports");
        assertThat(bundle(Map.of("Import-Package", "a;resolution:=optional,b")))
                .containsExactly("has optional imports");
        assertThat(
                        bundle(
                                Map.of(
                                        name,
                                        "dev.pons.spi",
                                        "Export-Package",
                                        "good;version=\"1.0.0\",good.too,bad;version=1")))
                .containsExactly(
                        "exports good.too without a version", "exports bad, which nobody decided");
    }

    private static List<String> bundle(Map<String, String> headers) {
        return BundleRules.check("MANIFEST.MF", headers, name -> name.startsWith("good")).stream()
                .map(Breach::what)
                .toList();
    }

    @Test
    void trees() {
        assertThat(TreeRules.text("a.md", "fine\ncd /wo" + "rk/pons"))
                .extracting(Breach::line)
                .containsExactly(2);
        assertThat(TreeRules.text("a.md", "cd /ro" + "ot/.m2")).hasSize(1);
        assertThat(TreeRules.text("a.xml", "https://repo" + ".maven.apache.org/maven2"))
                .extracting(Breach::rule)
                .containsExactly("registry");
        assertThat(TreeRules.text("a.xml", "http://maven.apache.org/POM/4.0.0 path/wo" + "rk/a"))
                .isEmpty();
        assertThat(TreeRules.packageInfo("a", false)).hasSize(1);
        assertThat(TreeRules.packageInfo("a", true)).isEmpty();
        assertThat(TreeRules.pluginReadme("a", "# A\n")).hasSize(1);
        assertThat(TreeRules.pluginReadme("a", "| option |\n|---|\n")).isEmpty();
    }

    @Test
    void waivers_waive_one_thing_and_end_when_they_are_not_needed() {
        var breach = new Breach("a.java", 1, "names", "what", "remedy");
        assertThat(new Waivers("# why\na.java | names | until X").apply(List.of(breach))).isEmpty();
        assertThat(new Waivers("").apply(List.of(breach))).containsExactly(breach);
        assertThat(new Waivers("a.java | names | until X").apply(List.of()))
                .extracting(Breach::remedy)
                .containsExactly("remove the line");
        assertThat(new Waivers("a.java | names |").apply(List.of(breach))).hasSize(2);
    }

    private static Source main(String packageName, String code) {
        return Source.of("x/src/main/java/A.java", "package " + packageName + "; " + code);
    }

    private static List<String> rules(Source source) {
        return SizeRules.check(source).stream().map(Breach::rule).toList();
    }
}

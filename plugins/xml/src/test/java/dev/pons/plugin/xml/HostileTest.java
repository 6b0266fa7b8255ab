package dev.pons.plugin.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.spi.Message;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Value;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Documents that were written to do harm. */
@Timeout(60)
class HostileTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>",
                "<?xml version=\"1.0\"?>\n<!DOCTYPE a SYSTEM \"http://127.0.0.1:9/x.dtd\"><a/>",
                "<!DOCTYPE a PUBLIC \"-//X//Y\" \"file:///etc/hostname\"><a/>",
                "<!DOCTYPE a [<!ENTITY % p SYSTEM \"http://127.0.0.1:9/p\"> %p;]><a/>",
                "<!DOCTYPE l [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\"><!ENTITY c \"&b;&b;\">]><l>&c;</l>",
                "<!DOCTYPE a [<!ENTITY x \"&x;\">]><a>&x;</a>",
                "<!DOCTYPE a [<!ATTLIST a b CDATA \"c\">]><a/>",
                "<!-- x --><!DOCTYPE a><a/>",
                "<a/><!DOCTYPE a>",
                "<a><!DOCTYPE a></a>",
            })
    void aDocumentTypeIsNotAllowedWhereverItStands(String document) {
        long at = document.indexOf("<!DOCTYPE");
        assertThatThrownBy(() -> Given.tree(document)).satisfies(e -> notAllowed(e, at));
        assertThatThrownBy(() -> Given.format().identify(Given.message(document)))
                .satisfies(e -> notAllowed(e, at));
    }

    private static void notAllowed(Throwable thrown, long at) {
        var problem = ((ProblemException) thrown).problems().get(0);
        assertThat(problem.code()).isEqualTo("not-allowed");
        assertThat(problem.offset()).hasValue(at);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16BE", "UTF-16LE"})
    void alsoInAnotherEncoding(String charset) throws Exception {
        var document = "<?xml version='1.0'?><!DOCTYPE a><a/>";
        assertThatThrownBy(() -> Given.format().read(Message.of(document.getBytes(charset))))
                .hasMessageContaining("not-allowed");
    }

    private static Fate refused(String document) {
        try {
            Given.format().read(Given.message(document));
            return new Fate("", -1);
        } catch (ProblemException e) {
            var problem = e.problems().get(0);
            return new Fate(problem.code(), problem.offset().orElse(-1));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private record Fate(String code, long offset) {}

    @Test
    void elementsLieFiveHundredDeepAndNoDeeper() throws Exception {
        var deep = "<a>".repeat(500) + "</a>".repeat(500);
        var tree = Given.tree(deep);
        assertThat(tree.find(tree.root(), "//a")).hasSize(500);
        tree.set(tree.find(tree.root(), "//a").get(499), Value.of("x"));
        assertThat(Given.texts(tree, "/a")).containsExactly("x");
        assertThat(Given.text(tree)).isEqualTo(deep.replace("<a></a>", "<a>x</a>"));
        var deepest = tree.find(tree.root(), "//a").get(499);
        assertThatThrownBy(() -> tree.make(deepest, "b")).hasMessageContaining("500 deep");
        assertThatThrownBy(() -> tree.set(deepest, Value.encoded("<b/>")))
                .hasMessageContaining("500 deep");
        assertThat(refused("<a>".repeat(501) + "</a>".repeat(501)))
                .isEqualTo(new Fate("too-long", 1500));
        assertThat(refused("<a>".repeat(3_000_000)).code()).isEqualTo("too-long");
    }

    @Test
    void anElementHasAThousandAttributesAndNoMore() throws Exception {
        var all = new StringBuilder("<a");
        for (int i = 0; i < 1000; i++) {
            all.append(" x").append(i).append("=''");
        }
        var tree = Given.tree(all + "/>");
        assertThat(tree.children(Given.one(tree, "/a"))).hasSize(1000);
        assertThatThrownBy(() -> tree.make(tree.root(), "/a/@more"))
                .hasMessageContaining("too-long");
        assertThat(refused(all + " x='1'/>").code()).isEqualTo("too-long");
    }

    @Test
    void aDocumentHasTwoMillionElementsAndNoMore() {
        assertThat(refused("<a>" + "<b/>".repeat(2_000_001) + "</a>").code()).isEqualTo("too-long");
    }

    @Test
    void largePartsCostNoMoreThanTheirLength() throws Exception {
        int large = 4_000_000;
        assertThat(refused("<" + "a".repeat(large)).code()).isEqualTo("malformed");
        assertThat(refused("<a>" + "&".repeat(large)).code()).isEqualTo("malformed");
        assertThat(refused("<a>&" + "x".repeat(large)).code()).isEqualTo("malformed");
        assertThat(refused("<a>&#" + "0".repeat(large) + "65;</a>").code()).isEmpty();
        assertThat(refused("<!--" + "-".repeat(large)).code()).isEqualTo("malformed");
        assertThat(refused("<a>" + "]".repeat(large) + "</a>").code()).isEmpty();
        assertThat(refused("<?xml" + " ".repeat(large) + "?><a/>").code()).isEqualTo("malformed");
        assertThat(refused("<a" + " ".repeat(large) + "/>").code()).isEmpty();
        assertThat(refused("<a>" + "<![CDATA[]]>".repeat(large / 10) + "</a>").code()).isEmpty();
        assertThat(refused("<a b='" + "&lt;".repeat(large / 4) + "'/>").code()).isEmpty();
    }

    @Test
    void manyNamespacesAndNamesCostNoMoreThanTheyAreMany() throws Exception {
        var many = new StringBuilder();
        for (int depth = 0; depth < 400; depth++) {
            many.append("<a");
            for (int i = 0; i < 100; i++) {
                many.append(" xmlns:p").append(depth).append('x').append(i).append("='u'");
            }
            many.append('>');
        }
        many.append("<p0x0:b p0x1:c=''/>".repeat(50_000));
        many.append("</a>".repeat(400));
        assertThat(refused(many.toString()).code()).isEmpty();
        var tree = (XmlTree) Given.format(Map.of("s", "u")).read(Given.message(many.toString()));
        assertThat(tree.find(tree.root(), "//s:b/@s:c")).hasSize(50_000);
    }

    @Test
    void aPathThroughAManyTimesNestedDocumentIsFollowedOnce() throws Exception {
        var nested = "<a>".repeat(490) + "<b/>".repeat(20_000) + "</a>".repeat(490);
        var tree = Given.tree(nested);
        assertThat(tree.find(tree.root(), "//a//a//a//b")).hasSize(20_000);
        assertThat(tree.find(tree.root(), "//a//*//a/b[20000]")).hasSize(1);
        assertThat(tree.find(tree.root(), "//*[.='x']")).isEmpty();
    }

    @Test
    void manySiblingsAreChangedOneAfterTheOther() throws Exception {
        int many = 30_000;
        var tree = Given.tree("<a>" + "<b><c>x</c></b>".repeat(many) + "</a>");
        for (int i = 1; i <= many; i++) {
            tree.set(tree.make(tree.root(), "/a/b[" + i + "]/c"), Value.of("y"));
        }
        assertThat(Given.text(tree)).isEqualTo("<a>" + "<b><c>y</c></b>".repeat(many) + "</a>");
        for (var place : tree.find(tree.root(), "/a/b")) {
            tree.remove(place);
        }
        assertThat(Given.text(tree)).isEqualTo("<a></a>");
    }

    @Test
    void wordsAreFreeOfContent() {
        var canary = "Kanarienvogel";
        for (var document :
                new String[] {
                    "<a>&" + canary + ";</a>",
                    "<" + canary + "></b>",
                    "<a " + canary + "/>",
                    "<" + canary + ":a/>",
                    "<a " + canary + "='' " + canary + "=''/>",
                    canary,
                    "<!DOCTYPE " + canary + "><a/>",
                    "<?xml version='" + canary + "'?><a/>",
                    "<?xml version='1.0' encoding='" + canary + "'?><a/>",
                }) {
            assertThatThrownBy(() -> Given.tree(document))
                    .isInstanceOf(ProblemException.class)
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain(canary));
        }
    }

    @Test
    void aHugeDocumentIsLookedAtInItsBeginningOnly() throws Exception {
        var body =
                (Given.CDA.substring(0, Given.CDA.indexOf("<component>"))
                                + "<x>y</x>".repeat(2_000_000)
                                + "<not closed")
                        .getBytes(StandardCharsets.UTF_8);
        assertThat(Given.format().identify(Message.of(body)))
                .containsEntry("id", "1.2.3^A 1")
                .containsEntry("patient", "100");
    }
}

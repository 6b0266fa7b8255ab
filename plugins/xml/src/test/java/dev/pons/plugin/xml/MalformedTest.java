package dev.pons.plugin.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Value;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not well formed is refused where it is wrong. */
class MalformedTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "'' ~ 0 ~ a document has an element",
                "' \n' ~ 2 ~ a document has an element",
                "MSH|^\\&| ~ 0 ~ this is no XML",
                "{ } ~ 0 ~ this is no XML",
                "ä<a/> ~ 0 ~ this is no XML",
                "' <?xml version=\"1.0\"?><a/>' ~ 1 ~ is the very first of a document",
                "<a/><?xml version=\"1.0\"?> ~ 4 ~ is the very first of a document",
                "<?xml version=\"1.1\"?><a/> ~ 0 ~ another version than 1.0",
                "<?xml encoding=\"UTF-8\"?><a/> ~ 0 ~ the XML declaration is written",
                "<?xml version=\"1.0\" standalone=\"maybe\"?><a/> ~ 0 ~ the XML declaration is written",
                "<?xml version=\"1.0\" ~ 19 ~ is not closed",
                "<a> ~ 3 ~ not closed",
                "<a><b></a> ~ 6 ~ an end tag that is not of the element before it",
                "<a><b></bc></a> ~ 6 ~ an end tag that is not of the element before it",
                "<ab></a> ~ 4 ~ an end tag that is not of the element before it",
                "<ä></b> ~ 4 ~ an end tag that is not of the element before it",
                "</a> ~ 0 ~ an end tag without a start tag",
                "<a/><b/> ~ 4 ~ a second one",
                "<a/>x ~ 4 ~ something stands behind the last element",
                "<a/><![CDATA[x]]> ~ 4 ~ something stands behind the last element",
                "<a/>&amp; ~ 4 ~ something stands behind the last element",
                "<a>]]></a> ~ 3 ~ ]]> stands outside",
                "<a>&x;</a> ~ 3 ~ an entity other than",
                "<a>& </a> ~ 3 ~ begins no reference",
                "<a>&amp</a> ~ 3 ~ begins no reference",
                "<a>&;</a> ~ 3 ~ begins no reference",
                "<a>&#0;</a> ~ 3 ~ a reference to no character",
                "<a>&#x110000;</a> ~ 3 ~ a reference to no character",
                "<a>&#99999999999;</a> ~ 3 ~ a reference to no character",
                "<a>&#xD800;</a> ~ 3 ~ a reference to no character",
                "<a>&#x;</a> ~ 3 ~ a reference to no character",
                "<a>&#1a;</a> ~ 3 ~ a reference to no character",
                "<a><1/></a> ~ 4 ~ a name must begin here",
                "<a>< b/></a> ~ 4 ~ a name must begin here",
                "<a b/> ~ 4 ~ an attribute is a name, = and a value",
                "<a b=c/> ~ 5 ~ in quotation marks",
                "<a b='<'/> ~ 6 ~ write &lt;",
                "<a b='1'c='2'/> ~ 8 ~ white space stands before an attribute",
                "<a b='1' b='2'/> ~ 9 ~ stands twice",
                "<a b='1' c='' d='' e='' f='' g='' h='' b='2'/> ~ 39 ~ stands twice",
                "<a xmlns:x='u' xmlns:y='u' x:b='' y:b=''/> ~ 34 ~ stands twice",
                "<x:a/> ~ 1 ~ a prefix is not declared",
                "<a x:b=''/> ~ 3 ~ a prefix is not declared",
                "<a><b xmlns:x='u'/><x:c/></a> ~ 20 ~ a prefix is not declared",
                "<a xmlns:x=''/> ~ 3 ~ without a namespace",
                "<a xmlns:xml='u'/> ~ 3 ~ reserved",
                "<a xmlns:xmlns='u'/> ~ 3 ~ reserved",
                "<a xmlns='http://www.w3.org/2000/xmlns/'/> ~ 3 ~ reserved",
                "<a:b:c/> ~ 4 ~ a tag ends with > or />",
                "<a:/> ~ 3 ~ a name must begin here",
                "<a / > ~ 3 ~ > or />",
                "<!-- -- --><a/> ~ 7 ~ a comment has -- in it",
                "<!-- --- --><a/> ~ 7 ~ a comment has -- in it",
                "<!-- <a/> ~ 9 ~ a comment is not closed",
                "<a><![CDATA[</a> ~ 16 ~ a CDATA section is not closed",
                "<a><![cdata[x]]></a> ~ 3 ~ <! begins a comment",
                "<?a:b c?><a/> ~ 3 ~ has a colon",
                "<?a <a/> ~ 8 ~ is not closed",
                "<? a?><a/> ~ 2 ~ a name must begin here",
                "<a>ä\u0001</a> ~ 5 ~ a character that XML does not allow",
                "<a b='ä\uFFFF'/> ~ 8 ~ a character that XML does not allow",
                "<a><!-- \u0000 --></a> ~ 8 ~ a character that XML does not allow",
                "<!DOCTYPE html><html/> ~ 0 ~ document types are never read",
                "<!doctype html><html> ~ 0 ~ document types are never read",
            })
    void itIsRefusedAtItsByte(String document, long offset, String words) throws Exception {
        assertThatThrownBy(() -> Given.tree(document)).satisfies(e -> check(e, offset, words));
        assertThatThrownBy(() -> Given.format().identify(Given.message(document)))
                .satisfies(e -> check(e, offset, words));
    }

    private static void check(Throwable thrown, long offset, String words) {
        assertThat(thrown).isInstanceOf(ProblemException.class).hasMessageContaining(words);
        var problem = ((ProblemException) thrown).problems().get(0);
        assertThat(problem.offset()).hasValue(offset);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a/>",
                "<a></a >",
                "\n<!-- - --><?b?><a/><!----><?c  d ? e?>\n",
                "<?xml version='1.0'?>\n<a/>",
                "<?xml version = \"1.0\" encoding = 'UTF-8' standalone = 'no' ?><a/>",
                "<a b = '1'\tc\n=\r\"2\"/>",
                "<a>]] > ]]&gt; <![CDATA[]]]]><![CDATA[>]]></a>",
                "<a><![CDATA[]]></a>",
                "<_a.b-1 \u00e4\u00e9='\u00e4'/>",
                "<a xmlns:x='u'><x:b x:c='' c=''/></a>",
                "<x:a xmlns:x='u' xmlns='v'><b xmlns=''/></x:a>",
                "<a xml:lang='de' xmlns:xml='http://www.w3.org/XML/1998/namespace'/>",
                "<a>&#x10FFFF;&#x1F600;&#9;&#xD;\uD83D\uDE00</a>",
                "<a b='>'>></a>",
                "<xmla/>",
            })
    void whatIsWellFormedIsReadAndWrittenAsItIs(String document) throws Exception {
        var tree = Given.tree(document);
        tree.set(tree.make(tree.root(), "/*/@test"), Value.of("1"));
        tree.remove(Given.one(tree, "/*/@test"));
        assertThat(Given.text(tree)).isEqualTo(document);
    }
}

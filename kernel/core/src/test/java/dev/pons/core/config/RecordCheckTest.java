package dev.pons.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pons.spi.config.Default;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;
import dev.pons.spi.config.Place;
import dev.pons.spi.config.Range;
import dev.pons.spi.config.Template;

import org.junit.jupiter.api.Test;

import java.net.URL;
import java.util.List;

/** What the kernel asks when a plugin's type is registered. */
class RecordCheckTest {

    record Inner(String noDoc) {}

    @Name("when")
    record Wrong(
            @Doc("A type that no option has") URL address,
            @Doc("Lists of lists") List<List<String>> lists,
            int count,
            @Doc("Default out of range") @Default("9") @Range(max = 5) int most,
            @Doc("Range of a text") @Range(min = 1) String text,
            @Doc("Unknown place") @Place("sql") Template sql,
            @Doc("Inner") List<Inner> inner) {}

    record Unnamed() {}

    @Test
    void aGoodRecordHasNoFaults() {
        for (var type :
                List.of(
                        Samples.MllpListen.class,
                        Samples.MllpConnect.class,
                        Samples.FileWrite.class,
                        Samples.All.class,
                        Samples.Ruled.class,
                        Samples.Bare.class)) {
            assertThat(Binder.check(type)).isEmpty();
        }
    }

    @Test
    void allThatAnAuthorForgotIsSaid() {
        var wrong = "dev.pons.core.config.RecordCheckTest$Wrong";
        assertThat(Binder.check(Wrong.class))
                .containsExactly(
                        wrong
                                + ": @Name(\"when\") is a word of the channel language; choose another",
                        wrong + ": add @Doc with one sentence for the reference",
                        wrong
                                + ".address: no option may be a java.net.URL; see Binder for the types",
                        wrong
                                + ".lists: no option may be a"
                                + " java.util.List<java.util.List<java.lang.String>>; see Binder for"
                                + " the types",
                        wrong + ".count: add @Doc with one sentence",
                        wrong
                                + ".most: @Default: option \"most\": \"9\" is outside -2147483648 to 5",
                        wrong + ".text: @Range is for int and long",
                        wrong
                                + ".sql: @Place(\"sql\") is unknown; choose one of text, file, url,"
                                + " json, xml",
                        "dev.pons.core.config.RecordCheckTest$Inner.noDoc: add @Doc with one"
                                + " sentence");
        assertThat(Binder.check(Unnamed.class))
                .hasSize(2)
                .first()
                .asString()
                .endsWith("add @Name with the type's name in channel files");
    }

    @Test
    void theKernelsOwnRecordsAreDocumented() {
        assertThat(Binder.check(ListenOptions.class)).allMatch(w -> w.contains("add @Name"));
        assertThat(Binder.check(PeerOptions.class)).allMatch(w -> w.contains("add @Name"));
    }
}

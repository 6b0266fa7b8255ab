package dev.pons.plugin.dicom.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Texts in the character sets of PS3.3 section C.12.1.1.2. */
class CharacterSetTest {

    private static CharacterSet set(String terms) {
        return CharacterSet.of(List.of(terms.split("\\\\", -1)));
    }

    private static byte[] bytes(String octal) {
        return octal.replace("ESC", "\u001b").getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Single bytes, UTF-8, GB18030 and GBK, there and back. */
    @ParameterizedTest
    @CsvSource({
        "ISO_IR 100, 4d fc 6c 6c 65 72, Müller",
        "ISO_IR 101, a3 f3 64 bc, Łódź",
        "ISO_IR 144, bb ee da e1 d5 dc d1 e3 e0 d3, Люксембург",
        "ISO_IR 127, e2 c8 c7 e6 ea, قباني",
        "ISO_IR 126, c4 e9 ef ed, Διον",
        "ISO_IR 138, f9 f8 e5 ef, שרון",
        "ISO_IR 148, c7 f0, Çğ",
        "ISO_IR 166, b9, น",
        "ISO_IR 13, d4 cf, ﾔﾏ",
        "ISO_IR 192, e7 8e 8b, 王",
        "GB18030, cd f5 5e d0 a1 b6 ab, 王^小东",
        "GB18030, 81 30 89 37, Þ",
        "GBK, 81 5c, 乗"
    })
    void aTextIsReadAndWrittenInItsSet(String term, String hex, String text) {
        assertThat(set(term).decode(Made.hex(hex), Vr.PN)).isEqualTo(text);
        assertThat(set(term).encode(text, Vr.PN)).isEqualTo(Made.hex(hex));
        assertThat(set(term).isKnown()).isTrue();
    }

    /** PS3.5 section H.3.1: the example of the standard. */
    @Test
    void japaneseWithoutASetInTheFirstPlace() {
        var name = "Yamada^Tarou=山田^太郎=やまだ^たろう";
        var written =
                bytes(
                        "Yamada^Tarou=ESC$B;3EDESC(B^ESC$BB@O:ESC(B=ESC$B$d$^$@ESC(B"
                                + "^ESC$B$?$m$&ESC(B");
        assertThat(set("\\ISO 2022 IR 87").decode(written, Vr.PN)).isEqualTo(name);
        assertThat(set("\\ISO 2022 IR 87").encode(name, Vr.PN)).isEqualTo(written);
    }

    /** PS3.5 section H.3.2: half-width katakana come first, and JIS X 0201 comes back. */
    @Test
    void japaneseWithKatakanaInTheFirstPlace() {
        var name = "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎";
        var written =
                bytes(
                        "\u00d4\u00cf\u00c0\u00de^\u00c0\u00db\u00b3=ESC$B;3EDESC(J"
                                + "^ESC$BB@O:ESC(J");
        var set = set("ISO 2022 IR 13\\ISO 2022 IR 87");
        assertThat(set.decode(written, Vr.PN)).isEqualTo(name);
        assertThat(set.encode(name, Vr.PN)).isEqualTo(written);
    }

    /** PS3.5 section I.2: the example of the standard. */
    @Test
    void korean() {
        var name = "Hong^Gildong=洪^吉洞=홍^길동";
        var written =
                bytes(
                        "Hong^Gildong=ESC$)C\u00fb\u00f3^ESC$)C\u00d1\u00ce\u00d4\u00d7="
                                + "ESC$)C\u00c8\u00ab^ESC$)C\u00b1\u00e6\u00b5\u00bf");
        assertThat(set("\\ISO 2022 IR 149").decode(written, Vr.PN)).isEqualTo(name);
        assertThat(set("\\ISO 2022 IR 149").encode(name, Vr.PN)).isEqualTo(written);
    }

    /** A byte 5C that is half of a character separates no values; one that is none does. */
    @Test
    void halvesOfCharactersAreNoDelimiters() {
        var written = bytes("ESC$B\\\\$&ESC(B\\b");
        var text = Objects.requireNonNull(set("\\ISO 2022 IR 87").decode(written, Vr.LO));
        assertThat(text.split("\\\\")).hasSize(2);
        assertThat(set("GBK").decode(Made.hex("81 5c 5c 61"), Vr.LO)).isEqualTo("乗\\a");
    }

    /** A switch back is needed before a value's end, and comes where the sets differ. */
    @Test
    void setsAreSwitchedAmongSingleBytes() {
        var set = set("ISO 2022 IR 100\\ISO 2022 IR 144");
        var written = Objects.requireNonNull(set.encode("äЖ", Vr.LO));
        assertThat(written).isEqualTo(bytes("\u00e4ESC-L\u00b6ESC-A"));
        assertThat(set.decode(written, Vr.LO)).isEqualTo("äЖ");
    }

    /** What a set has not is neither read nor written. */
    @Test
    void whatASetHasNotIsRefused() {
        assertThat(set("ISO_IR 100").encode("Ж", Vr.LO)).isNull();
        assertThat(set("").encode("ä", Vr.LO)).isNull();
        assertThat(set("").decode(Made.hex("e4"), Vr.LO)).isNull();
        assertThat(set("ISO_IR 192").decode(Made.hex("e4"), Vr.LO)).isNull();
        assertThat(set("ISO_IR 192").encode("ä", Vr.CS)).isNull();
        assertThat(set("\\ISO 2022 IR 87").decode(bytes("ESC$B\u0021"), Vr.LO)).isNull();
        assertThat(set("\\ISO 2022 IR 87").decode(bytes("ESC$Zab"), Vr.LO)).isNull();
        assertThat(set("LATIN").isKnown()).isFalse();
    }
}

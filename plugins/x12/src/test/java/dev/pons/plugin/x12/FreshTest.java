package dev.pons.plugin.x12;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.spi.Message;
import dev.pons.spi.format.Fresh;
import dev.pons.spi.format.Value;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.ZoneId;

/** The step {@code new} with this format. */
class FreshTest {

    private static final Instant NOW = Instant.parse("2026-01-31T23:30:00Z");

    private static String fresh(String as, String version, String id) throws Exception {
        var wanted = new Fresh(as, version, id, NOW, ZoneId.of("Europe/Berlin"));
        return new String(Given.format().fresh(wanted).orElseThrow().toBytes());
    }

    @Test
    void anInterchangeHasOneEmptySetInOneGroup() throws Exception {
        assertThat(fresh("837", "005010X222A1", "17-48213"))
                .isEqualTo(
                        "ISA*00*          *00*          *ZZ*               *ZZ*               "
                                + "*260201*0030*^*00501*000048213*0*P*:~"
                                + "GS*HC***20260201*0030*48213*X*005010X222A1~"
                                + "ST*837*0001*005010X222A1~SE*2*0001~GE*1*48213~IEA*1*000048213~");
        assertThat(fresh("270", "004010X092A1", "1-1000000000"))
                .contains("*U*00401*000000001*", "GS*HS*", "ST*270*0001~");
        assertThat(fresh("270", "", "1-0")).contains("*999999999*0*P*", "*X*005010~");
    }

    @Test
    void itIsFilledAndItsCountsFollow() throws Exception {
        var tree = Given.tree(fresh("270", "005010X279A1", "1-7"));
        set(tree, "ISA-6", "CLINIC");
        set(tree, "GS-2", "CLINIC");
        set(tree, "ST/BHT-1", "0022");
        set(tree, "ST/BHT-2", "13");
        set(tree, "ST/HL-1", "1");
        set(tree, "ST/HL-3", "20");
        set(tree, "ST/HL/NM1-1", "PR");
        var written = Given.text(tree);
        assertThat(written)
                .contains("*ZZ*CLINIC         *", "GS*HS*CLINIC*")
                .contains("~BHT*0022*13~HL*1**20~NM1*PR~SE*5*0001~");
        assertThat(Given.format().validate(Message.of(written.getBytes()))).isEmpty();
    }

    private static void set(X12Tree tree, String path, String value) throws Exception {
        tree.set(tree.make(tree.root(), path), Value.of(value));
    }

    @Test
    void whatIsNoneIsSaid() {
        assertThatThrownBy(() -> fresh("ORU", "", "1-1"))
                .hasMessageStartingWith("`as` is a transaction set, one of 148, 270, 271");
        assertThatThrownBy(() -> fresh("837", "5010", "1-1"))
                .hasMessageContaining("such as \"005010X222A1\"");
    }
}

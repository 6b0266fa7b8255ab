package dev.pons.plugin.script;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;

/** A message that runs again gives the same: clock, chance and look-ups come from the run. */
class RepeatTest {

    private static final String ALL =
            "vars.out = [new Date().toISOString(), Date.now(), new Date(), Date(), Math.random(),"
                    + " Math.random(), [3, 1, 2].sort(function () { return Math.random() - 0.5 }),"
                    + " lookup('wards', 'W1'), recall('t', 'k'),"
                    + " new (new Date().constructor)().getTime(), JSON.stringify(new Date()),"
                    + " new Date().toLocaleString(), Object.keys({b: 1, a: 2}),"
                    + " (1234.5).toLocaleString(), new Date(0).getHours()].join('|')";

    private static String ran(String code, Given.World world) throws Exception {
        var flow = world.flow(Given.ORU);
        Given.step(code).apply(flow.original(), flow);
        return flow.variables().get("out");
    }

    @Test
    void twoRunsAreEqual() throws Exception {
        assertThat(ran(ALL, new Given.World())).isEqualTo(ran(ALL, new Given.World()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"America/New_York", "Asia/Kathmandu"})
    void zoneAndLanguageOfTheMachineDoNotCount(String zone) throws Exception {
        var here = ran(ALL, new Given.World());
        var zoneBefore = TimeZone.getDefault();
        var localeBefore = Locale.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone(zone));
            Locale.setDefault(Locale.FRANCE);
            assertThat(ran(ALL, new Given.World())).isEqualTo(here);
        } finally {
            TimeZone.setDefault(zoneBefore);
            Locale.setDefault(localeBefore);
        }
    }

    @Test
    void theTimeIsThatOfTheRunInTheZoneOfTheChannel() throws Exception {
        assertThat(Given.out("vars.out = new Date().toISOString() + new Date().getHours()"))
                .isEqualTo("2024-01-31T11:30:15.123Z12");
        assertThat(Given.out("vars.out = [Date.now() - new Date(), Date()].join()"))
                .startsWith("0,Wed Jan 31 2024 12:30:15 GMT+0100");
    }

    @Test
    void datesAreStillDates() throws Exception {
        assertThat(
                        Given.out(
                                "var d = new Date(2020, 0, 2); vars.out = [d instanceof Date,"
                                        + " d.getFullYear(), Date.UTC(1970, 0, 1),"
                                        + " Date.parse('1970-01-01T00:00:00Z'), Date.prototype"
                                        + ".constructor.name, d.constructor.length].join()"))
                .isEqualTo("true,2020,0,0,Date,7");
    }

    @Test
    void eachMessageHasItsOwnChance() throws Exception {
        var other = new Given.World();
        other.id = "m-2";
        var code = "vars.out = Math.random()";
        assertThat(ran(code, other)).isNotEqualTo(ran(code, new Given.World()));
    }

    @Test
    void aMessageThatRunsAgainUnderAnotherNumberIsGivenTheSame() throws Exception {
        var first = new Given.World();
        first.remembered.put("t/k", Map.of("value", "v"));
        var out = ran(ALL, first);
        var again = new Given.World();
        again.id = "m-2";
        again.given = new dev.pons.core.language.Given(first.given.answers());
        assertThat(ran(ALL, again)).isEqualTo(out).contains("|v|");
    }
}

package dev.pons.plugin.hapi;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.conf.check.DefaultValidator;
import ca.uhn.hl7v2.conf.parser.ProfileParser;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The verdict on a message is that of HAPI's own validator, as far as that one tells a place: the
 * segment and the field. Where it is wrong, ours is another one on purpose, and the tests of {@link
 * ProfileRules} say so: a value of an element without Length, a segment of the site that is not
 * there, segments of one name.
 */
class HapiValidatorTest {

    private static final List<List<String>> CHANGES =
            List.of(
                    List.of("PID|1||", "PID|1|7|"),
                    List.of("|A|B|", "|A^1.2^ISO|B|"),
                    List.of("|A|B|", "||B|"),
                    List.of("|A|B|", "|A|B|".replace("B", "B".repeat(300))),
                    List.of("|20261122||", "|20261122|secret|"),
                    List.of("ADT^A01^ADT_A01|42", "ADT^A01^ADT_A01|" + "4".repeat(21)),
                    List.of("EVN||20261122", "EVN|A01|"),
                    List.of("100^^^A^MR", ""),
                    List.of("100^^^A^MR", "^^^A^MR"),
                    List.of("100^^^A^MR", "100^^^&x^MR"),
                    List.of("100^^^A^MR", "100^^^^MR"),
                    List.of("100^^^A^MR", "1^^^A~2^^^A~3^^^A"),
                    List.of("100^^^A^MR", "123456789^^^A~123456\\T\\^^^A"),
                    List.of("100^^^A^MR", "100^^^A^MR^F"),
                    List.of("MILLER^ANNA", ""),
                    List.of("|F\r", "|FF\r"),
                    List.of("|F\r", "|F|X\r"),
                    List.of("PV1|1|I", "PV1|1|"),
                    List.of("PV1|1|I\r", "PV1|1|I\rDG1|1|x|\r"),
                    List.of("PV1|1|I\r", "PV1|1|I\rIN1|1|P\r"));

    @Test
    void placesAreThoseOfHapi() throws Exception {
        var text =
                Files.readString(Given.PROFILE)
                        .replaceAll(
                                "Datatype=\"(\\w+)\"(?! Length)", "Datatype=\"$1\" Length=\"999\"")
                        .replaceAll("(?s)<Segment Name=\"ZPI\".*?</Segment>", "");
        var profile = new ProfileParser(false).parse(text).getMessage();
        var context = new DefaultHapiContext(ValidationContextFactory.noValidation());
        var validator = new DefaultValidator(context);
        var step = Given.profile(Given.PROFILE);
        for (var change : CHANGES) {
            assertThat(Given.ADT).contains(change.get(0));
            var message = Given.ADT.replace(change.get(0), change.get(1));
            var theirs = new TreeSet<String>();
            for (var found : validator.validate(context.getPipeParser().parse(message), profile)) {
                var at = found.getLocation();
                theirs.add(at.getSegmentName() + "-" + at.getField());
            }
            var ours = new TreeSet<String>();
            for (var place : Given.places(step, message)) {
                ours.add(place.replaceAll("\\[\\d+]", "").replaceAll(".* (\\w+-\\d+).*", "$1"));
            }
            assertThat(ours).as("%s", change).isNotEmpty();
            assertThat(theirs).as("%s", change).allMatch(at -> isAmong(at, ours));
            assertThat(ours)
                    .as("%s", change)
                    .allMatch(at -> theirs.stream().anyMatch(t -> isSame(t, at)));
        }
    }

    private static boolean isAmong(String their, Set<String> ours) {
        return ours.stream().anyMatch(our -> isSame(their, our));
    }

    /** It does not number a field that the profile forbids. */
    private static boolean isSame(String their, String our) {
        return their.equals(our) || their.equals(our.replaceAll("-\\d+", "") + "--1");
    }
}

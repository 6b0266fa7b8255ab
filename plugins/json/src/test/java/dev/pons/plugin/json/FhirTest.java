package dev.pons.plugin.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pons.spi.Message;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The structure of FHIR resources. */
class FhirTest {

    private final JsonFormat fhir = new JsonFormat(true);

    private static Message message(String text) {
        return Message.of(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aResourceIsFoundByItsTypeIdAndPatient() throws Exception {
        assertThat(
                        fhir.identify(
                                message(
                                        "{'resourceType':'Patient','id':'p1','identifier':[{'value':'4711'}]}")))
                .isEqualTo(Map.of("type", "Patient", "id", "p1", "patient", "4711"));
        assertThat(
                        fhir.identify(
                                message(
                                        "{'resourceType':'Observation','subject':{'reference':'Patient/1'}}")))
                .isEqualTo(Map.of("type", "Observation", "patient", "Patient/1"));
        assertThat(new JsonFormat(false).identify(message("{'a':1}"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[] | $ | a resource is an object",
                "{'id':'x'} | $.resourceType | says its type",
                "{'resourceType':'patient'} | $.resourceType | a name such as Patient",
                "{'resourceType':'Patient','name':[]} | $.name | a list is not empty",
                "{'resourceType':'Patient','name':[{}]} | $.name[0] | an object is not empty",
                "{'resourceType':'Patient','id':''} | $.id | not empty",
                "{'resourceType':'Patient','id':'a b'} | $.id | 64 letters",
                "{'resourceType':'Patient','x':null} | $.x | null stands in lists",
                "{'resourceType':'Patient','x':1,'x':2} | $.x | stands twice",
                "{'resourceType':'Patient','a b':1} | $ | begins with a small letter",
                "{'resourceType':'Patient','x':[[1]]} | $.x[0] | no lists in it",
                "{'resourceType':'Patient','x':[null]} | $.x | a list has a value",
                "{'resourceType':'P1','contained':[{'id':'x'}]} | $.resourceType | a name",
                "{'resourceType':'Patient','contained':[{'id':'x'}]} | $.contained[0].resourceType |"
                        + " says its type",
            })
    void whatIsWrongIsSaidAtItsPlace(String text, String path, String words) throws Exception {
        assertThat(fhir.validate(message(text)))
                .anySatisfy(
                        problem -> {
                            assertThat(problem.path()).contains(path.strip());
                            assertThat(problem.words()).contains(words.strip());
                        });
        assertThatThrownBy(() -> fhir.identify(message(text))).isInstanceOf(ProblemException.class);
    }

    @Test
    void nullBesideValuesAndPrimitivesWithExtensionsAreRight() throws Exception {
        assertThat(
                        fhir.validate(
                                message(
                                        "{'resourceType':'Patient','code':['a',null],'_code':[null,{'id':'x'}]}")))
                .extracting(Problem::toString)
                .isEmpty();
    }
}

package dev.pons.plugin.json;

import dev.pons.spi.config.Default;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;

/** Options of {@code format: json}. */
@Name("json")
@Doc("JSON, read strictly; FHIR resources with a check of their structure")
public record JsonOptions(
        @Doc(
                        "What a message must be: json, or fhir (a FHIR resource by the rules of its JSON form)")
                @Default("json")
                Check check) {

    /** What a message must be. */
    public enum Check {
        JSON,
        FHIR
    }
}

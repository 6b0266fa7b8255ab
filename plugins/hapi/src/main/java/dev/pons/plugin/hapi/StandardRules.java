package dev.pons.plugin.hapi;

import ca.uhn.hl7v2.HL7Exception;

import java.util.Optional;

/** What the standard asks of a message, by HAPI's model of the version in MSH-12. Immutable. */
final class StandardRules implements Rules {

    private final Model model;
    private final boolean lengths;

    /**
     * With the model of all channels.
     *
     * @param lengths values longer than the version allows are findings too
     */
    StandardRules(Model model, boolean lengths) {
        this.model = model;
        this.lengths = lengths;
    }

    @Override
    public Optional<Plan> plan(Header header, Findings findings) throws HL7Exception {
        var version = Model.version(header.version());
        if (version.isEmpty()) {
            findings.add(
                    "unsupported", "MSH-12", "the version is none from 2.1 on; set the right one");
            return Optional.empty();
        }
        var structure = model.structure(version, header);
        if (structure.isEmpty()) {
            findings.add(
                    "unsupported",
                    "MSH-9",
                    "HL7 " + version + " has no structure for this type of message");
        }
        return Optional.of(
                new Plan(
                        version,
                        structure,
                        (message, tables, found) ->
                                new StandardCheck(message, lengths, found).check()));
    }
}

package dev.pons.plugin.hapi;

import ca.uhn.hl7v2.HL7Exception;

import java.nio.file.Path;
import java.util.Optional;

/** What a conformance profile asks of a message. Immutable. */
final class ProfileRules implements Rules {

    private final Model model;
    private final Profile profile;

    private ProfileRules(Model model, Profile profile) {
        this.model = model;
        this.profile = profile;
    }

    /** {@code IllegalArgumentException}: what is wrong with the file, with line and remedy. */
    static ProfileRules of(Path file, Model model) {
        var profile = ProfileFile.read(file);
        var faults = new ProfileFaults(profile.file());
        var check = new ProfileModel(model, profile, faults);
        profile.definitions().forEach(check::check);
        faults.end();
        return new ProfileRules(model, profile);
    }

    /** The message is read in the version of the profile, whatever MSH-12 says. */
    @Override
    public Optional<Plan> plan(Header header, Findings findings) throws HL7Exception {
        var version = profile.version();
        if (!header.version().equals(profile.said())) {
            findings.add("value", "MSH-12", "the profile is of HL7 " + profile.said());
        }
        var found = profile.definition(header);
        if (found.isEmpty()) {
            findings.add("unsupported", "MSH-9", "the profile is of " + profile.types());
            return Optional.empty();
        }
        var definition = found.get();
        if (!definition.structure().isEmpty()
                && !header.structure().isEmpty()
                && !definition.structure().equals(header.structure())) {
            findings.add(
                    "value",
                    "MSH-9.3",
                    "the structure is "
                            + definition.structure()
                            + " ("
                            + profile.at(definition.root())
                            + ")");
        }
        return Optional.of(
                new Plan(
                        version,
                        model.structure(version, definition.header(version)),
                        (message, tables, into) ->
                                new ProfileCheck(profile, message, tables, into)
                                        .check(definition)));
    }
}

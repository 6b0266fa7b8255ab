package dev.pons.plugin.hapi;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.Version;
import ca.uhn.hl7v2.model.GenericMessage;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.parser.DefaultModelClassFactory;
import ca.uhn.hl7v2.parser.ParserConfiguration;
import ca.uhn.hl7v2.util.ReflectionUtil;
import ca.uhn.hl7v2.validation.PrimitiveTypeRule;
import ca.uhn.hl7v2.validation.ValidationContext;
import ca.uhn.hl7v2.validation.builder.support.DefaultValidationWithoutTNBuilder;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;

/** HAPI's model of HL7 v2: versions, message structures, how values are written. Any thread. */
final class Model {

    /** Those that HAPI has structures of, the oldest first; it has none of 2.7.1. */
    static final List<String> VERSIONS =
            List.of(
                    "2.1", "2.2", "2.3", "2.3.1", "2.4", "2.5", "2.5.1", "2.6", "2.7", "2.8",
                    "2.8.1");

    private static final Pattern VERSION = Pattern.compile("2\\.\\d(\\.\\d)?");
    private static final Pattern STRUCTURE = Pattern.compile("[A-Z][A-Z0-9]{2}(_[A-Z0-9]{3,7})?");

    private final HapiContext context;
    private final ValidationContext rules;

    /** A parser has one user at a time: HAPI's keeps what it found out about structures. */
    private final Queue<TypedParser> parsers = new ConcurrentLinkedQueue<>();

    private final Map<String, Map<String, Collection<PrimitiveTypeRule>>> known =
            new ConcurrentHashMap<>();

    /** Loads what HAPI looks for with the thread's class loader, so that it is found for good. */
    Model() {
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        thread.setContextClassLoader(Model.class.getClassLoader());
        try {
            var factory = new DefaultModelClassFactory();
            factory.getMessageStructureForEvent("ADT_A01", Version.V25);
            var configuration = new ParserConfiguration();
            configuration.setValidating(false);
            configuration.setDefaultObx2Type("ST");
            configuration.setDefaultMfe5Type("ST");
            context =
                    new DefaultHapiContext(
                            configuration, ValidationContextFactory.noValidation(), factory);
            // TN is how telephone numbers are written in the United States
            rules = ValidationContextFactory.fromBuilder(new DefaultValidationWithoutTNBuilder());
        } catch (HL7Exception missing) {
            throw new IllegalStateException("HAPI is not whole in this plugin", missing);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** The version itself, or the one before it where HAPI has none; empty: this is none. */
    static String version(String said) {
        return VERSION.matcher(said).matches() && said.compareTo("2.1") >= 0
                ? VERSIONS.stream()
                        .filter(version -> version.compareTo(said) <= 0)
                        .reduce("", (one, next) -> next)
                : "";
    }

    /** The structure of a message by its name, else by its event; empty: the version has none. */
    String structure(String version, Header header) throws HL7Exception {
        if (isStructure(version, header.structure())) {
            return header.structure();
        }
        var factory = context.getModelClassFactory();
        var event =
                header.type().equals("ACK")
                        ? "ACK"
                        : factory.getMessageStructureForEvent(
                                header.type() + "_" + header.event(), Version.versionOf(version));
        return isStructure(version, event) ? event : "";
    }

    private boolean isStructure(String version, String name) throws HL7Exception {
        return STRUCTURE.matcher(name).matches()
                && !GenericMessage.class.isAssignableFrom(
                        context.getModelClassFactory().getMessageClass(name, version, true));
    }

    /** A message without content; without a name, one that takes segments in a row. */
    Message message(String version, String structure) throws HL7Exception {
        var factory = context.getModelClassFactory();
        Class<? extends Message> made =
                structure.isEmpty()
                        ? GenericMessage.getGenericMessageClass(version)
                        : factory.getMessageClass(structure, version, true);
        return ReflectionUtil.instantiateMessage(made, factory);
    }

    /**
     * Reads segments into a message.
     *
     * @param findings gets what has no place in the model
     */
    Typed read(List<String> lines, Rules.Plan plan, Findings findings) throws HL7Exception {
        var free = parsers.poll();
        var parser = free == null ? new TypedParser(context) : free;
        var message = message(plan.version(), plan.structure());
        var typed = parser.read(message, lines, findings);
        parsers.add(parser); // not one that failed
        return typed;
    }

    /** How values of a primitive type are written in a version. */
    Collection<PrimitiveTypeRule> rules(String version, ca.uhn.hl7v2.model.Primitive value) {
        return known.computeIfAbsent(version, any -> new ConcurrentHashMap<>())
                .computeIfAbsent(
                        value.getName(), name -> rules.getPrimitiveRules(version, name, value));
    }
}

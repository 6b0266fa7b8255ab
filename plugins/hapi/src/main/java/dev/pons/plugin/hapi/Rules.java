package dev.pons.plugin.hapi;

import ca.uhn.hl7v2.HL7Exception;

import dev.pons.spi.ProblemException;

import java.util.Optional;

/** What is asked of messages. Many threads. */
sealed interface Rules permits StandardRules, ProfileRules {

    /**
     * How a message is read and judged; empty: it cannot be, and the findings say why.
     *
     * @param findings gets what is wrong with the header
     */
    Optional<Plan> plan(Header header, Findings findings) throws HL7Exception;

    /**
     * For one message.
     *
     * @param version one that HAPI has
     * @param structure one that HAPI has in this version; empty: none, segments stand in a row
     */
    record Plan(String version, String structure, Check check) {}

    /** What is asked of a message once it is read. */
    @FunctionalInterface
    interface Check {

        void of(Typed message, CodeTables.Asked tables, Findings findings)
                throws HL7Exception, ProblemException;
    }
}

package dev.pons.plugin.hl7v2;

import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;

/** The name of a node to insert. */
record Names(String name) {

    /** Three characters. */
    String segment() throws ProblemException {
        if (!name.matches("[A-Z][A-Z0-9]{2}")) {
            throw wrong("a segment name has a capital letter and two capitals or digits, as NTE");
        }
        return name;
    }

    /** Of a field, component or subcomponent. */
    int number() throws ProblemException {
        if (!name.matches("[1-9][0-9]{0,3}")) {
            throw wrong("below a segment, names are numbers from 1 to 9999");
        }
        return Integer.parseInt(name);
    }

    private ProblemException wrong(String words) {
        return new ProblemException(Problem.of("value", words));
    }
}

package dev.pons.plugin.dicom.format;

import dev.pons.plugin.dicom.data.Dictionary;
import dev.pons.plugin.dicom.data.RefusedException;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;

/** What a data set refuses, as the kernel hears it. */
final class Faults {

    private Faults() {}

    static ProblemException of(RefusedException refused) {
        return new ProblemException(problem(refused));
    }

    static Problem problem(RefusedException refused) {
        var code =
                switch (refused.reason()) {
                    case MALFORMED -> "malformed";
                    case VALUE -> "value";
                    case LIMIT, TOO_LONG -> "too-long";
                };
        var problem = Problem.of(code, refused.words());
        if (refused.tag() != 0) {
            problem = problem.at(Dictionary.name(refused.tag()));
        }
        return refused.position() < 0 ? problem : problem.at(refused.position());
    }

    static ProblemException of(String code, String words, String path) {
        return new ProblemException(Problem.of(code, words).at(path));
    }
}

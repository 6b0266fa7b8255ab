package dev.pons.plugin.dicom.format;

import dev.pons.plugin.dicom.data.Dictionary;
import dev.pons.plugin.dicom.data.Tag;
import dev.pons.plugin.dicom.data.Vr;
import dev.pons.plugin.dicom.format.DicomPath.Choice;
import dev.pons.plugin.dicom.format.DicomPath.Step;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a path; what is none is told in words, as {@code IllegalArgumentException}. */
final class PathParser {

    private static final Pattern TAG =
            Pattern.compile("\\(?(\\p{XDigit}{4}),?(\\p{XDigit}{4})\\)?");
    private static final Pattern PRIVATE =
            Pattern.compile("\\((\\p{XDigit}{4}),(\\p{XDigit}{2}),([^()]+)\\)");
    private static final Pattern STEP =
            Pattern.compile(
                    "(?<name>\\([^()]*\\)|[A-Za-z0-9]+)"
                            + "(?<choice>\\((?:\\([^()]*\\)|[^()])*=[^()]*\\))?"
                            + "(?<index>\\[(?:\\*|[1-9][0-9]{0,8})])?");
    private static final Pattern AS = Pattern.compile("(.*) as ([A-Z]{2})");

    private final String written;

    PathParser(String written) {
        this.written = written;
    }

    DicomPath path() {
        var as = AS.matcher(written);
        var text = as.matches() ? as.group(1) : written;
        var steps = new ArrayList<Step>();
        var step = STEP.matcher(text);
        int at = 0;
        while (step.find(at) && step.start() == at) {
            steps.add(step(step));
            at = step.end();
            if (at == text.length()) {
                return new DicomPath(steps, as.matches() ? vr(as.group(2)) : null);
            }
            if (text.charAt(at) != '.') {
                break;
            }
            at++;
        }
        throw wrong(
                "is not a path of DICOM: write keywords or tags with dots between, as PatientID,"
                        + " (0010,0020) or RequestAttributesSequence[1].ScheduledProcedureStepID");
    }

    private IllegalArgumentException wrong(String words) {
        return new IllegalArgumentException(written + " " + words);
    }

    private Vr vr(String name) {
        var vr = Vr.of(name.charAt(0), name.charAt(1));
        if (vr == null) {
            throw wrong("ends in no value representation of DICOM, as SH");
        }
        return vr;
    }

    private Step step(Matcher match) {
        var name = match.group("name");
        var index = index(match.group("index"));
        var choice = choice(match.group("choice"));
        var own = PRIVATE.matcher(name);
        if (own.matches()) {
            int group = Integer.parseInt(own.group(1), 16);
            if ((group & 1) == 0) {
                throw wrong("names a private creator in a group of the standard, an even one");
            }
            int tag = Tag.of(group, Integer.parseInt(own.group(2), 16));
            return new Step(tag, own.group(3).strip(), index, choice, match.group());
        }
        var plain = TAG.matcher(name);
        if (plain.matches()) {
            int tag = Integer.parseUnsignedInt(plain.group(1) + plain.group(2), 16);
            return new Step(tag, "", index, choice, match.group());
        }
        return new Step(keyword(name), "", index, choice, match.group());
    }

    private int keyword(String name) {
        var entry = Dictionary.of(name);
        if (entry.isPresent()) {
            return entry.get().tag();
        }
        for (var other : Dictionary.keywords()) {
            if (other.equalsIgnoreCase(name)) {
                throw wrong("has a keyword that DICOM has not; did you mean " + other + "?");
            }
        }
        throw wrong(
                "has a keyword that DICOM has not: see PS3.6, or write its tag, as (0010,0020)");
    }

    private static int index(@Nullable String written) {
        if (written == null) {
            return DicomPath.NONE;
        }
        var inner = written.substring(1, written.length() - 1);
        return inner.equals("*") ? DicomPath.ALL : Integer.parseInt(inner);
    }

    private static @Nullable Choice choice(@Nullable String written) {
        if (written == null) {
            return null;
        }
        int equals = written.lastIndexOf('=');
        return new Choice(
                DicomPath.parse(written.substring(1, equals)),
                written.substring(equals + 1, written.length() - 1));
    }
}

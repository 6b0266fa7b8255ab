package dev.pons.plugin.hapi;

import dev.pons.plugin.hapi.Element.Kind;
import dev.pons.plugin.hapi.Element.Limits;

import org.xml.sax.Attributes;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The attributes of one element of a profile; what is wrong with them is told with the line. */
record ElementAttributes(String tag, Attributes all, int line, ProfileFaults faults) {

    /** Empty where it is not there. */
    String text(String name) {
        return Optional.ofNullable(all.getValue(name)).orElse("").strip();
    }

    /** One that must be there; empty, and a fault, where it is not. */
    String need(String name) {
        var text = text(name);
        if (text.isEmpty()) {
            faults.add(line, "<" + tag + "> has no " + name + "; write it");
        }
        return text;
    }

    Element element(Kind kind) {
        if (kind == Kind.STATIC_DEF) {
            var none = new Limits("", 0, "", "");
            return new Element(kind, "", Usage.R, 1, 1, none, line, List.of());
        }
        boolean counted = kind != Kind.COMPONENT && kind != Kind.SUB_COMPONENT;
        boolean valued = kind != Kind.GROUP && kind != Kind.SEGMENT;
        int min = counted ? number("Min", need("Min"), 0) : 0;
        int max = counted ? most(need("Max")) : Element.UNBOUNDED;
        if (max != Element.UNBOUNDED && min > max) {
            faults.add(line, "Min is more than Max; correct one of them");
        }
        var datatype = valued ? need("Datatype") : "";
        var length = valued ? text("Length") : "";
        return new Element(
                kind,
                kind == Kind.GROUP ? group(need("Name")) : need("Name"),
                usage(),
                min,
                max,
                new Limits(
                        datatype,
                        length.isEmpty() ? 0 : number("Length", length, 0),
                        text("Table"),
                        text("ConstantValue")),
                line,
                List.of());
    }

    /** As HAPI writes it, and not as {@code ORU_R01.Patient Result}. */
    private static String group(String written) {
        return written.substring(written.lastIndexOf('.') + 1)
                .strip()
                .toUpperCase(Locale.ROOT)
                .replaceAll("[^A-Z0-9]", "_");
    }

    private Usage usage() {
        var written = need("Usage");
        var usage = Usage.of(written);
        if (usage.isEmpty() && !written.isEmpty()) {
            faults.add(line, "Usage is R, RE, O, C, CE, X, B or W, and not " + written);
        }
        return usage.orElse(Usage.O);
    }

    private int most(String written) {
        return written.equals("*") || written.isEmpty()
                ? Element.UNBOUNDED
                : number("Max", written, Element.UNBOUNDED);
    }

    private int number(String name, String written, int otherwise) {
        if (written.matches("\\d{1,9}")) {
            return Integer.parseInt(written);
        }
        if (!written.isEmpty()) {
            faults.add(line, name + " is a number from 0 on, and not " + written);
        }
        return otherwise;
    }
}

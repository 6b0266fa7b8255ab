package dev.pons.core.engine.testing;

import dev.pons.core.control.TestView;

import java.util.List;
import java.util.Locale;

/** Tests in the form of JUnit's XML reports, which build servers read. */
final class JunitReport {

    private JunitReport() {}

    static String of(List<TestView> views) {
        var failed = views.stream().filter(view -> !view.passed()).count();
        var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml.append(
                "<testsuite name=\"channels\" tests=\"%d\" failures=\"%d\" errors=\"0\">\n"
                        .formatted(views.size(), failed));
        for (var view : views) {
            xml.append(
                    String.format(
                            Locale.ROOT,
                            "  <testcase classname=\"%s\" name=\"%s\" time=\"%.3f\"",
                            text(view.channel()),
                            text(view.name()),
                            view.took().toMillis() / 1e3));
            if (view.passed()) {
                xml.append("/>\n");
            } else {
                xml.append(">\n    <failure message=\"%s\">".formatted(text(view.where())));
                xml.append(text(String.join("\n", view.failures())));
                xml.append("</failure>\n  </testcase>\n");
            }
        }
        return xml.append("</testsuite>\n").toString();
    }

    private static String text(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\\n]]", " ")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}

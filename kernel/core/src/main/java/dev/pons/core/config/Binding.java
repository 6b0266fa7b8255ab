package dev.pons.core.config;

import dev.pons.core.config.Substitution.Resolved;
import dev.pons.core.web.AccessOptions;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** One run of the {@link Binder}: what it found on its way. One thread. */
final class Binding {

    final List<Bound.TemplateAt> templates = new ArrayList<>();
    final List<Bound.ConditionAt> conditions = new ArrayList<>();
    final List<Bound.PortAt> ports = new ArrayList<>();
    final List<AccessOptions> accesses = new ArrayList<>();
    final Faults faults;
    private final Substitution substitution;

    Binding(References references, Faults faults) {
        this.substitution = new Substitution(references);
        this.faults = faults;
    }

    /** What is open beyond this machine says so. */
    void mustAskBeyondLoopback() {
        for (var access : accesses) {
            if (access.asksNobody() && !access.open()) {
                ports.stream()
                        .filter(
                                port ->
                                        !port.listen().isLoopback()
                                                && !port.listen().asksForCertificates())
                        .findFirst()
                        .ifPresent(
                                port ->
                                        faults.add(
                                                port.mark(),
                                                "on "
                                                        + port.listen().host()
                                                        + " an endpoint asks who calls; write"
                                                        + " access: with keys, basic, hmac or jwt below"
                                                        + " it, trust: in its tls, or open: yes"
                                                        + " for anyone"));
            }
        }
    }

    /** Says a fault about an option. */
    void fault(Yaml yaml, String option, String words) {
        faults.add(yaml.mark(), "option \"" + option + "\": " + words);
    }

    /** The text of a scalar with its references put in; null with the fault said. */
    @Nullable Resolved text(Yaml yaml, String option) {
        return text(yaml, option, UnaryOperator.identity());
    }

    /** The same; {@code put} makes a referred value fit for its place. */
    @Nullable Resolved text(Yaml yaml, String option, UnaryOperator<String> put) {
        if (yaml instanceof Yaml.Text text) {
            if (text.text().isEmpty() && !text.quoted()) {
                fault(
                        yaml,
                        option,
                        "no value stands here; write one, \"\" for an empty text, or remove the"
                                + " line");
                return null;
            }
            return substitution.resolve(text, put, faults);
        }
        fault(yaml, option, OneLine.unexpected(yaml));
        return null;
    }
}

package dev.pons.plugin.hapi;

import ca.uhn.hl7v2.HL7Exception;

import dev.pons.spi.Message;
import dev.pons.spi.ProblemException;
import dev.pons.spi.Run;
import dev.pons.spi.Step;
import dev.pons.spi.StepResult;
import dev.pons.spi.format.Document;

import java.io.IOException;
import java.util.Optional;

/** Lets a message pass, or fails it with what is wrong with it. */
final class ConformanceStep implements Step {

    private final Model model;
    private final Rules rules;
    private final CodeTables tables;
    private final int parts;

    ConformanceStep(Model model, Rules rules, CodeTables tables, int parts) {
        this.model = model;
        this.rules = rules;
        this.tables = tables;
        this.parts = parts;
    }

    @Override
    public StepResult apply(Message message, Run run) throws ProblemException, IOException {
        var lines = Lines.of(Document.open(message, run), parts);
        var findings = new Findings();
        judge(lines, run, findings);
        if (!findings.none()) {
            findings.note(run);
            throw findings.exception();
        }
        return StepResult.next(message);
    }

    private void judge(Lines lines, Run run, Findings findings) throws ProblemException {
        try {
            var plan = rules.plan(lines.header(), findings);
            var typed =
                    plan.isPresent() ? read(lines, plan.get(), findings) : Optional.<Typed>empty();
            if (plan.isPresent() && typed.isPresent()) {
                var asked = tables.asked(run);
                plan.get().check().of(typed.get(), asked, findings);
                new DataTypes(model, typed.get(), asked).check(findings);
            }
        } catch (HL7Exception broken) {
            findings.add("malformed", "", "HAPI cannot check this message");
        }
    }

    private Optional<Typed> read(Lines lines, Rules.Plan plan, Findings findings) {
        try {
            return Optional.of(model.read(lines.all(), plan, findings));
        } catch (HL7Exception | RuntimeException broken) {
            // its words may hold content
            findings.add("malformed", "", "HAPI cannot read this message");
            return Optional.empty();
        }
    }
}

package dev.pons.plugin.astm;

import dev.pons.plugin.astm.Path.Choice;
import dev.pons.plugin.astm.Path.Field;
import dev.pons.plugin.astm.Path.Step;
import dev.pons.spi.ProblemException;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Follows paths. */
final class Finder {

    private final Records records;
    private final Texts texts;

    Finder(Records records, Texts texts) {
        this.records = records;
        this.texts = texts;
    }

    /** Every place at a path, in the message's order. */
    List<Place> all(Place from, Path path) throws ProblemException {
        var found = new ArrayList<Place>();
        var field = path.field();
        if (path.relative()) {
            below(from, field, found);
            return found;
        }
        for (var record : records(from, path.records())) {
            if (field == null) {
                found.add(Place.of(record));
            } else {
                fields(record, field, found);
            }
        }
        return found;
    }

    /** The records that the steps lead to. A record's own name first means the record itself. */
    List<AstmRecord> records(Place from, List<Step> steps) throws ProblemException {
        var start = from.record();
        var first = steps.get(0);
        if (start == null) {
            return descend(pick(records.all(), first), steps, 1);
        }
        return first.name().equals(start.name())
                ? descend(pick(List.of(start), first), steps, 1)
                : descend(List.of(start), steps, 0);
    }

    private List<AstmRecord> descend(List<AstmRecord> from, List<Step> steps, int depth)
            throws ProblemException {
        var found = from;
        for (var step : steps.subList(depth, steps.size())) {
            var next = new ArrayList<AstmRecord>();
            for (var parent : found) {
                int index = records.indexOf(parent);
                next.addAll(pick(Levels.below(records.all(), index, step.name()), step));
            }
            found = next;
        }
        return found;
    }

    private List<AstmRecord> pick(List<AstmRecord> among, Step step) throws ProblemException {
        var found = new ArrayList<AstmRecord>();
        int seen = 0;
        for (var record : among) {
            if (record.name().equals(step.name()) && chosen(record, step.choice())) {
                seen++;
                if (step.index() == Path.ALL || step.index() == seen) {
                    found.add(record);
                }
                if (step.index() == seen) {
                    break;
                }
            }
        }
        return found;
    }

    private boolean chosen(AstmRecord record, @Nullable Choice choice) throws ProblemException {
        if (choice == null) {
            return true;
        }
        int field = choice.first();
        for (var repeat : record.repeats(records.delimiters(), field)) {
            if (says(new Place(record, field, repeat, choice.second()), choice)) {
                return true;
            }
        }
        return false;
    }

    private boolean says(Place place, Choice choice) throws ProblemException {
        return texts.exists(place) && texts.value(place).text().equals(choice.text());
    }

    /** Adds the places in one record. */
    void fields(AstmRecord record, Field field, List<Place> found) throws ProblemException {
        var choice = field.choice();
        int seen = 0;
        for (var repeat : record.repeats(records.delimiters(), field.number())) {
            var whole = new Place(record, field.number(), repeat, 0);
            if (choice != null && !says(whole.component(choice.first()), choice)) {
                continue;
            }
            seen++;
            var place = whole.component(field.component());
            if ((field.index() == Path.ALL || field.index() == seen) && texts.exists(place)) {
                found.add(place);
            }
            if (field.index() == seen) {
                return;
            }
        }
    }

    /** Numbers below a place: of a record 5[2].1, of a field 2. */
    private void below(Place from, @Nullable Field numbers, List<Place> found)
            throws ProblemException {
        var record = from.record();
        if (numbers == null || record == null) {
            return;
        }
        if (from.repeat() == null) {
            fields(record, numbers, found);
            return;
        }
        var place = from.component(numbers.number());
        if (from.component() == 0 && texts.exists(place)) {
            found.add(place);
        }
    }
}

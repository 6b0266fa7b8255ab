package dev.pons.plugin.delimited;

import dev.pons.spi.Context;
import dev.pons.spi.format.Format;
import dev.pons.spi.format.FormatType;

import org.osgi.service.component.annotations.Component;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Publishes {@code format: fixed}. */
@Component(service = FormatType.class)
public final class FixedType implements FormatType<FixedOptions> {

    private static final Pattern RANGE =
            Pattern.compile("([1-9][0-9]{0,5})(?:-([1-9][0-9]{0,5}))?");

    @Override
    public Class<FixedOptions> config() {
        return FixedOptions.class;
    }

    @Override
    public Format create(FixedOptions config, Context context) {
        var fill = config.fill().equals("blank") ? " " : config.fill();
        if (fill.length() != 1) {
            throw new IllegalArgumentException("option fill is one character, or blank");
        }
        var names = new ArrayList<String>();
        var fields = new ArrayList<Cells.Field>();
        int behind = 0;
        for (var field : config.fields().entrySet()) {
            var range = RANGE.matcher(field.getValue());
            int from = range.matches() ? Integer.parseInt(range.group(1)) : 0;
            int to = from == 0 || range.group(2) == null ? from : Integer.parseInt(range.group(2));
            if (from <= behind || to < from) {
                throw new IllegalArgumentException(
                        "option fields: "
                                + field.getKey()
                                + " is written as first and last character, 11-40, behind the field"
                                + " before it");
            }
            behind = to;
            names.add(field.getKey());
            fields.add(new Cells.Field(from - 1, to, config.right().contains(field.getKey())));
        }
        if (fields.isEmpty() || !names.containsAll(config.right())) {
            throw new IllegalArgumentException(
                    "option fields names at least one field, and option right some of them");
        }
        return new TableFormat(
                new Cells.Fixed(List.copyOf(fields), fill.charAt(0)),
                false,
                names,
                false,
                config.charset());
    }
}

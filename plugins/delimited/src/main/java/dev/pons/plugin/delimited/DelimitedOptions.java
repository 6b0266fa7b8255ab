package dev.pons.plugin.delimited;

import dev.pons.spi.config.Default;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;

import java.nio.charset.Charset;
import java.util.List;

/** Options of {@code format: delimited}. */
@Name("delimited")
@Doc("Rows of cells between separators: CSV, TSV and their relatives")
public record DelimitedOptions(
        @Doc("What stands between cells; tab is a tab") @Default(",") String separator,
        @Doc("What a cell with separators or line ends stands in; none: nothing is quoted")
                @Default("\"")
                String quote,
        @Doc("Whether the first line has the names of the columns") @Default("yes") boolean header,
        @Doc("Names of the columns; with a header line it must have these") @Default("[]")
                List<String> columns,
        @Doc("Whether a row may have more or fewer cells than there are columns") @Default("keep")
                Ragged ragged,
        @Doc("Character set, where the source names none; a byte order mark counts more")
                @Default("UTF-8")
                Charset charset) {

    /** What becomes of rows with another number of cells. */
    public enum Ragged {
        KEEP,
        REFUSE
    }
}

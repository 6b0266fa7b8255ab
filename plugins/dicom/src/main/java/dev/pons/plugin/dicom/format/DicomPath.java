package dev.pons.plugin.dicom.format;

import dev.pons.plugin.dicom.data.Vr;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A path: steps with dots between.
 *
 * @param vr of a place that is made, where the dictionary has none
 */
record DicomPath(List<Step> steps, @Nullable Vr vr) {

    /** No index was written. */
    static final int NONE = 0;

    /** {@code [*]}. */
    static final int ALL = -1;

    /**
     * An element of a data set.
     *
     * @param tag of an element of a private creator with 00 in the place of its block
     * @param creator empty: none
     * @param index of an item or a value, from 1; {@link #NONE}, {@link #ALL}
     * @param choice null: none
     */
    record Step(int tag, String creator, int index, @Nullable Choice choice, String written) {

        boolean isWhole() {
            return index == NONE && choice == null;
        }

        boolean isSame(Step other) {
            return tag == other.tag && creator.equals(other.creator);
        }
    }

    /** Items that have this text at a path. */
    record Choice(DicomPath path, String text) {}

    static DicomPath parse(String written) {
        return new PathParser(written).path();
    }

    Step last() {
        return steps.get(steps.size() - 1);
    }
}

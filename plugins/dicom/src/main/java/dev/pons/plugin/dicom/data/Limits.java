package dev.pons.plugin.dicom.data;

/**
 * What a data set may have.
 *
 * @param depth of sequences in sequences
 * @param elements all of them, items and fragments too
 * @param kept bytes of a value that is held in memory; a longer one stays where it is
 * @param inflated bytes of a deflated data set
 */
public record Limits(int depth, int elements, int kept, long inflated) {

    /** More than real files have. */
    public static final Limits USUAL = new Limits(64, 1_000_000, 1 << 14, 1L << 30);
}

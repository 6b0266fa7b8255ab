package dev.pons.framing;

import dev.pons.framing.Frame.End;
import dev.pons.framing.Framing.Length;
import dev.pons.framing.Framing.Length.Includes;

import org.jspecify.annotations.Nullable;

/** One way of framing: how frames are found, and what stands around a content that is sent. */
sealed interface Rule {

    /** Nothing. */
    byte[] NONE = {};

    /** How far a frame that is too long is read, in lengths allowed, to find its end. */
    int PATIENT_TIMES = 8;

    /** Finds frames of up to so many bytes. */
    Cutter cutter(int longest);

    /** Why a content of this size cannot be framed; empty: it can. */
    default String misfit(long size) {
        return "";
    }

    /** How many first bytes of a content are changed by the {@link #head}. */
    default int headInside() {
        return 0;
    }

    /**
     * What stands in front of a content.
     *
     * @param size of the content
     * @param first its first bytes, as many as {@link #headInside} says; changed in place
     */
    default byte[] head(long size, byte[] first) {
        return NONE;
    }

    /** What stands behind a content. */
    default byte[] tail() {
        return NONE;
    }

    /** Between marks; without a start: in front of a delimiter. */
    record Marked(byte @Nullable [] start, byte[] end, boolean strict) implements Rule {

        @Override
        public Cutter cutter(int longest) {
            return new MarkCutter(start, end, strict);
        }

        @Override
        public byte[] head(long size, byte[] first) {
            return start == null ? NONE : start;
        }

        @Override
        public byte[] tail() {
            return end;
        }
    }

    /** Behind a length. */
    record Counted(Length length) implements Rule {

        private int header() {
            return length.at() + length.bytes();
        }

        @Override
        public Cutter cutter(int longest) {
            return new CountCutter(length, (long) longest * PATIENT_TIMES);
        }

        @Override
        public int headInside() {
            return length.at() > 0 ? header() : 0;
        }

        private long value(long size) {
            long body = size - headInside();
            return length.includes() == Includes.BODY ? body : body + header();
        }

        @Override
        public String misfit(long size) {
            if (size < headInside()) {
                return "it is shorter than the " + headInside() + " bytes up to its length";
            }
            return Numbers.fits(length, value(size))
                    ? ""
                    : "its length does not fit into " + length.bytes() + " bytes";
        }

        @Override
        public byte[] head(long size, byte[] first) {
            var header = headInside() > 0 ? first : new byte[header()];
            Numbers.put(length, value(size), header);
            return header;
        }
    }

    /** So many bytes. */
    record Fixed(int bytes) implements Rule {

        @Override
        public Cutter cutter(int longest) {
            return new OpenCutter(bytes, End.LEFT, End.SILENT);
        }

        @Override
        public String misfit(long size) {
            return size == bytes ? "" : "it has " + size + " bytes and must have " + bytes;
        }
    }

    /** Until the peer leaves, or until it leaves or falls silent. */
    record Open(boolean untilClose) implements Rule {

        @Override
        public Cutter cutter(int longest) {
            return new OpenCutter(
                    Long.MAX_VALUE, End.COMPLETE, untilClose ? End.SILENT : End.COMPLETE);
        }
    }
}

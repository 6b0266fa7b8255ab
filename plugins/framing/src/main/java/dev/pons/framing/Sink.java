package dev.pons.framing;

/** Where content goes. */
interface Sink {

    /** Takes a copy. */
    void add(byte[] bytes, int from, int count);

    /** Bytes that were added. */
    long length();

    /** Counts only. */
    final class Counting implements Sink {

        private long length;

        @Override
        public void add(byte[] bytes, int from, int count) {
            length += count;
        }

        @Override
        public long length() {
            return length;
        }
    }
}

package dev.pons.shell.console;

import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;

/** What the client typed, for a command that reads it. Written by one thread, read by any. */
final class Keyboard extends InputStream {

    private static final int MOST = 1 << 20;

    private final Deque<byte[]> chunks = new ArrayDeque<>();
    private int offset;
    private int waiting;
    private boolean ended;

    /** Adds; waits while a megabyte is unread. After the end it is forgotten. */
    synchronized void type(byte[] bytes) throws InterruptedException {
        while (waiting > MOST && !ended) {
            wait();
        }
        if (!ended && bytes.length > 0) {
            chunks.add(bytes);
            waiting += bytes.length;
            notifyAll();
        }
    }

    /** Nothing more comes. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    @Override
    public int read() throws InterruptedIOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public synchronized int read(byte[] to, int from, int length) throws InterruptedIOException {
        Objects.checkFromIndexSize(from, length, to.length);
        if (length == 0) {
            return 0;
        }
        while (chunks.isEmpty()) {
            if (ended) {
                return -1;
            }
            pause();
        }
        var chunk = chunks.element();
        var count = Math.min(length, chunk.length - offset);
        System.arraycopy(chunk, offset, to, from, count);
        offset += count;
        waiting -= count;
        if (offset == chunk.length) {
            chunks.remove();
            offset = 0;
        }
        notifyAll();
        return count;
    }

    @Override
    public synchronized int available() {
        return waiting;
    }

    @Override
    public void close() {
        end();
    }

    private void pause() throws InterruptedIOException {
        try {
            wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for input");
        }
    }
}

package dev.pons.core.engine;

/** Lets one at a time in, if it is open and nothing blocks. Any thread. */
final class Gate {

    private boolean open;
    private boolean inside;
    private long blocked;

    /** True: you are in; {@link #leave} follows. */
    synchronized boolean enter() {
        if (!open || inside || blocked != 0) {
            return false;
        }
        inside = true;
        return true;
    }

    synchronized void leave() {
        inside = false;
        notifyAll();
    }

    synchronized void open(boolean yes) {
        open = yes;
    }

    /** Closed by a message; 0: not any more. */
    synchronized void block(long message) {
        blocked = message;
    }

    synchronized long blocked() {
        return blocked;
    }

    synchronized boolean mayGoOn() {
        return open && blocked == 0;
    }

    synchronized void awaitOut() throws InterruptedException {
        while (inside) {
            wait();
        }
    }
}

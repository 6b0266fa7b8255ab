package dev.pons.core.language;

import dev.pons.spi.Message;
import dev.pons.spi.ProblemException;

import org.jspecify.annotations.Nullable;

/**
 * A message and, once somebody asked, its parsed tree. Several flows may read one; who wants to
 * write and is not alone {@link #take takes} the tree away, and the others read the bytes again if
 * they still need to. So the usual message, with one destination, is parsed once.
 */
final class Content {

    private Message message;
    private @Nullable Opened<?> opened;
    private boolean edited;
    private boolean lent;

    Content(Message message) {
        this.message = message;
    }

    Content(Message message, Opened<?> opened) {
        this.message = message;
        this.opened = opened;
    }

    /** The tree for reading. */
    Opened<?> read(Origin origin) throws ProblemException {
        var tree = opened;
        if (tree == null) {
            tree = Opened.of(origin.format(message), message);
            opened = tree;
        }
        return tree;
    }

    /** The tree for writing; only for the one who owns this. */
    Opened<?> edit(Origin origin) throws ProblemException {
        var tree = read(origin);
        edited = true;
        return tree;
    }

    /** Number of the current element; 0: none. */
    int elementOf() {
        var tree = opened;
        return tree == null ? 0 : tree.elements().index();
    }

    /** The message with edits written; the same object when there are none. */
    Message message() throws ProblemException {
        var tree = opened;
        if (edited && tree != null) {
            message = message.withBody(tree.write());
            edited = false;
        }
        return message;
    }

    /** Sets a fact; only for the one who owns this. */
    void fact(String name, String value) {
        message = message.with(name, value);
    }

    /** The message without looking for edits: good for facts and format only. */
    Message facts() {
        return message;
    }

    /** A content of one's own; the tree goes with it. */
    Content take() throws ProblemException {
        var mine = new Content(message());
        mine.opened = opened;
        opened = null;
        return mine;
    }

    /** The tree was edited on behalf of somebody else: what stays here are the bytes. */
    void forgetTree(Opened<?> tree) {
        if (opened == tree) {
            opened = null;
        }
    }

    /** Lends the tree to a document for the time of one step; false: somebody has it already. */
    boolean lend() {
        boolean free = !lent;
        lent = true;
        return free;
    }

    void giveBack() {
        lent = false;
    }
}

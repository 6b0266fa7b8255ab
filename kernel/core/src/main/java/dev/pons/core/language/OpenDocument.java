package dev.pons.core.language;

import dev.pons.spi.Message;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Document;
import dev.pons.spi.format.Node;
import dev.pons.spi.format.Tree;
import dev.pons.spi.format.Value;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A document over the tree of any format. It reads the flow's own tree; with the first edit the
 * tree becomes the document's, so that a step which does not return {@link #message()} changed
 * nothing.
 *
 * @param <N> the format's handle on a node
 */
final class OpenDocument<N> implements Document {

    private final Opened<N> opened;
    private final Place root;
    private final String format;
    private final Content content;
    private Message message;
    private boolean edited;

    OpenDocument(Opened<N> opened, String format, Content content) {
        this.opened = opened;
        this.root = new Place(opened.tree().root());
        this.format = format;
        this.content = content;
        this.message = content.facts();
    }

    /** If this message is what the document wrote last: its content, tree and all. */
    Optional<Content> contentOf(Message returned) {
        return returned == message && returned != content.facts() && !edited
                ? Optional.of(new Content(returned, opened))
                : Optional.empty();
    }

    private Tree<N> tree() {
        return opened.tree();
    }

    private Tree<N> edit() {
        if (!edited) {
            content.forgetTree(opened);
            edited = true;
        }
        return tree();
    }

    private final class Place implements Node {

        private final N at;

        private Place(N at) {
            this.at = at;
        }

        @Override
        public String name() {
            return tree().name(at);
        }

        @Override
        public Value value() throws ProblemException {
            return tree().value(at);
        }

        @Override
        public void set(Value value) throws ProblemException {
            edit().set(at, value);
        }

        @Override
        public Value encoded() throws ProblemException {
            return tree().encoded(at);
        }

        @Override
        public void copy(String source, String target) throws ProblemException {
            edit().copy(at, source, target);
        }

        @Override
        public List<Node> children() throws ProblemException {
            return places(tree().children(at));
        }

        @Override
        public List<Node> all(String path) throws ProblemException {
            return places(tree().find(at, path));
        }

        @Override
        public Node make(String path) throws ProblemException {
            return new Place(edit().make(at, path));
        }

        @Override
        public Node insert(int index, String name) throws ProblemException {
            return new Place(edit().insert(at, index, name));
        }

        @Override
        public void remove() throws ProblemException {
            edit().remove(at);
        }
    }

    private List<Node> places(List<N> handles) {
        var places = new ArrayList<Node>(handles.size());
        for (var handle : handles) {
            places.add(new Place(handle));
        }
        return places;
    }

    @Override
    public String format() {
        return format;
    }

    @Override
    public Message message() throws ProblemException {
        if (edited) {
            message = message.withBody(tree().write());
            edited = false;
        }
        return message;
    }

    @Override
    public String name() {
        return root.name();
    }

    @Override
    public Value value() throws ProblemException {
        return root.value();
    }

    @Override
    public void set(Value value) throws ProblemException {
        root.set(value);
    }

    @Override
    public Value encoded() throws ProblemException {
        return root.encoded();
    }

    @Override
    public void copy(String source, String target) throws ProblemException {
        root.copy(source, target);
    }

    @Override
    public List<Node> children() throws ProblemException {
        return root.children();
    }

    @Override
    public List<Node> all(String path) throws ProblemException {
        return root.all(path);
    }

    @Override
    public Node make(String path) throws ProblemException {
        return root.make(path);
    }

    @Override
    public Node insert(int index, String name) throws ProblemException {
        return root.insert(index, name);
    }

    @Override
    public void remove() {
        throw new UnsupportedOperationException("a document cannot be removed");
    }
}

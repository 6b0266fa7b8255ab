package dev.pons.plugin.binary;

import dev.pons.spi.Message;
import dev.pons.spi.Payload;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;
import dev.pons.spi.format.Format;
import dev.pons.spi.format.Tree;
import dev.pons.spi.format.Value;

import java.util.List;

/** One opaque value. Content of any size passes without being read. */
final class BinaryFormat implements Format {

    private static final String NO_PATHS =
            "format binary has no paths; name the message's format if values of it are needed";

    @Override
    public Tree<?> read(Message message) {
        return new Whole(message.body());
    }

    @Override
    public void check(String path) {
        throw new IllegalArgumentException(path + " is not a path: " + NO_PATHS);
    }

    /** The only node is the message. */
    private static final class Whole implements Tree<Whole> {

        private Payload bytes;

        private Whole(Payload bytes) {
            this.bytes = bytes;
        }

        private static ProblemException none() {
            return new ProblemException(Problem.of("not-allowed", NO_PATHS));
        }

        @Override
        public Whole root() {
            return this;
        }

        @Override
        public String name(Whole node) {
            return "bytes";
        }

        @Override
        public Value value(Whole node) {
            return bytes.size() == 0 ? Value.empty() : Value.of(bytes);
        }

        @Override
        public List<Whole> children(Whole node) {
            return List.of();
        }

        @Override
        public void set(Whole node, Value value) throws ProblemException {
            var given = value.payload();
            if (given.isEmpty() && value.exists()) {
                throw new ProblemException(
                        Problem.of("value", "format binary takes bytes, and this is a text"));
            }
            bytes = given.orElseGet(() -> Payload.of(new byte[0]));
        }

        @Override
        public Whole insert(Whole parent, int index, String name) throws ProblemException {
            throw none();
        }

        @Override
        public void remove(Whole node) throws ProblemException {
            throw none();
        }

        @Override
        public Payload write() {
            return bytes;
        }

        @Override
        public List<Whole> find(Whole from, String path) throws ProblemException {
            throw none();
        }

        @Override
        public Whole make(Whole from, String path) throws ProblemException {
            throw none();
        }
    }
}
